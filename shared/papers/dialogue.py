"""Documents about a dialogue case: from its rows to what each reader may read."""

import json
from datetime import datetime, timedelta

from shared import policy
from shared.base.translation import N_
from shared.base.values import Values
from shared.dialogue import case_file, custody, eligibility, follow_up, meeting, queries
from shared.documents import facility, offender, unit, victim
from shared.documents.offender import OffenderAgreement
from shared.documents.victim import Agreement, SupportAgreement
from shared.papers import words
from shared.papers.composing import (
    Builder,
    Composing,
    day,
    local,
    offender_named,
    row_of,
    staff_name,
)
from shared.people import contact
from shared.records.models import (
    Approach,
    Assessment,
    Assignment,
    DialogueCase,
    Facility,
    Offender,
    Participant,
    Person,
    Signature,
    Visit,
)

INTERPRETER = N_("Will attend, and is named below")

# -- to the person who asked -------------------------------------------------------------------


def _greeting(one: Composing, case: DialogueCase) -> Values:
    person = row_of(Person, case.person_id)
    return {
        "reference": case.reference, "on": one.today, "name": one.open(person).get("name", ""),
        "signed": one.signed(),
    }  # fmt: skip


def _acknowledgement(one: Composing) -> victim.Acknowledgement:
    case = row_of(DialogueCase, one.paper.subject)
    form = case.form if case.form in policy.current().dialogue.forms else "unsure"
    form = "face_to_face" if case.form == "face" else form
    return victim.Acknowledgement(**_greeting(one, case), received_on=day(case.made_at), form=form)


def _closure(one: Composing) -> victim.Closure:
    case = row_of(DialogueCase, one.paper.subject)
    return victim.Closure(**_greeting(one, case), closure=case.closure)


def _decision(one: Composing) -> victim.Decision:
    case = row_of(DialogueCase, one.paper.subject)
    waits = [row for row in queries.findings(case).values() if row.finding == "deferred"]
    again = min((row.look_again_on for row in waits if row.look_again_on), default=None)
    # What was open again when the paper was asked for is no yes.
    outcome = eligibility.outcome(case) or "deferred"
    return victim.Decision(
        **_greeting(one, case), outcome=outcome, rules=eligibility.rules_told(case),
        look_again_on=again,
    )  # fmt: skip


def _visit_instructions(one: Composing) -> victim.Visit:
    case = row_of(DialogueCase, one.paper.subject)
    visit: Visit = Visit.select().where(Visit.case == case).order_by(Visit.made_at.desc()).get()
    starts = local(visit.starts_at)
    theirs = [p for p in queries.participants(case) if p.side == "person"]
    companions = [
        one.open(p).get("name", "") for p in theirs if p.role in ("support", "impacted")
    ]  # fmt: skip
    place = policy.current().facilities.get(visit.facility_id or "")
    contacts = policy.current().contacts
    line = contacts.toll_free or contacts.phone
    return victim.Visit(
        **_greeting(one, case), meeting_on=starts.date(),
        arrive_at=(starts - timedelta(minutes=30)).time(),
        place=meeting.place_name(visit) or words.said(meeting.PLACES[visit.place], one.language),
        place_address=tuple(place.address) if place else (),
        room=one.open(visit).get("room", ""),
        facilitator=_facilitators(case), telephone=line.display if line else "",
        companions=tuple(companions), interpreter=any(p.role == "interpreter" for p in theirs),
    )  # fmt: skip


def _facilitators(case: DialogueCase) -> str:
    """The facilitators, the first before the second."""
    return ", ".join(staff_name(row.facilitator_id) for row in meeting.facilitators(case))


def _facilitators_at(case: DialogueCase, moment: datetime) -> str:
    """The facilitators at a moment, the first before the second."""
    rows = Assignment.select().where((Assignment.case == case) & (Assignment.made_at <= moment))
    there = [row for row in rows if row.ended_at is None or row.ended_at >= moment]
    return ", ".join(staff_name(row.facilitator_id) for row in sorted(there, key=_is_second))


def _is_second(row: Assignment) -> bool:
    return bool(row.second)


