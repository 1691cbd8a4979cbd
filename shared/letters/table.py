"""Registration and letter as tables: what each state means, and who may move it where.

Two nouns, and the delivery (see `delivery_table`) a third, apart on purpose.  A facility works
with the letter alone; the letter never learns what becomes of its delivery.
"""

from typing import Any

from shared.base.translation import N_
from shared.letters.registration import acts
from shared.letters.review import effects, guards
from shared.records.last_check import COLLECTED
from shared.records.models import Letter, Registration
from shared.records.workflow import ANY, State, Transition, Workflow, hold, resume

PLANNER, COORDINATOR = ("planner",), ("coordinator",)
UNIT = ("planner", "coordinator", "advocate")
PERSON = ("person", *UNIT)
DEPOSITS = ("screener:facility", "planner")

T = Transition

# -- registration: the notification box (S34, S44) ------------------------------------------------

REGISTRATION_STATES = (
    #     name          staff label                  waiting on   the person reads
    State("received",   N_("Received"),              "planner",   "letter_received"),
    State("verified",   N_("On the list"),            "",          "letter_registered"),
    State("refused",    N_("Not on the list"),        "",          "letter_stopped",
          until_told="letter_received", open=False),
    State("closed",     N_("Closed"),                "",          "letter_stopped",
          until_told="letter_registered", open=False),
    State("cancelled",  N_("Canceled"),             "",          "letter_stopped", open=False),
)  # fmt: skip

REGISTRATION_TRANSITIONS: tuple[T[Any], ...] = (
    # No match before identity and standing are verified
    T("received", "verify", "verified", UNIT, "registration.verified",
      N_("Record how identity and relationship to the case were verified"),
      guards=(acts.how_known, acts.standing_known, acts.age_known), effects=(acts.verify,)),
    T("received", "refuse", "refused", PLANNER + COORDINATOR, "registration.refused",
      N_("Close: identity or relationship to the case could not be verified"),
      guards=(acts.refusal_known,), effects=(acts.close,)),
    T("verified", "close", "closed", COORDINATOR, "registration.closed",
      N_("Close the notification request"), guards=(acts.closure_known,), effects=(acts.close,),
      while_held=True),
    T(ANY, "identify", "", UNIT, "registration.offender_identified",
      N_("Identify the {offender}"), guards=(acts.offender_named,), effects=(acts.identify,)),
    # An opt-in that was imported makes no way safe: she says which are, when she comes or calls
    T(ANY, "record_ways", "", UNIT, "registration.ways_recorded",
      N_("Record how to reach the person"), guards=(*COLLECTED, acts.ways_given),
      effects=(acts.record_ways,), while_held=True),
    T(ANY, "choose", "", PERSON, "registration.choices_changed",
      N_("Change what we can tell the {offender}"), effects=(acts.choose,), while_held=True),
    T(ANY, "record_death", "closed", UNIT, "registration.person_died",
      N_("Record that the person has died"), guards=(acts.death_dated,),
      effects=(acts.record_death,), while_held=True),
    T(ANY, "cancel", "cancelled", PERSON, "registration.cancelled",
      N_("Record that the person cancels"), effects=(acts.cancel,), while_held=True),
    T(ANY, "hold", "", PLANNER + COORDINATOR, "registration.held", N_("Put on hold"),
      guards=(acts.hold_reasoned,), effects=(hold,)),
    T(ANY, "resume", "", PLANNER + COORDINATOR, "registration.resumed", N_("Take off hold"),
      guards=(acts.is_held,), effects=(resume, acts.look_for_letters), while_held=True),
)  # fmt: skip

REGISTRATION = Workflow(
    "registration", Registration, REGISTRATION_STATES, REGISTRATION_TRANSITIONS,
    after=(acts.post_notice,),
)  # fmt: skip

# -- letter: three reviews, then the bank (S35-S37, S41) ------------------------------------------

LETTER_STATES = (
    State("facility_review",    N_("First review, at the facility"), "screener",    ""),
    State("planner_review",     N_("Second review, planner"),        "planner",     ""),
    State("coordinator_review", N_("Third review, coordinator"),     "coordinator", ""),
    State("banked",             N_("In the bank"),                        "",            ""),
    State("returned",           N_("Returned for revision"),         "screener",    ""),
    State("escalated",          N_("Escalated and preserved"),       "coordinator", "", open=False),
    State("rejected",           N_("Rejected"),                      "",            "", open=False),
    State("withdrawn",          N_("Withdrawn"),                     "",            "", open=False),
)  # fmt: skip


