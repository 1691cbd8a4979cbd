"""Readiness and review, the visit, the dialogue itself, and what follows (S6, S8, S20–S22, S31)."""

import json
from datetime import datetime
from typing import Any

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import exchange, follow_up, gate, queries, signing
from shared.dialogue.case import ask_paper, needed
from shared.people import contact
from shared.records import vault
from shared.records.models import Assignment, DivisionReview, Facility, Meeting, Visit
from shared.records.workflow import Act

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
# -- guards ------------------------------------------------------------------------------------


def is_review_decided(act: Act) -> str | None:
    """Ready, or more preparation."""
    if act.facts.get("decision") not in ("ready", "more"):
        return N_("Choose: ready, or more preparation.")
    return None


def is_division_satisfied(act: Act) -> str | None:
    """S20: the Division reviewed readiness, and nothing has changed since."""
    review = queries.division_review(act.subject)
    if review is None or review.decision != "ready":
        return N_("First, the Division must find that everyone is ready.")
    return None


def is_visit_whole(act: Act) -> str | None:
    """A time to come, a form and a place that the policy knows, and at least the two sides."""
    facts = act.facts
    starts = facts.get("starts_at")
    if not isinstance(starts, datetime) or starts <= clock.now():
        return N_("Enter a future date and time.")
    if facts.get("form") not in policy.current().dialogue.forms:
        return N_("Choose the format of the dialogue.")
    return _place_missing(act)


def _place_missing(act: Act) -> str | None:
    place, rules = act.facts.get("place"), policy.current().dialogue
    if place not in rules.places:
        return N_("Choose a place that the policy allows.")
    offender = queries.offender_of(act.subject)
    if place == "facility" and (offender is None or offender.facility_id is None):
        return N_("Record the facility where the {offender} is held.")
    return None


def is_visit_planned(act: Act) -> str | None:
    """There is a visit to arrange."""
    if queries.visit(act.subject) is None:
        return N_("First plan the date, place and people.")
    return None


def is_arrangement_known(act: Act) -> str | None:
    """A line of the checklist."""
    if act.facts.get("arrangement") not in ARRANGEMENTS:
        return N_("Choose what is arranged.")
    return None


def are_arrangements_made(act: Act) -> str | None:
    """S21: all necessary arrangements."""
    visit = queries.visit(act.subject)
    if visit is None or arrangements_for(visit.form) - set(json.loads(visit.arranged)):
        return N_("Some arrangements are not finished yet.")
    return None


def arrangements_for(form: str) -> set[str]:
    """The lines of the checklist that a form of dialogue needs (S8, S21)."""
    return set(ARRANGEMENTS) - exchange.LEFT_OUT.get(form, set())


def is_visited(form: str) -> bool:
    """Whether the person harmed comes to the place, as no other form asks of her."""
    return "arrival" in arrangements_for(form)


def is_visit_approved(act: Act) -> str | None:
    """S31: the superintendent approved this date, room and these people, where he is now."""
    visit = queries.visit(act.subject)
    offender = queries.offender_of(act.subject)
    row = queries.signatures(act.subject, "visit").get("superintendent")
    if visit is None or row is None or visit.signature_id != row.id or row.decision != "approve":
        return N_("The superintendent must approve the date, room and people.")
    if offender is None or row.facility_id != offender.facility_id:
        return N_("The {offender} is at another facility now. Ask the superintendent there.")
    return None


def is_meeting_whole(act: Act) -> str | None:
    """S6, S22: *held* only with a qualified facilitator, at the approved place, on that day."""
    facts, case = act.facts, act.subject
    visit = queries.visit(case)
    held_on = facts.get("on")
    if visit is None or facts.get("ended") not in ENDED:
        return N_("Choose how it ended.")
    if held_on != queries.day_of(visit.starts_at) or visit.starts_at > clock.now():
        return N_("The date must be the one that was approved, and the start time must have come.")
    if not facts.get("facilitator_present"):
        return N_("A dialogue can be held only with a trained facilitator present.")
    if not facts.get("place_as_approved"):
        return N_("A dialogue can be held only at the approved place and in the approved format.")
    if not queries.is_qualified(act.actor.id, held_on):
        return N_("Your training or ethics code was not in force on that day.")
    return _absent(act, visit)


def _absent(act: Act, visit: Any) -> str | None:
    """Only who was approved, and both whom it is about, in every form."""
    there, approved = set(act.facts.get("present") or ()), set(json.loads(visit.participants))
    if there - approved:
        return N_("Someone who is named was not approved for this visit.")
    both = {row.id for row in queries.participants(act.subject) if row.role in BOTH}
    if both - there:
        return N_(
            "Without both parties there was no dialogue. Name everyone who took part, or record "
            "that the date was canceled."
        )
    return None


