"""Asking, one question a page: every question of every form by one view."""

from flask import Blueprint, abort, request, session, url_for
from flask_babel import gettext as _

from portal.form import draft_answers, reshown, rules
from portal.form.journeys import JOURNEYS, PATH, Journey, Kept
from portal.form.questions import Question
from portal.form.steps import ONE_PAGE, step
from portal.visit import visit
from shared import web

blueprint = Blueprint("asking", __name__)

STOPPING = "stop"  # the button that keeps what is on the page, and leads to where one stops
SERVES = ("S2", "S3", "S4", "S8", "S18", "S26", "S29", "S34", "S39", "S40", "S44")


def found(name: str) -> Journey:
    """The form called `name`; a holder's only once somebody came in."""
    journey = JOURNEYS[name]
    if journey.is_holders:
        visit.insist()
    return journey


def _question(journey: Journey, key: str) -> Question:
    question = journey.question(key)
    if question is None:
        abort(404)
    return question


@blueprint.get(PATH)
@web.requires("public", *SERVES)
def begin(journey: str) -> web.Answer:
    """Before the first question: what is kept, who sees it, when staff must tell others."""
    chosen = found(journey)
    return step(
        "before",
        _("Before you start"),
        journey=chosen,
        first=chosen.questions[0],
        is_begun=bool(draft_answers.of(journey, draft_answers.load())),
    )


@blueprint.route(f"{PATH}/<key>", methods=["GET", "POST"])
@web.reshows
@web.requires("public", *SERVES)
def question(journey: str, key: str) -> web.Answer:
    """One question; `?change` when it is asked again from the page of answers."""
    chosen = found(journey)
    asked = _question(chosen, key)
    kept = draft_answers.of(journey, draft_answers.load())
    before = kept.get(key, {})
    form = asked.form(data=before)
    is_stopping = STOPPING in request.form and not web.csrf_failed()
    if is_stopping and form.is_blank:
        return web.see_other("asking.stop", journey=journey)
    if form.validate_on_submit() and reshown.is_done(
        form, lambda: draft_answers.save({f"{journey}.{key}": form.answers})
    ):
        if is_stopping:
            return web.see_other("asking.stop", journey=journey)
        return _onward(chosen, asked, kept | {key: form.answers})
    return step(
        "question",
        _title(chosen, asked),
        reshown.status(form),
        form=reshown.shown(form, before),
        journey=chosen,
        question=asked,
        back=_back(chosen, asked, kept),
        skip=_next_url(chosen, asked, kept) if asked.is_skippable else "",
        has_form=True,
    )


@blueprint.get(f"{PATH}/<key>/note")
@web.requires("public", "S23", "S24", "S25", "S26")
def note(journey: str, key: str) -> web.Answer:
    """A rule that an answer touches: what it says, what is open instead, and how to go on."""
    chosen = found(journey)
    asked = _question(chosen, key)
    kept = draft_answers.of(journey, draft_answers.load())
    names = asked.notes(kept.get(key, {}))
    if not names:
        return web.see_other("asking.question", journey=journey, key=key)
    return step(
        "note",
        _("Before you continue"),
        rules=rules.named(names),
        journey=chosen,
        is_minor=rules.MINOR in names,
        is_own=key == "name",
        back=url_for("asking.question", journey=journey, key=key),
        onward=_next_url(chosen, asked, kept),
    )


@blueprint.get(f"{PATH}/stop")
@web.requires("public")
def stop(journey: str) -> web.Answer:
    """Save and come back, or stop and keep nothing, or go on."""
    chosen = found(journey)
    is_begun = bool(draft_answers.of(journey, draft_answers.load()))
    return step("stop", _("Stop here"), journey=chosen, is_begun=is_begun)


@blueprint.post(f"{PATH}/stop")
@web.requires("public")
def erase(journey: str) -> web.Answer:
    """Stop here, and keep nothing."""
    chosen = found(journey)
    draft_answers.take(chosen.name)
    return web.see_other("asking.stopped")


@blueprint.get("/stopped")
@web.requires("public")
def stopped() -> web.Answer:
    """Nothing was sent, nothing was kept."""
    return step("stopped", _("You stopped"))


@blueprint.post("/one-page")
@web.tokenless
@web.requires("public")
def one_page() -> web.Answer:
    """From now on in this visit, all steps swap in place."""
    session[ONE_PAGE] = True
    journey = request.form.get("journey", "")
    if journey in JOURNEYS:
        return web.see_other("asking.begin", journey=journey)
    return web.see_other("pages.start")


def _title(journey: Journey, asked: Question) -> str:
    number = journey.number(asked)
    return str(_("Question %(number)s", number=number) if number else _("One more question"))


def _is_changing() -> bool:
    return "change" in request.args


def _change() -> dict[str, str]:
    return {"change": ""} if _is_changing() else {}


def _next_url(journey: Journey, asked: Question, kept: Kept) -> str:
    following = None if _is_changing() else journey.after(asked, kept)
    if following is None:
        return url_for("sending.check", journey=journey.name)
    return url_for("asking.question", journey=journey.name, key=following.key)


def _onward(journey: Journey, asked: Question, kept: Kept) -> web.Answer:
    if asked.notes(kept[asked.key]):
        return web.see_other("asking.note", journey=journey.name, key=asked.key, **_change())
    return web.back_to(_next_url(journey, asked, kept), "asking.begin", journey=journey.name)


def _back(journey: Journey, asked: Question, kept: Kept) -> str:
    if _is_changing():
        return url_for("sending.check", journey=journey.name)
    before = journey.before(asked, kept)
    if before is None:
        first = journey.number(asked) == 1
        return url_for("asking.begin" if first else "sending.check", journey=journey.name)
    return url_for("asking.question", journey=journey.name, key=before.key)
