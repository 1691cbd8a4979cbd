"""The dialogue's table, its last part: what a no, a hold or an end does from many states.

Its first part is `shared.dialogue.table`; both are one table in docs/workflows.md.
"""

from shared.base.translation import N_
from shared.dialogue import (
    after_refusal,
    approach,
    awaiting,
    eligibility,
    endings,
    exchange,
    gate,
    identification,
    surrogate,
)
from shared.records.last_check import COLLECTED
from shared.records.workflow import ANY, AnyTransition, Reason, Transition, hold, resume

# By whom, in both parts.
PLANNER, COORDINATOR = ("planner",), ("coordinator",)
FACILITATOR = ("facilitator:own", "planner")
SUPERINTENDENT = ("superintendent:facility", "planner")
PERSON = ("person", "planner", "coordinator", "advocate")

# The states in which staff work on a case, and those in which a no may have been said.
AT_WORK = ("eligibility", "assessment", "approach", "review", "assigned", "preparation",
           "readiness", "scheduled")  # fmt: skip
ASKED = AT_WORK[1:]
APPROACHED = AT_WORK[2:]

T = Transition

AFTER_A_NO: tuple[AnyTransition, ...] = (
    # S1, S8: staff tell the person, offer other ways, and record what the person wishes
    T(ASKED, "keep_on_file", "kept", PLANNER, "case.kept_on_file",
      N_("After a no: keep the request on file, as the person wishes"), after_refusal.Told,
      guards=(*COLLECTED, after_refusal.SAID_NO, approach.WAY_ALLOWED, after_refusal.EXPLAINED),
      effects=(after_refusal.keep_on_file,), offered=after_refusal.has_said_no,
      awaited=awaiting.AFTER_NO),
    T(APPROACHED, "other_form", "approach", PLANNER, "case.other_form_chosen",
      N_("After a no: try another format, as the person wishes"), after_refusal.OtherForm,
      guards=(*COLLECTED, after_refusal.SAID_NO, approach.WAY_ALLOWED, after_refusal.EXPLAINED,
              exchange.FORM_KNOWN),
      effects=(after_refusal.choose_other_form,), offered=after_refusal.has_said_no),
    # S8: where the policy allows it, everything begins again with someone else
    T((*AT_WORK, "kept"), "name_substitute", "eligibility", PLANNER, "case.substitute_named",
      N_("Name a surrogate for the {offender}"), surrogate.StandIn,
      guards=(*COLLECTED, surrogate.ALLOWED, surrogate.COUNTERPART_GONE,
              eligibility.PERSON_VERIFIED, approach.WAY_ALLOWED, after_refusal.EXPLAINED,
              surrogate.WISHED, identification.OFFENDER_NAMED, identification.FACILITY_LISTED,
              identification.PLACE_NAMED, *identification.ON_FILE_ALIKE, *surrogate.NO_TIE),
      effects=(surrogate.name_substitute,), offered=surrogate.can_be_named, steps_up=True),
    T("kept", "ask_again", "eligibility", PLANNER, "case.asked_again",
      N_("Record that the person asks again"), after_refusal.AskedAgain,
      guards=(after_refusal.ASKED_AGAIN,), effects=(after_refusal.ask_again,)),
)  # fmt: skip

FROM_ANYWHERE: tuple[AnyTransition, ...] = (
    T(ANY, "hold", "", ("planner", "coordinator", "facilitator:own"), "case.held",
      N_("Put on hold"), Reason, guards=(endings.HOLD_REASONED,), effects=(hold, gate.pause)),
    T(ANY, "fact_changed", "", ("worker",), "case.held", N_("A fact changed"),
      endings.FactChanged, effects=(hold, endings.close_gate_for_fact), while_held=True,
      hidden=True),
    # Ruling 9: a stop that staff hear of holds at once, until the person's wish is recorded
    T(ANY, "hear_stop", "", ("worker",), "case.held", N_("The person asked us to stop"), Reason,
      effects=(hold, gate.pause), while_held=True, hidden=True),
    T(ANY, "resume", "", PLANNER + COORDINATOR, "case.resumed", N_("Take off hold"),
      guards=(endings.HELD, endings.PERSON_CALLED),
      effects=(resume, endings.end_hold_tasks), while_held=True, offered=endings.is_held,
      awaited=awaiting.HOLD),
    T(ANY, "close", "closed", COORDINATOR, "case.closed", N_("Close the case"), endings.Closure,
      guards=(*endings.CLOSURE_TRUE, endings.CALL_TRIED), effects=(endings.close,),
      while_held=True, steps_up=True,
      awaited=awaiting.CLOSING),
    T(ANY, "record_death", "closed", PLANNER + COORDINATOR, "case.closed",
      N_("Record the death of the person who made the request"), endings.Death,
      guards=(endings.DEATH_DATED,), effects=(endings.record_death,), while_held=True),
    T(ANY, "withdraw", "withdrawn", PERSON, "case.withdrawn",
      N_("Record that the person withdraws"), effects=(endings.withdraw,), while_held=True),
)  # fmt: skip