def is_facilitator_in_force_then(act: Act) -> str | None:
    """The training of whoever facilitates is still in force on the day itself (S6)."""
    visit, row = queries.visit(act.subject), queries.assignment(act.subject)
    day = queries.day_of(visit.starts_at) if visit is not None else None
    if row is None or day is None or queries.is_qualified(row.facilitator_id, day):
        return None
    return N_(
        "The facilitator's training or ethics code ends before that day. Renew it, or choose "
        "another facilitator or day."
    )


def is_cause_known(act: Act) -> str | None:
    """One of the changes that close the gate."""
    return None if act.facts.get("cause") in gate.CAUSES else N_("Choose what has changed.")


# -- effects -----------------------------------------------------------------------------------


def review_readiness(act: Act) -> None:
    """The Division's finding; *more* sends the case back to preparation."""
    DivisionReview.update(void_at=clock.now()).where(
        (DivisionReview.case == act.subject) & DivisionReview.void_at.is_null()
    ).execute()
    vault.make(
        DivisionReview, act.subject.key, {"note": act.facts.get("note", "")}, case=act.subject,
        offender=act.subject.offender_id,
        decision=act.facts["decision"], by=act.actor.id,
    )  # fmt: skip
    contact.end_tasks(act.subject.id, "readiness.review", by=act.actor)


def plan_visit(act: Act) -> None:
    """Date, place and people; the superintendent is asked to approve exactly these."""
    case, facts = act.subject, act.facts
    offender = needed(queries.offender_of(case))  # is_visit_whole
    _replace_visit(act)
    row = signing.request(act, "visit", "superintendent", offender.facility_id)
    private = {name: facts.get(name, "") for name in ("room", "needs")}
    vault.make(
        Visit, case.key, private, case=case, place=facts["place"], form=facts["form"],
        facility=offender.facility_id if facts["place"] == "facility" else None,
        starts_at=facts["starts_at"], signature=row, by=act.actor.id,
        participants=json.dumps([p.id for p in queries.participants(case)]),
    )  # fmt: skip
    ask_paper(act, "superintendent-memo", noun="signature", subject=row.id)
    act.entry.note(facility=offender.facility_id)


def _replace_visit(act: Act) -> None:
    visit = queries.visit(act.subject)
    if visit is not None:
        Visit.update(void_at=clock.now()).where(Visit.id == visit.id).execute()
    signing.void(act.subject, "visit")


def record_arrangement(act: Act) -> None:
    """One line of the checklist is done."""
    visit = needed(queries.visit(act.subject))  # is_visit_planned
    done = sorted({*json.loads(visit.arranged), act.facts["arrangement"]})
    Visit.update(arranged=json.dumps(done)).where(Visit.id == visit.id).execute()


def invite(act: Act) -> None:
    """She hears the date from a person; in writing too, if she goes anywhere."""
    contact.ask_task("person.tell", "case", act.subject.id, "planner")
    visit = needed(queries.visit(act.subject))  # is_visit_approved
    if is_visited(visit.form):
        ask_paper(act, "visit-instructions", language=_language(act.subject))


def _language(case: Any) -> str:
    return str(case.person.language)


def prepare_more(act: Act) -> None:
    """What was found and approved was of another readiness."""
    gate.close(act, "readiness")


def close_gate(act: Act) -> None:
    """The gate closes again, for a coded cause."""
    gate.close(act, str(act.facts["cause"]))


def record_meeting(act: Act) -> None:
    """It took place, with the facilitator who says so; follow-ups with each side are due (S42)."""
    case, facts = act.subject, act.facts
    visit, row = needed(queries.visit(case)), needed(queries.assignment(case))  # is_meeting_whole
    private = {name: facts.get(name, "") for name in ("agreed", "notes")}
    vault.make(
        Meeting, case.key, private, case=case, visit=visit, held_on=facts["on"],
        facilitator=act.actor.id, present=json.dumps(sorted(facts.get("present") or ())),
        pauses=int(facts.get("pauses") or 0), ended=facts["ended"],
    )  # fmt: skip
    follow_up.ask_for_each(act, row.facilitator_id)
    ask_paper(act, "follow-up", language=_language(case))


def facilitators(case: Any) -> list[Any]:
    """Everyone who facilitates the case now, the first before the second."""
    mine = (Assignment.case == case) & Assignment.ended_at.is_null()
    return list(Assignment.select().where(mine).order_by(Assignment.second))


def place_name(visit: Any) -> str:
    """Where a visit is: the facility's name, or empty for the policy's safe place."""
    return str(Facility.get_by_id(visit.facility_id).name) if visit.facility_id else ""
