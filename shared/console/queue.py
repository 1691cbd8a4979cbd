"""What waits on somebody: open tasks, and subjects whose state waits on a role they hold.

A row names a reference or a code, never a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.records import audit, permissions
from shared.records.models import Account, Task
from shared.records.permissions import MODELS, Actor
from shared.records.workflow import Workflow

# What a task asks for.  Every kind that the code asks for is here; a test reads the code.
KINDS = {
    "case.open": N_("A new request: read it and start"),
    "assessment.answer": N_("Answer an assessment"),
    "assessment.decide": N_("An assessment was answered: decide"),
    "case.look_again": N_("The day to look again has come, or is near"),
    "approach.agree": N_("Agree, or not, to telling the {offender}"),
    "approach.tell": N_("The {offender} may be told"),
    "signature.participation": N_("Sign, or refuse, that the dialogue may go on"),
    "signature.visit": N_("Sign, or refuse, date, room and people"),
    "signatures.ask_again": N_("The signatures are void: ask for them again"),
    "facilitator.begin": N_("A case is yours now"),
    "readiness.review": N_("Review readiness, for the Division"),
    "message.read": N_("Read what a person wants said, before it goes"),
    "recording.attest": N_("Watch a recording, and compare it with its transcript"),
    "gate.closed_late": N_("Something changed shortly before the day: telephone now"),
    "case.fact_changed": N_("A fact changed and the case is on hold: look, and call the person"),
    "case.person_died": N_("The person has died: record it in this case too"),
    "case.credential": N_("The facilitator's training ends soon"),
    "inquiry.answer": N_("Post the one answer to the {offender}'s side"),
    "records.decide": N_("Decide on a release of records"),
    "case.late": N_("An answer is late: ask again, or call"),
    "case.quiet": N_("Nothing has happened for long: look at the case"),
    "follow_up.person.first": N_("First follow-up with the person harmed"),
    "follow_up.person.second": N_("Second follow-up with the person harmed"),
    "follow_up.offender.first": N_("First follow-up with the {offender}"),
    "follow_up.offender.second": N_("Second follow-up with the {offender}"),
    "follow_up.person.agreed": N_("Contact with the person harmed, as agreed"),
    "follow_up.offender.agreed": N_("Contact with the {offender}, as agreed"),
    "visit.past": N_("The day has passed and nothing is recorded: ask the facilitator"),
    "person.tell": N_("Tell the person the news, before the page does"),
    "person.call": N_("The person wants to be called"),
    "withdrawal.see": N_("A person has stopped: see what it ends"),
    "contact.confirm": N_("Confirm new ways to reach a person"),
    "service.answer": N_("Another service was asked for"),
    "outside.contact": N_("Someone was contacted from outside: look at once"),
    "complaint": N_("Answer a complaint"),
    "post.set_aside": N_("An envelope could not be opened: try again once the keys are in place"),
    "registration.verify": N_("Verify a notification request"),
    "letter.review": N_("Review a letter"),
    "letter.give_notice": N_("Give the writer the notice"),
    "threat.decide": N_("A letter was escalated: decide whether to warn"),
    "threat.late": N_("Nobody has decided in time whether to warn: find who decides, now"),
    "threat.warn": N_("It was decided to warn: see that it is done, and mark it done"),
    "match.decide": N_("A letter and a registration may belong together: compare"),
    "match.doubtful": N_("A registration was corrected: does its letter still belong to it?"),
    "person.ask": N_("There is a letter for a person: ask whether they want it"),
    "person.ask_again": N_("The day to ask a person again has come"),
    "address.confirm": N_("Confirm the address with the person"),
    "letter.seal": N_("A person said yes: seal the letter"),
    "letter.translate": N_("A person asked for a translation: enter it"),
    "delivery.go_on": N_("Print, check and send, or hand over"),
    "post.returned": N_("A letter came back from the post: call the person"),
    "papers.destroy": N_("Destroy the cover letter and the outer envelope"),
    "letter.changed": N_("A newer letter is in the bank, or it was withdrawn: tell the person"),
    "disclosure.tell": N_("The person allows a fact to be told to the {offender}"),
    "answer.see": N_("A person answered what the page had not asked: read it"),
    "cancellation.see": N_("A person has left the list: see what it ends"),
    "cancellation.ask": N_("A person asked us to stop: record it"),
    "reply.screen": N_("Screen a person's reply"),
    "reply.carry": N_("Carry a person's reply to the writer"),
    "intercept.see": N_("A letter outside the bank was caught"),
    "account.confirm": N_("Another administrator proposed this: confirm or refuse"),
    "account.guessed": N_("Somebody tries to sign in as this account: ask its holder"),
    "letter.purge": N_("Erasing a letter was proposed: decide"),
}

# Those that no act of a workflow ends: whoever did them says so.
ENDED_BY_HAND = frozenset({
    "person.tell", "person.call", "withdrawal.see", "contact.confirm", "service.answer",
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


def name_of(row: Any) -> str:
    """What a subject is called in a list: its reference, its receipt, or a code of its id."""
    for column in ("reference", "receipt"):
        if getattr(row, column, None):
            return str(getattr(row, column))
    return f"{row.id[:4]}-{row.id[4:8]}".upper()


def tasks(actor: Actor) -> list[Waiting]:
    """The actor's open tasks, the most pressing first; one for a day, once that day is near."""
    rows = list(permissions.scope(actor, "task").where(Task.done_at.is_null()))
    near = clock.today(policy.current().zone) + NEAR
    rows = [row for row in rows if row.kind not in FOR_A_DAY or (row.due_on or near) <= near]
    found = _found(rows)
    listed = [
        Waiting(
            task.noun, task.subject, _name(found, task), KINDS.get(task.kind, task.kind),
            task.made_at, task.due_on, bool(getattr(_row(found, task), "held", False)),
            task.id, task.kind in ENDED_BY_HAND, task.account_id == actor.id,
        )
        for task in rows
    ]  # fmt: skip
    return sorted(listed, key=_pressing)


