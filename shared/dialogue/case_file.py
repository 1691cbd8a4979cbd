"""A case as one reads it: everything that stands in it, opened in one recorded reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import ModelSelect

from shared import policy
from shared.base import db
from shared.base.together import Ask, rows, together
from shared.base.translation import N_
from shared.base.values import Values
from shared.dialogue import messages, queries
from shared.dialogue.eligibility import outcome
from shared.dialogue.participants import SIDES
from shared.dialogue.table import FLOW
from shared.people import contact, reachable
from shared.people.orders import checks_between
from shared.policy.model import EligibilityItem
from shared.records import audit, jobs, pages, permissions, vault
from shared.records.models import (
    Account,
    Agreement,
    Approach,
    Assessment,
    Assignment,
    ContactAttempt,
    ContactWay,
    DialogueCase,
    DivisionReview,
    EligibilityFinding,
    Facility,
    Filing,
    Grant,
    Incident,
    Message,
    Offender,
    OrderCheck,
    Paper,
    Participant,
    Person,
    Post,
    Recording,
    RecordingMove,
    Reference,
    Signature,
    Substitution,
    Visit,
)
from shared.records.models.base import Row
from shared.records.permissions import Actor
from shared.records.reading import Opened, open_rows, post_of, reference_of, row_of, rows_by_id
from shared.records.workflow import perform

ANSWERS = {
    "yes": N_("Yes"),
    "no": N_("No"),
    "unknown": N_("Not known yet"),
    "deferred": N_("It has to wait: look at it again on a set date"),
}
VISITS = {
    "none": N_("No visit restriction applies"),
    "active": N_("This would be a way around a visit restriction"),
    "facilitated": N_("A restriction is in force, and allows what the program arranges"),
}


@dataclass(frozen=True)
class CaseFile:
    """What one page shows of a case."""

    case: DialogueCase
    person: Opened
    ways: list[Opened]
    unsafe: list[ContactWay]
    may_be_contacted: bool
    wrote: list[Opened]
    attempts: list[Opened]
    offender: Opened | None
    former: list[Opened]
    incident: Opened | None
    findings: dict[str, Opened]
    assessments: list[Opened]
    signatures: list[Opened]
    participants: list[Opened]
    recordings: list[Opened]
    moves: list[Opened]
    messages: list[Message]
    orders: list[OrderCheck]
    approach: Approach | None
    assignments: list[Assignment]
    reference: Reference | None
    papers: list[Paper]

    @property
    def offenders(self) -> dict[str, Opened]:
        """The counterpart and those before, by id."""
        there = [self.offender] if self.offender else []
        return {one.row.id: one for one in (*self.former, *there)}


_in_case = queries.rows_in
IN_A_CASE: tuple[Any, ...] = (
    Agreement, Approach, Assessment, Assignment, DivisionReview, EligibilityFinding, Message,
    Participant, Recording, Signature, Substitution, Visit,
)  # fmt: skip
ABOUT_A_CASE: tuple[Any, ...] = (ContactAttempt, Filing, OrderCheck)


def asks(case: DialogueCase) -> list[Ask]:
    """All that a case's page asks about it first (see `together`)."""
    return [
        *((queries.rows_in, case, model) for model in IN_A_CASE),
        *((queries.rows_about, case, model) for model in ABOUT_A_CASE),
        (reachable.joined_with, case.person_id),
        (reference_of, case.id),
        *((rows_by_id, model, (row_id,)) for model, row_id in (
            (Offender, case.offender_id), (Incident, case.incident_id)
        ) if row_id),
    ]  # fmt: skip


def _asks_then(case: DialogueCase, person: Person) -> list[Ask]:
    """What a case's page asks about what was found."""
    number = getattr(queries.offender_of(case), "number_digest", "")
    people = tuple(sorted(row.id for row in reachable.records_of(person)))
    return [
        *reachable.asks(person),
        (papers_about, _subjects(case)),
        (moves_of, _ids(case, Recording)),
        (rows_by_id, Offender, _ids_of_former(case)),
        (checks_between, number, people),
    ]


@rows
def papers_about(subjects: tuple[str, ...]) -> "ModelSelect[Paper]":
    """Every paper about these subjects, the first of them first."""
    return Paper.select().where(Paper.subject << subjects)


@rows
def moves_of(recordings: tuple[str, ...]) -> "ModelSelect[RecordingMove]":
    """Where these recordings were taken."""
    return RecordingMove.select().where(RecordingMove.recording << recordings)


def _ids(case: DialogueCase, model: Any) -> tuple[str, ...]:
    return tuple(row.id for row in _in_case(case, model))


