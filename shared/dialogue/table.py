"""The dialogue as two tables: what each state means, and who may move it where, on what terms."""

from shared.base.translation import N_
from shared.dialogue import (
    approach,
    assessment,
    eligibility,
    endings,
    exchange,
    follow_up,
    gate,
    handover,
    meeting,
    messages,
    preparation,
    recording,
    signing,
    surrogate,
)
from shared.dialogue.case import post_notice
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
from shared.records.workflow import KEEP, State, Transition, Workflow

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
    State("kept",        N_("Kept on file"),                 "",               "dialogue_kept",
          until_told=KEEP),
    State("closed",      N_("Closed"),                       "",               "dialogue_closed",
          until_told=KEEP, open=False),
    State("withdrawn",   N_("Withdrawn"),                    "",               "stopped",
          open=False),
)  # fmt: skip

T = Transition


def _with_signatures(source: str) -> tuple[Transition, ...]:
    """S30: both sign, on screen or on paper, for the facility where the offender is."""
    return (
        T(source, "sign_division", "", PLANNER + COORDINATOR, "case.signed",
          N_("Sign for the Division"),
          guards=(signing.is_division_unsigned, signing.is_decision_known,
                  signing.is_refusal_reasoned, signing.is_entered_for_division,
                  signing.is_paper_of_this, signing.is_another_signer),
          effects=(signing.sign_division,)),
        T(source, "sign_superintendent", "", SUPERINTENDENT, "case.signed",
          N_("Sign for the facility"),
          guards=(signing.is_superintendent_unsigned, signing.is_decision_known,
                  signing.is_refusal_reasoned, assessment.is_paper_signed,
                  signing.is_paper_of_this, signing.is_another_signer),
          effects=(signing.sign_superintendent,)),
        T(source, "ask_signatures", "", PLANNER, "case.signatures_asked",
          N_("Ask for both signatures again"),
          guards=(signing.is_signature_missing, signing.is_offender_placed),
          effects=(signing.ask,)),
    )  # fmt: skip


BEFORE_FACILITATOR = (
    # S12: the request reaches the planner
    T("received", "open", "eligibility", PLANNER, "case.opened", N_("Start the eligibility check"),
      effects=(eligibility.end_opening_task,)),
    # S20, S23-S26, S31: item by item, against the policy
    T("eligibility", "identify", "", PLANNER, "case.offender_identified",
      N_("Identify the {offender}"),
      guards=(surrogate.is_original, eligibility.is_offender_named,
              eligibility.is_on_file_alike),
      effects=(eligibility.identify_offender,)),
    T("eligibility", "own_wish", "", PLANNER, "case.own_wish_recorded",
      N_("Record that it is the person's own wish"), effects=(eligibility.record_own_wish,)),
    # S13: capacity and willingness, through the case manager or the chaplain
    T("eligibility", "ask_assessment", "assessment", PLANNER, "case.assessment_asked",
      N_("Ask for the staff assessment"),
      guards=(assessment.is_role_named, eligibility.is_person_verified, eligibility.is_own_wish,
              eligibility.is_offender_known, eligibility.is_eligible,
              eligibility.is_visit_list_checked, eligibility.is_order_check_fresh),
      effects=(assessment.ask,)),
    T("assessment", "answer_assessment", "", ("case_manager:asked", "chaplain:asked", "planner"),
      "case.assessment_answered", N_("Answer the assessment"),
      guards=(assessment.is_open, assessment.is_complete, assessment.is_paper_signed,
              assessment.is_paper_of_this),
      effects=(assessment.record_answer,)),
    T("assessment", "ask_assessment", "", PLANNER, "case.assessment_asked",
      N_("Ask for another assessment"),
      guards=(assessment.is_role_named, assessment.is_none_open, eligibility.is_offender_known),
      effects=(assessment.ask,)),
    T("assessment", "accept_assessment", "approach", PLANNER, "case.assessment_accepted",
      N_("Go on to the {offender} approach"),
      guards=(assessment.is_able_and_willing, eligibility.is_eligible),
      effects=(assessment.end_tasks,)),
    # Ruling 10, S14, S15: telling the offender cannot be undone
    T("approach", "log_conversation", "", PLANNER, "case.conversation_logged",
      N_("Record the conversation with the person"),
      guards=(*COLLECTED, eligibility.is_person_verified, approach.is_way_allowed,
              approach.is_conversation_whole),
      effects=(approach.log_conversation,)),
    T("approach", "agree_approach", "", COORDINATOR, "case.approach_agreed",
      N_("Agree, for the Division, to telling the {offender}"),
      guards=(approach.has_go_ahead, eligibility.is_order_check_fresh, eligibility.is_eligible,
              approach.is_not_agreed_yet),
      effects=(approach.agree,)),
    T("approach", "refuse_approach", "", COORDINATOR, "case.approach_refused",
      N_("Do not agree, for the Division, to telling the {offender}"),
      guards=(approach.is_not_told, signing.is_offender_placed, approach.is_reason_known),
      effects=(approach.refuse,)),
    T("approach", "tell_offender", "", PLANNER, "case.offender_told",
      N_("Record that the {offender} was told"),
      guards=(*COLLECTED, approach.is_agreed, approach.has_go_ahead,
              eligibility.is_order_check_fresh, eligibility.is_eligible),
      effects=(approach.tell,)),
    T("approach", "record_answer", "", PLANNER, "case.offender_answered",
      N_("Record the {offender}'s answer"),
      guards=(approach.is_offender_told, approach.is_answer_known),
      effects=(approach.record_answer,)),
    # S30: both sign, bound to the facility
    T("approach", "ask_signatures", "review", PLANNER, "case.signatures_asked",
      N_("Ask for both signatures"),
      guards=(approach.is_offender_willing, approach.has_go_ahead, signing.is_offender_placed,
              eligibility.is_eligible),
      effects=(signing.ask,)),
    *_with_signatures("review"),
    # S15: the answer may be taken back while the signatures are asked for
    T("review", "offender_stops", "", PLANNER, "case.offender_stopped",
      N_("Record that the {offender} no longer takes part"),
      guards=(approach.is_offender_told,), effects=(endings.withdraw_offender,)),
    # S16: only if all agree, and only a trained facilitator
    T("review", "assign", "assigned", PLANNER, "case.facilitator_assigned",
      N_("Assign a facilitator"),
      guards=(signing.are_both_signed, approach.is_offender_willing,
              signing.is_facilitator_qualified, signing.has_no_conflict, eligibility.is_eligible),
      effects=(signing.assign,)),
)  # fmt: skip


