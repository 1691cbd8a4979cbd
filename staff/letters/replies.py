"""A person's one reply, and letters that were caught on their way round the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from shared import forms, web
from shared.accounts.sign_in import current_actor
from shared.letters import queries
from shared.letters.delivery import replies
from shared.letters.passages import passages
from shared.records import permissions
from shared.records.permissions import Actor
from shared.records.workflow import Refused
from staff import words
from staff.acting import acting
from staff.acting.act_forms import places, said
from staff.acting.acts import DELIVERY
from staff.acting.step_up import Confirmed, is_confirmed

if TYPE_CHECKING:
    from shared.records.models import Delivery, Reply

blueprint = Blueprint("replies", __name__)


# By these lines of the letters' checklist someone could be found.
FINDING = {"contact_details", "contact_request", "present_life"}


class Write(forms.Form):
    """What the person wants to say."""

    words = forms.Words(_("The person's words"), max_length=4000, rows=10,
                        needed=_("Enter the reply."))  # fmt: skip
    knows = forms.Tick(
        _("The person knows that the reply tells the writer that the letter arrived"),
        needed=_("Check the box once you have told the person."),
    )


class Screen(Confirmed):
    """Whether it may be carried."""

    outcome = forms.Choice(_("What should happen next"), lambda: said(replies.OUTCOMES),
                           needed=_("Choose what should happen to the reply."))  # fmt: skip


class Carry(forms.Form):
    """It has been carried, or it never will be."""

    done = forms.Tick(_("I delivered the reply to the writer, and nothing else"))
    taken_back = forms.Tick(_("The person takes it back: it is not delivered"))

    def validate_done(self, field: forms.Question) -> None:
        """One of the two."""
        if field.data == self.taken_back.data:
            raise ValidationError(gettext("Check one of the two once it is done."))


def _form(actor: Actor, reply: Reply | None, sent: bool) -> forms.Form | None:
    """The form that is due, or None."""
    which = {None: Write, "back": Write, "written": Screen, "passed": Carry}
    kind = which.get(None if reply is None else reply.state)
    verbs: dict[type[forms.Form], str] = {Write: "write", Screen: "screen", Carry: "carry"}
    if kind is None or not permissions.may(actor, "reply", verbs[kind]):
        return None
    return kind() if sent else kind(formdata=None)


def _page(
    delivery: Delivery, form: forms.Form | Confirmed | None, status: int = 200, refused: str = ""
) -> web.Answer:
    actor, reply = current_actor(), replies.of(delivery)
    opened = replies.read(actor, reply) if reply else None
    said = opened.said.get("words", "") if opened and not opened.erased else ""
    language = delivery.registration.person.language
    marked = passages.marked(said, language) if said else []
    return web.answer(
        "staff/letters/reply.html", status=status, delivery=delivery, reply=reply, opened=opened,
        form=form, refused=refused, letter=queries.letter_of(delivery),
        marked=marked, language=language, finding=FINDING,
        names=words.names_in(*([reply.by_id, reply.screened_by_id] if reply else [])),
    )  # fmt: skip


@blueprint.get("/deliveries/<subject>/reply")
@web.requires("reply.read", "S48")
def show(subject: str) -> web.Answer:
    """The reply, and what is due with it."""
    actor = current_actor()
    delivery = permissions.get_for(actor, "delivery", subject)
    return _page(delivery, _form(actor, replies.of(delivery), sent=False))


@blueprint.post("/deliveries/<subject>/reply")
@web.requires("reply.read", "S48")
@web.reshows
def go_on(subject: str) -> web.Answer:
    """Write it down, screen it, or say that it was carried."""
    actor = current_actor()
    delivery = permissions.get_for(actor, "delivery", subject)
    reply = replies.of(delivery)
    form = _form(actor, reply, sent=True)
    if form is None:
        return _page(delivery, None, 409)
    if not form.validate_on_submit():
        return _page(delivery, form, web.form_status())
    if isinstance(form, Confirmed) and not is_confirmed(form, f"reply.screen {delivery.id}"):
        return _page(delivery, form, 422)
    try:
        if isinstance(form, Write) or reply is None:
            replies.write(actor, delivery, form.words.data)
        elif isinstance(form, Screen):
            replies.screen(actor, reply, form.outcome.data)
        elif form.taken_back.data:
            replies.take_back(actor, reply)
        else:
            acting.collect(DELIVERY, delivery)
            replies.carry(actor, reply)
    except Refused as refused:
        return _page(delivery, form, 422, gettext(refused.sentence))
    return web.see_other("replies.show", subject=delivery.id, said="recorded")


# -- letters outside the bank --------------------------------------------------------------------


class Caught(forms.Form):
    """A letter that was caught."""

    facility = forms.Select(_("Where it was intercepted"), places)
    channel = forms.Choice(_("How it was sent"), lambda: said(replies.CHANNELS),
                           needed=_("Choose how it was sent."))  # fmt: skip
    kept = forms.Line(_("Where it is kept now"), max_length=80,
                      needed=_("Enter where it is kept."))  # fmt: skip
    envelope = forms.Words(_("What the envelope says: who it is from, and who it is for"), rows=3,
                           max_length=1000)  # fmt: skip


def _caught(form: Caught, status: int = 200, refused: str = "") -> web.Answer:
    actor = current_actor()
    sees = permissions.may(actor, "intercept", "read")
    rows = replies.intercepts(actor) if sees else []
    return web.answer(
        "staff/letters/intercepts.html", status=status, form=form, refused=refused, rows=rows,
        sees=sees, channels=replies.CHANNELS, names=words.names_in(*(o.row.by_id for o in rows)),
    )  # fmt: skip


@blueprint.get("/letters/intercepts")
@web.requires("intercept.log", "S32", "S33")
def intercepts() -> web.Answer:
    """The log, for the unit; the form for everybody who may catch one."""
    return _caught(Caught(formdata=None))


@blueprint.post("/letters/intercepts")
@web.requires("intercept.log", "S32", "S33")
@web.reshows
def log_intercept() -> web.Answer:
    """Log one.  It is kept, and never forwarded."""
    form = Caught()
    if not form.validate_on_submit():
        return _caught(form, web.form_status())
    try:
        replies.intercept(
            current_actor(), form.facility.data, form.channel.data, form.kept.data,
            form.envelope.data,
        )  # fmt: skip
    except Refused as refused:
        return _caught(form, 422, gettext(refused.sentence))
    return web.see_other("replies.intercepts", said="recorded")
