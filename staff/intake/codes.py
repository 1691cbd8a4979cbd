"""A new access code: asked for with a check of who asks, given out by another person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from shared import forms, web
from shared.accounts.sign_in import current_actor
from shared.console import person_file
from shared.forms import needed_if
from shared.frontdoor.envelopes import CHANNELS
from shared.intake import by_phone
from shared.people import access_codes
from shared.records import permissions
from shared.records.permissions import Hidden
from shared.records.workflow import Refused
from staff.acting.act_forms import said
from staff.acting.step_up import Confirmed, is_confirmed

if TYPE_CHECKING:
    from shared.records.models import Asked

blueprint = Blueprint("codes", __name__)


class Ask(Confirmed):
    """How it was checked who asks."""

    how = forms.Choice(_("How you made sure who asks"), lambda: said(access_codes.HOW),
                       needed=_("Choose how you made sure who asks."))  # fmt: skip
    way = forms.Choice(
        _("Called back on"),
        checks=[needed_if("how", "own_way",
                          sentence=_("Choose the way on which you called the person back."))],
    )  # fmt: skip

    def offer(self, person_id: str) -> None:
        """The ways that may be used now."""
        self.way.choices = _ways(person_id)


class Give(Confirmed):
    """The second person."""


class AskAgain(Confirmed):
    """On which way the person was asked."""

    way = forms.Choice(
        _("Asked the person on"), needed=_("Choose the way on which you asked the person.")
    )


def _ways(person_id: str) -> list[tuple[str, str]]:
    rows = person_file.safe_ways(person_id).values()
    return [(row.id, str(gettext(CHANNELS[row.channel]))) for row in rows]


def _ask_page(noun: str, subject: Asked, form: Ask, status: int = 200) -> web.Answer:
    form.offer(subject.person_id)
    return web.answer("staff/desk/code_ask.html", status=status, noun=noun, subject=subject,
                      form=form)  # fmt: skip


@blueprint.get("/cases/<subject>/code", defaults={"noun": "case"})
@blueprint.get("/registrations/<subject>/code", defaults={"noun": "registration"})
@web.requires("registration.enter", "S2")
def ask(noun: str, subject: str) -> web.Answer:
    """The form of a new code."""
    row = permissions.get_for(current_actor(), noun, subject)
    return _ask_page(noun, row, Ask(formdata=None))


@blueprint.post("/cases/<subject>/code", defaults={"noun": "case"})
@blueprint.post("/registrations/<subject>/code", defaults={"noun": "registration"})
@web.requires("registration.enter", "S2")
@web.reshows
def propose(noun: str, subject: str) -> web.Answer:
    """Ask for it; another person gives it out."""
    actor, form = current_actor(), Ask()
    row = permissions.get_for(actor, noun, subject)
    form.offer(row.person_id)
    if not form.validate_on_submit():
        return _ask_page(noun, row, form, web.form_status())
    if not is_confirmed(form, f"code.propose {row.id}"):
        return _ask_page(noun, row, form, 422)
    try:
        person = person_file.person_of(row)
        asked = access_codes.propose(actor, noun, row, person, form.how.data, form.way.data or "")
    except Refused as refused:
        form.way.errors = [gettext(refused.sentence)]
        return _ask_page(noun, row, form, 422)
    return web.see_other("codes.show", subject=asked.id, said="code_asked")


def _get(subject: str) -> tuple[Any, Any]:
    row = access_codes.by_id(subject)
    if row is None:
        raise Hidden(f"code request {subject}")
    return row, permissions.get_for(current_actor(), row.noun, row.subject)


def _page(subject: str, form: Give | AskAgain | None = None, status: int = 200,
          refused: str = "") -> web.Answer:  # fmt: skip
    actor, (row, about) = current_actor(), _get(subject)
    form = form or (AskAgain if row.decision else Give)(formdata=None)
    if isinstance(form, AskAgain):
        form.way.choices = _ways(about.person_id)
    give, again = access_codes.why_not(actor, row), access_codes.why_not_ask_again(actor, row)
    return web.answer(
        "staff/desk/code_request.html", status=status, row=row, about=about, form=form,
        how=access_codes.HOW, channels=CHANNELS, refused=refused, changes=[],
        why_not=gettext(give) if give else "", why_not_again=gettext(again) if again else "",
    )  # fmt: skip


@blueprint.get("/codes/<subject>")
@web.requires("registration.enter", "S2")
def show(subject: str) -> web.Answer:
    """Who asked for a code, and how they made sure."""
    return _page(subject)


@blueprint.post("/codes/<subject>")
@web.requires("registration.enter", "S2")
@web.reshows
def give(subject: str) -> web.Answer:
    """Give it out: on this answer and nowhere else."""
    (row, _about), form = _get(subject), Give()
    is_sent, refused = form.validate_on_submit(), access_codes.why_not(current_actor(), row)
    if refused and not web.csrf_failed():
        return _page(subject, None, 422, gettext(refused))
    if not is_sent:
        return _page(subject, form, web.form_status())
    if not is_confirmed(form, f"code.give {row.id}"):
        return _page(subject, form, 422)
    try:
        reference, code = access_codes.give(current_actor(), row)
    except Refused as refused:
        return _page(subject, None, 422, gettext(refused.sentence))
    given = by_phone.Given(reference, code, row.noun, row.subject)
    return web.answer("staff/desk/given.html", given=given)


@blueprint.post("/codes/<subject>/refuse")
@web.requires("registration.enter", "S2")
def refuse(subject: str) -> web.Answer:
    """Give none."""
    row, _about = _get(subject)
    try:
        access_codes.refuse(current_actor(), row)
    except Refused as refused:
        return _page(subject, None, 422, gettext(refused.sentence))
    return web.see_other("codes.show", subject=subject, said="recorded")


@blueprint.post("/codes/<subject>/asked-again")
@web.requires("registration.enter", "S2")
@web.reshows
def ask_again(subject: str) -> web.Answer:
    """A third person asked whether it was they."""
    (row, about), form = _get(subject), AskAgain()
    form.way.choices = _ways(about.person_id)
    if not form.validate_on_submit():
        return _page(subject, form, web.form_status())
    if not is_confirmed(form, f"code.ask_again {row.id}"):
        return _page(subject, form, 422)
    try:
        access_codes.ask_again(current_actor(), row, person_file.person_of(about), form.way.data)
    except Refused as refused:
        return _page(subject, form, 422, gettext(refused.sentence))
    return web.see_other("codes.show", subject=subject, said="recorded")
