"""After the dialogue: contacts with each side at 72 hours, at 30 days, and as agreed (S42)."""

from dataclasses import dataclass
from datetime import date, timedelta

from shared import policy
from shared.base.translation import N_
from shared.dialogue import queries
from shared.dialogue.approach import WAY_ALLOWED, Spoken
from shared.dialogue.case import Dated
from shared.people import contact
from shared.records import vault
from shared.records.models import DialogueCase, FollowUp, Person
from shared.records.workflow import Act, Guard

KINDS = {
    "first": N_("Within 72 hours"),
    "second": N_("After 30 days"),
    "agreed": N_("As agreed"),
}
OUTCOMES = {
    "spoke": N_("Spoke with the person"),
    "not_reached": N_("Not reached"),
    "declined": N_("Did not want it"),
    "needs_help": N_("Asked for more help"),
    "left_alone": N_("Not contacted, as the person wishes"),
}
# What each outcome is among the attempts to reach the person.
_ATTEMPT = {
    "spoke": "spoke", "needs_help": "spoke", "declined": "spoke", "not_reached": "no_answer",
}  # fmt: skip


@dataclass(frozen=True)
class FollowedUp(Dated, Spoken):
    """A contact afterwards: with which side, of which kind, how it went, and when the next is."""

    side: str = ""
    kind: str = ""
    outcome: str = ""
    note: str = ""
    again_on: date | None = None


# -- guards ------------------------------------------------------------------------------------


def is_kind_known(act: Act[FollowedUp]) -> bool:
    """A side and a kind."""
    return act.facts.side in ("person", "offender") and act.facts.kind in KINDS


def is_outcome_known(act: Act[FollowedUp]) -> bool:
    """How it went is one of `OUTCOMES`."""
    return act.facts.outcome in OUTCOMES


def is_outcome_of_side(act: Act[FollowedUp]) -> bool:
    """Only the person who asked is left in peace."""
    return act.facts.outcome != "left_alone" or act.facts.side == "person"


def is_next_to_come(act: Act[FollowedUp]) -> bool:
    """What is agreed for later lies ahead."""
    again = act.facts.again_on
    return again is None or again > queries.today()


WHOLE = (
    Guard(is_kind_known, N_("Choose the person, and which follow-up.")),
    Guard(is_outcome_known, N_("Choose how it went.")),
    Guard(
        is_outcome_of_side,
        N_("“Not contacted” is only for the person who made the request. Choose how it went."),
    ),
    Guard(is_next_to_come, N_("Enter a future date for the next contact.")),
)


def is_contact_wished(act: Act[FollowedUp]) -> bool:
    """A person who asked not to be contacted is left in peace, or came to staff."""
    if not _is_contact(act.facts) or act.facts.came_to_us:
        return True
    return contact.may_be_contacted(Person.get_by_id(act.subject.person_id))


def is_reached_as_allowed(act: Act[FollowedUp]) -> bool:
    """The person is reached only as they allow, also now."""
    return not _is_contact(act.facts) or WAY_ALLOWED.predicate(act)


def _is_contact(facts: FollowedUp) -> bool:
    """Whether the person was reached, or tried to be."""
    return facts.side == "person" and facts.outcome != "left_alone"


REACHED_AS_ALLOWED = (
    Guard(
        is_contact_wished,
        N_(
            "The person asked not to be contacted. Record that they were not contacted, or that "
            "they came to us."
        ),
    ),
    Guard(is_reached_as_allowed, WAY_ALLOWED.sentence),
)


# -- effects -----------------------------------------------------------------------------------


def ask_for_each(case: DialogueCase, held_on: date, facilitator: str) -> None:
    """Two contacts with each side are due."""
    for side in ("person", "offender"):
        for kind, due in (("first", _first_due(held_on)), ("second", _second_due(held_on))):
            _ask(case, side, kind, due, facilitator)


def log(act: Act[FollowedUp]) -> None:
    """A follow-up that was due, or another as agreed; one with the person is a contact attempt."""
    case, facts = act.subject, act.facts
    row = _open(case, facts.side, facts.kind) or FollowUp.make(
        key=case.key, case=case, side=facts.side, kind=facts.kind, due_on=facts.on
    )
    FollowUp.update(
        done_on=facts.on, outcome=facts.outcome, by=act.actor.id,
        sealed=vault.seal(case.key, "follow_up", row.id, {"note": facts.note}),
    ).where(FollowUp.id == row.id).execute()  # fmt: skip
    contact.end_tasks(case.id, f"follow_up.{facts.side}.{facts.kind}", by=act.actor)
    if facts.side == "person":
        _with_person(act)
    if facts.again_on is not None:
        assigned = queries.assignment(case)
        _ask(case, facts.side, "agreed", facts.again_on,
             assigned.facilitator_id if assigned else None)  # fmt: skip


def _with_person(act: Act[FollowedUp]) -> None:
    case, outcome = act.subject, act.facts.outcome
    if outcome in _ATTEMPT:
        person = Person.get_by_id(case.person_id)
        contact.log_attempt(act.actor, person, "case", case, act.facts.way, _ATTEMPT[outcome])
    if outcome == "needs_help":
        contact.ask_task("service.answer", "case", case.id, "advocate")  # S42


def _open(case: DialogueCase, side: str, kind: str) -> FollowUp | None:
    mine = (FollowUp.case == case) & (FollowUp.side == side) & (FollowUp.kind == kind)
    return FollowUp.select().where(mine & FollowUp.done_on.is_null()).first()


def _ask(case: DialogueCase, side: str, kind: str, due: date, facilitator: str | None) -> None:
    FollowUp.make(key=case.key, case=case, side=side, kind=kind, due_on=due)
    contact.ask_task(f"follow_up.{side}.{kind}", "case", case.id, "facilitator",
                    account=facilitator, due_on=due)  # fmt: skip


# -- days --------------------------------------------------------------------------------------


def next_with_person(case: DialogueCase) -> date | None:
    """The day by which the person is to be asked again how they are; None if none is due."""
    mine = (FollowUp.case == case) & (FollowUp.side == "person") & FollowUp.done_on.is_null()
    row = FollowUp.select().where(mine).order_by(FollowUp.due_on).first()
    return row.due_on if row else None


def is_any_due(case: DialogueCase) -> bool:
    """Whether a contact with either side is still to be recorded."""
    due = (FollowUp.case == case) & FollowUp.done_on.is_null()
    return bool(FollowUp.select().where(due).exists())


def _first_due(held_on: date) -> date:
    """The last day on which people are called, within the time; its end if there is none."""
    days = _whole_days(policy.current().deadline("follow_up_first"))
    within = [held_on + timedelta(days=count) for count in range(days, 0, -1)]
    return next((day for day in within if policy.current().is_day_to_call(day)), within[0])


def _second_due(held_on: date) -> date:
    """The first day on which people are called, once the time has passed."""
    day = held_on + timedelta(days=_whole_days(policy.current().deadline("follow_up_second")))
    for _ in range(14):
        if policy.current().is_day_to_call(day):
            return day
        day += timedelta(days=1)
    return day


def _whole_days(length: timedelta) -> int:
    return -(-length // timedelta(days=1))
