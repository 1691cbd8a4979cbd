"""Whether anybody has something in their queue: an oracle beside the code that puts it there.

Read from rows alone: an open task about the subject, on a role, a facility or an account that one
of the world's live accounts has.
"""

from typing import Any

from shared.records.models import Account, Grant, Task
from shared.records.workflow import FLOWS

# What a person who means well does next, and that somebody must therefore be asked for.  Written
# down here once more: a mark that is lost from the table is missed by this list.
MUST_ASK = frozenset({
    "open", "ask_assessment", "answer_assessment", "accept_assessment", "log_conversation",
    "agree_approach", "tell_offender", "record_answer", "ask_signatures", "sign_division",
    "sign_superintendent", "assign", "begin_preparation", "recommend", "review_readiness",
    "plan_visit", "sign_visit", "arrange", "schedule", "record_dialogue", "resume",
})  # fmt: skip

# Asked for in place of what would come next: after a no, and when signatures are void.
INSTEAD = {"case.keep_on_file", "case.ask_signatures"}


def tasks_of(subject: str) -> list[Any]:
    """The open tasks about a subject, or about a row of it."""
    mine = (Task.subject == subject) | (Task.parent == subject)
    return list(Task.select().where(mine & Task.done_at.is_null()))


def is_in_a_queue(task: Any) -> bool:
    """Whether a live account has this task in its queue, now or from a day on that is set."""
    rows: Any = Grant.select().join(Account, on=Grant.account == Account.id).where(
        (Grant.role == task.role) & Grant.ended_at.is_null() & Account.active
    )  # fmt: skip
    return any(
        task.facility_id in (None, row.facility_id) and task.account_id in (None, row.account_id)
        for row in rows
    )


def must_be_seen(noun: str, row: Any) -> None:
    """An open subject is in the queue of a live account, or a dated task will put it there."""
    if FLOWS[noun].by_name[row.state].open:
        waiting = tasks_of(row.id)
        is_seen = any(is_in_a_queue(task) for task in waiting)
        assert is_seen, f"no one has this {noun}: {row.state}"
        assert all(task.due_on for task in waiting), "asked for no day"


def must_be_asked(case: Any, login: Any, action: str) -> None:
    """Who would do this next, meaning well, has it in the queue."""
    kinds = {task.kind for task in tasks_of(case.id) if _is_of(task, login)}
    is_asked = f"case.{action}" in kinds or bool(INSTEAD & kinds)
    assert action not in MUST_ASK or is_asked, f"{action} in {case.state}: {kinds}"


def _is_of(task: Any, actor: Any) -> bool:
    held = {place for role, place in actor.roles if role == task.role}
    is_here = task.facility_id is None or task.facility_id in held
    return bool(held) and is_here and task.account_id in (None, actor.id)