def _change_notice(one: Composing) -> victim.ChangeNotice:
    case = row_of(DialogueCase, one.paper.subject)
    what = custody.last_change(case)
    told = what if what in policy.current().dialogue.told_by_post else ""
    return victim.ChangeNotice(**_greeting(one, case), what=told)


def _follow_up(one: Composing) -> victim.FollowUp:
    case = row_of(DialogueCase, one.paper.subject)
    row, person = queries.assignment(case), row_of(Person, case.person_id)
    is_called = contact.may_be_contacted(person)
    return victim.FollowUp(
        **_greeting(one, case), facilitator=staff_name(row.facilitator_id if row else None),
        next_contact_on=follow_up.next_with_person(case) if is_called else None,
    )  # fmt: skip


# -- to a place of custody ---------------------------------------------------------------------


def _stands_in(case_id: str, offender_id: str | None) -> bool:
    """Whether an offender takes somebody else's place in a case."""
    return queries.standing_in(row_of(DialogueCase, case_id), offender_id) is not None


def _assessment_request(one: Composing) -> facility.AssessmentRequest:
    asked = row_of(Assessment, one.paper.subject)
    return facility.AssessmentRequest(
        reference=case_file.code_of(asked), on=one.today, to="", role=asked.role,
        facility=row_of(Facility, asked.facility_id).name,
        **offender_named(one, asked.offender_id), signed=one.signed(), answer_by=asked.due_on,
        stands_in=_stands_in(asked.case_id, asked.offender_id),
    )  # fmt: skip


def _superintendent_memo(one: Composing) -> facility.SuperintendentMemo:
    row = row_of(Signature, one.paper.subject)
    case = row_of(DialogueCase, row.case_id)
    due = policy.current().due("signature", day(row.made_at))
    about: Values = {
        "reference": case_file.code_of(row), "on": one.today, "to": "",
        "facility": row_of(Facility, row.facility_id).name,
        **offender_named(one, row.offender_id), "signed": one.signed(), "answer_by": due,
        "stands_in": _stands_in(case.id, row.offender_id),
    }  # fmt: skip
    visit = Visit.get_or_none(Visit.signature == row)
    if visit is None:
        forms = policy.current().dialogue.forms
        form = case.form if case.form in forms else next(iter(forms))
        return facility.SuperintendentMemo(**about, stage="participation", form=form)
    starts = local(visit.starts_at)
    coming = _coming_in(case, visit)
    comes = words.said(INTERPRETER, one.language)
    return facility.SuperintendentMemo(
        **about, stage="visit", form=visit.form, meeting_on=starts.date(), starts_at=starts.time(),
        room=one.open(visit).get("room", ""), visit_exception=meeting.is_visited(visit.form),
        facilitator=_facilitators(case),
        interpreter=comes if any(p.role == "interpreter" for p in coming) else "",
        people=tuple(_attending(one, p) for p in coming),
    )  # fmt: skip


def _visit_of(one: Composing) -> tuple[Signature, Visit, datetime]:
    """The signature that a paper is about, its visit, and when that would have begun."""
    row = row_of(Signature, one.paper.subject)
    visit = Visit.get(Visit.signature == row)
    return row, visit, local(visit.starts_at)


def _visit_canceled(one: Composing) -> facility.VisitCanceled:
    # Signed by the office alone: who called it off would tell why.
    row, visit, starts = _visit_of(one)
    return facility.VisitCanceled(
        reference=case_file.code_of(row), on=one.today, to="", signed=one.office(),
        facility=row_of(Facility, row.facility_id).name,
        **offender_named(one, row.offender_id), meeting_on=starts.date(), starts_at=starts.time(),
        room=one.open(visit).get("room", ""),
    )  # fmt: skip


def _facilitator_visit_canceled(one: Composing) -> unit.FacilitatorVisitCanceled:
    row, visit, starts = _visit_of(one)
    case = row_of(DialogueCase, row.case_id)
    return unit.FacilitatorVisitCanceled(
        reference=case.reference, on=one.today, name=_facilitators_at(case, visit.made_at),
        facility=meeting.place_name(visit) or words.said(meeting.PLACES[visit.place], one.language),
        meeting_on=starts.date(), starts_at=starts.time(),
    )  # fmt: skip


