"""The gate before a dialogue (S21), and what closes it again."""

from datetime import timedelta

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import queries, signing
from shared.dialogue.case import ask_paper, needed
from shared.people import contact
from shared.records import audit
from shared.records.models import DialogueCase, DivisionReview, Visit
from shared.records.permissions import carriers
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
FALLEN = "visit.fallen"  # the task of everyone who would have come
ENDED = ("closed", "withdrawn", "kept")


def close(act: Act[Facts], cause: str) -> None:
    """Void what was approved of the visit and of readiness; everyone who would come is told.

    With a date that was confirmed the case is in readiness again.
    """
    if cause not in CAUSES:
        raise ValueError(cause)
    call_off(act)
    DivisionReview.update(void_at=clock.now()).where(
        (DivisionReview.case == act.subject) & DivisionReview.void_at.is_null()
    ).execute()


def call_off(act: Act[Facts]) -> None:
    """The visit that is planned falls, and its approval: facility and facilitator are told.

    So is the person, by staff, of a date that was confirmed, unless the case has ended: then the
    person has said so, or is told of that.
    """
    case, visit = act.subject, queries.visit(act.subject)
    was_confirmed = "scheduled" in (case.state, act.state_before)
    if was_confirmed and case.state not in ENDED:
        contact.ask_task("person.tell", "case", case.id, "planner", due_on=queries.today())
    if visit is not None:
        if visit.starts_at > clock.now():
            _tell_all(act, visit)
        Visit.update(void_at=clock.now()).where(Visit.id == visit.id).execute()
        signing.void(case, "visit")
    if case.state == "scheduled":
        turn_back(act, "readiness")


def _tell_all(act: Act[Facts], visit: Visit) -> None:
    """Everyone who would come: the planner calls them, and papers go out."""
    case, today = act.subject, queries.today()
    kind = "gate.closed_late" if is_near(case) else FALLEN
    contact.ask_task(kind, "case", case.id, "planner", due_on=today)
    for account in carriers("case", case):
        contact.ask_task(FALLEN, "case", case.id, "facilitator", account=account, due_on=today)
        ask_paper(act, "visit-canceled-facilitator", noun="signature", subject=visit.signature_id)
    row = needed(visit.signature)  # it is asked for with the plan
    contact.ask_task(
        FALLEN, "signature", row.id, "superintendent", facility=row.facility_id, due_on=today
    )
    ask_paper(act, "visit-canceled", noun="signature", subject=row.id)


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


def pause(act: Act[Facts]) -> None:
    """No dialogue is held while the case is on hold: a date that was confirmed falls."""
    if act.subject.state == "scheduled":
        call_off(act)
