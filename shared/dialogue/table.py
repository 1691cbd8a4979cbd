"""The dialogue as two tables: what each state means, and who may move it where, on what terms."""

from shared.base.translation import N_
from shared.dialogue import (
    approach,
    assessment,
    assignment,
    awaiting,
    eligibility,
    endings,
    exchange,
    follow_up,
    identification,
    meeting,
    messages,
    orders,
    participants,
    preparation,
    recording,
    signing,
    surrogate,
)
from shared.dialogue.case import DAY_PAST, Dated, post_notice
from shared.dialogue.own_code import WORD_UNDER_OWN_CODE
from shared.dialogue.table_ends import (
    AFTER_A_NO,
    AT_WORK,
    COORDINATOR,
    FACILITATOR,
    FROM_ANYWHERE,
    PLANNER,
    SUPERINTENDENT,
)
from shared.records.last_check import COLLECTED
from shared.records.models import DialogueCase
from shared.records.workflow import KEEP, AnyTransition, Reason, State, Transition, Workflow

UNDER_WAY, WITH_YOU = "dialogue_under_way", "dialogue_facilitator"

STATES = (
    #     name           staff label                         waiting on        the person reads
    State("received",    N_("Received"),                     "planner",        "dialogue_received"),
    State("eligibility", N_("Eligibility"),                  "planner",        "dialogue_looking"),
    State("assessment",  N_("Staff assessment"),             "case_manager",   UNDER_WAY),
    State("approach",    N_("{Offender} approach"),            "planner",        UNDER_WAY),
    State("review",      N_("Division and superintendent"),  "superintendent", UNDER_WAY),
    State("assigned",    N_("Facilitator assigned"),         "facilitator",    WITH_YOU,
          until_told=UNDER_WAY),
    State("preparation", N_("Preparation"),                  "facilitator",    WITH_YOU,
          until_told=KEEP),
    State("readiness",   N_("Readiness and review"),         "coordinator",    WITH_YOU,
          until_told=KEEP),
    State("scheduled",   N_("Date agreed"),                  "facilitator",    "dialogue_date",
          until_told=KEEP),
    State("follow_up",   N_("Follow-up"),                    "facilitator",    "dialogue_after",
          until_told=KEEP),
    State("kept",        N_("Kept on file"),                 "planner",        "dialogue_kept",
          until_told=KEEP, rests=True),
    State("closed",      N_("Closed"),                       "",               "dialogue_closed",
          until_told=KEEP, open=False),
    State("withdrawn",   N_("Withdrawn"),                    "",               "stopped",
          open=False),
)  # fmt: skip

# The states in which a facilitator carries the case, and those in which a visit is arranged.
CARRIED = ("assigned", "preparation", "readiness", "scheduled")
ARRANGED = ("readiness", "scheduled")

OWN_FACILITATOR = ("facilitator:own",)

T = Transition

