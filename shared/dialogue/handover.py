"""Another facilitator, or a second one: somebody new in the room (S6, S16, S21)."""

from shared.base import clock
from shared.dialogue import gate
from shared.dialogue.case import ask_paper
from shared.people import contact
from shared.records.models import Assignment, Task
from shared.records.workflow import Act


def hand_over(act: Act) -> None:
    """Another facilitator takes the case, with what is due; the one before keeps no access.

    The second of a pair stays, or takes the lead.
    The person hears it from somebody first; what was approved named another, and is asked for anew.
    """
    case, facilitator = act.subject, act.facts["facilitator"]
    leaves = ~Assignment.second | (Assignment.facilitator == facilitator)
    Assignment.update(ended_at=clock.now()).where(
        (Assignment.case == case) & Assignment.ended_at.is_null() & leaves
    ).execute()
    contact.end_tasks(case.id, "facilitator.begin", by=act.actor)
    Task.update(account=facilitator).where(
        (Task.subject == case.id) & (Task.role == "facilitator") & Task.done_at.is_null()
        & Task.account.is_null(False)
    ).execute()  # fmt: skip
    Assignment.make(case=case, facilitator=facilitator, by=act.actor.id, no_conflict=True)
    contact.ask_task("facilitator.begin", "case", case.id, "facilitator", account=facilitator)
    contact.ask_task("person.tell", "case", case.id, "planner")
    ask_paper(act, "facilitator-appointment")
    gate.close(act, "people")


def add_second(act: Act) -> None:
    """A second facilitator beside the first (a pair)."""
    Assignment.make(
        case=act.subject, facilitator=act.facts["facilitator"], by=act.actor.id, no_conflict=True,
        second=True,
    )  # fmt: skip
    contact.ask_task("person.tell", "case", act.subject.id, "planner")
    ask_paper(act, "facilitator-appointment")
    gate.close(act, "people")
