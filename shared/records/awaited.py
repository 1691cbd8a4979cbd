"""Who is asked next (law 12): read off the table whenever a subject changes, never raised by hand.

What a subject waits for is a `Task` with a `parent`.  `ask_next` makes and ends those, so that they
are what the rows of its state say: an act that has become possible is asked for, one that has been
done or is no longer possible is not.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from shared import policy
from shared.base import clock
from shared.records import permissions
from shared.records.models import Account, Grant, Task
from shared.records.models.base import Subject
from shared.records.permissions import Actor

LOOK = "look"  # the act of a kind of task that asks to look at a subject, whatever comes next
NEAR = timedelta(days=7)  # how long before its day something that rests is put into a queue


@dataclass(frozen=True)
class Asked:
    """Of whom something is asked, and about which row: a role, of a facility, or one account."""

    noun: str
    subject: str
    role: str
    facility: str | None = None
    account: str | None = None


@dataclass(frozen=True)
class Awaited:
    """That staff are waited for to carry out an act, within the policy's deadline of this name.

    `when`: while this holds of the subject.  `of`: of whom, and about which row, if it is not the
    subject itself and the first of those who may.  `due`: the day, if something sets one.
    `words`: what the queue says, if it is not what the button says.
    """

    within: str
    when: Callable[[Any], bool] | None = None
    of: Callable[[Any], Iterable[Asked]] | None = None
    due: Callable[[Any], date | None] | None = None
    words: str = ""


class Row(Protocol):
    """What is read of a row of a workflow."""

    @property
    def action(self) -> str: ...
    @property
    def by(self) -> tuple[str, ...]: ...
    @property
    def while_held(self) -> bool: ...
    @property
    def awaited(self) -> Awaited | None: ...


class State(Protocol):
    """What is read of a state of a workflow."""

    @property
    def open(self) -> bool: ...
    @property
    def rests(self) -> bool: ...
    @property
    def waiting_on(self) -> str: ...


class Flow(Protocol):
    """What is read of a workflow."""

    @property
    def noun(self) -> str: ...
    @property
    def by_name(self) -> Mapping[str, State]: ...
    def rows(self, state: str, action: str | None = None) -> Sequence[Row]: ...


@dataclass(frozen=True)
class _Wanted:
    """A task as it ought to be."""

    kind: str
    asked: Asked
    due: date
    shown: date | None = None
    is_fixed: bool = False

    @property
    def key(self) -> tuple[str, str, str, str | None, str | None]:
        one = self.asked
        return (self.kind, one.subject, one.role, one.facility, one.account)


def of_right(noun: str, right: str, subject: Subject) -> list[Asked]:
    """Whom a right names: a role, a role at the subject's facility, the accounts that carry it."""
    role, _, relation = right.partition(":")
    if relation == "own":
        carried = permissions.carriers(noun, subject)
        return [Asked(noun, subject.id, role, account=one) for one in carried]
    place = getattr(subject, "facility_id", None) if relation == "facility" else None
    return [Asked(noun, subject.id, role, place)]


def right_to_see(noun: str, role: str) -> str:
    """The right by which a role, or else the first of its deputies who may, sees a subject."""
    rights = permissions.RULES[noun, "read"]
    seen: set[str] = set()
    while role and role not in seen:
        seen.add(role)
        for right in rights:
            if right.partition(":")[0] == role:
                return right
        role = policy.current().deputies.get(role, "")
    return ""


def is_awaited(row: Row, subject: Subject) -> bool:
    """Whether staff are waited for to do this now."""
    if row.awaited is None or (subject.held and not row.while_held):
        return False
    return row.awaited.when is None or row.awaited.when(subject)


def _wanted(flow: Flow, subject: Subject) -> list[_Wanted]:
    today = clock.today(policy.current().zone)
    found = []
    for row in flow.rows(subject.state):
        terms = row.awaited
        if terms is None or not is_awaited(row, subject):
            continue
        fixed = terms.due(subject) if terms.due else None
        due = fixed or policy.current().due(terms.within, today)
        asked = terms.of(subject) if terms.of else of_right(flow.noun, row.by[0], subject)
        kind = f"{flow.noun}.{row.action}"
        found += [_Wanted(kind, one, due, is_fixed=fixed is not None) for one in asked]
    return found or _catch_all(flow, subject, today)