BEFORE_FACILITATOR: tuple[AnyTransition, ...] = (
    # S12: the request reaches the planner
    T("received", "open", "eligibility", PLANNER, "case.opened", N_("Start the eligibility check"),
      next_in=("received",), awaited=awaiting.OPENING),
    # S20, S23-S26, S31: item by item, against the policy
    T("eligibility", "identify", "", PLANNER, "case.offender_identified",
      N_("Identify the {offender}"), identification.Identification,
      guards=(surrogate.ORIGINAL, identification.OFFENDER_NAMED, identification.FACILITY_LISTED,
              *identification.ON_FILE_ALIKE),
      effects=(identification.identify_offender,)),
    T("eligibility", "own_wish", "", PLANNER, "case.own_wish_recorded",
      N_("Record that it is the person's own wish"), effects=(eligibility.record_own_wish,)),
    # S13: capacity and willingness, through the case manager or the chaplain
    T("eligibility", "ask_assessment", "assessment", PLANNER, "case.assessment_asked",
      N_("Ask for the staff assessment"), assessment.Asked,
      guards=(assessment.ROLE_NAMED, eligibility.PERSON_VERIFIED, eligibility.OWN_WISH,
              identification.OFFENDER_KNOWN, signing.OFFENDER_PLACED, *eligibility.ELIGIBLE,
              orders.VISIT_LIST_CHECKED, *orders.FRESH_CHECK),
      effects=(assessment.ask,), next_in=("eligibility",), awaited=awaiting.ELIGIBILITY),
    T("assessment", "answer_assessment", "", ("case_manager:asked", "chaplain:asked", "planner"),
      "case.assessment_answered", N_("Answer the assessment"), assessment.Answered,
      guards=(assessment.WAITING, assessment.ASKED_OF_ACTOR, assessment.COMPLETE,
              assessment.OWN_OR_ON_PAPER, assessment.PAPER_SIGNED, assessment.PAPER_OF_THIS),
      effects=(assessment.record_answer,), awaited=awaiting.ASSESSMENT),
    T("assessment", "ask_assessment", "", PLANNER, "case.assessment_asked",
      N_("Ask for another assessment"), assessment.Asked,
      guards=(assessment.ROLE_NAMED, assessment.CAN_BE_ASKED, identification.OFFENDER_KNOWN,
              signing.OFFENDER_PLACED),
      effects=(assessment.ask,), awaited=awaiting.ASK_ASSESSMENT),
    T("assessment", "accept_assessment", "approach", PLANNER, "case.assessment_accepted",
      N_("Go on to the {offender} approach"),
      guards=(*assessment.FOUND_BOTH, *eligibility.ELIGIBLE),
      next_in=("assessment",), awaited=awaiting.ASSESSED),
    # Ruling 10, S14, S15: telling the offender cannot be undone
    T("approach", "log_conversation", "", PLANNER, "case.conversation_logged",
      N_("Record the conversation with the person"), approach.Conversation,
      guards=(*COLLECTED, eligibility.PERSON_VERIFIED, approach.WAY_ALLOWED,
              approach.CONVERSATION_WHOLE),
      effects=(approach.log_conversation,), awaited=awaiting.TALK),
    T("approach", "agree_approach", "", COORDINATOR, "case.approach_agreed",
      N_("Agree, for the Division, to telling the {offender}"),
      guards=(approach.CONVERSATION, approach.GO_AHEAD, *orders.FRESH_CHECK,
              *eligibility.ELIGIBLE, approach.NOT_TOLD, approach.NOT_AGREED),
      effects=(approach.agree,), steps_up=True,
      awaited=awaiting.AGREEMENT),
    T("approach", "refuse_approach", "", COORDINATOR, "case.approach_refused",
      N_("Do not agree, for the Division, to telling the {offender}"), Reason,
      guards=(approach.NOT_TOLD, signing.OFFENDER_PLACED, approach.REASON_KNOWN),
      effects=(approach.refuse,), steps_up=True),
    T("approach", "tell_offender", "", PLANNER, "case.offender_told",
      N_("Record that the {offender} was told"),
      guards=(*COLLECTED, WORD_UNDER_OWN_CODE, approach.AGREED, approach.NOT_TOLD,
              approach.AGREED_BY_ANOTHER, approach.CONVERSATION, approach.GO_AHEAD,
              *orders.FRESH_CHECK, *eligibility.ELIGIBLE),
      effects=(approach.tell,), steps_up=True,
      awaited=awaiting.TELLING),
    T("approach", "record_answer", "", PLANNER, "case.offender_answered",
      N_("Record the {offender}'s answer"), approach.Answer,
      guards=(approach.OFFENDER_TOLD, approach.ANSWER_KNOWN),
      effects=(approach.record_answer,), awaited=awaiting.ANSWER),
    # S30: both sign, on screen or on paper, for the facility where the offender is
    T("approach", "ask_signatures", "review", PLANNER, "case.signatures_asked",
      N_("Ask for both signatures"),
      guards=(approach.OFFENDER_WILLING, approach.CONVERSATION, approach.GO_AHEAD,
              signing.OFFENDER_PLACED, *eligibility.ELIGIBLE),
      effects=(signing.ask,), next_in=("approach",), awaited=awaiting.ASK_BOTH),
    T(("review", "readiness"), "sign_division", "", PLANNER + COORDINATOR, "case.signed",
      N_("Sign for the Division"), signing.Signed,
      guards=(*signing.DIVISION_OPEN, *signing.DECIDED, *signing.ENTERED_FOR_DIVISION,
              signing.PAPER_OF_THIS, signing.ANOTHER_SIGNER),
      effects=(signing.sign_division,), steps_up=True,
      awaited=awaiting.DIVISION),
    T(("review", "readiness"), "sign_superintendent", "", SUPERINTENDENT, "case.signed",
      N_("Sign for the facility"), signing.Signed,
      guards=(*signing.SUPERINTENDENT_OPEN, *signing.DECIDED, assessment.OWN_OR_ON_PAPER,
              assessment.PAPER_SIGNED, signing.PAPER_OF_THIS, signing.ANOTHER_SIGNER),
      effects=(signing.sign_superintendent,), steps_up=True,
      awaited=awaiting.FACILITY),
    T(("review", "readiness"), "ask_signatures", "", PLANNER, "case.signatures_asked",
      N_("Ask for both signatures again"),
      guards=(signing.SIGNATURE_MISSING, signing.OFFENDER_PLACED), effects=(signing.ask,),
      awaited=awaiting.ASK_BOTH_AGAIN),
    # S15: the answer may be taken back while the signatures are asked for
    T("review", "offender_stops", "", PLANNER, "case.offender_stopped",
      N_("Record that the {offender} no longer takes part"),
      guards=(approach.OFFENDER_TOLD,), effects=(endings.withdraw_offender,)),
    # S16: only if all agree, and only a trained facilitator
    T("review", "assign", "assigned", PLANNER, "case.facilitator_assigned",
      N_("Assign a facilitator"), assignment.Facilitator,
      guards=(*signing.BOTH_SIGNED, approach.OFFENDER_WILLING, *assignment.FACILITATOR_READY,
              assignment.NO_CONFLICT, *eligibility.ELIGIBLE),
      effects=(assignment.assign,), next_in=("review",), awaited=awaiting.FACILITATOR),
)  # fmt: skip

