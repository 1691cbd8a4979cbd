"""The dialogue's table, its last part: what a no, a hold or an end does from many states.

Its first part is `shared.dialogue.table`; both are one table in the README.
"""

from typing import Any

from shared.base.translation import N_
from shared.dialogue import after_refusal, eligibility, endings, gate, surrogate
from shared.records.last_check import COLLECTED
from shared.records.workflow import ANY, Transition, hold, resume

# By whom, in both parts.
PLANNER, COORDINATOR = ("planner",), ("coordinator",)
FACILITATOR = ("facilitator:own", "planner")
SUPERINTENDENT = ("superintendent:facility", "planner")
PERSON = ("person", "planner", "coordinator", "advocate")

# The states in which somebody works on a case.
AT_WORK = ("eligibility", "assessment", "approach", "review", "assigned", "preparation",
           "readiness", "scheduled")  # fmt: skip

T = Transition


def _after_no(source: str, *, other: bool = True) -> tuple[Transition, ...]:
    """S1, S8: she hears it from a person, is offered other ways, and says what becomes of it."""
    keep: T[Any] = T(source, "keep_on_file", "kept", PLANNER, "case.kept_on_file",
             N_("After a no: keep the request on file, as the person wishes"),
             guards=(*COLLECTED, after_refusal.is_a_no, after_refusal.is_told_by_a_person),
             effects=(after_refusal.keep_on_file,))  # fmt: skip
    form: T[Any] = T(source, "other_form", "approach", PLANNER, "case.other_form_chosen",
             N_("After a no: try another format, as the person wishes"),
             guards=(*COLLECTED, after_refusal.is_a_no, after_refusal.is_told_by_a_person,
                     after_refusal.is_other_form),
             effects=(after_refusal.choose_other_form,))  # fmt: skip
    return (keep, form) if other else (keep,)


def _standing_in(source: str) -> Transition:
    """Where the policy allows it: everything begins again, with somebody else (S8)."""
    return T(source, "name_substitute", "eligibility", PLANNER, "case.substitute_named",
             N_("Name a surrogate for the {offender}"),
             guards=(*COLLECTED, surrogate.is_allowed, surrogate.is_counterpart_gone,
                     eligibility.is_person_verified, after_refusal.is_told_by_a_person,
                     surrogate.is_wished, eligibility.is_offender_named,
                     eligibility.is_place_named, eligibility.is_on_file_alike,
                     surrogate.has_no_tie),
             effects=(surrogate.name_substitute,))  # fmt: skip


AFTER_A_NO = (
    *_after_no("assessment", other=False), *_after_no("approach"), *_after_no("review"),
    *_after_no("assigned"), *_after_no("preparation"), *_after_no("readiness"),
    *_after_no("scheduled"),
    *(_standing_in(source) for source in (*AT_WORK, "kept")),
    T("kept", "ask_again", "eligibility", PLANNER, "case.asked_again",
      N_("Record that the person asks again"),
      guards=(after_refusal.is_asked_again,), effects=(after_refusal.ask_again,)),
)  # fmt: skip

FROM_ANYWHERE: tuple[T[Any], ...] = (
    T(ANY, "hold", "", ("planner", "coordinator", "facilitator:own"), "case.held",
      N_("Put on hold"), guards=(endings.is_hold_reasoned,), effects=(hold, gate.pause)),
    T(ANY, "fact_changed", "", ("worker",), "case.held", N_("A fact changed"),
      effects=(hold, endings.close_gate_for_fact), while_held=True, hidden=True),
    # Ruling 9: a stop that somebody hears holds at once, until the person's wish is recorded
    T(ANY, "hear_stop", "", ("worker",), "case.held", N_("The person asked us to stop"),
      effects=(hold, gate.pause), while_held=True, hidden=True),
    T(ANY, "resume", "", PLANNER + COORDINATOR, "case.resumed", N_("Take off hold"),
      guards=(endings.is_held, endings.is_person_called),
      effects=(resume, endings.end_hold_tasks), while_held=True),
    T(ANY, "close", "closed", COORDINATOR, "case.closed", N_("Close the case"),
      guards=(endings.is_closure_known, endings.is_call_tried), effects=(endings.close,),
      while_held=True),
    T(ANY, "record_death", "closed", PLANNER + COORDINATOR, "case.closed",
      N_("Record the death of the person who made the request"),
      guards=(endings.is_death_dated,), effects=(endings.record_death,), while_held=True),
    T(ANY, "withdraw", "withdrawn", PERSON, "case.withdrawn",
      N_("Record that the person withdraws"), effects=(endings.withdraw,), while_held=True),
)  # fmt: skip
