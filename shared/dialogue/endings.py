"""Holding, stopping, closing, and what custody changes do to a case."""

from dataclasses import dataclass
from datetime import date

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import (
    assessment,
    eligibility,
    follow_up,
    gate,
    messages,
    orders,
    queries,
    recording,
    signing,
)
from shared.dialogue.case import ask_paper, needed, of_case, set_columns
from shared.people import contact
from shared.people.contact import same_person
from shared.records.models import (
    Agreement,
    Approach,
    Assignment,
    ContactAttempt,
    DialogueCase,
    Participant,
    Person,
    Readiness,
)
from shared.records.workflow import Act, Facts, Guard, Reason


@dataclass(frozen=True)
class Closure(Facts):
    """How a case ends: a code of the policy."""

    closure: str = ""


@dataclass(frozen=True)
class Death(Facts):
    """The day of a death."""

    died_on: date | None = None


@dataclass(frozen=True)
class FactChanged(Reason):
    """What changed: a code of `custody.CHANGES`, or of `custody.OTHER_CHANGES`."""

    what: str = ""


# -- guards ------------------------------------------------------------------------------------


def is_hold_reasoned(act: Act[Reason]) -> bool:
    """A coded reason."""
    return act.facts.reason in policy.current().hold_codes


HOLD_REASONED = Guard(is_hold_reasoned, N_("Choose why this is put on hold."))


def is_held(case: DialogueCase) -> bool:
    """The case is on hold."""
    return bool(case.held)


HELD = Guard(of_case(is_held), N_("This is not on hold."))


def is_closure_known(act: Act[Closure]) -> bool:
    """A coded outcome that blames no one."""
    return act.facts.closure in policy.current().closure_codes


def is_completed(act: Act[Closure]) -> bool:
    """What is closed as completed was held, and each follow-up is recorded."""
    if act.facts.closure != "completed":
        return True
    return act.subject.state == "follow_up" and not follow_up.is_any_due(act.subject)


def is_not_by_death(act: Act[Closure]) -> bool:
    """The death of the person who asked is recorded by an act of its own, which sends nothing."""
    return act.facts.closure != "victim_died"


def is_offender_dead(act: Act[Closure]) -> bool:
    """What is closed because the offender died has that death on record."""
    offender = queries.offender_of(act.subject)
    has_died = offender is not None and offender.died_on is not None
    return act.facts.closure != "offender_died" or has_died


# An end that is not so would be printed, and read, as if it were.
CLOSURE_TRUE = (
    Guard(is_closure_known, N_("Choose how this ends.")),
    Guard(
        is_completed,
        N_(
            "This is completed once the dialogue was held and each follow-up is recorded. Choose "
            "another ending, or record what is missing."
        ),
    ),
    Guard(
        is_not_by_death,
        N_("Go back, and record the death of the person who made the request: it ends the case."),
    ),
    Guard(is_offender_dead, N_("First record under Custody that the {offender} has died.")),
)


def is_death_dated(act: Act[Death]) -> bool:
    """A day that is not in the future."""
    day = act.facts.died_on
    return day is not None and day <= queries.today()


DEATH_DATED = Guard(is_death_dated, N_("Enter the date. It cannot be in the future."))


def is_person_called(act: Act[Facts]) -> bool:
    """After a fact changed, staff tell the person of it before the case goes on."""
    outcomes = _since_change(act.subject)
    if outcomes is None or "spoke" in outcomes:
        return True
    return queries.is_change_notice_sent(act.subject, needed(queries.changed_at(act.subject)))


PERSON_CALLED = Guard(
    is_person_called,
    N_(
        "A fact changed. First speak with the person, and record that you did. If mail is the only "
        "safe way, send the letter about it first."
    ),
)


def is_call_tried(act: Act[Facts]) -> bool:
    """After a fact changed, staff at least tried to reach the person before it ends."""
    outcomes = _since_change(act.subject)
    return outcomes is None or bool(outcomes)


CALL_TRIED = Guard(
    is_call_tried,
    N_("A fact changed. First try to reach the person, and record the result."),
)


def _since_change(case: DialogueCase) -> list[str] | None:
    """What came of reaching the person since; None if nothing changed or there is no safe way."""
    since = queries.changed_at(case)
    if since is None or not contact.allowed_ways(Person.get_by_id(case.person_id)):
        return None
    return queries.attempts_since(case, since)


# -- effects -----------------------------------------------------------------------------------


def end_hold_tasks(act: Act[Facts]) -> None:
    """Staff looked at what had changed."""
    contact.end_tasks(act.subject.id, "case.fact_changed", by=act.actor)


