"""What time raises, and never decides (ruling 8): quiet cases, deferrals that are due."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from peewee import fn

from shared import audit, clock, people, policy
from shared.models import AuditEntry, DialogueCase, Task
from shared.permissions import WORKER


def _last_sign(case: Any) -> datetime:
    """When something last happened in a case, other than its being read."""
    mine = (
        (AuditEntry.noun == "case")
        & (AuditEntry.subject == case.id)
        & (AuditEntry.event.not_in(("case.read", "task.raised")))
    )
    found = AuditEntry.select(fn.MAX(AuditEntry.at)).where(mine).scalar()
    return found if isinstance(found, datetime) else case.made_at


def quiet_cases() -> Iterator[Any]:
    """Open cases, not on hold, in which nothing has happened for the policy's time."""
    before = clock.now() - policy.current().deadline("quiet_case")
    old = (DialogueCase.since < before) & ~DialogueCase.held
    open_now = DialogueCase.state.not_in(("closed", "withdrawn"))
    for case in DialogueCase.select().where(old & open_now):
        if _last_sign(case) < before:
            yield case


def raise_all() -> int:
    """Raise each quiet case once, with whoever carries it; how many.  Nothing is ever closed."""
    raised = 0
    for case in list(quiet_cases()):
        waiting = (Task.kind == "case.quiet") & (Task.subject == case.id) & Task.done_at.is_null()
        if Task.select().where(waiting).exists():
            continue
        with audit.recorded(WORKER, "task.raised", "case", case.id, kind="case.quiet"):
            people.ask_task("case.quiet", "case", case.id, "planner")
        raised += 1
    return raised
