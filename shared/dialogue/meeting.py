"""Readiness and review, the visit, the dialogue itself, and what follows (S6, S8, S20–S22, S31)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import exchange, follow_up, gate, queries, signing
from shared.dialogue.case import Dated, ask_paper, needed
from shared.people import contact
from shared.records import vault
from shared.records.models import (
    Assignment,
    DialogueCase,
    DivisionReview,
    Facility,
    Meeting,
    Signature,
    Visit,
)
from shared.records.workflow import Act, Facts, Guard

ARRANGEMENTS = {
    "room": N_("The room is reserved, with an exit for each party"),
    "identity": N_("The facility has cleared everyone's ID"),
    "arrival": N_("Arrival, dress, search and waiting place were explained"),
    "support": N_("A place for support people is arranged"),
    "interpreter": N_("An interpreter and access needs are arranged, or not needed"),
    "transport": N_("Transport is arranged, or not needed"),
    "after": N_("Someone is there for each party afterward"),
}
PLACES = {
    "facility": N_("The facility where the {offender} is held"),
    "safe_place": N_("A safe place outside prison"),
}
BOTH = ("person_harmed", "offender")  # the two whom the case is about
ENDED = {
    "completed": N_("Completed"),
    "stopped_person": N_("The person harmed ended it"),
    "stopped_offender": N_("The {offender} ended it"),
    "stopped_facilitator": N_("The facilitator ended it"),
    "stopped_facility": N_("The facility ended it"),
}


@dataclass(frozen=True)
class Review(Facts):
    """The Division's finding: ``ready`` or ``more``."""

    decision: str = ""
    note: str = ""


@dataclass(frozen=True)
class VisitPlan(exchange.FormChosen):
    """When (UTC), in which form, at which place of the policy, and in which room."""

    starts_at: datetime | None = None
    place: str = ""
    room: str = ""
    needs: str = ""


@dataclass(frozen=True)
class Change(Facts):
    """What changed of what was approved: a code of `gate.CAUSES`."""

    cause: str = ""


@dataclass(frozen=True)
class Arrangement(Facts):
    """A line of the checklist: a code of `ARRANGEMENTS`."""

    arrangement: str = ""


@dataclass(frozen=True)
class Held(Dated):
    """The dialogue as it was; `present` are the ids of those who were there."""

    facilitator_present: bool = False
    place_as_approved: bool = False
    present: Sequence[str] = ()
    pauses: int | None = None
    ended: str = ""
    agreed: str = ""
    notes: str = ""


# -- guards ------------------------------------------------------------------------------------


def is_review_decided(act: Act[Review]) -> bool:
    """Ready, or more preparation."""
    return act.facts.decision in ("ready", "more")


REVIEW_DECIDED = Guard(is_review_decided, N_("Choose: ready, or more preparation."))


def is_division_satisfied(act: Act[Facts]) -> bool:
    """S20: the Division reviewed readiness, and nothing has changed since."""
    review = queries.division_review(act.subject)
    return review is not None and review.decision == "ready"


DIVISION_SATISFIED = Guard(
    is_division_satisfied, N_("First, the Division must find that everyone is ready.")
)


def is_time_to_come(act: Act[VisitPlan]) -> bool:
    """A date and time to come."""
    starts = act.facts.starts_at
    return starts is not None and starts > clock.now()


def is_place_allowed(act: Act[VisitPlan]) -> bool:
    """A place that the policy knows."""
    return act.facts.place in policy.current().dialogue.places


def is_facility_known(act: Act[VisitPlan]) -> bool:
    """For a visit at the facility, it is known where the offender is held."""
    offender = queries.offender_of(act.subject)
    is_placed = offender is not None and offender.facility_id is not None
    return act.facts.place != "facility" or is_placed


VISIT_WHOLE = (
    Guard(is_time_to_come, N_("Enter a future date and time.")),
    exchange.FORM_KNOWN,
    Guard(is_place_allowed, N_("Choose a place that the policy allows.")),
    Guard(is_facility_known, N_("Record the facility where the {offender} is held.")),
)


def is_visit_planned(act: Act[Facts]) -> bool:
    """There is a visit to arrange."""
    return queries.visit(act.subject) is not None


VISIT_PLANNED = Guard(is_visit_planned, N_("First plan the date, place and people."))


def is_arrangement_known(act: Act[Arrangement]) -> bool:
    """A line of the checklist."""
    return act.facts.arrangement in ARRANGEMENTS


