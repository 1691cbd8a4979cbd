"""Looking over the answers, and sending them: an envelope, a reference, a code."""

import hmac
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, request, session, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.form import composing, draft_answers, reshown
from portal.form.asking import found
from portal.form.journeys import PATH, Journey, Kept
from portal.form.questions import Question
from portal.form.steps import step
from portal.keys import keys
from portal.visit import visit
from shared import forms, policy, web
from shared.base import clock, db, ids
from shared.base.translation import Sentence
from shared.base.values import Values
from shared.frontdoor import hashing, lane, letterbox, noticeboard, sealing, throttle

blueprint = Blueprint("sending", __name__)

RECEIPT = "receipt"  # what was sent last in this visit, kept with the answers
SERVES = ("S2", "S12", "S34", "S44")
# From one network, so that nobody buries the few who ask (S1) under a heap of forged requests.
SENDS, SECONDS = 40, 3600


class Check(forms.Form):
    """The last word before sending.  Unticked is fine: then staff talk about it first."""

    own_wish = forms.Tick(_("Asking is my own choice."), hint=_("Not sure? Leave it unchecked."))
    shown = forms.Shown()


def _rows(journey: Journey, kept: Kept) -> list[Values]:
    rows, told = [], journey.told(kept)
    for question in journey.every:
        form = question.form(formdata=None, data=told.get(question.key, {}), meta={"csrf": False})
        first = question.parts(form)[0]
        said = _said(form, "" if first.legend else first.fields[0].short_name)
        if said or (question in journey.questions and not question.is_moot(kept)):
            rows.append({"key": question.title, "value": said, "url": _change(journey, question)})
    return rows


def _offers(journey: Journey, kept: Kept) -> list[tuple[Sentence, str]]:
    """The extras that were not answered: what each asks, and where."""
    return [
        (q.title, _change(journey, q))
        for q in journey.extras
        if not any(kept.get(q.key, {}).values()) and not q.is_moot(kept)
    ]


def _change(journey: Journey, question: Question) -> str:
    return url_for("asking.question", journey=journey.name, key=question.key, change="")


def _said(form: forms.Form, first: str) -> list[Sentence]:
    """The answers of a page as they are read over; unticked boxes go without saying.

    What answers the `first` field needs no more words than the page's title.
    """
    lines: list[Sentence] = []
    for field in form.questions:
        if field.kind == "tick":
            lines += [field.label.text] if field.data else []
        elif field.is_answered:
            said = field.say()
            lines += said if isinstance(said, list) else _named(field, str(said), first)
    return lines


def _named(field: forms.Question, said: str, first: str) -> list[str]:
    """What was typed, after the words that asked for it where the page's own do not say enough."""
    says_itself = field.kind == "radios" and field.data not in ("yes", "no")
    if says_itself or field.short_name == first:
        return said.splitlines()
    asked = str(field.label.text)
    return f"{asked}{'' if asked.endswith('?') else ':'} {said}".splitlines()


@blueprint.get(f"{PATH}/check")
@web.requires("public", *SERVES)
def check(journey: str) -> web.Answer:
    """All answers on one page, each with a way to change it."""
    chosen = found(journey)
    kept = draft_answers.of(journey, draft_answers.load())
    return _look_over(chosen, kept, Check(), 200) if kept else _nothing_left(journey, "")


def _digest(journey: Journey, kept: Kept) -> str:
    """What the page of answers shows, in a word that only this visit can make (law 15)."""
    told = sealing.pack({"form": journey.name, "told": journey.told(kept)})
    return hmac.digest(session.secret("answers shown"), told, "sha256").hex()  # type: ignore[attr-defined]  # our session


def _look_over(journey: Journey, kept: Kept, form: Check, status: int) -> web.Answer:
    form.shown.show(_digest(journey, kept))
    return step(
        "check",
        gettext("Your answers"),
        status,
        journey=journey,
        form=form,
        rows=_rows(journey, kept),
        offers=_offers(journey, kept),
        missing=journey.missing(kept),
        is_opened="opened" in request.args,
        has_form=True,
    )


def _nothing_left(journey: str, shown: str) -> web.Answer:
    """The answers were sent already, or they are forgotten: where that is said.

    `shown` is what the page that sent us here had shown: it may not be what was sent.
    """
    receipt = draft_answers.load().get(RECEIPT, {})
    if receipt.get("journey") == journey:
        others = {"others": ""} if shown not in ("", receipt.get("shown")) else {}
        return web.see_other("sending.sent", journey=journey, **others)
    return web.see_other("asking.begin", journey=journey, ended="")


