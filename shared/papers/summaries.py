"""The summaries of a case, each as small as its reader's need: whole, supervision, need to know."""

import json

from shared import dialogue
from shared.base.translation import N_
from shared.base.values import Values
from shared.dialogue import case_file, queries, surrogate
from shared.documents import facility, unit
from shared.frontdoor import envelopes
from shared.papers import words
from shared.papers.composing import Builder, Composing, day, offender_named, row_of, staff_name
from shared.people import contact
from shared.records import audit
from shared.records.models import (
    AuditEntry,
    ContactAttempt,
    ContactWay,
    DialogueCase,
    Facility,
    Incident,
    Offender,
    Person,
    Post,
)
from shared.records.models.base import SealedRow

PURPOSE = N_("The facility's decision")
RELEASE = N_("A release of records, by counsel's decision")
ENDED = N_("The case has ended")
LANGUAGES = {"en": N_("English"), "es": N_("Spanish")}

# The steps of a case that are the programme's own: nothing here says what anybody answered, chose,
# or how they were reached.
STEPS = frozenset({
    "case.received", "case.opened", "case.orders_checked", "case.visits_checked",
    "case.assessment_asked", "case.assessment_answered", "case.assessment_accepted",
    "case.approach_agreed", "case.offender_told", "case.signatures_asked", "case.signed",
    "case.facilitator_assigned", "case.facilitator_changed", "case.preparation_begun",
    "case.readiness_recommended", "case.readiness_reviewed", "case.visit_planned",
    "case.scheduled", "case.gate_closed", "case.dialogue_held", "case.held", "case.resumed",
    "case.records_released",
})  # fmt: skip
# What supervision need not know: how and when anybody was reached, or asked for something else.
OF_CONTACTS = ("contact.", "news.", "service.", "code.", "paper.")
UNTOLD = ("case.read", "case.finding_recorded")


def _need_to_know(one: Composing) -> facility.NeedToKnow:
    case = row_of(DialogueCase, one.paper.subject)
    state = dialogue.FLOW.by_name[case.state]
    row = queries.assignment(case)
    held = queries.offender_of(case)
    place = Facility.get_or_none(Facility.id == held.facility_id) if held else None
    names: Values = offender_named(one, case.offender_id)
    purpose = RELEASE if one.paper.noun == "release" else PURPOSE
    return facility.NeedToKnow(
        reference=case_file.code_of(case), on=one.today, **names,
        facility=place.name if place else "", purpose=words.said(purpose, one.language),
        stage=words.said(state.label, one.language),
        waiting_on=words.office(state.waiting_on, one.language),
        next_step="", facilitator=staff_name(row.facilitator_id if row else None),
        made_by=one.signed(), stands_in=queries.stands_in(case),
    )  # fmt: skip


def _case_summary(one: Composing) -> unit.CaseSummary:
    case = row_of(DialogueCase, one.paper.subject)
    person = row_of(Person, case.person_id)
    values, language = one.open(person), one.language
    held = queries.offender_of(case)
    names: Values = offender_named(one, case.offender_id)
    place = Facility.get_or_none(Facility.id == held.facility_id) if held else None
    state = dialogue.FLOW.by_name[case.state]
    events = audit.timeline("case", case.id)
    return unit.CaseSummary(
        reference=case.reference, on=one.today, name=values.get("name", ""),
        standing=words.standing(person, language),
        verified=words.verified(person, language),
        language=words.from_table(LANGUAGES, person.language, language),
        safe_ways=tuple(_ways(one, person)), hopes=_hopes(one, case),
        form=words.from_table(envelopes.FORMS, case.form, language), **names,
        stands_in_for=_stands_in_for(one, case),
        facility=place.name if place else "", incident=_incident(case),
        stage=words.said(state.label, language),
        waiting_on=words.office(state.waiting_on, language),
        policy_version=case.policy_version, stages=_stages(events, language),
        decisions=_decided(events, language),
        contacts=tuple(_contacts(one, case)), members=tuple(_members(one, case)),
        made_by=one.signed(),
    )  # fmt: skip


def _supervisor_summary(one: Composing) -> unit.SupervisorSummary:
    """Progress and decisions: the whole summary without story and ways to reach the person."""
    whole = _case_summary(one)
    kept = ("reference", "on", "name", "standing", "offender", "number", "stands_in_for",
            "facility", "stage", "waiting_on", "policy_version", "stages", "made_by")  # fmt: skip
    events = audit.timeline("case", one.paper.subject)
    return unit.SupervisorSummary(
        **{name: getattr(whole, name) for name in kept},
        decisions=_decided(events, one.language, but=OF_CONTACTS),
    )