# S20, S23-S26, S31: what is found is entered at any time, on hold too; a late bar holds the case.
FINDINGS: tuple[AnyTransition, ...] = (
    T(AT_WORK, "find", "", PLANNER, "case.finding_recorded", N_("Record an eligibility item"),
      eligibility.Finding,
      guards=(eligibility.ITEM_LISTED, eligibility.FINDING_KNOWN, eligibility.DEFERRAL_DATED),
      effects=(eligibility.record_finding,), while_held=True),
    T(AT_WORK, "check_orders", "", PLANNER, "case.orders_checked", N_("Record a check for orders"),
      orders.Check, guards=(orders.CHECK_DATED, orders.FOUND_KNOWN),
      effects=(orders.record_order_check,), while_held=True),
    T(AT_WORK, "check_visits", "", PLANNER, "case.visits_checked",
      N_("Record what the visit list says"), orders.Check,
      guards=(orders.CHECK_DATED, orders.FOUND_KNOWN),
      effects=(orders.record_visit_check,), while_held=True),
    T(AT_WORK, "record_age", "", PLANNER, "case.age_recorded", N_(
        "Record the date of the person's 18th birthday"),
      eligibility.ComingOfAge, guards=(eligibility.AGE_OPEN, eligibility.ADULT_DAY),
      effects=(eligibility.record_age,), while_held=True, offered=eligibility.is_age_open),
)  # fmt: skip

# S4, S18: who takes part may change in these states; each is checked before the room.
PEOPLE: tuple[AnyTransition, ...] = (
    T(CARRIED, "add_participant", "", FACILITATOR, "case.participant_added",
      N_("Add a participant"), participants.Newcomer,
      guards=(participants.ADULT, *participants.DESCRIBED),
      effects=(participants.add_participant,)),
    T(CARRIED, "clear_participant", "", PLANNER, "case.participant_cleared",
      N_("Record that a person was checked"), participants.Cleared,
      guards=(participants.PARTICIPANT, DAY_PAST, participants.TIES_WEIGHED),
      effects=(participants.clear_participant,)),
    T(CARRIED, "remove_participant", "", FACILITATOR, "case.participant_left",
      N_("Record that a person no longer takes part"), participants.OfParticipant,
      guards=(participants.COMPANION,), effects=(participants.remove_participant,)),
    T(CARRIED, "sign_agreement", "", FACILITATOR, "case.agreement_signed",
      N_("Record a signed agreement"), participants.AgreementSigned,
      guards=(participants.PARTICIPANT, DAY_PAST, *participants.AGREEMENT_OF_THIS),
      effects=(participants.sign_agreement,)),
    T((*CARRIED, "follow_up"), "hand_over", "", PLANNER, "case.facilitator_changed",
      N_("Hand over to another facilitator"), assignment.Facilitator,
      guards=(*assignment.FACILITATOR_READY, assignment.ANOTHER_FACILITATOR,
              assignment.NO_CONFLICT),
      effects=(assignment.hand_over,)),
    T(CARRIED, "add_second", "", PLANNER, "case.facilitator_changed",
      N_("Add a second facilitator"), assignment.Facilitator,
      guards=(*assignment.FACILITATOR_READY, assignment.ANOTHER_FACILITATOR,
              assignment.NO_CONFLICT),
      effects=(assignment.add_second,)),
    # S15: agreement may be taken back at any time
    T(CARRIED, "offender_stops", "", FACILITATOR, "case.offender_stopped",
      N_("Record that the {offender} no longer takes part"),
      guards=(approach.OFFENDER_TOLD,), effects=(endings.withdraw_offender,)),
)  # fmt: skip