def _with_findings(source: str) -> tuple[Transition, ...]:
    """S20, S23-S26, S31: what is found is entered at any time, on hold too; a late bar holds."""
    return (
        T(source, "find", "", PLANNER, "case.finding_recorded", N_("Record an eligibility item"),
          guards=(eligibility.is_finding_known,), effects=(eligibility.record_finding,),
          while_held=True),
        T(source, "check_orders", "", PLANNER, "case.orders_checked",
          N_("Record a check for orders"),
          guards=(eligibility.is_check_dated,), effects=(eligibility.record_order_check,),
          while_held=True),
        T(source, "check_visits", "", PLANNER, "case.visits_checked",
          N_("Record what the visit list says"),
          guards=(eligibility.is_check_dated,), effects=(eligibility.record_visit_check,),
          while_held=True),
        T(source, "record_age", "", PLANNER, "case.age_recorded",
          N_("Record the date of the person's 18th birthday"),
          guards=(eligibility.needs_age,), effects=(eligibility.record_age,), while_held=True),
    )  # fmt: skip


FINDINGS = tuple(row for source in AT_WORK for row in _with_findings(source))


def _with_people(source: str) -> tuple[Transition, ...]:
    """S4, S18: who takes part may change in these states; each is checked before the room."""
    return (
        T(source, "add_participant", "", FACILITATOR, "case.participant_added",
          N_("Add a participant"),
          guards=(preparation.is_adult, preparation.is_role_known),
          effects=(preparation.add_participant,)),
        T(source, "clear_participant", "", PLANNER, "case.participant_cleared",
          N_("Record that a person was checked"),
          guards=(preparation.is_participant, preparation.is_day_past,
                  preparation.are_ties_weighed),
          effects=(preparation.clear_participant,)),
        T(source, "remove_participant", "", FACILITATOR, "case.participant_left",
          N_("Record that a person no longer takes part"),
          guards=(preparation.is_companion,), effects=(preparation.remove_participant,)),
        T(source, "sign_agreement", "", FACILITATOR, "case.agreement_signed",
          N_("Record a signed agreement"),
          guards=(preparation.is_participant, preparation.is_day_past,
                  preparation.is_agreement_of_this),
          effects=(preparation.sign_agreement,)),
        T(source, "hand_over", "", PLANNER, "case.facilitator_changed",
          N_("Hand over to another facilitator"),
          guards=(signing.is_facilitator_qualified, signing.is_another_facilitator,
                  signing.has_no_conflict),
          effects=(handover.hand_over,)),
        T(source, "add_second", "", PLANNER, "case.facilitator_changed",
          N_("Add a second facilitator"),
          guards=(signing.is_facilitator_qualified, signing.is_another_facilitator,
                  signing.has_no_conflict),
          effects=(handover.add_second,)),
        # S15: agreement may be taken back at any time
        T(source, "offender_stops", "", FACILITATOR, "case.offender_stopped",
          N_("Record that the {offender} no longer takes part"),
          guards=(approach.is_offender_told,), effects=(endings.withdraw_offender,)),
    )  # fmt: skip