ARRANGEMENT_KNOWN = Guard(is_arrangement_known, N_("Choose what is arranged."))


def are_arrangements_made(act: Act[Facts]) -> bool:
    """S21: all necessary arrangements."""
    visit = queries.visit(act.subject)
    return visit is not None and is_arranged(visit)


def is_arranged(visit: Visit) -> bool:
    """Whether every line of the checklist that its form needs is done."""
    return arrangements_for(visit.form) <= set(json.loads(visit.arranged))


ARRANGEMENTS_MADE = Guard(are_arrangements_made, N_("Some arrangements are not finished yet."))


def is_visit_approved(act: Act[Facts]) -> bool:
    """S31: the superintendent approved this date, room and these people."""
    visit, row = queries.visit(act.subject), _visit_signature(act)
    if visit is None or row is None or visit.signature_id != row.id:
        return False
    return row.decision == "approve"


def is_approved_where_held(act: Act[Facts]) -> bool:
    """S31: it was the superintendent of the facility where the offender is now."""
    offender, row = queries.offender_of(act.subject), _visit_signature(act)
    return row is None or (offender is not None and row.facility_id == offender.facility_id)


def _visit_signature(act: Act[Facts]) -> Signature | None:
    return queries.signatures(act.subject, "visit").get("superintendent")


VISIT_APPROVED = (
    Guard(is_visit_approved, N_("The superintendent must approve the date, room and people.")),
    Guard(
        is_approved_where_held,
        N_("The {offender} is at another facility now. Ask the superintendent there."),
    ),
)


def is_ending_known(act: Act[Held]) -> bool:
    """How it ended is one of `ENDED`."""
    return act.facts.ended in ENDED


def is_on_approved_day(act: Act[Held]) -> bool:
    """S22: it was on the day that was approved, and its hour has come."""
    visit = queries.visit(act.subject)
    if visit is None or act.facts.on != queries.day_of(visit.starts_at):
        return False
    return bool(visit.starts_at <= clock.now())


def is_facilitator_present(act: Act[Held]) -> bool:
    """S6: a facilitator was there."""
    return act.facts.facilitator_present


def is_place_as_approved(act: Act[Held]) -> bool:
    """S22: it was at the place, and in the form, that were approved."""
    return act.facts.place_as_approved


def was_actor_qualified(act: Act[Held]) -> bool:
    """S6: the facilitator's training was in force on that day."""
    return queries.is_qualified(act.actor.id, act.facts.on)


def are_present_approved(act: Act[Held]) -> bool:
    """Only those who were approved for the visit were there."""
    visit = queries.visit(act.subject)
    approved = set(json.loads(visit.participants)) if visit is not None else set()
    return set(act.facts.present) <= approved


def are_both_present(act: Act[Held]) -> bool:
    """The two whom it is about were there, in every form."""
    both = {row.id for row in queries.participants(act.subject) if row.role in BOTH}
    return both <= set(act.facts.present)


# S6, S22: *held* only with a qualified facilitator, at the approved place, on that day.
HELD_AS_APPROVED = (
    Guard(is_ending_known, N_("Choose how it ended.")),
    Guard(
        is_on_approved_day,
        N_("The date must be the one that was approved, and the start time must have come."),
    ),
    Guard(
        is_facilitator_present,
        N_("A dialogue can be held only with a trained facilitator present."),
    ),
    Guard(
        is_place_as_approved,
        N_("A dialogue can be held only at the approved place and in the approved format."),
    ),
    Guard(
        was_actor_qualified,
        N_("Your training or ethics code was not in force on that day."),
    ),
    Guard(are_present_approved, N_("Someone who is named was not approved for this visit.")),
    Guard(
        are_both_present,
        N_(
            "Without both parties there was no dialogue. Name everyone who took part, or record "
            "that the date was canceled."
        ),
    ),
)


def is_facilitator_in_force_then(act: Act[Facts]) -> bool:
    """The facilitator's training is still in force on the day itself (S6)."""
    visit, row = queries.visit(act.subject), queries.assignment(act.subject)
    if visit is None or row is None:
        return True
    return queries.is_qualified(row.facilitator_id, queries.day_of(visit.starts_at))


FACILITATOR_IN_FORCE_THEN = Guard(
    is_facilitator_in_force_then,
    N_(
        "The facilitator's training or ethics code ends before that day. Renew it, or choose "
        "another facilitator or day."
    ),
)


