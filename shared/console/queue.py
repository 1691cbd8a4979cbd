"""What waits on somebody: what the tables ask for (`shared.records.awaited`), and reminders.

A row names a reference or a code, never a person.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from peewee import ModelSelect, fn

from shared import dialogue, letters, policy
from shared.base import clock
from shared.base.together import Ask, rows, together
from shared.base.translation import N_
from shared.dialogue.gate import FALLEN
from shared.records import audit, pages, permissions
from shared.records.awaited import LOOK
from shared.records.models import Account, ContactAttempt, Delivery, Task
from shared.records.permissions import MODELS, Actor
from shared.records.reading import rows_by_id

# What a task asks for.  Every kind that the code asks for is here; a test reads the code.
KINDS = {
    "case.look_again": N_("It is time, or almost time, to look again"),
    "visit.fallen": N_("A visit was called off: it does not take place"),
    "gate.closed_late": N_("Something changed shortly before the day: call now"),
    "case.fact_changed": N_(
        "A fact changed and the case is on hold: check the case, and call the person"
    ),
    "case.person_died": N_("The person has died: record it in this case too"),
    "case.credential": N_("The facilitator's training ends soon"),
    "inquiry.answer": N_("Mail the standard answer to the {offender}'s side"),
    "records.decide": N_("Decide on a release of records"),
    "case.quiet": N_("No activity for a long time: check the case"),
    "follow_up.person.first": N_("First follow-up with the person harmed"),
    "follow_up.person.second": N_("Second follow-up with the person harmed"),
    "follow_up.offender.first": N_("First follow-up with the {offender}"),
    "follow_up.offender.second": N_("Second follow-up with the {offender}"),
    "follow_up.person.agreed": N_("Contact with the person harmed, as agreed"),
    "follow_up.offender.agreed": N_("Contact with the {offender}, as agreed"),
    "person.tell": N_("Tell the person the news before the website does"),
    "person.call": N_("The person wants to be called"),
    "withdrawal.see": N_("A person withdrew: see what that ends"),
    "contact.confirm": N_("Confirm new ways to reach a person"),
    "service.answer": N_("Another service was requested"),
    "outside.contact": N_("Someone was contacted outside the program: check right away"),
    "complaint": N_("Answer a complaint"),
    "post.set_aside": N_("A message could not be opened: try again when the keys are in place"),
    "letter.give_notice": N_("Give the notice to the writer"),
    "threat.late": N_("No one decided in time whether to warn: find who decides, now"),
    "threat.warn": N_("The decision was to warn: make sure it is done, and mark it done"),
    "match.doubtful": N_("A notification request was corrected: does its letter still match?"),
    "person.ask_again": N_("It is time to ask a person again"),
    "paper.keep_back": N_("Keep the printed letter back and destroy it: custody news came in"),
    "papers.destroy": N_("Destroy the cover letter and the outer envelope"),
    "letter.changed": N_("A newer letter is in the bank, or it was withdrawn: tell the person"),
    "answer.see": N_("A person answered a question the page did not ask: read it"),
    "cancellation.see": N_("A person left the list: see what that ends"),
    "cancellation.ask": N_("A person asked us to stop: record it"),
    "reply.screen": N_("Screen a person's reply"),
    "reply.carry": N_("Deliver a person's reply to the writer"),
    "import.near": N_("An import says no for a name like this one: is it the same person?"),
    "intercept.see": N_("A letter outside the bank was intercepted"),
    "code.give": N_("A new access code was asked for: give it, or refuse"),
    "code.ask_again": N_("A new access code was given: ask the person whether it was they"),
    "account.confirm": N_("Another administrator proposed this: confirm or refuse"),
    "account.guessed": N_("Someone is trying to sign in to this account: ask its holder"),
    "letter.purge": N_("It was proposed to erase a letter: decide"),
}

# Those that no act of a workflow ends: the one who did them says so.
ENDED_BY_HAND = frozenset({
    "person.tell", "person.call", "withdrawal.see", "service.answer",
    "letter.give_notice", "papers.destroy", "letter.changed", "answer.see", "cancellation.see",
    "cancellation.ask", "import.near", "match.doubtful", "threat.warn", "intercept.see",
    "outside.contact", "case.credential", "post.set_aside", "account.guessed",
    "case.look_again", "case.quiet", "gate.closed_late", FALLEN,
})  # fmt: skip

# That a call was made is not said but logged: before it is, these do not end.
ENDED_BY_A_CALL = frozenset({"person.tell", "person.call"})

# The tables that say what is waited for, and the words of each act that they ask for.
FLOWS = (dialogue.FLOW, letters.LETTER, letters.DELIVERY, letters.REGISTRATION, letters.MATCH)
_BY_NOUN = {flow.noun: flow for flow in FLOWS}
AWAITED = {
    f"{flow.noun}.{row.action}": row.awaited.words or row.label
    for flow in FLOWS for row in flow.transitions if row.awaited
}  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """One row of the queue."""

    noun: str
    subject: str
    name: str
    what: str
    since: datetime
    due_on: date | None = None
    held: bool = False
    task: str = ""
    by_hand: bool = False
    mine: bool = False
    has_page: bool = True  # the one who is told that a visit fell may carry the case no more
    deputy: bool = False


Found = dict[tuple[str, str], Any]  # rows by noun and id


def name_of(row: Any) -> str:
    """What a subject is called in a list: its reference, its receipt, or a code of its id."""
    for column in ("reference", "receipt"):
        if getattr(row, column, None):
            return str(getattr(row, column))
    return f"{row.id[:4]}-{row.id[4:8]}".upper()


FAR = date(9999, 12, 31)  # when what is due on no day is due
PRESSING_FIRST = (
    pages.Key(fn.COALESCE(Task.due_on, FAR), lambda row: row.due_on or FAR, pages.day),
    pages.Key(Task.made_at, lambda row: row.made_at, pages.moment),
    pages.Key(Task.id, lambda row: row.id),
)


def _open(actor: Actor) -> "ModelSelect[Task]":
    """The actor's open tasks; one for a day to come, once that day is near."""
    today = clock.today(policy.current().zone)
    is_shown = Task.shown_on.is_null() | (Task.shown_on <= today)
    return permissions.scope(actor, "task").where(Task.done_at.is_null() & is_shown)