def _with_visit(source: str) -> tuple[Transition, ...]:
    """The gate stays shut, or shuts again, whenever one of these changes."""
    off = (gate.call_off,) if source == "scheduled" else ()
    return (
        T(source, "find_ready", "", ("facilitator:own",), "case.readiness_found",
          N_("Record a point of preparation"),
          guards=(preparation.is_criterion_known,), effects=(preparation.record_readiness,)),
        T(source, "plan_visit", "readiness", PLANNER, "case.visit_planned",
          N_("Plan the date, place and people"),
          guards=(meeting.is_division_satisfied, meeting.is_visit_whole, exchange.can_be_planned,
                  signing.are_both_signed,
                  approach.is_offender_willing, eligibility.is_eligible),
          effects=(*off, meeting.plan_visit)),
        T(source, "close_gate", "readiness", PLANNER + COORDINATOR, "case.gate_closed",
          N_("Record a change that needs a new approval"),
          guards=(meeting.is_cause_known,), effects=(*off, meeting.close_gate)),
    )  # fmt: skip


def _without_meeting(source: str) -> tuple[Transition, ...]:
    """S8: what goes between the sides when they do not meet; his letters are in the letter bank."""
    mine = ("facilitator:own",)
    return (
        T(source, "write_message", "", mine, "case.message_written",
          N_("Write down the person's message"),
          guards=(messages.is_exchange, messages.is_written), effects=(messages.write,)),
        T(source, "read_message", "", COORDINATOR, "case.message_read",
          N_("Read the person's message before it is relayed"),
          guards=(messages.is_to_read,), effects=(messages.read,)),
        T(source, "take_back_message", "", mine, "case.message_taken_back",
          N_("Record that the person takes their message back"),
          guards=(messages.is_waiting,), effects=(messages.take_back,)),
        T(source, "log_recording", "", mine, "case.recording_logged",
          N_("Log a recording that was made and sealed"),
          guards=(recording.is_filmed, recording.is_described, preparation.is_day_past),
          effects=(recording.log,)),
        T(source, "move_recording", "", mine + COORDINATOR, "case.recording_moved",
          N_("Record that the recording changed hands"),
          guards=(recording.is_recorded, recording.is_move_told, preparation.is_day_past),
          effects=(recording.move,)),
        T(source, "attest_recording", "", COORDINATOR, "case.recording_attested",
          N_("Attest that the recording says what the transcript says"),
          guards=(recording.is_recorded, recording.is_transcript_reviewed,
                  recording.is_watched_by_another),
          effects=(recording.attest,)),
    )  # fmt: skip