def is_cause_known(act: Act[Change]) -> bool:
    """One of the changes that close the gate."""
    return act.facts.cause in gate.CAUSES


CAUSE_KNOWN = Guard(is_cause_known, N_("Choose what has changed."))


# -- effects -----------------------------------------------------------------------------------


def review_readiness(act: Act[Review]) -> None:
    """The Division's finding; *more* sends the case back to preparation."""
    DivisionReview.update(void_at=clock.now()).where(
        (DivisionReview.case == act.subject) & DivisionReview.void_at.is_null()
    ).execute()
    vault.make(
        DivisionReview, act.subject.key, {"note": act.facts.note}, case=act.subject,
        offender=act.subject.offender_id,
        decision=act.facts.decision, by=act.actor.id,
    )  # fmt: skip


def plan_visit(act: Act[VisitPlan]) -> None:
    """Date, place and people; the superintendent is asked to approve exactly these."""
    case, facts = act.subject, act.facts
    offender = needed(queries.offender_of(case))  # is_facility_known
    _replace_visit(act)
    row = signing.request(act, "visit", "superintendent", needed(offender.facility_id))
    private = {"room": facts.room, "needs": facts.needs}
    vault.make(
        Visit, case.key, private, case=case, place=facts.place, form=facts.form,
        facility=offender.facility_id if facts.place == "facility" else None,
        starts_at=facts.starts_at, signature=row, by=act.actor.id,
        participants=json.dumps([p.id for p in queries.participants(case)]),
    )  # fmt: skip
    ask_paper(act, "superintendent-memo", noun="signature", subject=row.id)
    act.entry.note(facility=offender.facility_id)


def _replace_visit(act: Act[Facts]) -> None:
    gate.call_off(act)
    signing.void(act.subject, "visit")


def record_arrangement(act: Act[Arrangement]) -> None:
    """One line of the checklist is done."""
    visit = needed(queries.visit(act.subject))  # is_visit_planned
    done = sorted({*json.loads(visit.arranged), act.facts.arrangement})
    Visit.update(arranged=json.dumps(done)).where(Visit.id == visit.id).execute()


def invite(act: Act[Facts]) -> None:
    """Staff tell the person the date; in writing too, if the person goes anywhere."""
    contact.ask_task("person.tell", "case", act.subject.id, "planner")
    visit = needed(queries.visit(act.subject))  # is_visit_approved
    if is_visited(visit.form):
        ask_paper(act, "visit-instructions", language=_language(act.subject))


def _language(case: DialogueCase) -> str:
    return str(case.person.language)


def prepare_more(act: Act[Facts]) -> None:
    """What was found and approved was of another readiness."""
    gate.close(act, "readiness")


def close_gate(act: Act[Change]) -> None:
    """The gate closes again, for a coded cause."""
    gate.close(act, act.facts.cause)


def record_meeting(act: Act[Held]) -> None:
    """It took place, with the facilitator who says so; follow-ups with each side are due (S42)."""
    case, facts = act.subject, act.facts
    visit, row = needed(queries.visit(case)), needed(queries.assignment(case))
    private = {"agreed": facts.agreed, "notes": facts.notes}
    vault.make(
        Meeting, case.key, private, case=case, visit=visit, held_on=facts.on,
        facilitator=act.actor.id, present=json.dumps(sorted(facts.present)),
        pauses=facts.pauses or 0, ended=facts.ended,
    )  # fmt: skip
    follow_up.ask_for_each(case, needed(facts.on), row.facilitator_id)
    ask_paper(act, "follow-up", language=_language(case))


def arrangements_for(form: str) -> set[str]:
    """The lines of the checklist that a form of dialogue needs (S8, S21)."""
    return set(ARRANGEMENTS) - exchange.LEFT_OUT.get(form, set())


def is_visited(form: str) -> bool:
    """Whether the person harmed comes to the place, which no other form asks."""
    return "arrival" in arrangements_for(form)


def facilitators(case: DialogueCase) -> list[Assignment]:
    """Everyone who facilitates the case now, the first before the second."""
    mine = (Assignment.case == case) & Assignment.ended_at.is_null()
    return list(Assignment.select().where(mine).order_by(Assignment.second))


def place_name(visit: Visit) -> str:
    """Where a visit is: the facility's name, or empty for the policy's safe place."""
    return str(Facility.get_by_id(visit.facility_id).name) if visit.facility_id else ""