def tasks(actor: Actor, place: pages.Place) -> pages.Page:
    """The actor's open tasks, the most pressing first."""
    page = pages.page(_open(actor), PRESSING_FIRST, place)
    found = _found(page.rows)
    return replace(page, rows=[_waiting(actor, task, found) for task in page.rows])


@rows
def open_about(actor: Actor, subject: str) -> Any:
    """The actor's open tasks about one subject."""
    return _open(actor).where((Task.subject == subject) | (Task.parent == subject))


def tasks_about(actor: Actor, row: Any) -> list[Waiting]:
    """The actor's open tasks about one subject, the most pressing first."""
    ordered = sorted(
        open_about(actor, row.id), key=lambda task: [key.value(task) for key in PRESSING_FIRST]
    )
    return [_waiting(actor, task, {(task.noun, task.subject): row}) for task in ordered]


def _waiting(actor: Actor, task: Task, found: dict[tuple[str, str], Any]) -> Waiting:
    row = found.get((task.noun, task.subject))
    return Waiting(
        noun=task.noun, subject=task.subject,
        name=name_of(row) if row is not None else f"{task.subject[:4]}".upper(),
        what=_words(task, row), since=task.made_at, due_on=task.due_on,
        held=bool(getattr(row, "held", False)), task=task.id, by_hand=task.kind in ENDED_BY_HAND,
        mine=task.account_id == actor.id,
        has_page=task.kind != FALLEN or task.role == "planner", deputy=task.deputy,
    )  # fmt: skip


def _words(task: Task, row: Any) -> str:
    """What a task asks for; one that asks to look says what there is to look at."""
    noun, _, action = task.kind.partition(".")
    if action == LOOK and row is not None:
        return _BY_NOUN[noun].by_name[row.state].label
    return KINDS.get(task.kind) or AWAITED.get(task.kind, task.kind)


def _found(tasks: list[Any]) -> dict[tuple[str, str], Any]:
    nouns = sorted({task.noun for task in tasks} & set(MODELS))
    wanted = {
        noun: (MODELS[noun], tuple(sorted({one.subject for one in tasks if one.noun == noun})))
        for noun in nouns
    }
    together(*((rows_by_id, *about) for about in wanted.values()))
    return {(noun, row.id): row for noun in nouns for row in rows_by_id(*wanted[noun])}


def end_by_hand(actor: Actor, task: Task) -> bool:
    """What no act ends was done, says the actor; False if a call must be logged first."""
    if task.kind not in ENDED_BY_HAND or task.done_at is not None:
        return True
    if task.kind in ENDED_BY_A_CALL and not _was_tried_since(task):
        return False
    with audit.recorded(actor, "task.done", task.noun, task.subject, kind=task.kind):
        Task.update(done_at=clock.now(), done_by=actor.id).where(Task.id == task.id).execute()
    return True


def _was_tried_since(task: Task) -> bool:
    """Whether an attempt to reach the person was logged since the task was asked."""
    about = [task.subject]
    if task.noun == "delivery":
        about.append(Delivery.get_by_id(task.subject).registration_id)
    mine = (ContactAttempt.subject << about) & (ContactAttempt.made_at >= task.made_at)
    return ContactAttempt.select().where(mine).exists()


def names_of(ids: set[str]) -> dict[str, str]:
    """The names of staff by account id; those of the worker and of the person are missing."""
    question, *about = ask_names(ids)
    return {row.id: row.name for row in question(*about)}


def ask_names(ids: set[str]) -> Ask:
    """The question of `names_of`, to be asked with others (see `together`)."""
    return rows_by_id, Account, tuple(sorted(ids))
