"""What facilities answer: an assessment, a signature.  Nothing of the person who asked.

The pages name the offender, the facility and the question.  The case, its reference and whoever
asked are in nothing that is sent to the browser.
"""

from typing import Any

from flask import Blueprint, abort

from shared import permissions, web
from shared.dialogue import casefile
from shared.permissions import Actor
from shared.signin import current_actor
from staff import acts
from staff.act_forms import Act
from staff.case_forms import FORMS

blueprint = Blueprint("limited", __name__)

ACTIONS = {
    ("assessment", ""): "answer_assessment",
    ("signature", "participation"): "sign_superintendent",
    ("signature", "visit"): "sign_visit",
}


def _subject(noun: str, subject: str) -> tuple[Actor, Any, str]:
    actor = current_actor()
    row = permissions.get_for(actor, noun, subject)
    return actor, row, ACTIONS.get((noun, getattr(row, "kind", "")), "")


def _show(noun: str, subject: str) -> web.Answer:
    actor, row, action = _subject(noun, subject)
    case = casefile.case_of(row)
    if permissions.may(actor, "case", "read"):
        return web.see_other("cases.show", subject=case.id)
    step = acts.transition(actor, case, action)
    form = FORMS[action](data={"version": case.version}) if step else None
    if form is not None:
        form.offer(case, actor)
    return _page(noun, actor, row)(case, step, form)


def _page(noun: str, actor: Actor, row: Any) -> Any:
    def draw(
        _case: Any, step: Any, form: Act | None, status: int = 200, refused: str = "",
        changes: Any = (),
    ) -> web.Answer:  # fmt: skip
        # `changes` would tell what others did in the case; that it changed is all that is said.
        shown = casefile.read_limited(actor, noun, row)
        return web.answer(
            f"staff/{noun}.html", status=status, shown=shown, row=row, step=step, form=form,
            refused=refused, has_changed=bool(changes),
        )  # fmt: skip

    return draw


def _answer(noun: str, subject: str) -> web.Answer:
    actor, row, action = _subject(noun, subject)
    if not action:
        abort(404)
    return acts.carry_out(
        actor, casefile.case_of(row), action, after="queue.show", show=_page(noun, actor, row)
    )


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
