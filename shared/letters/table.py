"""Registration and letter as tables: what each state means, and who may move it where.

Two nouns, and the delivery (see `delivery_table`) a third, apart on purpose.  A facility works
with the letter alone; the letter never learns what becomes of its delivery.
"""

from datetime import date

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.holds import HOLD_REASON, ON_HOLD, is_held
from shared.letters.registration import acts
from shared.letters.review import effects, guards
from shared.letters.review.guards import TierReview
from shared.records.awaited import Awaited
from shared.records.last_check import COLLECTED
from shared.records.models import Letter, Registration
from shared.records.workflow import (
    ANY,
    AnyTransition,
    Reason,
    State,
    Transition,
    Workflow,
    hold,
    resume,
)

PLANNER, COORDINATOR = ("planner",), ("coordinator",)
UNIT = ("planner", "coordinator", "advocate")
PERSON = ("person", *UNIT)
DEPOSITS = ("screener:facility", "planner")

T = Transition

# -- registration: the notification box (S34, S44) ------------------------------------------------

REGISTRATION_STATES = (
    #     name          staff label                  waiting on   the person reads
    State("received",   N_("Received"),              "planner",   "letter_received"),
    State("verified",   N_("On the list"),           "advocate",  "letter_registered",
          rests=True),
    State("refused",    N_("Not on the list"),        "",          "letter_stopped",
          until_told="letter_received", open=False),
    State("closed",     N_("Closed"),                "",          "letter_stopped",
          until_told="letter_registered", open=False),
    State("cancelled",  N_("Canceled"),             "",          "letter_stopped", open=False),
)  # fmt: skip

REGISTRATION_TRANSITIONS: tuple[AnyTransition, ...] = (
    # No match before identity and standing are verified
    T("received", "verify", "verified", UNIT, "registration.verified",
      N_("Record how identity and relationship to the case were verified"), facts=acts.Verification,
      guards=(acts.HOW_KNOWN, acts.STANDING_KNOWN, acts.AGE_KNOWN), effects=(acts.verify,),
      next_in=("received",), awaited=Awaited(
          "acknowledgement", words=N_("Verify a notification request"))),
    T("received", "refuse", "refused", PLANNER + COORDINATOR, "registration.refused",
      N_("Close: identity or relationship to the case could not be verified"), facts=acts.Closure,
      guards=(acts.CLOSURE_KNOWN,), effects=(acts.close,), steps_up=True),
    T("verified", "close", "closed", COORDINATOR, "registration.closed",
      N_("Close the notification request"), facts=acts.Closure, guards=(acts.CLOSURE_KNOWN,),
      effects=(acts.close,), while_held=True, steps_up=True),
    T(ANY, "identify", "", UNIT, "registration.offender_identified",
      N_("Identify the {offender}"), facts=acts.Identification,
      guards=(acts.OFFENDER_NAMED, acts.FACILITY_KNOWN), effects=(acts.identify,),
      next_in=("verified",)),
    # An opt-in that was imported makes no way safe: the person says which are, when they call
    T(ANY, "record_ways", "", UNIT, "registration.ways_recorded",
      N_("Record how to reach the person"), facts=acts.Ways,
      guards=(*COLLECTED, acts.WAYS, acts.HOW_KNOWN), effects=(acts.record_ways,),
      while_held=True),
    T(ANY, "choose", "", PERSON, "registration.choices_changed",
      N_("Change what we can tell the {offender}"), facts=acts.Choices,
      guards=(acts.VERIFIED_TO_TELL,), effects=(acts.choose,),
      while_held=True, steps_up=True),
    T(ANY, "record_death", "closed", UNIT, "registration.person_died",
      N_("Record that the person has died"), facts=acts.Death, guards=(acts.DEATH_DATED,),
      effects=(acts.record_death,), while_held=True),
    T(ANY, "cancel", "cancelled", PERSON, "registration.cancelled",
      N_("Record that the person cancels"), effects=(acts.cancel,), while_held=True),
    T(ANY, "hold", "", PLANNER + COORDINATOR, "registration.held", N_("Put on hold"),
      facts=Reason, guards=(HOLD_REASON,), effects=(hold,)),
    T(ANY, "resume", "", PLANNER + COORDINATOR, "registration.resumed", N_("Take off hold"),
      guards=(ON_HOLD,), effects=(resume, acts.look_for_letters), while_held=True,
      offered=is_held, awaited=Awaited("emergency_review", is_held, words=N_(
          "On hold: see whether it can come off"))),
)  # fmt: skip

REGISTRATION = Workflow(
    "registration", Registration, REGISTRATION_STATES, REGISTRATION_TRANSITIONS,
    after=(acts.publish,),
)  # fmt: skip

# -- letter: three reviews, then the bank (S35-S37, S41) ------------------------------------------

LETTER_STATES = (
    State("facility_review",    N_("First review, at the facility"), "screener",    ""),
    State("planner_review",     N_("Second review, planner"),        "planner",     ""),
    State("coordinator_review", N_("Third review, coordinator"),     "coordinator", ""),
    State("banked",             N_("In the bank"),                   "coordinator", "",
          rests=True),
    State("returned",           N_("Returned for revision"),         "screener",    "",
          rests=True),
    State("escalated",          N_("Escalated and preserved"),       "coordinator", "", open=False),
    State("rejected",           N_("Rejected"),                      "",            "", open=False),
    State("withdrawn",          N_("Withdrawn"),                     "",            "", open=False),
)  # fmt: skip