def _decided(
    events: list[AuditEntry], language: str, but: tuple[str, ...] = ()
) -> tuple[unit.Decided, ...]:
    return tuple(
        unit.Decided(on=day(event.at), what=words.event(event, language),
                     by=staff_name(event.actor), rule=_rule(event))
        for event in events
        if event.event not in UNTOLD and not event.event.startswith(but)
    )  # fmt: skip


def _stages(events: list[AuditEntry], language: str) -> tuple[unit.Stage, ...]:
    """Where the case was, since when, and by whose act: the acts that lead to one state alone."""
    flow = dialogue.FLOW
    leads: dict[str, set[str]] = {"case.received": {flow.states[0].name}}
    for row in flow.transitions:
        leads.setdefault(row.event, set()).add(row.target)
    return tuple(
        unit.Stage(name=words.said(flow.by_name[name].label, language), since=day(event.at),
                   by=staff_name(event.actor))
        for event in events for name in leads.get(event.event, ())
        if name and len(leads[event.event]) == 1
    )  # fmt: skip


def _rule(event: AuditEntry) -> str:
    return str(json.loads(event.facts).get("rule", ""))


def _released_summary(one: Composing) -> unit.ReleasedSummary:
    """The course of a case, as it may be told outside; of its end only that it has ended."""
    case = row_of(DialogueCase, one.paper.subject)
    person, language = row_of(Person, case.person_id), one.language
    held = queries.offender_of(case)
    place = Facility.get_or_none(Facility.id == held.facility_id) if held else None
    state = dialogue.FLOW.by_name[case.state]
    events = [event for event in audit.timeline("case", case.id) if event.event in STEPS]
    names: Values = offender_named(one, case.offender_id)
    return unit.ReleasedSummary(
        reference=case_file.code_of(case), on=one.today, name=one.open(person).get("name", ""),
        standing=words.standing(person, language), verified=words.verified(person, language),
        **names, stands_in_for=_stands_in_for(one, case), facility=place.name if place else "",
        stage=words.said(state.label if state.open else ENDED, language),
        policy_version=case.policy_version, stages=_stages(events, language),
        decisions=tuple(
            unit.Step(on=day(event.at), what=words.event(event, language),
                      by=staff_name(event.actor), rule=_rule(event))
            for event in events
        ),
        made_by=one.signed(),
    )  # fmt: skip


def _stands_in_for(one: Composing, case: DialogueCase) -> str:
    """Whom the counterpart stands in for, by name; empty if for nobody."""
    row = queries.substitution(case)
    if row is None:
        return ""
    named = offender_named(one, row.former_id)["offender"]
    return named or words.said(surrogate.CAUSES["unknown"], one.language)


def _ways(one: Composing, person: Person) -> list[str]:
    rows: list[ContactWay] = contact.allowed_ways(person)
    return [f"{words.channel(way, one.language)}: {one.open(way).get('value', '')}" for way in rows]


def _hopes(one: Composing, case: DialogueCase) -> str:
    asked = Post.get_or_none((Post.reference == case.reference) & (Post.kind == "dialogue.asked"))
    if asked is None:
        return ""
    answers = one.open(asked)
    hopes = [
        words.from_table(envelopes.HOPES, code, one.language) for code in answers.get("hopes", [])
    ]
    own = str(answers.get("hopes_words", "")).strip()
    return ". ".join(hopes) + (f".\n\n{own}" if own else "")


def _incident(case: DialogueCase) -> str:
    row = Incident.get_or_none(Incident.id == case.incident_id)
    if row is None:
        return ""
    return ", ".join(str(part) for part in (row.county, row.year) if part)


def _contacts(one: Composing, case: DialogueCase) -> list[unit.Contact]:
    mine = (ContactAttempt.noun == "case") & (ContactAttempt.subject == case.id)
    rows = ContactAttempt.select().where(mine).order_by(ContactAttempt.made_at)
    return [
        unit.Contact(
            on=day(row.made_at),
            way=words.channel(row.way, one.language),
            outcome=words.from_table(contact.OUTCOMES, row.outcome, one.language),
            by=staff_name(row.by_id),
        )
        for row in rows
    ]  # fmt: skip


def _members(one: Composing, case: DialogueCase) -> list[unit.Member]:
    members = []
    for row in queries.participants(case):
        who: SealedRow = row
        if row.person_id:
            who = row_of(Person, row.person_id)
        elif row.offender_id:
            who = row_of(Offender, row.offender_id)
        members.append(unit.Member(
            name=one.open(who).get("name", ""),
            role=words.part(row, one.language),
            side=words.side(row, one.language),
        ))  # fmt: skip
    return members


BUILDERS: dict[str, Builder] = {
    "case-summary-need-to-know": _need_to_know,
    "case-summary-supervisor": _supervisor_summary,
    "case-summary-release": _released_summary,
    "case-summary": _case_summary,
}
