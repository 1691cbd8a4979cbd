"""Requests that come by phone, letter or fax; another offender; a new code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, request
from flask_babel import lazy_gettext as _

from shared import web
from shared.accounts.sign_in import current_actor
from shared.base import ids
from shared.base.translation import Sentence
from shared.intake import by_phone
from shared.records import permissions
from shared.records.workflow import Refused
from staff.intake import by_phone_forms
from staff.intake.by_phone_forms import Part, Sibling, TakenDialogue, TakenNotice

if TYPE_CHECKING:
    from shared.records.models import DialogueCase

blueprint = Blueprint("desk", __name__)


def _page(
    form: TakenDialogue | TakenNotice,
    parts: tuple[Part, ...],
    action: str,
    title: Sentence,
    status: int = 200,
) -> web.Answer:
    return web.answer("staff/desk/take.html", status=status, form=form, parts=parts,
                      action=action, title=title, once=_once() or ids.new_id("post"))  # fmt: skip


def _once() -> str:
    """What names this very form, so that a button pressed twice takes it in once."""
    return request.form.get("once", "")[:40]


def _given(given: by_phone.Given) -> web.Answer:
    """The reference and the code, once: this answer is not kept anywhere."""
    return web.answer("staff/desk/given.html", given=given)


@blueprint.get("/desk/dialogue")
@web.requires("case.enter", "S2", "S3", "S12", "S29")
def dialogue() -> web.Answer:
    """The questions, as a script."""
    form = by_phone_forms.TakenDialogue(formdata=None)
    return _page(form, by_phone_forms.DIALOGUE, "desk.take_dialogue", _("Take a request"))


@blueprint.post("/desk/dialogue")
@web.requires("case.enter", "S2", "S3", "S12", "S29")
@web.reshows
def take_dialogue() -> web.Answer:
    """The same case as through the public site."""
    form = by_phone_forms.TakenDialogue()
    if not form.validate_on_submit():
        return _page(form, by_phone_forms.DIALOGUE, "desk.take_dialogue", _("Take a request"),
                     web.form_status())  # fmt: skip
    try:
        given = by_phone.take_dialogue(
            current_actor(), form.language.data, form.answers(), form.source.data,
            bool(form.own_wish.data), _once(),
        )  # fmt: skip
    except Refused:
        return web.see_other("queue.show", said="taken")
    return _given(given)


@blueprint.get("/desk/notice")
@web.requires("registration.enter", "S34", "S44")
def notice() -> web.Answer:
    """The notification box, as a script."""
    form = by_phone_forms.TakenNotice(formdata=None)
    return _page(form, by_phone_forms.NOTICE, "desk.take_notice", _("Take a notification request"))


@blueprint.post("/desk/notice")
@web.requires("registration.enter", "S34", "S44")
@web.reshows
def take_notice() -> web.Answer:
    """The same registration as through the public site."""
    form = by_phone_forms.TakenNotice()
    if not form.validate_on_submit():
        return _page(form, by_phone_forms.NOTICE, "desk.take_notice",
                     _("Take a notification request"), web.form_status())  # fmt: skip
    try:
        given = by_phone.take_notice(
            current_actor(), form.language.data, form.answers(), form.source.data, _once()
        )
    except Refused:
        return web.see_other("queue.show", said="taken")
    return _given(given)


@blueprint.get("/cases/<subject>/another-offender")
@web.requires("case.enter", "S5")
def sibling(subject: str) -> web.Answer:
    """The same person, another offender: a strand of its own."""
    case = permissions.get_for(current_actor(), "case", subject)
    return _sibling(case, by_phone_forms.Sibling(formdata=None))


def _sibling(case: DialogueCase, form: Sibling, status: int = 200) -> web.Answer:
    return web.answer("staff/desk/sibling.html", status=status, case=case, form=form,
                      once=_once() or ids.new_id("post"))  # fmt: skip


@blueprint.post("/cases/<subject>/another-offender")
@web.requires("case.enter", "S5")
@web.reshows
def take_sibling(subject: str) -> web.Answer:
    """Open it, with a reference of its own."""
    actor, form = current_actor(), by_phone_forms.Sibling()
    case = permissions.get_for(actor, "case", subject)
    if not form.validate_on_submit():
        return _sibling(case, form, web.form_status())
    try:
        given = by_phone.take_sibling(
            actor, case, by_phone_forms.responsible(form), by_phone_forms.happened(form),
            form.source.data, _once(),
        )  # fmt: skip
    except Refused:
        return web.see_other("queue.show", said="taken")
    return _given(given)