UNDER_REVIEW = ("facility_review", "planner_review", "coordinator_review")


def _has_page(_letter: Letter) -> bool:
    """No button of its own: the page of the review has all four outcomes."""
    return False


def _reviews(state: str, by: tuple[str, ...], onward: str, event: str) -> tuple[T[TierReview], ...]:
    """The four outcomes of one tier's review, whose reviewer is another at each tier."""
    return (
        T(state, "pass", onward, by, event, N_("Pass"), facts=guards.TierReview,
          guards=(*guards.REVIEWED, guards.NOTHING_AGAINST),
          effects=(effects.keep_review, effects.send_on), offered=_has_page, steps_up=True,
      awaited=Awaited(state, words=N_("Review a letter"))),
        T(state, "return", "returned", by, "letter.returned", N_("Return for revision"),
          facts=guards.TierReview, guards=guards.NOT_TAKEN,
          effects=(effects.keep_review, effects.give_back), offered=_has_page, steps_up=True),
        T(state, "reject", "rejected", by, "letter.rejected", N_("Reject"),
          facts=guards.TierReview, guards=guards.NOT_TAKEN,
          effects=(effects.keep_review, effects.tell_rejected), offered=_has_page, steps_up=True),
        T(state, "escalate", "escalated", by, "letter.escalated", N_("Escalate and preserve"),
          facts=guards.TierReview, guards=(*guards.AS_READ, guards.SOMETHING_TO_PRESERVE),
          effects=(effects.keep_review,), offered=_has_page, steps_up=True),
    )  # fmt: skip


def _is_undecided(letter: Letter) -> bool:
    """Whether no one has decided whether to warn of what stands in this version."""
    return all(row.number != letter.current for row in queries.threat_decisions(letter))


def _threat_day(letter: Letter) -> date:
    """The coordinator decides within the policy's hours, whether or not anyone is registered."""
    return clock.local(queries.threat_due(letter.since), policy.current().zone).date()


THREAT = Awaited("next_step", _is_undecided, due=_threat_day,
                 words=N_("A letter was escalated: decide whether to warn"))  # fmt: skip

LETTER_TRANSITIONS: tuple[AnyTransition, ...] = (
    *_reviews("facility_review", ("screener:facility",), "planner_review", "letter.passed"),
    *_reviews("planner_review", PLANNER, "coordinator_review", "letter.passed"),
    *_reviews("coordinator_review", COORDINATOR, "banked", "letter.banked"),
    # The offender's own acts.  They are answered alike whatever has happened on the other side.
    T("returned", "replace", "facility_review", DEPOSITS, "letter.resubmitted",
      N_("Deposit the revised letter"), facts=guards.Replacement, guards=guards.REPLACEABLE,
      effects=(effects.new_version, effects.ask_review)),
    T((*UNDER_REVIEW, "banked"), "replace", "facility_review", DEPOSITS, "letter.replaced",
      N_("Replace the letter"), facts=guards.Replacement, guards=guards.REPLACEABLE,
      effects=(effects.new_version, effects.ask_review)),
    T(ANY, "withdraw", "withdrawn", DEPOSITS, "letter.withdrawn",
      N_("Withdraw the letter"), effects=(effects.withdraw,), while_held=True),
    # The writer is moved, and the letter's facility is the one that can speak with the writer.
    T((ANY, "rejected"), "transfer", "", (*DEPOSITS, "coordinator"), "letter.transferred",
      N_("The writer was moved to another facility"), facts=guards.Transfer,
      guards=(guards.ANOTHER_FACILITY,), effects=(effects.transfer,), while_held=True),
    # What was preserved
    T("escalated", "decide_threat", "", COORDINATOR, "letter.threat_decided",
      N_("Decide whether to warn"), facts=guards.WarningDecision,
      guards=(guards.WARNING_DECIDED,), effects=(effects.decide_threat,),
      next_in=("escalated",), steps_up=True,
      awaited=THREAT),
    T("escalated", "release", "facility_review", COORDINATOR, "letter.released",
      N_("Nothing to preserve: review it again"), guards=(guards.THREAT_DECIDED,),
      effects=(effects.ask_review,), steps_up=True),
    T("escalated", "reject", "rejected", COORDINATOR, "letter.rejected", N_("Reject"),
      guards=(guards.THREAT_DECIDED,), effects=(effects.note_no_review, effects.tell_rejected),
      steps_up=True),
    # Where the paper is, until it is banked
    T(("facility_review", "returned"), "move_paper", "", DEPOSITS, "letter.paper_moved",
      N_("Record where the paper is"), facts=guards.PaperMove, guards=(guards.PLACE_GIVEN,),
      effects=(effects.move_paper,)),
    T("planner_review", "move_paper", "", PLANNER, "letter.paper_moved",
      N_("Record where the paper is"), facts=guards.PaperMove, guards=(guards.PLACE_GIVEN,),
      effects=(effects.move_paper,)),
    T("coordinator_review", "move_paper", "", COORDINATOR, "letter.paper_moved",
      N_("Record where the paper is"), facts=guards.PaperMove, guards=(guards.PLACE_GIVEN,),
      effects=(effects.move_paper,)),
)  # fmt: skip

LETTER = Workflow("letter", Letter, LETTER_STATES, LETTER_TRANSITIONS)
