"""The dialogue as two tables: what each state means, and who may move it where, on what terms."""

from shared.dialogue import effects as do
from shared.dialogue import guards as if_
from shared.envelopes import N_
from shared.models import DialogueCase
from shared.workflow import ANY, State, Transition, Workflow, hold, resume

PLANNER, COORDINATOR = ("planner",), ("coordinator",)
PERSON = ("person", "planner", "coordinator", "advocate")

STATES = (
    #     name            staff label                          waiting on        the person reads
    State("received",     N_("Received"),                      "planner",        "dialogue_received"),
    State("eligibility",  N_("Eligibility"),                   "planner",        "dialogue_looking"),
    State("assessment",   N_("Staff assessment"),              "case_manager",   "dialogue_under_way"),
    State("approach",     N_("Offender approach"),             "planner",        "dialogue_under_way"),
    State("review",       N_("Division and superintendent"),   "superintendent", "dialogue_under_way"),
    State("assigned",     N_("Facilitator assigned"),          "facilitator",    "dialogue_facilitator",
          until_told="dialogue_under_way"),
    State("closed",       N_("Closed"),                        "",               "dialogue_closed",
          until_told="dialogue_under_way", open=False),
    State("withdrawn",    N_("Withdrawn"),                     "",               "stopped",
          open=False),
)  # fmt: skip

T = Transition
TRANSITIONS = (
    # S12: the request reaches the planner
    T("received", "open", "eligibility", PLANNER, "case.opened", N_("Start the eligibility check"),
      effects=(do.end_opening_task,)),
    # S20, S23-S26, S31: item by item, against the policy
    T("eligibility", "identify", "", PLANNER, "case.offender_identified",
      N_("Say who the offender is"), guards=(if_.offender_named,), effects=(do.identify,)),
    T("eligibility", "own_wish", "", PLANNER, "case.own_wish_recorded",
      N_("Record that it is the person's own wish"), effects=(do.own_wish,)),
    T("eligibility", "find", "", PLANNER, "case.finding_recorded",
      N_("Record an eligibility item"), guards=(if_.finding_known,), effects=(do.find,)),
    T("eligibility", "check_orders", "", PLANNER, "case.orders_checked",
      N_("Record a check for orders"), guards=(if_.check_dated,), effects=(do.check_orders,)),
    # S13: capacity and willingness, through the case manager or the chaplain
    T("eligibility", "ask_assessment", "assessment", PLANNER, "case.assessment_asked",
      N_("Ask for the staff assessment"),
      guards=(if_.person_verified, if_.own_wish, if_.offender_known, if_.eligible,
              if_.orders_fresh),
      effects=(do.ask_assessment,)),
    T("assessment", "answer_assessment", "", ("case_manager:asked", "chaplain:asked", "planner"),
      "case.assessment_answered", N_("Answer the assessment"),
      guards=(if_.assessment_open, if_.assessment_complete, if_.paper_signed),
      effects=(do.answer_assessment,)),
    T("assessment", "ask_assessment", "", PLANNER, "case.assessment_asked",
      N_("Ask for another assessment"), guards=(if_.no_assessment_open, if_.offender_known),
      effects=(do.ask_assessment,)),
    T("assessment", "accept_assessment", "approach", PLANNER, "case.assessment_accepted",
      N_("Go on to the offender approach"),
      guards=(if_.able_and_willing, if_.eligible), effects=(do.end_assessment_tasks,)),
    # Ruling 10, S14, S15: telling the offender cannot be undone
    T("approach", "log_conversation", "", PLANNER, "case.conversation_logged",
      N_("Record the conversation with the person"),
      guards=(if_.post_collected, if_.person_verified, if_.way_allowed),
      effects=(do.log_conversation,)),
    T("approach", "check_orders", "", PLANNER, "case.orders_checked",
      N_("Record a check for orders"), guards=(if_.check_dated,), effects=(do.check_orders,)),
    T("approach", "agree_approach", "", COORDINATOR, "case.approach_agreed",
      N_("Agree, for the Division, to tell the offender"),
      guards=(if_.go_ahead, if_.orders_fresh, if_.eligible, if_.approach_not_agreed),
      effects=(do.agree_approach,)),
    T("approach", "tell_offender", "", PLANNER, "case.offender_told",
      N_("Record that the offender was told"),
      guards=(if_.post_collected, if_.approach_agreed, if_.go_ahead, if_.orders_fresh,
              if_.eligible),
      effects=(do.tell_offender,)),
    T("approach", "record_answer", "", PLANNER, "case.offender_answered",
      N_("Record the offender's answer"), guards=(if_.offender_was_told, if_.answer_known),
      effects=(do.record_answer,)),
    # S30: both sign, bound to the facility
    T("approach", "ask_signatures", "review", PLANNER, "case.signatures_asked",
      N_("Ask for both signatures"), guards=(if_.offender_willing, if_.offender_placed),
      effects=(do.ask_signatures,)),
    T("review", "sign_division", "", COORDINATOR, "case.signed", N_("Sign for the Division"),
      guards=(if_.division_unsigned, if_.decision_known, if_.refusal_reasoned),
      effects=(do.sign_division,)),
    T("review", "sign_superintendent", "", ("superintendent:facility", "planner"), "case.signed",
      N_("Sign for the facility"),
      guards=(if_.superintendent_unsigned, if_.decision_known, if_.refusal_reasoned,
              if_.paper_signed),
      effects=(do.sign_superintendent,)),
    T("review", "ask_signatures", "", PLANNER, "case.signatures_asked",
      N_("Ask for both signatures again"), guards=(if_.signature_missing, if_.offender_placed),
      effects=(do.ask_signatures,)),
    # S16: only if all agree, and only a trained facilitator
    T("review", "assign", "assigned", PLANNER, "case.facilitator_assigned",
      N_("Assign a facilitator"),
      guards=(if_.both_signed, if_.offender_willing, if_.facilitator_qualified, if_.no_conflict,
              if_.eligible),
      effects=(do.assign,)),
    # From anywhere
    T(ANY, "hold", "", ("planner", "coordinator", "facilitator:own"), "case.held",
      N_("Put on hold"), guards=(if_.hold_reasoned,), effects=(hold,)),
    T(ANY, "resume", "", PLANNER + COORDINATOR, "case.resumed", N_("Take off hold"),
      guards=(if_.is_held,), effects=(resume,), while_held=True),
    T(ANY, "close", "closed", COORDINATOR, "case.closed", N_("Close the case"),
      guards=(if_.closure_known,), effects=(do.close,), while_held=True),
    T(ANY, "withdraw", "withdrawn", PERSON, "case.withdrawn",
      N_("Record that the person withdraws"), effects=(do.withdraw,), while_held=True),
)  # fmt: skip

FLOW = Workflow("case", DialogueCase, STATES, TRANSITIONS, after=(do.post_notice,))