WITH_FACILITATOR = (
    *_with_people("assigned"), *_with_people("preparation"), *_with_people("readiness"),
    *_with_people("scheduled"),
    # S7: no preparation without everyone's agreement
    T("assigned", "begin_preparation", "preparation", FACILITATOR, "case.preparation_begun",
      N_("Begin the preparation"),
      guards=(preparation.are_all_agreed, preparation.is_facilitator_in_force,
              approach.is_offender_willing, eligibility.is_eligible),
      effects=(preparation.end_first_task,)),
    # S17: each side on its own track
    T("preparation", "log_session", "", ("facilitator:own",), "case.session_logged",
      N_("Record a preparation session"),
      guards=(preparation.is_session_whole, preparation.is_day_past,
              preparation.was_in_force),
      effects=(preparation.log_session,)),
    T("preparation", "find_ready", "", ("facilitator:own",), "case.readiness_found",
      N_("Record a point of preparation"),
      guards=(preparation.is_criterion_known,), effects=(preparation.record_readiness,)),
    T("preparation", "recommend", "readiness", ("facilitator:own",), "case.readiness_recommended",
      N_("Recommend the dialogue"),
      guards=(preparation.are_tracks_ready, preparation.are_all_agreed,
              preparation.are_all_cleared, preparation.is_facilitator_in_force,
              approach.is_offender_willing, eligibility.is_eligible),
      effects=(preparation.ask_division,)),
    # S20: the Division reviews; S21, S31: superintendent, arrangements
    T("readiness", "review_readiness", "", COORDINATOR, "case.readiness_reviewed",
      N_("Review readiness, for the Division"),
      guards=(meeting.is_review_decided, preparation.are_tracks_ready, preparation.are_all_agreed,
              preparation.are_all_cleared, eligibility.is_eligible),
      effects=(meeting.review_readiness,)),
    T("readiness", "prepare_more", "preparation", COORDINATOR + FACILITATOR,
      "case.preparation_begun", N_("Go back to preparation"),
      effects=(meeting.prepare_more,)),
    *_with_visit("readiness"), *_with_visit("scheduled"),
    *_without_meeting("readiness"), *_without_meeting("scheduled"),
    # Nothing of hers leaves before everything is approved, and the post is collected.
    T("scheduled", "carry_message", "", ("facilitator:own",), "case.message_carried",
      N_("Record that the person's message was relayed"),
      guards=(*COLLECTED, messages.is_to_carry, meeting.is_visit_approved,
              approach.is_offender_willing, preparation.is_day_past),
      effects=(messages.carry,)),
    T("readiness", "arrange", "", FACILITATOR, "case.arrangement_recorded",
      N_("Record an arrangement"),
      guards=(meeting.is_visit_planned, meeting.is_arrangement_known),
      effects=(meeting.record_arrangement,)),
    T("readiness", "sign_visit", "", SUPERINTENDENT, "case.signed",
      N_("Sign for the date, room and people"),
      guards=(signing.is_visit_unsigned, signing.is_decision_known, signing.is_refusal_reasoned,
              assessment.is_paper_signed, signing.is_visit_paper_of_this),
      effects=(signing.sign_visit,)),
    T("readiness", "schedule", "scheduled", PLANNER, "case.scheduled", N_("Confirm the date"),
      guards=(*COLLECTED, meeting.is_division_satisfied, meeting.is_visit_approved,
              meeting.are_arrangements_made, preparation.are_all_agreed,
              preparation.are_all_cleared, preparation.are_tracks_ready,
              preparation.is_facilitator_in_force, meeting.is_facilitator_in_force_then,
              eligibility.is_eligible, eligibility.is_order_check_fresh,
              approach.is_offender_willing, signing.are_both_signed),
      effects=(meeting.invite,)),
    *_with_signatures("readiness"),
    # S6, S8, S22: the dialogue, and afterwards
    T("scheduled", "record_dialogue", "follow_up", ("facilitator:own",), "case.dialogue_held",
      N_("Record the dialogue"),
      guards=(*COLLECTED, meeting.is_visit_approved, meeting.is_division_satisfied,
              meeting.are_arrangements_made, preparation.are_all_agreed,
              preparation.are_all_cleared, preparation.are_tracks_ready,
              approach.is_offender_willing, signing.are_both_signed, eligibility.is_eligible,
              exchange.is_passed_on, recording.is_attested, messages.is_nothing_left,
              meeting.is_meeting_whole),
      effects=(meeting.record_meeting,)),
    T("follow_up", "hand_over", "", PLANNER, "case.facilitator_changed",
      N_("Hand over to another facilitator"),
      guards=(signing.is_facilitator_qualified, signing.is_another_facilitator,
              signing.has_no_conflict),
      effects=(handover.hand_over,)),
    T("follow_up", "log_follow_up", "", FACILITATOR, "case.followed_up",
      N_("Record a follow-up"),
      guards=(*COLLECTED, preparation.is_day_past, follow_up.is_whole,
              follow_up.is_way_allowed),
      effects=(follow_up.log,), while_held=True),
)  # fmt: skip


FLOW = Workflow(
    "case", DialogueCase, STATES, (
        *BEFORE_FACILITATOR, *FINDINGS, *WITH_FACILITATOR, *AFTER_A_NO, *FROM_ANYWHERE,
    ),
    after=(post_notice,),
)  # fmt: skip