def _found(rows: list[Any]) -> dict[tuple[str, str], Any]:
    found = {}
    for noun in sorted({task.noun for task in rows} & set(MODELS)):
        model = MODELS[noun]
        wanted = [task.subject for task in rows if task.noun == noun]
        for row in model.select().where(model.id << wanted):
            found[noun, row.id] = row
    return found


def _row(found: dict[tuple[str, str], Any], task: Any) -> Any:
    return found.get((task.noun, task.subject))


def _name(found: dict[tuple[str, str], Any], task: Any) -> str:
    row = _row(found, task)
    return name_of(row) if row is not None else f"{task.subject[:4]}".upper()


def _pressing(row: Waiting) -> tuple[date, datetime, str]:
    return (row.due_on or date.max, row.since, row.subject)


def by_state(actor: Actor, flows: Iterable[Workflow], but: Iterable[Waiting]) -> list[Waiting]:
    """Open subjects whose state waits on a role of the actor's, without those listed already."""
    listed = {(row.noun, row.subject) for row in but}
    held_roles = {role for role, _ in actor.roles}
    rows: list[Waiting] = []
    for flow in flows:
        states = [state.name for state in flow.states if state.waiting_on in held_roles]
        if not states or flow.noun not in MODELS:
            continue
        for row in permissions.scope(actor, flow.noun).where(flow.model.state << states):
            if (flow.noun, row.id) not in listed:
                label = flow.by_name[row.state].label
                rows.append(Waiting(flow.noun, row.id, name_of(row), label, row.since,
                                    held=row.held))  # fmt: skip
    return sorted(rows, key=_pressing)


def end_by_hand(actor: Actor, task: Any) -> None:
    """What no act ends was done, says the actor.  Anything else stays as it is."""
    if task.kind not in ENDED_BY_HAND or task.done_at is not None:
        return
    with audit.recorded(actor, "task.done", task.noun, task.subject, kind=task.kind):
        Task.update(done_at=clock.now(), done_by=actor.id).where(Task.id == task.id).execute()


def names_of(ids: set[str]) -> dict[str, str]:
    """The names of staff by account id; those of the worker and of the person are missing."""
    return {row.id: row.name for row in Account.select().where(Account.id << sorted(ids))}