def _coming_in(case: DialogueCase, visit: Visit) -> list[Participant]:
    """Who would enter the facility; nobody is named to it who stays away (S30).

    Where the sides do not meet, those on the side of the person harmed do not come.
    """
    named = set(json.loads(visit.participants))
    sides = {"person"} if meeting.is_visited(visit.form) else set()
    if "identity" in meeting.arrangements_for(visit.form):
        sides.add("offender")
    return [
        p for p in queries.participants(case)
        if p.id in named and p.side in sides and p.role != "offender"
    ]  # fmt: skip


def _attending(one: Composing, row: Participant) -> facility.Attending:
    who = row_of(Person, row.person_id) if row.person_id else row
    return facility.Attending(
        name=one.open(who).get("name", ""),
        role=words.part(row, one.language),
        cleared=row.cleared_on is not None,
    )


# -- to the offender ---------------------------------------------------------------------------


def _to_offender(one: Composing, offender_id: str) -> Values:
    held = row_of(Offender, offender_id)
    names = offender_named(one, held.id)
    place = Facility.get_or_none(Facility.id == held.facility_id)
    return {
        "reference": case_file.code_of(held), "on": one.today, "name": names["offender"],
        "number": names["number"], "facility": place.name if place else "", "signed": one.signed(),
    }  # fmt: skip


def _invitation(one: Composing) -> offender.Invitation:
    row = row_of(Approach, one.paper.subject)
    due = one.today + policy.current().deadline("approach_answer")
    return offender.Invitation(
        **_to_offender(one, row.offender_id), visitor=one.signed(), answer_by=due,
        stands_in=_stands_in(row.case_id, row.offender_id),
    )  # fmt: skip


def _offender_closing(one: Composing) -> offender.OffenderClosing:
    # Of the approach, not of the case: the case may name somebody else by now.  Signed by the
    # office alone: the name of the one who closed it would tell how it ended.
    row = row_of(Approach, one.paper.subject)
    return offender.OffenderClosing(
        **_to_offender(one, row.offender_id) | {"signed": one.office()}
    )  # fmt: skip


# -- the unit's own ----------------------------------------------------------------------------


def _appointment(one: Composing) -> unit.Appointment:
    case = row_of(DialogueCase, one.paper.subject)
    both = [staff_name(row.facilitator_id) for row in meeting.facilitators(case)]
    return unit.Appointment(
        reference=case.reference, on=one.today, name=both[0] if both else "", signed=one.signed(),
        answer_by=one.today + policy.current().deadline("agreement"),
        pair=both[1] if len(both) > 1 else "",
    )  # fmt: skip


def _agreement(one: Composing) -> OffenderAgreement | Agreement | SupportAgreement:
    row = row_of(Participant, one.paper.subject)
    case = row_of(DialogueCase, row.case_id)
    assigned = queries.assignment(case)
    common: Values = {
        "reference": case_file.code_of(row), "on": one.today,
        "facilitator": staff_name(assigned.facilitator_id if assigned else None),
    }  # fmt: skip
    if row.role == "offender":
        names = offender_named(one, row.offender_id)
        return offender.OffenderAgreement(
            **common, name=names["offender"], number=names["number"],
            stands_in=_stands_in(case.id, row.offender_id),
        )  # fmt: skip
    if row.role == "person_harmed":
        name = one.open(row_of(Person, row.person_id)).get("name", "")
        return victim.Agreement(**common, name=name, stands_in=queries.stands_in(case))
    return victim.SupportAgreement(**common, name=one.open(row).get("name", ""))


BUILDERS: dict[str, Builder] = {
    "acknowledgement": _acknowledgement,
    "decision": _decision,
    "closure": _closure,
    "visit-instructions": _visit_instructions,
    "change-notice": _change_notice,
    "follow-up": _follow_up,
    "assessment-request": _assessment_request,
    "superintendent-memo": _superintendent_memo,
    "visit-canceled": _visit_canceled,
    "visit-canceled-facilitator": _facilitator_visit_canceled,
    "offender-invitation": _invitation,
    "offender-closing": _offender_closing,
    "facilitator-appointment": _appointment,
    "agreement-victim": _agreement,
    "agreement-offender": _agreement,
    "agreement-support": _agreement,
}
