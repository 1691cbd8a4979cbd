"""What the unit's own, confidential documents are made of."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from shared.documents.facts import Paper, invented
from shared.documents.invented import SHA, WRITER, form, place, planner
from shared.policy import Policy, Text


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of a case."""

    name: Annotated[str, "decision"]
    since: Annotated[date, "date"]
    by: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a case: what, on which day, by whom, on which rule; never why."""

    on: Annotated[date, "date"]
    what: Annotated[str, "decision"]
    by: Annotated[str, "staff"]
    rule: Annotated[str, "rule"] = ""


@dataclass(frozen=True, kw_only=True)
class Decided(Step):
    """A step with its reason."""

    reason: Annotated[str, "decision_reason"] = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """One contact or attempt."""

    on: Annotated[date, "contact_log"]
    way: Annotated[str, "contact_log"]
    outcome: Annotated[str, "contact_log"]
    by: Annotated[str, "staff"]


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person who takes part, and on which side."""

    name: Annotated[str, "support_name"]
    role: Annotated[str, "victim_standing"]
    side: Annotated[str, "victim_standing"]


def _stages(language: str, _policy: Policy) -> tuple[Stage, ...]:
    names = {
        date(2026, 9, 2): Text("Received", "Recibida"),
        date(2026, 9, 4): Text("Eligibility", "Requisitos"),
        date(2026, 11, 23): Text("Staff assessment", "Evaluación del personal"),
    }
    return tuple(
        Stage(name=name.say(language), since=since, by="Dana Fields")
        for since, name in names.items()
    )


_VERIFIED = Text(
    "Identity and relationship to the case verified", "Identidad y relación con el caso verificadas"
)
_ORDERS = Text("Orders checked: none", "Órdenes revisadas: ninguna")


def _steps(language: str, _policy: Policy) -> tuple[Step, ...]:
    return (
        Step(on=date(2026, 9, 18), by="Dana Fields", what=_VERIFIED.say(language)),
        Step(on=date(2026, 11, 20), by="Dana Fields", rule="no_contact_order",
             what=_ORDERS.say(language)),
    )  # fmt: skip


def _decisions(language: str, policy: Policy) -> tuple[Decided, ...]:
    return tuple(Decided(**vars(step)) for step in _steps(language, policy))


