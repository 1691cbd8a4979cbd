"""What facilities answer: an assessment, a signature.  Nothing of the person who asked.

The pages name the offender, the facility and the question.  The case, its reference and the one who
asked are in nothing that is sent to the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from shared import web
from shared.accounts.sign_in import current_actor
from shared.dialogue import case_file
from shared.records import permissions
from shared.records.permissions import Actor
from shared.records.workflow import AnyTransition
from staff.acting import acting
from staff.acting.act_forms import Act
from staff.acting.acts import CASE

if TYPE_CHECKING:
    from shared.records.models import Assessment, DialogueCase, Signature

blueprint = Blueprint("limited", __name__)

ACTIONS = {
    ("assessment", ""): "answer_assessment",
    ("signature", "participation"): "sign_superintendent",
    ("signature", "visit"): "sign_visit",
}


def _form(action: str, case: DialogueCase, actor: Actor) -> Act:
    form = CASE.forms[action]()
    # How many acts a case has seen is nothing to the facility; its guards see to stale pages.
    del form["version"]
    form.offer(case, actor)
    return form


def _page(
    noun: str, row: Assessment | Signature, form: Act | None, status: int = 200, refused: str = ""
) -> web.Answer:
    shown = case_file.read_limited(current_actor(), noun, row)
    return web.answer(
        f"staff/{noun}.html", status=status, shown=shown, row=row, form=form, refused=refused
    )


def _show(noun: str, subject: str) -> web.Answer:
    actor = current_actor()
    row = permissions.get_for(actor, noun, subject)
    case = case_file.case_of(row)
    if permissions.may(actor, "case", "read"):
        return web.see_other("cases.show", subject=case.id)
    action = ACTIONS[noun, getattr(row, "kind", "")]
    is_open = acting.transition(CASE, actor, case, action) is not None and case_file.is_waiting(row)
    return _page(noun, row, _form(action, case, actor) if is_open else None)


def _answer(noun: str, subject: str) -> web.Answer:
    actor = current_actor()
    if case_file.is_answered_by(noun, subject, actor):  # a button pressed twice
        return web.see_other("queue.show", said="recorded")
    row = permissions.get_for(actor, noun, subject)
    case, action = case_file.case_of(row), ACTIONS[noun, getattr(row, "kind", "")]
    form = _form(action, case, actor)

    def again(_row: AnyTransition, status: int, refused: str) -> web.Answer:
        return _page(noun, row, form, status, refused)

    def gone(_now: object) -> web.Answer:
        return _page(noun, row, None, 409)

    def done() -> web.Answer:
        return web.see_other("queue.show", said="recorded")

    return acting.attempt(CASE, actor, case, action, form, form.facts, again, gone=gone, done=done)


@blueprint.get("/assessments/<subject>")
@web.requires("assessment.read", "S13")
def assessment(subject: str) -> web.Answer:
    """An assessment request."""
    return _show("assessment", subject)


@blueprint.post("/assessments/<subject>")
@web.requires("assessment.read", "S13")
@web.reshows
def answer_assessment(subject: str) -> web.Answer:
    """Its answer."""
    return _answer("assessment", subject)


@blueprint.get("/signatures/<subject>")
@web.requires("signature.read", "S30", "S31")
def signature(subject: str) -> web.Answer:
    """A request to sign."""
    return _show("signature", subject)


@blueprint.post("/signatures/<subject>")
@web.requires("signature.read", "S30", "S31")
@web.reshows
def sign(subject: str) -> web.Answer:
    """Approve or refuse."""
    return _answer("signature", subject)
