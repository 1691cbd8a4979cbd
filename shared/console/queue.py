"""What waits on somebody: open tasks, and subjects whose state waits on a role they hold.

A row names a reference or a code, never a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from peewee import ModelSelect, fn

from shared import policy
from shared.base import clock
from shared.base.together import Ask, rows, together
from shared.base.translation import N_
from shared.records import audit, pages, permissions
from shared.records.models import Account, Task
from shared.records.permissions import MODELS, Actor
from shared.records.reading import rows_by_id
from shared.records.workflow import AnyWorkflow

# What a task asks for.  Every kind that the code asks for is here; a test reads the code.
KINDS = {
    "case.open": N_("A new request: read it and start"),
    "assessment.answer": N_("Answer an assessment"),
    "assessment.decide": N_("An assessment was answered: decide"),
    "case.look_again": N_("It is time, or almost time, to look again"),
    "approach.agree": N_("Decide whether the Division agrees to telling the {offender}"),
    "approach.tell": N_("OK to tell the {offender}"),
    "signature.participation": N_("Sign, or refuse: whether the dialogue can go on"),
    "signature.visit": N_("Sign, or refuse: date, room and people"),
    "signatures.ask_again": N_("The signatures are void: ask for them again"),
    "facilitator.begin": N_("You were assigned a case"),
    "readiness.review": N_("Review readiness, for the Division"),
    "message.read": N_("Read a person's message before it is relayed"),
    "recording.attest": N_("Watch a recording, and compare it with its transcript"),
    "gate.closed_late": N_("Something changed shortly before the day: call now"),
    "case.fact_changed": N_(
        "A fact changed and the case is on hold: check the case, and call the person"
    ),
    "case.person_died": N_("The person has died: record it in this case too"),
    "case.credential": N_("The facilitator's training ends soon"),
    "inquiry.answer": N_("Mail the standard answer to the {offender}'s side"),
    "records.decide": N_("Decide on a release of records"),
    "case.late": N_("An answer is late: ask again, or call"),
    "case.quiet": N_("No activity for a long time: check the case"),
    "follow_up.person.first": N_("First follow-up with the person harmed"),
    "follow_up.person.second": N_("Second follow-up with the person harmed"),
    "follow_up.offender.first": N_("First follow-up with the {offender}"),
    "follow_up.offender.second": N_("Second follow-up with the {offender}"),
    "follow_up.person.agreed": N_("Contact with the person harmed, as agreed"),
    "follow_up.offender.agreed": N_("Contact with the {offender}, as agreed"),
    "visit.past": N_("The day has passed and nothing is recorded: ask the facilitator"),
    "person.tell": N_("Tell the person the news before the website does"),
    "person.call": N_("The person wants to be called"),
    "withdrawal.see": N_("A person withdrew: see what that ends"),
    "contact.confirm": N_("Confirm new ways to reach a person"),
    "service.answer": N_("Another service was requested"),
    "outside.contact": N_("Someone was contacted outside the program: check right away"),
    "complaint": N_("Answer a complaint"),
    "post.set_aside": N_("A message could not be opened: try again when the keys are in place"),
    "registration.verify": N_("Verify a notification request"),
    "letter.review": N_("Review a letter"),
    "letter.give_notice": N_("Give the notice to the writer"),
    "threat.decide": N_("A letter was escalated: decide whether to warn"),
    "threat.late": N_("No one decided in time whether to warn: find who decides, now"),
    "threat.warn": N_("The decision was to warn: make sure it is done, and mark it done"),
    "match.decide": N_("Possible match between a letter and a notification request: compare"),
    "match.doubtful": N_("A notification request was corrected: does its letter still match?"),
    "person.ask": N_("There is a letter for a person: ask if they want it"),
    "person.ask_again": N_("It is time to ask a person again"),
    "address.confirm": N_("Confirm the address with the person"),
    "letter.seal": N_("A person said yes: seal the letter"),
    "letter.translate": N_("A person asked for a translation: enter it"),
    "paper.keep_back": N_("Keep the printed letter back and destroy it: custody news came in"),
    "delivery.go_on": N_("Print, check and send, or hand over"),
    "post.returned": N_("A letter was returned in the mail: call the person"),
    "papers.destroy": N_("Destroy the cover letter and the outer envelope"),
    "letter.changed": N_("A newer letter is in the bank, or it was withdrawn: tell the person"),
    "disclosure.tell": N_("The person allows us to tell the {offender} a fact"),
    "answer.see": N_("A person answered a question the page did not ask: read it"),
    "cancellation.see": N_("A person left the list: see what that ends"),
    "cancellation.ask": N_("A person asked us to stop: record it"),
    "reply.screen": N_("Screen a person's reply"),
    "reply.carry": N_("Deliver a person's reply to the writer"),
    "intercept.see": N_("A letter outside the bank was intercepted"),
    "code.give": N_("A new access code was asked for: give it, or refuse"),
    "code.ask_again": N_("A new access code was given: ask the person whether it was they"),
    "account.confirm": N_("Another administrator proposed this: confirm or refuse"),
    "account.guessed": N_("Someone is trying to sign in to this account: ask its holder"),
    "letter.purge": N_("It was proposed to erase a letter: decide"),
}

# Those that no act of a workflow ends: whoever did them says so.
ENDED_BY_HAND = frozenset({
    "person.tell", "person.call", "withdrawal.see", "service.answer",
    "letter.give_notice", "papers.destroy", "letter.changed", "answer.see", "cancellation.see",
    "cancellation.ask", "match.doubtful", "threat.warn", "intercept.see", "outside.contact",
    "case.credential", "post.set_aside", "account.guessed",
    "case.look_again", "case.quiet", "case.late", "gate.closed_late", "signatures.ask_again",
    "visit.past",
})  # fmt: skip

# What is asked for on a day to come, and how long before it somebody hears of it.
FOR_A_DAY = frozenset({"case.look_again"})
NEAR = timedelta(days=7)


@dataclass(frozen=True)
class Waiting:
    """One row of the queue.  `task` is empty for a subject that waits by its state alone."""

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
    """The actor's open tasks; one for a day, once that day is near."""
    near = clock.today(policy.current().zone) + NEAR
    is_near = Task.kind.not_in(FOR_A_DAY) | Task.due_on.is_null() | (Task.due_on <= near)
    return permissions.scope(actor, "task").where(Task.done_at.is_null() & is_near)