PREPARATION: tuple[AnyTransition, ...] = (
    # S7: no preparation without everyone's agreement
    T("assigned", "begin_preparation", "preparation", FACILITATOR, "case.preparation_begun",
      N_("Begin the preparation"),
      guards=(participants.ALL_AGREED, preparation.FACILITATOR_IN_FORCE,
              approach.OFFENDER_WILLING, *eligibility.ELIGIBLE),
      next_in=("assigned",), awaited=awaiting.BEGIN),
    # S17: each side on its own track
    T("preparation", "log_session", "", OWN_FACILITATOR, "case.session_logged",
      N_("Record a preparation session"), preparation.SessionHeld,
      guards=(preparation.SESSION_WHOLE, DAY_PAST, *preparation.HELD_IN_FORCE),
      effects=(preparation.log_session,)),
    T(("preparation", *ARRANGED), "find_ready", "", OWN_FACILITATOR, "case.readiness_found",
      N_("Record a point of preparation"), preparation.ReadinessFound,
      guards=preparation.POINT_FOUND, effects=(preparation.record_readiness,)),
    T("preparation", "recommend", "readiness", OWN_FACILITATOR, "case.readiness_recommended",
      N_("Recommend the dialogue"),
      guards=(*preparation.TRACKS_READY, participants.ALL_AGREED, participants.ALL_CLEARED,
              preparation.FACILITATOR_IN_FORCE, approach.OFFENDER_WILLING,
              *eligibility.ELIGIBLE),
      next_in=("preparation",), awaited=awaiting.RECOMMENDING),
    # S20: the Division reviews
    T("readiness", "review_readiness", "", COORDINATOR, "case.readiness_reviewed",
      N_("Review readiness, for the Division"), meeting.Review,
      guards=(meeting.REVIEW_DECIDED, *preparation.TRACKS_READY, participants.ALL_AGREED,
              participants.ALL_CLEARED, *eligibility.ELIGIBLE),
      effects=(meeting.review_readiness,), steps_up=True,
      awaited=awaiting.REVIEW),
    T("readiness", "prepare_more", "preparation", COORDINATOR + FACILITATOR,
      "case.preparation_begun", N_("Go back to preparation"), effects=(meeting.prepare_more,),
      awaited=awaiting.MORE),
)  # fmt: skip

# S21, S31: date, room and people.  The gate stays shut, or shuts again, when one of them changes.
VISIT: tuple[AnyTransition, ...] = (
    T(ARRANGED, "plan_visit", "readiness", PLANNER, "case.visit_planned",
      N_("Plan the date, place and people"), meeting.VisitPlan,
      guards=(meeting.DIVISION_SATISFIED, *meeting.VISIT_WHOLE, *exchange.FORM_OPEN,
              *signing.BOTH_SIGNED, approach.OFFENDER_WILLING, *eligibility.ELIGIBLE),
      effects=(meeting.plan_visit,), awaited=awaiting.VISIT),
    T(ARRANGED, "close_gate", "readiness", PLANNER + COORDINATOR, "case.gate_closed",
      N_("Record a change that needs a new approval"), meeting.Change,
      guards=(meeting.CAUSE_KNOWN,), effects=(meeting.close_gate,)),
    T("readiness", "arrange", "", FACILITATOR, "case.arrangement_recorded",
      N_("Record an arrangement"), meeting.Arrangement,
      guards=(meeting.VISIT_PLANNED, meeting.ARRANGEMENT_KNOWN),
      effects=(meeting.record_arrangement,), awaited=awaiting.ARRANGING),
    T("readiness", "sign_visit", "", SUPERINTENDENT, "case.signed",
      N_("Sign for the date, room and people"), signing.Signed,
      guards=(*signing.VISIT_OPEN, *signing.DECIDED, assessment.OWN_OR_ON_PAPER,
              assessment.PAPER_SIGNED, signing.VISIT_PAPER_OF_THIS),
      effects=(signing.sign_visit,), steps_up=True,
      awaited=awaiting.VISIT_SIGNATURE),
    T("readiness", "schedule", "scheduled", PLANNER, "case.scheduled", N_("Confirm the date"),
      guards=(*COLLECTED, WORD_UNDER_OWN_CODE, meeting.DIVISION_SATISFIED,
              *meeting.VISIT_APPROVED,
              meeting.ARRANGEMENTS_MADE, participants.ALL_AGREED, participants.ALL_CLEARED,
              *preparation.TRACKS_READY, preparation.FACILITATOR_IN_FORCE,
              meeting.FACILITATOR_IN_FORCE_THEN, *eligibility.ELIGIBLE, *orders.FRESH_CHECK,
              approach.OFFENDER_WILLING, *signing.BOTH_SIGNED),
      effects=(meeting.invite,), next_in=("readiness",), steps_up=True,
      awaited=awaiting.DATE),
)  # fmt: skip

