"""The gate before a dialogue (S21), and what closes it again."""

from datetime import timedelta

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import queries, signing
from shared.people import contact
from shared.records import audit
from shared.records.models import DialogueCase, DivisionReview, Visit
from shared.records.workflow import Act, Facts, set_hold, turn_back

# What closes it: facility, date, place, people, custody, order, credential, readiness, consent.
CAUSES = {
    "facility": N_("The facility"),
    "date": N_("The date or time"),
    "place": N_("The room or place"),
    "people": N_("Who takes part"),
    "custody": N_("The {offender}'s custody"),
    "order": N_("A court order"),
    "credential": N_("The facilitator's training"),
    "readiness": N_("Someone's readiness"),
    "consent": N_("Someone's agreement"),
    "rule": N_("What the eligibility list says"),
}


def close(act: Act[Facts], cause: str) -> None:
    """Void what was approved of the visit and of readiness; near the day, ask for phone calls.

    With a date that was confirmed the case is in readiness again.
    """
    if cause not in CAUSES:
        raise ValueError(cause)
    case = act.subject
    visit = queries.visit(case)
    if case.state == "scheduled":
        call_off(act)
        turn_back(act, "readiness")
    if visit is not None:
        if is_near(case):
            alert(case)
        Visit.update(void_at=clock.now()).where(Visit.id == visit.id).execute()
        signing.void(case, "visit")
    DivisionReview.update(void_at=clock.now()).where(
        (DivisionReview.case == case) & DivisionReview.void_at.is_null()
    ).execute()


def call_off(act: Act[Facts]) -> None:
    """The confirmed date stands no more: the person, who may know it, is told by staff."""
    case = act.subject
    contact.ask_task("person.tell", "case", case.id, "planner", due_on=queries.today())
    if is_near(case):
        alert(case)


def call_off_confirmed(act: Act[Facts]) -> None:
    """A date that was confirmed before this act stands no more."""
    if act.state_before == "scheduled":
        call_off(act)


def hold_for(act: Act[Facts], cause: str) -> None:
    """A fact that an act brought to light: on hold at once, and what was approved is void."""
    case = act.subject
    with audit.recorded(act.actor, "case.held", "case", case.id, reason="fact_changed"):
        set_hold(case, "fact_changed")
    close(act, cause)
    ask_to_look(case)


def ask_to_look(case: DialogueCase) -> None:
    """The task to look at what changed, new with each change: the person is called after it."""
    contact.end_tasks(case.id, "case.fact_changed")
    contact.ask_task("case.fact_changed", "case", case.id, "planner", due_on=queries.today())


def is_near(case: DialogueCase) -> bool:
    """Whether a visit is planned so soon that everyone who would come has to be called."""
    visit = queries.visit(case)
    late: timedelta = policy.current().deadline("late_change")
    return visit is not None and timedelta(0) <= visit.starts_at - clock.now() <= late


def alert(case: DialogueCase) -> None:
    """Everyone who would come is called by phone today."""
    contact.ask_task("gate.closed_late", "case", case.id, "planner", due_on=queries.today())


def pause(act: Act[Facts]) -> None:
    """No dialogue is held while the case is on hold: a date that the person knows is called off."""
    if act.subject.state == "scheduled":
        call_off(act)