@dataclass(frozen=True, kw_only=True)
class Course(Paper):
    """What every summary of a case says of its course."""

    name: Annotated[str, "victim_name"]
    standing: Annotated[str, "victim_standing"]
    offender: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    stands_in_for: Annotated[str, "offender_name"] = ""
    facility: Annotated[str, "facility"]
    stage: Annotated[str, "decision"]
    stages: tuple[Stage, ...] = ()
    policy_version: Annotated[str, "rule"]
    made_by: Annotated[str, "staff"]

    INVENTED = WRITER | invented(
        reference="KT47-RM36-HA94", name="Elena Marsh", facility=place, stages=_stages,
        standing=Text("Surviving family: daughter", "Familia sobreviviente: hija"),
        stage=Text("Staff assessment", "Evaluación del personal"),
        policy_version=lambda _, policy: policy.version, made_by=planner,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class SupervisorSummary(Course):
    """A case as a supervisor needs it: progress, decisions; no story, no way to reach them."""

    waiting_on: Annotated[str, "staff"]
    decisions: tuple[Decided, ...] = ()

    INVENTED = invented(waiting_on=Text("Case manager", "Encargo de caso"), decisions=_decisions)


def _safe_ways(language: str, _policy: Policy) -> tuple[str, ...]:
    ways = (
        Text("Telephone 601-555-0117, weekdays after 5 p.m., no message",
             "Teléfono 601-555-0117, días hábiles después de las 5 p. m., sin mensaje"),
        Text("Letter to the confirmed address", "Carta a la dirección confirmada"),
    )  # fmt: skip
    return tuple(way.say(language) for way in ways)


def _contacts(language: str, _policy: Policy) -> tuple[Contact, ...]:
    way, outcome = Text("Phone", "Teléfono").say(language), Text("Spoke", "Se habló").say(language)
    return (Contact(on=date(2026, 9, 10), way=way, outcome=outcome, by="Dana Fields"),)


def _members(language: str, policy: Policy) -> tuple[Member, ...]:
    role, side = policy.term("support_person", language), policy.term("victim", language)
    return (Member(name="Joan Tate", role=role, side=side),)


@dataclass(frozen=True, kw_only=True)
class CaseSummary(SupervisorSummary):
    """The whole case, for those who carry it."""

    verified: Annotated[str, "victim_standing"]
    language: Annotated[str, "victim_contact"]
    safe_ways: Annotated[tuple[str, ...], "victim_contact"]
    hopes: Annotated[str, "victim_story"]
    form: Annotated[str, "victim_choice"]
    incident: Annotated[str, "incident"]
    contacts: tuple[Contact, ...] = ()
    members: tuple[Member, ...] = ()

    INVENTED = invented(
        verified=Text("Photo identification and birth record", "Identificación y acta"),
        language=Text("English", "Inglés"), safe_ways=_safe_ways,
        hopes=Text("Wants to ask about the last hour, and to tell what the brother lost.",
                   "Quiere preguntar por la última hora y contar lo que perdió su hermano."),
        form=form, incident=Text("Vehicular homicide, Forrest County, 2011",
                                 "Homicidio con vehículo, condado de Forrest, 2011"),
        contacts=_contacts, members=_members,
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ReleasedSummary(Course):
    """The course of a case for somebody outside, on counsel's word.

    It has no field for a way to reach anybody, a story, a note, or what anybody said or chose.
    """

    verified: Annotated[str, "victim_standing"]
    decisions: tuple[Step, ...] = ()

    INVENTED = invented(
        reference="7C2A-91F4", decisions=_steps,
        verified=Text("Photo identification and birth record", "Identificación y acta"),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Appointment(Paper):
    """A facilitator's appointment: the role, conflicts, duties to report."""

    name: Annotated[str, "staff"]
    signed: Annotated[str, "staff"]
    answer_by: Annotated[date, "date"]
    pair: Annotated[str, "staff"] = ""

    INVENTED = invented(
        reference="KT47-RM36-HA94", name="Iris Coleman", signed=planner,
        answer_by=date(2026, 12, 4), pair="Samuel Dorsey",
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class FacilitatorVisitCanceled(Paper):
    """To a facilitator: a planned visit does not take place."""

    name: Annotated[str, "staff"]
    facility: Annotated[str, "facility"]
    meeting_on: Annotated[date, "arrangement"]
    starts_at: Annotated[time, "arrangement"]

    INVENTED = invented(
        reference="KT47-RM36-HA94", name="Iris Coleman", facility=place,
        meeting_on=date(2027, 2, 16), starts_at=time(10, 0),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One line of the checklist as answered; `check` is an id of policy.letters.checklist."""

    check: Annotated[str, "letter_fact"]
    answer: Annotated[str, "letter_fact"]  # yes, no or unsure
    quote: Annotated[str, "letter_text"] = ""


def _answers(language: str, policy: Policy) -> tuple[Answer, ...]:
    quote = Text("I hope that one day you can forgive me.",
                 "Espero que un día me puedan perdonar.").say(language)  # fmt: skip
    return tuple(
        Answer(check=check.id, answer="yes", quote=quote) if check.id == "forgiveness"
        else Answer(check=check.id, answer=check.asks)
        for check in policy.letter_checklist(2)
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ScreeningRecord(Paper):
    """One review of one version of a letter, tier 1 to 3."""

    offender: Annotated[str, "offender_name"]
    number: Annotated[str, "offender_name"]
    facility: Annotated[str, "facility"]
    tier: Annotated[int, "letter_fact"]
    version: Annotated[int, "letter_fact"]
    sha256: Annotated[str, "reference"]
    reviewer: Annotated[str, "staff"]
    outcome: Annotated[str, "letter_fact"]
    answers: tuple[Answer, ...] = ()
    reasons: Annotated[tuple[str, ...], "letter_reason"] = ()

    INVENTED = WRITER | invented(
        reference="PA49-GD36-YT97", facility=place, tier=2, version=1, sha256=SHA,
        reviewer="Dana Fields", outcome="return", answers=_answers, reasons=("forgiveness",),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """One hand-over of a paper: when (local date and time, in words), what, where, by whom."""

    when: Annotated[str, "custody"]
    what: Annotated[str, "custody"]
    place: Annotated[str, "custody"]
    by: Annotated[str, "custody"]


def _hand_overs(language: str, policy: Policy) -> tuple[HandOver, ...]:
    at, safe = place(language, policy), Text("Letter bank, safe", "Banco de cartas, caja fuerte")
    rows = (
        ("2026-08-03 10:12", Text("Original taken in", "Se recibió el original"),
         at, "Tamika Boyd"),
        ("2026-08-05 14:40", Text("Original put in the safe", "Original guardado"),
         safe.say(language), "Dana Fields"),
        ("2026-11-23 09:05", Text("Copy sealed", "Copia sellada"), safe.say(language),
         "Ruth Okafor"),
    )  # fmt: skip
    return tuple(
        HandOver(when=when, what=what.say(language), place=where, by=by)
        for when, what, where, by in rows
    )


@dataclass(frozen=True, kw_only=True)
class CustodyLog(Paper):
    """Where a letter's paper has been, without its words."""

    seal_token: Annotated[str, "reference"]
    sha256: Annotated[str, "reference"]
    hand_overs: tuple[HandOver, ...] = ()

    INVENTED = invented(
        reference="PA49-GD36-YT97", seal_token="TQ96-MA43", sha256=SHA, hand_overs=_hand_overs
    )