def tasks(actor: Actor, place: pages.Place) -> pages.Page:
    """The actor's open tasks, the most pressing first; one for a day, once that day is near."""
    page = pages.page(_open(actor), PRESSING_FIRST, place)
    found = _found(page.rows)
    listed = [
        _waiting(actor, task, _name(found, task), is_held=getattr(_row(found, task), "held", False))
        for task in page.rows
    ]
    return replace(page, rows=listed)


@rows
def open_about(actor: Actor, subject: str) -> Any:
    """The actor's open tasks about one subject."""
    return _open(actor).where(Task.subject == subject)


def tasks_about(actor: Actor, row: Any) -> list[Waiting]:
    """The actor's open tasks about one subject, the most pressing first."""
    ordered = sorted(
        open_about(actor, row.id), key=lambda task: [key.value(task) for key in PRESSING_FIRST]
    )
    return [_waiting(actor, task, name_of(row), is_held=row.held) for task in ordered]


def _waiting(actor: Actor, task: Task, name: str, *, is_held: bool) -> Waiting:
    return Waiting(
        task.noun, task.subject, name, KINDS.get(task.kind, task.kind), task.made_at, task.due_on,
        bool(is_held), task.id, task.kind in ENDED_BY_HAND, task.account_id == actor.id,
    )  # fmt: skip


def _found(tasks: list[Any]) -> dict[tuple[str, str], Any]:
    nouns = sorted({task.noun for task in tasks} & set(MODELS))
    wanted = {
        noun: (MODELS[noun], tuple(sorted({one.subject for one in tasks if one.noun == noun})))
        for noun in nouns
    }
    together(*((rows_by_id, *about) for about in wanted.values()))
    return {(noun, row.id): row for noun in nouns for row in rows_by_id(*wanted[noun])}


def _row(found: Found, task: Task) -> Any:
    return found.get((task.noun, task.subject))


def _name(found: Found, task: Task) -> str:
    row = _row(found, task)
    return name_of(row) if row is not None else f"{task.subject[:4]}".upper()


def by_state(actor: Actor, flows: Iterable[AnyWorkflow], place: pages.Place) -> pages.Page:
    """Open subjects whose state waits on a role of the actor's, but for those that tasks name.

    Those that wait longest come first, whatever they are: one query for each kind.
    """
    held_roles = {role for role, _ in actor.roles}
    listed: list[Waiting] = []
    for flow in flows:
        states = [state.name for state in flow.states if state.waiting_on in held_roles]
        if not states or flow.noun not in MODELS:
            continue
        named = _open(actor).select(Task.subject).where(Task.noun == flow.noun)
        rows = permissions.scope(actor, flow.noun).where(
            (flow.model.state << states) & flow.model.id.not_in(named)
        )
        for row in pages.from_place(rows, _since_first(flow.model), place):
            label = flow.by_name[row.state].label
            listed.append(Waiting(flow.noun, row.id, name_of(row), label, row.since,
                                  held=row.held))  # fmt: skip
    keys = _since_first(Waiting)
    is_back = pages.is_back(keys, place)
    listed.sort(key=lambda row: (row.since, row.subject), reverse=is_back)
    return pages.cut(listed[: pages.SIZE + 1], keys, place)


def _since_first(model: type[object]) -> tuple[pages.Key, ...]:
    """The longest waiting first, of the rows of a `model` or of several as they are listed."""
    id_of = "subject" if model is Waiting else "id"
    return (
        pages.Key(getattr(model, "since", None), lambda row: row.since, pages.moment),
        pages.Key(getattr(model, id_of, None), lambda row: getattr(row, id_of)),
    )


def end_by_hand(actor: Actor, task: Task) -> None:
    """What no act ends was done, says the actor.  Anything else stays as it is."""
    if task.kind not in ENDED_BY_HAND or task.done_at is not None:
        return
    with audit.recorded(actor, "task.done", task.noun, task.subject, kind=task.kind):
        Task.update(done_at=clock.now(), done_by=actor.id).where(Task.id == task.id).execute()


def names_of(ids: set[str]) -> dict[str, str]:
    """The names of staff by account id; those of the worker and of the person are missing."""
    question, *about = ask_names(ids)
    return {row.id: row.name for row in question(*about)}


def ask_names(ids: set[str]) -> Ask:
    """The question of `names_of`, to be asked with others (see `together`)."""
    return rows_by_id, Account, tuple(sorted(ids))