# S8: what goes between the sides when they do not meet; the offender's letters go through the bank.
WITHOUT_MEETING: tuple[AnyTransition, ...] = (
    T(ARRANGED, "write_message", "", OWN_FACILITATOR, "case.message_written",
      N_("Write down the person's message"), messages.Words,
      guards=(messages.EXCHANGE, messages.WRITTEN), effects=(messages.write,)),
    T(ARRANGED, "read_message", "", COORDINATOR, "case.message_read",
      N_("Read the person's message before it is relayed"), messages.Screened,
      guards=messages.READ_BY_ANOTHER, effects=(messages.read,), steps_up=True,
      awaited=awaiting.MESSAGE),
    T(ARRANGED, "take_back_message", "", OWN_FACILITATOR, "case.message_taken_back",
      N_("Record that the person takes their message back"),
      guards=(messages.WORDS_WAITING,), effects=(messages.take_back,)),
    T(ARRANGED, "log_recording", "", OWN_FACILITATOR, "case.recording_logged",
      N_("Log a recording that was made and sealed"), recording.Logged,
      guards=(recording.FILMED, recording.DESCRIBED, DAY_PAST), effects=(recording.log,)),
    T(ARRANGED, "move_recording", "", OWN_FACILITATOR + COORDINATOR, "case.recording_moved",
      N_("Record that the recording changed hands"), recording.Moved,
      guards=(recording.RECORDED, recording.MOVE_TOLD, DAY_PAST), effects=(recording.move,)),
    T(ARRANGED, "attest_recording", "", COORDINATOR, "case.recording_attested",
      N_("Attest that the recording says what the transcript says"), recording.Attested,
      guards=(recording.RECORDED, recording.TRANSCRIPT_REVIEWED, *recording.WATCHED_BY_ANOTHER),
      effects=(recording.attest,), steps_up=True,
      awaited=awaiting.RECORDING),
    # Nothing of the person's leaves before all is approved, and the messages are collected.
    T("scheduled", "carry_message", "", OWN_FACILITATOR, "case.message_carried",
      N_("Record that the person's message was relayed"), Dated,
      guards=(*COLLECTED, WORD_UNDER_OWN_CODE, messages.ONE_TO_CARRY, *meeting.VISIT_APPROVED,
              approach.OFFENDER_WILLING, DAY_PAST),
      effects=(messages.carry,), awaited=awaiting.RELAY),
)  # fmt: skip

# S6, S8, S22: the dialogue, and afterwards (S42).
HELD: tuple[AnyTransition, ...] = (
    T("scheduled", "record_dialogue", "follow_up", OWN_FACILITATOR, "case.dialogue_held",
      N_("Record the dialogue"), meeting.Held,
      guards=(*COLLECTED, *meeting.VISIT_APPROVED, meeting.DIVISION_SATISFIED,
              meeting.ARRANGEMENTS_MADE, participants.ALL_AGREED, participants.ALL_CLEARED,
              *preparation.TRACKS_READY, approach.OFFENDER_WILLING, *signing.BOTH_SIGNED,
              *eligibility.ELIGIBLE, exchange.PASSED_ON, recording.ATTESTED,
              messages.ALL_CARRIED, *meeting.HELD_AS_APPROVED),
      effects=(meeting.record_meeting,), next_in=("scheduled",), awaited=awaiting.DIALOGUE),
    T("follow_up", "log_follow_up", "", FACILITATOR, "case.followed_up",
      N_("Record a follow-up"), follow_up.FollowedUp,
      guards=(*COLLECTED, DAY_PAST, *follow_up.WHOLE, *follow_up.REACHED_AS_ALLOWED),
      effects=(follow_up.log,), while_held=True, next_in=("follow_up",)),
)  # fmt: skip


FLOW = Workflow(
    "case", DialogueCase, STATES, (
        *BEFORE_FACILITATOR, *FINDINGS, *PEOPLE, *PREPARATION, *VISIT, *WITHOUT_MEETING, *HELD,
        *AFTER_A_NO, *FROM_ANYWHERE,
    ),
    after=(post_notice,),
)  # fmt: skip