def read(actor: Actor, case: DialogueCase) -> CaseFile:
    """The whole case for the people who carry it; recorded as ``case.read`` before it is opened."""
    person = reachable.person(case.person_id)
    together(*_asks_then(case, person))
    ways = contact.allowed_ways(person)
    recordings = _in_case(case, Recording)
    sealed: dict[str, Sequence[vault.Sealed]] = {
        "wrote": post_of(actor, case.reference),
        "attempts": queries.attempts(case),
        "findings": list(queries.findings(case).values()),
        "assessments": _in_case(case, Assessment),
        "signatures": _in_case(case, Signature),
        "participants": _in_case(case, Participant),
        "recordings": recordings,
        "moves": moves_of(_ids(case, Recording)),
    }
    offender, former = queries.offender_of(case), _former(case)
    case.person, case.offender = person, offender  # nothing asks for them again
    incident = row_of(Incident, case.incident_id)
    single = [row for row in (person, offender, incident) if row is not None]
    rows = [*single, *former, *ways, *(row for group in sealed.values() for row in group)]
    by_id = open_rows(actor, "case.read", "case", case.id, rows)
    groups = {name: [by_id[row.id] for row in group] for name, group in sealed.items()}
    return CaseFile(
        case=case, person=by_id[person.id], ways=[by_id[way.id] for way in ways],
        unsafe=contact.barred_ways(person), may_be_contacted=contact.may_be_contacted(person),
        offender=by_id[offender.id] if offender else None,
        former=[by_id[row.id] for row in former],
        incident=by_id[incident.id] if incident else None,
        wrote=groups["wrote"], attempts=groups["attempts"],
        findings={found.row.item: found for found in groups["findings"]},
        assessments=groups["assessments"], signatures=groups["signatures"],
        participants=groups["participants"], recordings=groups["recordings"],
        moves=groups["moves"], messages=messages.standing(case),
        orders=queries.checks(case),
        approach=queries.approach(case),
        assignments=_in_case(case, Assignment),
        reference=next(iter(reference_of(case.id)), None),
        papers=papers_of(case),
    )  # fmt: skip


def _former(case: DialogueCase) -> list[Offender]:
    """Those whose place somebody else has taken, the first of them first."""
    ids = _ids_of_former(case)
    found = {row.id: row for row in rows_by_id(Offender, ids)}
    return [found[one] for one in ids]


def _ids_of_former(case: DialogueCase) -> tuple[str, ...]:
    ids = [row.former_id for row in _in_case(case, Substitution)]
    return tuple(one for one in ids if one is not None and one != case.offender_id)


def papers_of(case: DialogueCase) -> list[Paper]:
    """Every paper made in a case, the first of them first."""
    return papers_about(_subjects(case))


def _subjects(case: DialogueCase) -> tuple[str, ...]:
    return tuple(row.id for found in subjects_of_papers(case).values() for row in found)


def subjects_of_papers(case: DialogueCase) -> dict[str, Sequence[Row]]:
    """The case and everything in it that a paper may be about, by the paper's noun."""
    return {
        "case": [case], "assessment": _in_case(case, Assessment),
        "signature": _in_case(case, Signature), "approach": _in_case(case, Approach),
        "participant": _in_case(case, Participant),
    }  # fmt: skip


# -- lists -------------------------------------------------------------------------------------


LATEST_CHANGE_FIRST = (
    pages.Key(DialogueCase.since, lambda row: row.since, pages.moment, is_descending=True),
    pages.Key(DialogueCase.id, lambda row: row.id, is_descending=True),
)


def page_of(actor: Actor, state: str, place: pages.Place) -> pages.Page:
    """Cases in the actor's scope, latest change first; `state` narrows to one state."""
    found = permissions.scope(actor, "case")
    if state:
        found = found.where(DialogueCase.state == state)
    return pages.page(found, LATEST_CHANGE_FIRST, place)


def by_reference(actor: Actor, reference: str) -> DialogueCase | None:
    """The case of a reference, if it is in the actor's scope."""
    return permissions.scope(actor, "case").where(DialogueCase.reference == reference).first()


# -- limited readings (S13, S30) ---------------------------------------------------------------


@dataclass(frozen=True)
class Limited:
    """What a facility's answerer sees: the offender and the question, nothing of who asked.

    `stands_in`: the offender would take the place of somebody else, who is not named.
    """

    row: Assessment | Signature
    code: str
    offender: Opened
    facility: Facility
    stands_in: bool


def code_of(row: Row) -> str:
    """A short name for an assessment or a signature that tells nothing of the case."""
    return f"{row.id[:4]}-{row.id[4:8]}".upper()


def case_of(row: Assessment | Signature) -> DialogueCase:
    """The case that an assessment or a signature belongs to, for acting on it."""
    return DialogueCase.get_by_id(row.case_id)


def record_findings(
    actor: Actor, case: DialogueCase, seen_version: int, findings: dict[str, str]
) -> None:
    """Several findings, by item, in one transaction.  Raises as `workflow.perform`."""
    with db.write(db.records):
        for item, finding in findings.items():
            now = perform(
                FLOW, case.id, "find", actor, seen_version, item=item, finding=finding, note=""
            )
            seen_version = now.version


def is_waiting(row: Assessment | Signature) -> bool:
    """Whether an assessment or a signature is still to be answered."""
    return not getattr(row, "decision", "") and not getattr(row, "answered_at", None)