def withdraw_offender(act: Act[Facts]) -> None:
    """S15: the offender takes the agreement back, at any time; the gate closes."""
    row = needed(queries.approach(act.subject))  # approach.is_offender_told
    Approach.update(answer="unwilling", answered_at=clock.now()).where(
        Approach.id == row.id
    ).execute()
    gate.close(act, "consent")
    contact.ask_task("person.tell", "case", act.subject.id, "planner")


def close(act: Act[Closure]) -> None:
    """Closed with a coded outcome; staff tell the person first (ruling 6)."""
    set_columns(act.subject, closure=act.facts.closure)
    stop_everything(act)
    contact.ask_task("person.tell", "case", act.subject.id, "planner")
    ask_paper(act, "closure", language=str(act.subject.person.language))


def record_death(act: Act[Death]) -> None:
    """The person who asked has died: it ends, no one is told by it, and it passes to no one."""
    case, day = act.subject, needed(act.facts.died_on)  # is_death_dated
    set_columns(case, closure="victim_died")
    Person.update(died_on=day).where(Person.id == case.person_id).execute()
    act.entry.note(closure="victim_died")
    stop_everything(act)
    contact.ask_task("withdrawal.see", "case", case.id, "planner")
    for other in _other_strands(case):
        contact.ask_task("case.person_died", "case", other.id, "planner")


def _other_strands(case: DialogueCase) -> list[DialogueCase]:
    """Every other case of the same person that has not ended."""
    mine = DialogueCase.person << same_person(case.person)
    over = DialogueCase.state.in_(("closed", "withdrawn"))
    return list(DialogueCase.select().where(mine & ~over & (DialogueCase.id != case.id)))


def withdraw(act: Act[Facts]) -> None:
    """The person's word: at once, without a reason, in any state (ruling 9)."""
    set_columns(act.subject, closure="victim_withdrew")
    stop_everything(act)
    contact.ask_task("withdrawal.see", "case", act.subject.id, "planner")


def stop_work(act: Act[Facts]) -> None:
    """End what was asked of anyone in this case: signatures, assessments, assignments, tasks."""
    case, now = act.subject, clock.now()
    contact.end_tasks(case.id, by=act.actor)
    gate.close(act, "consent")
    signing.void(case)
    assessment.close_open(case)
    Assignment.update(ended_at=now).where(
        (Assignment.case == case) & Assignment.ended_at.is_null()
    ).execute()


def start_over(case: DialogueCase) -> None:
    """What a later attempt does again: go-ahead, answer, who takes part, readiness."""
    now = clock.now()
    ContactAttempt.update(void_at=now).where(
        (ContactAttempt.subject == case.id) & ContactAttempt.told_offender_part
        & ContactAttempt.void_at.is_null()
    ).execute()  # fmt: skip
    Approach.update(void_at=now).where(
        (Approach.case == case) & Approach.void_at.is_null()
    ).execute()
    mine = Participant.select(Participant.id).where(Participant.case == case)
    Agreement.update(void_at=now).where(
        (Agreement.participant << mine) & Agreement.void_at.is_null()
    ).execute()
    Participant.update(left_at=now).where(
        (Participant.case == case) & Participant.left_at.is_null()
    ).execute()
    Readiness.update(superseded=True).where(Readiness.case == case).execute()
    recording.end(case)
    messages.end(case)


def stop_everything(act: Act[Facts]) -> None:
    """End all work, and tell an offender who was told of it that it has ended, once."""
    case = act.subject
    stop_work(act)
    mine = (Approach.case == case) & (Approach.offender == case.offender_id)
    mine &= Approach.told_at.is_null(False) & Approach.ended_at.is_null()
    told = Approach.select().where(mine).order_by(Approach.made_at.desc()).first()
    if told is None:
        return
    Approach.update(ended_at=clock.now()).where(mine).execute()
    if needed(queries.offender_of(case)).died_on is None:
        # One text for every cause: it says that it has ended, and nothing of why.
        ask_paper(act, "offender-closing", told.offender.language, "approach", told.id)


# -- facts that change later -------------------------------------------------------------------


def close_gate_for_fact(act: Act[FactChanged]) -> None:
    """A fact changed: what was approved, or looked up, no longer stands."""
    what = act.facts.what
    causes = {"order": "order", "disclosure": "readiness", "credential": "credential"}
    is_elsewhere = what in ("transfer", "returned")
    gate.close(act, "facility" if is_elsewhere else causes.get(what, "custody"))
    if what == "order":
        orders.void_order_checks(act.subject)
    if what == "disclosure":
        eligibility.open_again(act.subject)
    if is_elsewhere:
        _leave_facility(act.subject)


def _leave_facility(case: DialogueCase) -> None:
    """What a facility was asked for, or has signed, was of that facility (S13, S30)."""
    assessment.close_open(case)
    signing.void(case)
