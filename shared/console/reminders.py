"""What time raises, and never decides (ruling 8): quiet cases, facts that change by themselves."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from peewee import fn

from shared import policy
from shared.base import clock
from shared.console.queue import FLOWS
from shared.dialogue import custody, queries
from shared.people import contact
from shared.records import audit, awaited
from shared.records.models import (
    Assignment,
    AuditEntry,
    Credential,
    DialogueCase,
    Grant,
    Person,
    Task,
)
from shared.records.permissions import ROLES, WORKER

_OPEN = DialogueCase.state.not_in(("closed", "withdrawn", "kept"))


def _last_sign(case: DialogueCase) -> datetime:
    """When something last happened in a case, other than its being read."""
    mine = (
        (AuditEntry.noun == "case")
        & (AuditEntry.subject == case.id)
        & (AuditEntry.event.not_in(("case.read", "task.raised")))
    )
    found = AuditEntry.select(fn.MAX(AuditEntry.at)).where(mine).scalar()
    return found if isinstance(found, datetime) else case.made_at


def quiet_cases() -> Iterator[DialogueCase]:
    """Open cases, not on hold, in which nothing has happened for the policy's time.

    One that waits for a day to look again is quiet as it was meant to be.
    """
    before = clock.now() - policy.current().deadline("quiet_case")
    old = (DialogueCase.since < before) & ~DialogueCase.held
    # What the person keeps on file is quiet by their wish.
    open_now = DialogueCase.state.not_in(("closed", "withdrawn", "kept"))
    ahead = Task.done_at.is_null() & (Task.due_on >= queries.today())
    waiting = Task.select(Task.subject).where((Task.kind == "case.look_again") & ahead)
    for case in DialogueCase.select().where(old & open_now & DialogueCase.id.not_in(waiting)):
        if _last_sign(case) < before:
            yield case


def raise_all() -> int:
    """Raise, once each, what time has brought; how many.  Nothing is ever closed by it."""
    return sum(one() for one in (
        _raise_quiet, _hold_ordered, _hold_unqualified, _come_of_age, _ask_for_all,
        _ask_deputies,
    ))  # fmt: skip


def _raise_once(case: DialogueCase, kind: str) -> int:
    waiting = (Task.kind == kind) & (Task.subject == case.id) & Task.done_at.is_null()
    if Task.select().where(waiting).exists():
        return 0
    with audit.recorded(WORKER, "task.raised", "case", case.id, kind=kind):
        contact.ask_task(kind, "case", case.id, "planner")
    return 1


def _raise_quiet() -> int:
    return sum(_raise_once(case, "case.quiet") for case in list(quiet_cases()))


# -- who is asked ------------------------------------------------------------------------------


def _ask_deputies() -> int:
    """What is late is asked of a deputy too; so is what is asked of no one who is there."""
    waiting = Task.done_at.is_null() & ~Task.deputy
    rows = list(Task.select().where(waiting & (Task.due_on < queries.today())))
    anyones = waiting & (Task.role << ROLES)
    asked = {
        (row.role, row.facility_id, row.account_id)
        for row in Task.select(Task.role, Task.facility, Task.account).where(anyones)
    }
    for role, facility, account in sorted(asked, key=str):
        if not awaited.has_holder(role, facility, account):
            mine = waiting & (Task.role == role)
            mine &= Task.facility.is_null() if facility is None else Task.facility == facility
            mine &= Task.account.is_null() if account is None else Task.account == account
            rows += list(Task.select().where(mine))
    return sum(_hand_to_deputy(task) for task in rows)


def _hand_to_deputy(task: Task) -> int:
    if not awaited.is_deputy_free(task):
        return 0
    with audit.recorded(WORKER, "task.handed_on", task.noun, task.subject, kind=task.kind):
        awaited.hand_to_deputy(task)
    return 1


def _ask_for_all() -> int:
    """A subject that is in no queue is put into one: nothing waits unseen (law 12)."""
    raised = 0
    for flow in FLOWS:
        open_now = [state.name for state in flow.states if state.open]
        asked = Task.select().where((Task.parent == flow.model.id) & Task.done_at.is_null())
        unasked = (flow.model.state << open_now) & ~fn.EXISTS(asked)
        for row in list(flow.model.select().where(unasked)):
            with audit.recorded(WORKER, "task.raised", flow.noun, row.id, kind=f"{flow.noun}.look"):
                awaited.ask_next(flow, row)
            raised += 1
    return raised


# -- facts that change by themselves -----------------------------------------------------------

SOON = timedelta(days=30)


def _held_since(case: DialogueCase, moment: datetime) -> bool:
    """Whether the case was put on hold after `moment`: then a person has looked, or will."""
    mine = (AuditEntry.noun == "case") & (AuditEntry.subject == case.id)
    held = mine & (AuditEntry.event == "case.held") & (AuditEntry.at >= moment)
    return bool(AuditEntry.select().where(held).exists())


def _hold_ordered() -> int:
    """A later check found an order in force: hold, until a person has looked."""
    raised = 0
    for case in list(DialogueCase.select().where(_OPEN)):
        check = queries.last_check(case, "orders")
        if check is None or check.found != "active" or case.state in ("received", "eligibility"):
            continue
        if not _held_since(case, check.made_at):
            custody.reconsider(case, "order")
            raised += 1
    return raised


def _hold_unqualified() -> int:
    """A facilitator's credential has ended: hold; one that ends soon: say so in time (S6)."""
    raised, today = 0, queries.today()
    in_force = Assignment.ended_at.is_null() & _OPEN
    rows = Assignment.select().join(DialogueCase).where(in_force)
    for row in list(rows):
        if row.case.state == "follow_up":
            continue
        if queries.is_qualified(row.facilitator_id, today + SOON):
            continue
        if queries.is_qualified(row.facilitator_id, today):
            raised += _raise_once(row.case, "case.credential")
        elif not _held_since(row.case, _ended(row, today)):
            custody.reconsider(row.case, "credential")
            raised += 1
    return raised


def _ended(assignment: Assignment, today: date) -> datetime:
    """When the facilitator's last credential or the role ended, or the assignment began."""
    over = (Credential.account == assignment.facilitator_id) & (Credential.expires_on < today)
    day = Credential.select(fn.MAX(Credential.expires_on)).where(over).scalar()
    role = (Grant.account == assignment.facilitator_id) & (Grant.role == "facilitator")
    gone = Grant.select(fn.MAX(Grant.ended_at)).where(role).scalar()
    begun: datetime = max(assignment.made_at, _as_moment(gone) or assignment.made_at)
    if day is None:
        return begun
    at = datetime.combine(_as_day(day), datetime.min.time(), begun.tzinfo)
    return max(at + timedelta(days=1), begun)


def _as_moment(moment: Any) -> Any:
    return datetime.fromisoformat(moment) if isinstance(moment, str) else moment


def _as_day(day: Any) -> Any:
    return datetime.fromisoformat(day).date() if isinstance(day, str) else day


def _come_of_age() -> int:
    """Somebody is 18 today: from now on they count as adult, and a person looks again (S26)."""
    raised = 0
    due = (Person.adult.is_null() | ~Person.adult) & (Person.adult_on <= queries.today())
    for person in list(Person.select().where(due)):
        with audit.recorded(WORKER, "person.came_of_age", "person", person.id):
            Person.update(adult=True).where(Person.id == person.id).execute()
            for case in DialogueCase.select().where((DialogueCase.person == person) & _OPEN):
                contact.ask_task("case.look_again", "case", case.id, "planner")
        raised += 1
    return raised