def is_answered_by(noun: str, row_id: str, actor: Actor) -> bool:
    """Whether this actor has answered an assessment or a signature already."""
    if noun == "assessment":
        mine = (Assessment.id == row_id) & (Assessment.answered_by == actor.id)
        return bool(Assessment.select().where(mine).exists())
    mine = (Signature.id == row_id) & (Signature.by == actor.id)
    return bool(Signature.select().where(mine).exists())


def message(actor: Actor, case: DialogueCase, state: str) -> str:
    """Her words that are at `state` now, recorded as read before they are opened; or nothing."""
    row = next((one for one in messages.standing(case) if one.state == state), None)
    if row is None:
        return ""
    return str(open_rows(actor, "case.read", "case", case.id, [row])[row.id].said["words"])


def version_of(case: DialogueCase) -> int:
    """The version of a case as it is now."""
    return int(DialogueCase.get_by_id(case.id).version)


def read_limited(actor: Actor, noun: str, row: Assessment | Signature) -> Limited:
    """An assessment or signature request, recorded as read before it is opened."""
    case: DialogueCase = DialogueCase.get_by_id(row.case_id)
    offender = Offender.get_by_id(row.offender_id)
    by_id = open_rows(actor, f"{noun}.read", noun, row.id, [offender])
    place = Facility.get_by_id(row.facility_id)
    stands_in = queries.standing_in(case, offender.id) is not None
    return Limited(row, code_of(row), by_id[offender.id], place, stands_in)


def safe_ways(case: DialogueCase) -> Values:
    """The ways that may be used to reach the person of a case now, by id."""
    return {way.id: way for way in contact.allowed_ways(Person.get_by_id(case.person_id))}


def post_count(case: DialogueCase) -> int:
    """How many envelopes of the case have been collected."""
    return int(Post.select().where(Post.reference == case.reference).count())


def is_paper_true(case: DialogueCase, name: str) -> bool:
    """Whether a letter to the person who asked would say what is so, as the case stands."""
    if name == "acknowledgement":  # it says that nobody on the other side was told
        return FLOW.by_name[case.state].open and not queries.was_anybody_told(case)
    if name == "closure":
        return not FLOW.by_name[case.state].open
    if name == "decision":  # it says what came of the list: something stands in the way, or nothing
        came = outcome(case)
        return bool(came) and (came != "eligible" or not queries.was_anybody_told(case))
    return True


def ask_paper(actor: Actor, case: DialogueCase, name: str, language: str) -> Paper:
    """Ask the worker for a document about a case."""
    given = {"name": name, "language": language}
    with audit.recorded(actor, "paper.asked", "case", case.id, **given) as entry:
        paper = jobs.ask_paper(case.key, noun="case", subject=case.id, asked_by=actor.id, **given)
        entry.note(paper=paper.id)
    return paper


# -- choices for forms -------------------------------------------------------------------------


def facilitators() -> list[tuple[Any, bool, int]]:
    """Active facilitators by name: the account, whether qualified today, and open cases."""
    held = Grant.select(Grant.account).where(
        (Grant.role == "facilitator") & Grant.ended_at.is_null()
    )
    rows = Account.select().where(Account.active & (Account.id << held)).order_by(Account.name)
    return [(row, queries.is_qualified(row.id), queries.load_of(row.id)) for row in rows]


def participants(
    actor: Actor, case: DialogueCase, roles: tuple[str, ...] = ()
) -> list[tuple[str, str, str]]:
    """Who takes part now (only these `roles`, if named): id, name, and side; recorded as read."""
    rows = [row for row in queries.participants(case) if not roles or row.role in roles]
    named = {row.id: row.person or row.offender or row for row in rows}
    opened = open_rows(actor, "case.read", "case", case.id, list(named.values()))
    return [
        (row.id, str(opened[named[row.id].id].said.get("name", "–")), SIDES[row.side])
        for row in rows
    ]


def eligibility(
    found: dict[str, Opened],
) -> list[tuple[str, list[tuple[policy.EligibilityItem, Opened | None]]]]:
    """The policy's list in its groups, each item with its standing finding."""
    groups: dict[str, list[tuple[policy.EligibilityItem, Opened | None]]] = {}
    for item in policy.current().eligibility_items.values():
        groups.setdefault(item.group, []).append((item, found.get(item.id)))
    return list(groups.items())


def answer_of(item: EligibilityItem, finding: str) -> str:
    """A finding as the answer to the item's question: yes, no, unknown or deferred."""
    if finding in ("met", "unmet"):
        return str(item.asks) if finding == "met" else {"yes": "no", "no": "yes"}[item.asks]
    return finding


def finding_of(item: EligibilityItem, answer: str) -> str:
    """The finding that an answer (yes, no, unknown, deferred) to the item's question means."""
    if answer in ("yes", "no"):
        return "met" if answer == item.asks else "unmet"
    return answer
