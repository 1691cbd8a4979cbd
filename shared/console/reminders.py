"""What time raises, and never decides (ruling 8): quiet cases, facts that change by themselves."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from peewee import fn

from shared import policy
from shared.base import clock
from shared.dialogue import custody, queries
from shared.people import contact
from shared.records import audit
from shared.records.models import (
    Approach,
    Assessment,
    Assignment,
    AuditEntry,
    Credential,
    DialogueCase,
    FollowUp,
    Grant,
    Person,
    Signature,
    Task,
    Visit,
)
from shared.records.permissions import WORKER

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
        _raise_quiet, _raise_late, _raise_past, _hold_ordered, _hold_unqualified, _come_of_age,
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


def _raise_late() -> int:
    """What a facility or an offender owes is past its day: the planner asks again, or calls."""
    return sum(_raise_once(case, "case.late") for case in _late_cases())


def _raise_past() -> int:
    """A confirmed day has passed, and nobody said what came of it: the planner asks."""
    before = clock.now() - timedelta(days=1)
    rows = Visit.select().join(DialogueCase).where(
        Visit.void_at.is_null() & (Visit.starts_at < before) & (DialogueCase.state == "scheduled")
    )  # fmt: skip
    return sum(_raise_once(row.case, "visit.past") for row in list(rows))


def _late_cases() -> list[DialogueCase]:
    today = queries.today()
    unanswered = Assessment.answered_at.is_null() & Assessment.closed_at.is_null()
    asked = Assessment.select().where(unanswered & (Assessment.due_on < today))
    overdue = Task.select(Task.subject).where(
        (Task.noun == "signature") & Task.done_at.is_null() & (Task.due_on < today)
    )
    unsigned = (Signature.decision == "") & Signature.void_at.is_null()
    signing = Signature.select().where(unsigned & (Signature.id << overdue))
    before = clock.now() - policy.current().deadline("approach_answer")
    silent = (Approach.told_at < before) & (Approach.answer == "") & Approach.void_at.is_null()
    told = Approach.select().where(silent)
    owed = FollowUp.select().where(FollowUp.done_on.is_null() & (FollowUp.due_on < today))
    late = {row.case_id for rows in (asked, signing, told, owed) for row in rows}
    open_now = _OPEN & ~DialogueCase.held & (DialogueCase.id << sorted(late))
    return list(DialogueCase.select().where(open_now).order_by(DialogueCase.id)) if late else []


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