def _catch_all(flow: Flow, subject: Subject, today: date) -> list[_Wanted]:
    """No act is awaited: someone looks at it, soon, or on a day to come if it rests."""
    state = flow.by_name[subject.state]
    if not state.open:
        return []
    due = policy.current().due("resting" if state.rests else "next_step", today)
    shown = due - NEAR if state.rests else None
    asked = of_right(flow.noun, right_to_see(flow.noun, state.waiting_on), subject)
    if not asked:  # no one carries it
        deputy = policy.current().deputies[state.waiting_on]
        asked = of_right(flow.noun, right_to_see(flow.noun, deputy), subject)
    return [_Wanted(f"{flow.noun}.{LOOK}", one, due, shown) for one in asked]


def ask_next(flow: Flow, subject: Subject, done: str = "", by: Actor | None = None) -> None:
    """Make and end the tasks of `subject`, so that they are what its state waits for.

    What `by` has just `done` ends as theirs, and is asked anew if it is awaited still.  Called
    inside a recorded change.
    """
    wanted = {one.key: one for one in _wanted(flow, subject)}
    about = {(one.kind, one.asked.subject) for one in wanted.values()}
    over, there = [], set()
    for task in Task.select().where((Task.parent == subject.id) & Task.done_at.is_null()):
        key = (task.kind, task.subject, task.role, task.facility_id, task.account_id)
        is_theirs = key in wanted or task.deputy
        if not is_theirs or (task.kind, task.subject) not in about or _is(task, flow, done):
            over.append(task.id)
        else:
            there.add(key)
            _keep_due(task, wanted.get(key))
    if over:
        account = by.id if by and by.roles and by.id not in ("worker", "person") else None
        Task.update(done_at=clock.now(), done_by=account).where(Task.id << over).execute()
    for key, one in wanted.items():
        if key not in there:
            _make(subject, one)


def _is(task: Task, flow: Flow, done: str) -> bool:
    return bool(done) and task.kind == f"{flow.noun}.{done}"


def _keep_due(task: Task, wanted: _Wanted | None) -> None:
    """A day that something sets moves with it; one that was counted stays."""
    if wanted is not None and wanted.is_fixed and wanted.due != task.due_on:
        Task.update(due_on=wanted.due).where(Task.id == task.id).execute()


def _make(subject: Subject, wanted: _Wanted) -> None:
    one = wanted.asked
    task = Task.make(
        kind=wanted.kind, noun=one.noun, subject=one.subject, parent=subject.id, role=one.role,
        facility=one.facility, account=one.account, due_on=wanted.due, shown_on=wanted.shown,
    )  # fmt: skip
    if not has_holder(one.role, one.facility, one.account):
        hand_to_deputy(task)


# -- those who are there, and deputies ---------------------------------------------------------


def has_holder(role: str, facility: str | None, account: str | None) -> bool:
    """Whether an account that may sign in holds the role (there; or is that account)."""
    live = (Grant.role == role) & Grant.ended_at.is_null() & Account.active
    if facility is not None:
        live &= Grant.facility == facility
    if account is not None:
        live &= Grant.account == account
    return bool(Grant.select().join(Account, on=Grant.account == Account.id).where(live).exists())


def deputy_of(role: str) -> str:
    """The first role in the policy's line of deputies that someone holds; empty if none does."""
    asked = {role}
    while role := policy.current().deputies.get(role, ""):
        if role in asked:
            return ""
        if has_holder(role, None, None):
            return role
        asked.add(role)
    return ""


def is_deputy_free(task: Task) -> bool:
    """Whether there is a deputy, who has not been asked yet."""
    role = deputy_of(task.role)
    same = (Task.kind == task.kind) & (Task.subject == task.subject) & (Task.role == role)
    return bool(role) and not Task.select().where(same & Task.done_at.is_null()).exists()


def hand_to_deputy(task: Task) -> None:
    """Ask the deputy too: the one who should do it is late, or is no longer there."""
    if is_deputy_free(task):
        today = clock.today(policy.current().zone)
        Task.make(
            kind=task.kind, noun=task.noun, subject=task.subject, parent=task.parent,
            role=deputy_of(task.role), due_on=policy.current().due("deputy", today),
            shown_on=task.shown_on, deputy=True,
        )  # fmt: skip
