"""What a holder may tell us, as a table: one row a form, each on one page, rendered by one view.

Every row drops one envelope.  Nothing here changes a record: staff collect, and act.
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from flask import Blueprint, abort, request, session
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from portal.form import composing, reshown
from portal.form.questions import Telling
from portal.keys import keys
from portal.visit import visit
from shared import forms, policy, web
from shared.base import clock, db, ids
from shared.base.translation import Sentence
from shared.base.values import Values
from shared.frontdoor import envelopes, letterbox, noticeboard, sealing
from shared.frontdoor.noticeboard import Standing

blueprint = Blueprint("telling", __name__)


def _choices(table: Mapping[str, str], *names: str) -> Callable[[], list[tuple[str, str]]]:
    return lambda: [(name, gettext(table[name])) for name in names or table]


NEWS = "news"  # the row that every visit offers on the page itself (ruling 6)


class Stop(forms.Form):
    """Ruling 9: at once, without a reason."""


class News(forms.Form):
    """Ruling 6."""

    news = forms.Choice(
        _("If there is an update"), _choices(envelopes.NEWS, "page", "call"), needed=True
    )


def _today() -> date:
    return clock.today(policy.current().zone)


def _answered(answers: Values) -> Values:
    """A day is sent with "later" alone."""
    return answers if answers["answer"] == "later" else {"answer": answers["answer"]}


class Letter(forms.Form):
    """S39, S46."""

    answer = forms.Choice(_("Choose one"), _choices(envelopes.LETTER_ANSWERS), needed=True)
    later_on = forms.DayMonthYear(
        _("If later: after what day can we ask you?"),
        hint=_("You can leave this blank."),
        earliest=_today,
        latest=lambda: _today() + timedelta(days=3652),
        too_early=_("This day has passed. Choose a later day, or leave it blank."),
        too_late=_(
            "This is more than ten years from now. Choose an earlier day, or leave it blank."
        ),
    )


def _is_something_said(form: forms.Form, _field: forms.Question) -> None:
    if not (form.received.data or form.read.data):
        raise ValidationError(_("Check what is true. Or go back, and tell us nothing."))


class Said(forms.Form):
    """S40: only the person's own word counts."""

    received = forms.Tick(_("I received the letter"), checks=[_is_something_said])
    read = forms.Tick(_("I have read it"))


class Services(forms.Form):
    """S42."""

    services = forms.Choices(
        _("Check what you would like to hear about"), _choices(envelopes.SERVICES), needed=True
    )


class Note(forms.Form):
    """A few words to staff."""

    words = forms.Words(_("Your words"), max_length=4000, needed=_("Please enter a few words."))


@dataclass(frozen=True)
class Tell:
    """A row: `lead` is said above the form, `done` after it was sent."""

    key: str
    title: Sentence
    lead: Sentence
    button: Sentence
    done: Sentence
    kind: str
    form: type[forms.Form]
    is_offered: Callable[[Standing], bool] = lambda _here: True
    errand: str = "wrote"
    board: str = ""  # the kind of request whose state decides whether it is offered
    compose: Callable[[Values], Values] = dict
    when: Mapping[str, str] = field(default_factory=dict)  # field → shown once this is chosen


def _is_open(here: Standing) -> bool:
    return here.state not in ("stopped", "letter_stopped") and here.asked != "stop"


def _has_letter(here: Standing) -> bool:
    # The answer may be changed until the letter is out.
    return here.state in ("letter_waiting", "letter_coming", "letter_kept", "letter_declined")


TELLINGS = (
    Tell("letter", _("Answer about the letter"),
         _("There is no rush. You can change your mind later."), _("Send my answer"),
         _("We have your answer. It takes effect now."),
         "letter.answered", Letter, _has_letter, board="letter", compose=_answered,
         when={"later_on": "later"}),
    Tell("arrived", _("Tell us that the letter came"),
         _("Only if you want to. We use it only for the facts you let us tell the other person."),
         _("Send"), _("We have it. Thank you."),
         "letter.said", Said, lambda here: here.state in ("letter_sent", "letter_given"),
         board="letter"),
    Tell(NEWS, _("How to get updates"),
         _("You can read updates on this page, or ask us to call you first."), _(
             "Save this choice"),
         _("We have your choice. If you chose to read here, updates can show up in a few minutes."),
         "news.chosen", News),
    Tell("choices", _("What the other person may know"),
         _("Check each fact we may tell. What you do not check, we do not tell. We "
           "cannot show what you checked before: it is locked."),
         _("Save these choices"), _("We have your choices. They take effect now."),
         "disclosure.changed", Telling, lambda here: here.kind == "letter" and _is_open(here),
         board="letter", compose=composing.disclosure),
    Tell("help", _("Ask for other help"),
         _("You can ask for more than one. This does not change your request."),
         _("Ask for it"), _("We have it. A person will get in touch in a way you said is safe."),
         "service.asked", Services),
    Tell("someone-wrote", _("Tell us that someone contacted you"),
         _("No one on that person’s side is allowed to write to you or call you. "
           "Tell us who it was, how, and when. Are you in danger now? Call 911."),
         _("Send"), _("We have it. A person will read it soon."),
         "outside.contact", Note),
    Tell("complaint", _("Make a complaint"),
         _("Tell us what went wrong. It will not count against you."), _("Send"),
         _("We have it. Someone who leads this work will read it."),
         "complaint", Note),
    Tell("stop", _("Stop this request"),
         _("We stop right away, and you do not have to say why. No one will be "
           "upset with you. You can ask again any day."),
         _("Stop it now"), _("Your request is stopped. This takes effect now."),
         "stopped", Stop, _is_open, errand="stop"),
)  # fmt: skip


