"""Stopping for now: the answers are sealed again under a key that only a code gives."""

from flask import Blueprint, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal.form import draft_answers, reshown
from portal.form.asking import found
from portal.form.journeys import JOURNEYS, PATH
from portal.form.steps import step
from portal.keys import keys
from shared import forms, policy, web
from shared.base import db
from shared.frontdoor import drafts, lane, throttle

blueprint = Blueprint("saving", __name__)

_CODE = "saved"
_JOURNEY = "journey"
TRIES, SECONDS = 10, 600  # for codes that open nothing, from one network
SAVES, SAVES_SECONDS = 40, 3600  # from one network


class Code(forms.Form):
    """The code of a form that was saved."""

    code = forms.AccessCode(
        _("Your code"), hint=_("16 digits, with or without spaces"), needed=True
    )


@blueprint.post(f"{PATH}/save")
@web.requires("public")
def save(journey: str) -> web.Answer:
    """Keep the answers under a new code, and none of them in this visit."""
    chosen = found(journey)
    if not chosen.board or not draft_answers.of(journey, draft_answers.load()):
        return _is_saved(journey)
    counted = throttle.hit_all(_counts("save", SAVES, SAVES_SECONDS))
    if counted.wait:
        web.slow_down(counted.wait)
    ticket = drafts.new_ticket(keys())
    with db.write(db.frontdoor):
        kept = draft_answers.take(chosen.name)
        if not kept:
            return _is_saved(journey)
        answers = {_JOURNEY: chosen.name, "answers": kept}
        drafts.save_for_return(ticket, answers, policy.current().site.draft_days)
        draft_answers.save({_CODE: ticket.code})
    return web.see_other("saving.saved")


def _is_saved(journey: str) -> web.Answer:
    """Nothing is left to save: to the code, if the button was pressed twice."""
    if _CODE in draft_answers.load():
        return web.see_other("saving.saved")
    return web.see_other("asking.begin", journey=journey)


def _counts(kind: str, limit: int, seconds: int) -> tuple[throttle.Count, ...]:
    """What is counted for the network that asks."""
    secret, address = keys().web_secret, request.remote_addr
    return throttle.counts_of_networks(secret, kind, address, limit, seconds)


@blueprint.get("/saved")
@web.requires("public")
def saved() -> web.Answer:
    """The code, for as long as this visit lives."""
    code = draft_answers.load().get(_CODE)
    if code is None:
        return web.see_other("saving.back")
    return step("saved", gettext("Saved"), code=code)


@blueprint.route("/back", methods=["GET", "POST"])
@web.reshows
@web.requires("public")
def back() -> web.Answer:
    """Open what was saved; the code then opens nothing any more."""
    form = Code()
    if form.validate_on_submit():
        counts = _counts("back", TRIES, SECONDS)
        tried = throttle.hit_all(counts)
        if tried.wait:
            return reshown.slowed(form, _page, tried.wait)
        try:
            code = str(form.code.data)
            kept = drafts.take_back(keys(), code, is_guessing=tried.is_guessing)
        except lane.Busy as busy:
            throttle.give_back(counts)
            return reshown.slowed(form, _page, busy.seconds)
        if kept is not None and kept.get(_JOURNEY) in JOURNEYS:
            throttle.forget(counts[0].key)
            throttle.give_back(counts[1:])
            return _opened(kept)
        form.code.errors = (
            gettext("This code did not work. It may be mistyped, used before, or expired."),
        )
    return _page(reshown.shown(form), reshown.status(form))


def _page(form: Code, status: int) -> web.Answer:
    return step("back", gettext("Come back"), status, form=form, has_form=True)


def _opened(kept: dict[str, object]) -> web.Answer:
    journey = str(kept[_JOURNEY])
    found_answers = kept["answers"]
    draft_answers.rotate()
    draft_answers.take(journey)  # what was saved takes the place of what was begun since
    if isinstance(found_answers, dict):
        draft_answers.save({f"{journey}.{key}": value for key, value in found_answers.items()})
    return web.see_other("sending.check", journey=journey, opened="")