def _reviews(state: str, by: tuple[str, ...], onward: str, event: str) -> tuple[Transition, ...]:
    """The four outcomes of one tier's review."""
    read = (guards.read_as_it_is, guards.another_reviewer, guards.checklist_answered)
    return (
        T(state, "pass", onward, by, event, N_("Pass"),
          guards=(*read, guards.nothing_against), effects=(effects.keep_review, effects.send_on)),
        T(state, "return", "returned", by, "letter.returned", N_("Return for revision"),
          guards=(*read, guards.not_to_preserve, guards.reasons_known, guards.passages_quoted),
          effects=(effects.keep_review, effects.give_back)),
        T(state, "reject", "rejected", by, "letter.rejected", N_("Reject"),
          guards=(*read, guards.not_to_preserve, guards.reasons_known, guards.passages_quoted),
          effects=(effects.keep_review, effects.tell_rejected)),
        T(state, "escalate", "escalated", by, "letter.escalated", N_("Escalate and preserve"),
          guards=(guards.read_as_it_is, guards.escalation_reasoned),
          effects=(effects.keep_review, effects.ask_about_threat)),
    )  # fmt: skip


LETTER_TRANSITIONS = (
    *_reviews("facility_review", ("screener:facility",), "planner_review", "letter.passed"),
    *_reviews("planner_review", PLANNER, "coordinator_review", "letter.passed"),
    *_reviews("coordinator_review", COORDINATOR, "banked", "letter.banked"),
    # The offender's own acts.  They are answered alike whatever has happened on the other side.
    T("returned", "replace", "facility_review", DEPOSITS, "letter.resubmitted",
      N_("Deposit the revised letter"), guards=(guards.content_given,),
      effects=(effects.new_version, effects.ask_review)),
    T("facility_review", "replace", "facility_review", DEPOSITS, "letter.replaced",
      N_("Replace the letter"), guards=(guards.content_given,),
      effects=(effects.new_version, effects.ask_review)),
    T("planner_review", "replace", "facility_review", DEPOSITS, "letter.replaced",
      N_("Replace the letter"), guards=(guards.content_given,),
      effects=(effects.new_version, effects.ask_review)),
    T("coordinator_review", "replace", "facility_review", DEPOSITS, "letter.replaced",
      N_("Replace the letter"), guards=(guards.content_given,),
      effects=(effects.new_version, effects.ask_review)),
    T("banked", "replace", "facility_review", DEPOSITS, "letter.replaced",
      N_("Replace the letter"), guards=(guards.content_given,),
      effects=(effects.new_version, effects.ask_review)),
    T(ANY, "withdraw", "withdrawn", DEPOSITS, "letter.withdrawn",
      N_("Withdraw the letter"), effects=(effects.withdraw,), while_held=True),
    # He is moved, and his letter's facility is the one that can speak with him.
    T(ANY, "transfer", "", DEPOSITS, "letter.transferred",
      N_("The writer was moved to another facility"), guards=(guards.another_facility,),
      effects=(effects.transfer,), while_held=True),
    T("rejected", "transfer", "", DEPOSITS, "letter.transferred",
      N_("The writer was moved to another facility"), guards=(guards.another_facility,),
      effects=(effects.transfer,)),
    # What was preserved
    T("escalated", "decide_threat", "", COORDINATOR, "letter.threat_decided",
      N_("Decide whether to warn"), guards=(guards.warning_decided,),
      effects=(effects.decide_threat,)),
    T("escalated", "release", "facility_review", COORDINATOR, "letter.released",
      N_("Nothing to preserve: review it again"), guards=(guards.threat_was_decided,),
      effects=(effects.ask_review,)),
    T("escalated", "reject", "rejected", COORDINATOR, "letter.rejected", N_("Reject"),
      guards=(guards.threat_was_decided,), effects=(effects.tell_rejected,)),
    # Where the paper lies, until it is banked
    T("facility_review", "move_paper", "", DEPOSITS, "letter.paper_moved",
      N_("Record where the paper is"), guards=(guards.place_given,),
      effects=(effects.move_paper,)),
    T("planner_review", "move_paper", "", PLANNER, "letter.paper_moved",
      N_("Record where the paper is"), guards=(guards.place_given,),
      effects=(effects.move_paper,)),
    T("coordinator_review", "move_paper", "", COORDINATOR, "letter.paper_moved",
      N_("Record where the paper is"), guards=(guards.place_given,),
      effects=(effects.move_paper,)),
    T("returned", "move_paper", "", DEPOSITS, "letter.paper_moved",
      N_("Record where the paper is"), guards=(guards.place_given,),
      effects=(effects.move_paper,)),
)  # fmt: skip

LETTER = Workflow("letter", Letter, LETTER_STATES, LETTER_TRANSITIONS)