def _found(key: str) -> Tell:
    row = next((row for row in TELLINGS if row.key == key), None)
    if row is None:
        abort(404)
    return row


@blueprint.route("/status/<key>", methods=["GET", "POST"])
@web.reshows
@web.requires("holder", "S39", "S40", "S42", "S46", "S48")
def tell(key: str) -> web.Answer:
    """One form of the table."""
    row = _found(key)
    here, form = visit.standing(), row.form()
    is_offered = row.is_offered(here)
    # Sent from a page of before the state moved on, or stopped already: the page says the one, and
    # a person reads the other.
    is_late = not is_offered and here.kind == row.board and form.is_submitted()
    if not is_offered and not is_late:
        return web.see_other("returning.enter")
    if form.validate_on_submit() and reshown.is_done(form, lambda: _drop_once(row, form)):
        return web.see_other("telling.told", key=key, **({"late": ""} if is_late else {}))
    status, form = reshown.status(form), reshown.shown(form)
    return web.answer(
        "portal/tell.html",
        status=status,
        row=row,
        form=form,
        once=_form_id(),
        has_form=bool(form.questions),
    )


@blueprint.route("/status/old-code", methods=["GET", "POST"])
@web.reshows
@web.requires("public", "S39")
def only_stop() -> web.Answer:
    """Ruling 9: who has the person's own code, which staff replaced, can still stop."""
    held, form, row = visit.stopper(), forms.Form(), _found("stop")
    if held is None:
        web.pardon_token()
        return web.see_other("returning.enter")
    if form.validate_on_submit() and reshown.is_done(form, lambda: _drop_once(row, form, held)):
        return web.see_other("telling.stopped_by_old_code")
    status, form = reshown.status(form), reshown.shown(form)
    return web.answer(
        "portal/old_code.html", status=status, form=form, row=row, once=_form_id(), has_form=True
    )


@blueprint.get("/status/old-code/done")
@web.requires("public")
def stopped_by_old_code() -> web.Answer:
    """It is in the letterbox."""
    if visit.stopper() is None:
        return web.see_other("returning.enter")
    return web.answer("portal/told.html", row=_found("stop"), is_late=False)


def _form_id() -> str:
    return str(request.form.get("once") or ids.new_token("form"))


@blueprint.get("/status/<key>/done")
@web.requires("holder")
def told(key: str) -> web.Answer:
    """It is in the letterbox; `?late` when things had moved on before it was sent."""
    return web.answer("portal/told.html", row=_found(key), is_late="late" in request.args)


def _drop_once(row: Tell, form: forms.Form, by: visit.Holder | None = None) -> None:
    """Drop the envelope; the same words in the same form are one envelope, however often sent."""
    here, answers = by or visit.here(), row.compose(form.answers)
    payload = composing.envelope(row.kind, here.reference, {}) | {"answers": answers}
    with db.write(db.frontdoor):
        found = noticeboard.read(here.key)
        if found is not None and found.asked != "stop":
            # Before the drop, so that it is not later than what it speaks of.
            noticeboard.ask(here.key, row.errand)
        letterbox.drop(keys(), payload, _once(row, here.reference, answers))


def _once(row: Tell, reference: str, answers: Values) -> str:
    """The envelope's id: only this visit could have made it, and it always makes the same one."""
    form = request.form.get("once", "")[:64]
    said = {"key": row.key, "reference": reference, "form": form, "answers": answers}
    return hmac.digest(session.secret("envelope"), sealing.pack(said), "sha256").hex()[:20]  # type: ignore[attr-defined]  # our session
