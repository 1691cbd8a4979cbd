"""Acting on a case: one view for every act, each with a form of its own.

A refusal shows the sentence and keeps what was typed (422); a case that somebody changed in the
meantime says who and what, and keeps it too (409).
"""

from typing import Any

from flask import Blueprint, abort, request
from flask_babel import gettext

from shared import dialogue, web
from shared.accounts.sign_in import current_actor
from shared.base.translation import N_
from shared.dialogue import case_file
from shared.intake import collecting
from shared.records import audit, permissions, workflow
from shared.records.permissions import Actor
from shared.records.workflow import Refused, Stale, Transition
from staff.acting.act_forms import Act
from staff.audit import timeline
from staff.cases.case_forms import FORMS

blueprint = Blueprint("acts", __name__)

UNREACHABLE = N_("The letterbox cannot be reached, so nothing may go out now. Try again later.")
CAME_IN = N_("Post about this case has just come in. Read it first, then try again.")


def transition(actor: Actor, case: Any, action: str) -> Transition | None:
    """The act as this actor may do it now, or None."""
    rows = workflow.actions_for(dialogue.FLOW, actor, case)
    return next((row for row in rows if row.action == action), None)


@blueprint.get("/cases/<subject>/<action>")
@web.requires("case.read", "S12")
def show(subject: str, action: str) -> web.Answer:
    """The form of one act."""
    actor = current_actor()
    case = permissions.get_for(actor, "case", subject)
    if action not in FORMS:
        abort(404)
    row = transition(actor, case, action)
    if row is None:
        abort(403)
    form = FORMS[action](data=_preset(case))
    form.offer(case, actor)
    return page(case, row, form)


def _preset(case: Any) -> dict[str, Any]:
    return {"version": case.version} | {
        name: value[:60] for name, value in request.args.items() if name == "item"
    }


def page(case: Any, row: Transition, form: Act, status: int = 200, **more: Any) -> web.Answer:
    """The form as a page."""
    said = {"refused": "", "changes": []} | more
    return web.answer("staff/act.html", status=status, case=case, row=row, form=form, **said)


@blueprint.post("/cases/<subject>/<action>")
@web.requires("case.read", "S12")
@web.reshows
def perform(subject: str, action: str) -> web.Answer:
    """Carry out one act."""
    actor = current_actor()
    case = permissions.get_for(actor, "case", subject)
    if action not in FORMS:
        abort(404)
    return _carry_out(actor, case, action)


def _carry_out(actor: Actor, case: Any, action: str) -> web.Answer:
    """Validate, collect the post if the act needs that, perform; then go to the case."""
    form = FORMS[action]()
    form.offer(case, actor)
    row = transition(actor, case, action)
    if is_repeat(actor, case, action, form.version.data):
        return web.see_other("cases.show", subject=case.id, said="recorded")
    if row is None:
        return _changed(actor, case, action, form)
    if not form.validate_on_submit():
        return page(case, row, form, web.form_status())
    try:
        if row.collects:
            _collect(case)
        workflow.perform(dialogue.FLOW, case.id, action, actor, form.version.data, **form.facts())
    except Refused as refused:
        form.ask_again()
        return page(case, row, form, 422, refused=gettext(refused.sentence))
    except (Stale, workflow.NotPermitted):
        now = permissions.get_for(actor, "case", case.id)
        return _changed(actor, now, action, form)
    return web.see_other("cases.show", subject=case.id, said="recorded")


def _collect(case: Any) -> None:
    """Law 5: nothing goes while the person's word may lie uncollected.  Raises Refused."""
    before = case_file.post_count(case)
    try:
        collecting.collect()
    except Exception as error:
        raise Refused(UNREACHABLE) from error
    if case_file.post_count(case) != before and case.version == case_file.version_of(case):
        raise Refused(CAME_IN)


def is_repeat(actor: Actor, case: Any, action: str, seen: int | None) -> bool:
    """Whether this very form was sent before and did its work: a button pressed twice."""
    if seen is None or case.version != seen + 1:
        return False
    events = {row.event for row in dialogue.FLOW.transitions if row.action == action}
    last = _changes(case, 1)
    return bool(last) and last[0].actor == actor.id and last[0].event in events


def _changes(case: Any, count: int) -> list[Any]:
    """The last acts on a case, as entries of the log, newest first."""
    events = {row.event for row in dialogue.FLOW.transitions}
    rows = [row for row in audit.timeline("case", case.id) if row.event in events]
    return rows[::-1][:count]


def _changed(actor: Actor, case: Any, action: str, form: Act) -> web.Answer:
    """Somebody acted in between, or the act is not open to this actor at all."""
    seen = form.version.data
    if seen is None or seen >= case.version:
        raise workflow.NotPermitted(action)
    changes = timeline.read(_changes(case, case.version - seen))
    row = transition(actor, case, action)
    if row is None:
        typed = [{"key": f.label.text, "value": f.shown} for f in form.questions
                 if f.kind in ("line", "words") and f.shown]  # fmt: skip
        return web.answer("staff/changed.html", status=409, case=case, changes=changes, typed=typed)
    form.version.process_data(case.version)
    form.validate()
    return page(case, row, form, 409, changes=changes)