@blueprint.post(f"{PATH}/send")
@web.requires("public", *SERVES)
def send(journey: str) -> web.Answer:
    """Seal and drop the answers; sent twice, it is one envelope and one confirmation."""
    chosen, form = found(journey), Check()
    kept = draft_answers.of(journey, draft_answers.load())
    if not kept:
        return _nothing_left(journey, form.shown.data)
    missing = chosen.missing(kept)
    if missing is not None:
        return web.see_other("asking.question", journey=journey, key=missing.key)
    show = partial(_look_over, chosen, kept)
    if form.shown.data != _digest(chosen, kept):
        form.form_errors.append(
            gettext("Your answers changed in another window. Please look at them, then send them.")
        )
        return show(form, 422)
    wait = throttle.wait_all(_counted()) if chosen.board else 0
    if wait:
        return reshown.slowed(form, show, wait)
    try:
        code = _new_code() if chosen.board else None
    except lane.Busy as busy:
        return reshown.slowed(form, show, busy.seconds)
    if reshown.is_done(
        form, lambda: _send(chosen, code, form.shown.data, own_wish=bool(form.own_wish.data))
    ):
        return _nothing_left(journey, form.shown.data)
    return show(form, reshown.status(form))


@blueprint.get(f"{PATH}/send", endpoint="send_button")
@blueprint.get(f"{PATH}/save", endpoint="save_button")
@web.requires("public")
def button(journey: str) -> web.Answer:
    """The address of a button, opened anew by a browser: the page that has the button."""
    return web.see_other("sending.check", journey=found(journey).name)


def _counted() -> tuple[throttle.Count, ...]:
    """What the requests that come from one network are counted under."""
    secret, address = keys().web_secret, request.remote_addr
    return throttle.counts_of_networks(secret, "send", address, SENDS, SECONDS)


@dataclass(frozen=True)
class _Code:
    """A new access code, hashed before the front door's lock is taken."""

    shown: str
    hashed: hashing.Hashed


def _new_code() -> _Code:
    code = ids.new_access_code()
    return _Code(code, hashing.hash_code(str(ids.clean_access_code(code))))


def _send(journey: Journey, code: _Code | None, shown: str, *, own_wish: bool) -> None:
    """Send what was shown; if another tab changed it in this very moment, nothing."""
    with db.write(db.frontdoor):
        kept = draft_answers.of(journey.name, draft_answers.load())
        if kept and _digest(journey, kept) != shown:
            return
        # Who takes the answers holds them: a second press waits here, and finds none.
        taken = draft_answers.take(journey.name)
        if taken:
            if journey.board:
                throttle.hit_all(_counted())
            told = journey.told(taken) | {"check": {"own_wish": own_wish}}
            draft_answers.save({RECEIPT: _dropped(journey, told, code, shown)})


def _dropped(journey: Journey, kept: Kept, code: _Code | None, shown: str) -> dict[str, str]:
    """Drop the envelope; what the confirmation says.  Called inside the transaction."""
    if code is None:
        here = visit.here()
        noticeboard.ask(here.key, "wrote")
        letterbox.drop(
            keys(), composing.envelope(journey.kind, here.reference, journey.compose(kept))
        )
        return {"journey": journey.name, "shown": shown}
    reference = _new_reference()
    letterbox.drop(keys(), composing.envelope(journey.kind, reference, journey.compose(kept)))
    noticeboard.admit(
        sealing.reference_key_of(keys(), reference),
        journey.board,
        code.hashed,
        clock.today(policy.current().zone),
    )
    return {
        "journey": journey.name, "reference": reference, "code": code.shown, "shown": shown,
    }  # fmt: skip


def _new_reference() -> str:
    while True:  # one in 2**38 is taken
        reference = ids.new_reference()
        if noticeboard.read(sealing.reference_key_of(keys(), reference)) is None:
            return reference


@blueprint.get(f"{PATH}/sent")
@web.requires("public", *SERVES)
def sent(journey: str) -> web.Answer:
    """The reference and the code, for as long as this visit lives and no longer."""
    chosen = found(journey)
    receipt = draft_answers.load().get(RECEIPT, {})
    if receipt.get("journey") != journey:
        return web.see_other("returning.enter")
    is_of_others = "others" in request.args
    return step("sent", gettext("Sent"), journey=chosen, receipt=receipt, is_of_others=is_of_others)
