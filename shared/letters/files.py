"""Letters, registrations, matches and deliveries as one reads them: opened once, and recorded."""

import json
from dataclasses import dataclass, field
from typing import Any

from shared.base.together import Ask, rows, together
from shared.documents import scans
from shared.letters import queries
from shared.letters.delivery import inner_envelope
from shared.letters.matching import evidence, finding, match_keys
from shared.people import contact, reachable
from shared.people.access_codes import codes_given
from shared.records import audit, jobs, permissions, vault
from shared.records.models import (
    ContactAttempt,
    ContactWay,
    CustodyEvent,
    Delivery,
    Facility,
    Incident,
    Letter,
    LetterFace,
    LetterVersion,
    Match,
    Offender,
    OrderCheck,
    Paper,
    Post,
    Registration,
    Review,
    ThreatDecision,
)
from shared.records.permissions import Actor
from shared.records.reading import Opened, open_rows, post_of, row_of, rows_by_id

NOBODY = Opened(None)


# -- letters -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A letter in a list: its row, and who wrote it."""

    letter: Letter
    face: Opened


@dataclass(frozen=True)
class LetterFile:
    """A letter as its reader may see it; `text` is None for who may not read the words."""

    letter: Letter
    face: Opened
    about: Opened
    facility: Facility
    version: LetterVersion
    text: str | None
    reviews: list[Opened]
    papers: list[Paper]
    is_erased: bool


def by_receipt_or_number(actor: Actor, sought: str) -> list[Letter]:
    """Letters in the actor's scope with this receipt, or by the writer of this number."""
    plain = "".join(c for c in sought.upper() if c.isalnum())
    receipt = "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    digest = contact.number_digest(sought)
    mine = Letter.receipt == receipt
    if digest:
        mine |= Letter.number_digest == digest
    rows = permissions.scope(actor, "letter").where(mine)
    return list(rows.order_by(Letter.made_at.desc()).limit(50))


def listed(actor: Actor, rows: list[Letter]) -> list[Listed]:
    """The letters with their writers; one recorded reading for the whole list."""
    if not rows:
        return []
    found = LetterFace.select().where(LetterFace.letter << rows)
    faces = {face.letter_id: face for face in found}
    opened = open_rows(actor, "letter.read", "letter", "", list(faces.values()))
    return [Listed(row, opened[faces[row.id].id]) for row in rows]


OF_A_LETTER: tuple[Any, ...] = (LetterFace, LetterVersion, Review, ThreatDecision)


@rows
def papers_about(actor: Actor, noun: str, subject: str) -> Any:
    """The papers about a subject that the actor may see, oldest first."""
    mine = (Paper.subject == subject) & (Paper.noun == noun)
    return permissions.scope(actor, "paper").where(mine)


def may_read_text(actor: Actor, letter: Letter) -> bool:
    """Whether the words of this letter are the actor's to read now."""
    rights = permissions.RULES["letter_text", "read"]
    return permissions.holds(actor, rights, "letter_text", letter)


def _is_facility_only(actor: Actor) -> bool:
    return not (actor.has("planner") or actor.has("coordinator"))


def read_letter(actor: Actor, letter: Letter) -> LetterFile:
    """One letter.  A facility sees of a letter that it passed on only its own log.

    So that a purge, which erases the rest, changes nothing that a facility sees.
    """
    together(
        *((queries.rows_of_letter, model, letter.id) for model in OF_A_LETTER),
        (papers_about, actor, "letter", letter.id), (rows_by_id, Facility, (letter.facility_id,)),
    )  # fmt: skip
    may_read = may_read_text(actor, letter)
    version, face = queries.version(letter), queries.face(letter)
    reviews = [] if _is_facility_only(actor) and not may_read else queries.reviews(letter)
    mine: list[vault.Sealed] = [letter, version, *reviews] if may_read else []
    opened = open_rows(actor, "letter.read", "letter", letter.id, [face, *mine])
    text = opened[version.id].said.get("text", "") if may_read else None
    return LetterFile(
        letter=letter, face=opened[face.id], about=opened.get(letter.id, NOBODY),
        facility=rows_by_id(Facility, (letter.facility_id,))[0], version=version, text=text,
        reviews=[opened[row.id] for row in reviews if row.id in opened],
        papers=papers_about(actor, "letter", letter.id)[::-1],
        is_erased=may_read and opened[letter.id].erased,
    )  # fmt: skip


def page_image(actor: Actor, letter: Letter, number: int, page: int) -> bytes:
    """One page of a scan, JPEG.  Raises LookupError if there is no such page, vault.Erased."""
    return _page(actor, "letter", letter.id, letter, number, page)


def _page(actor: Actor, noun: str, subject: str, letter: Letter, number: int, page: int) -> bytes:
    version: LetterVersion | None = LetterVersion.get_or_none(
        (LetterVersion.letter == letter) & (LetterVersion.number == number)
    )
    if version is None or version.kind != "scan":
        raise LookupError(number)
    receipt = audit.read(actor, f"{noun}.read", noun, subject, [version])
    pages = scans.unpack(vault.open_file(receipt, version))
    if not 1 <= page <= len(pages):
        raise LookupError(page)
    return pages[page - 1]


def checklist_of(review: Review) -> dict[str, str]:
    """A review's answers, by line."""
    answers: dict[str, str] = json.loads(review.checklist)
    return answers


def reasons_of(review: Review) -> list[str]:
    """A review's coded reasons."""
    reasons: list[str] = json.loads(review.reasons)
    return reasons


def earlier_reviews(actor: Actor, letter: Letter) -> list[Review]:
    """The reviews of earlier versions, without their quotes; for who may see the letter whole."""
    if _is_facility_only(actor):
        return []
    rows = queries.rows_of_letter(Review, letter.id)
    return [row for row in rows if row.number < letter.current]


# -- registrations -----------------------------------------------------------------------------


@dataclass(frozen=True)
class RegistrationFile:
    """A registration, and what has come of it as far as its reader may know."""

    registration: Registration
    person: Opened
    ways: list[Opened]
    unsafe: list[ContactWay]
    may_be_contacted: bool
    wrote: list[Opened]
    offender: Opened | None
    incident: Opened | None
    deliveries: list[Delivery]
    matches: list[Match]
    papers: list[Paper]


def by_reference(actor: Actor, reference: str) -> Registration | None:
    """The registration with this reference, if it is in the actor's scope."""
    mine = Registration.reference == reference
    return permissions.scope(actor, "registration").where(mine).first()


def read_registration(actor: Actor, registration: Registration) -> RegistrationFile:
    """One registration, opened once."""
    ids = ((Offender, registration.offender_id), (Incident, registration.incident_id))
    together(
        (reachable.joined_with, registration.person_id),
        (papers_about, actor, "registration", registration.id),
        (matches_of, actor, registration.id),
        *((rows_by_id, model, (row_id,)) for model, row_id in ids if row_id),
    )  # fmt: skip
    person = registration.person = reachable.person(registration.person_id)
    together(*reachable.asks(person))
    ways = contact.allowed_ways(person)
    wrote = post_of(actor, registration.reference)
    offender, incident = (row_of(model, row_id) for model, row_id in ids)
    rows = [person, *ways, *wrote, *(row for row in (offender, incident) if row is not None)]
    opened = open_rows(actor, "registration.read", "registration", registration.id, rows)
    deliveries = permissions.scope(actor, "delivery").where(Delivery.registration == registration)
    return RegistrationFile(
        registration=registration, person=opened[person.id], ways=[opened[w.id] for w in ways],
        unsafe=contact.barred_ways(person),
        may_be_contacted=contact.may_be_contacted(person), wrote=[opened[w.id] for w in wrote],
        offender=opened[offender.id] if offender else None,
        incident=opened[incident.id] if incident else None,
        deliveries=list(deliveries.select(Delivery, Letter).join(Letter)),
        matches=matches_of(actor, registration.id),
        papers=papers_about(actor, "registration", registration.id),
    )  # fmt: skip


@rows
def matches_of(actor: Actor, registration_id: str) -> Any:
    """The possible matches of a registration that the actor may see."""
    return permissions.scope(actor, "match").where(Match.registration == registration_id)


def post_count(registration: Registration) -> int:
    """How many envelopes have come under a registration's reference."""
    return int(Post.select().where(Post.reference == registration.reference).count())


# -- matches -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class MatchFile:
    """The two sides of a possible match, beside one another; no word of the letter."""

    match: Match
    letter: Letter
    face: Opened
    about: Opened
    facility: Facility
    registration: Registration
    person: Opened
    wrote: list[Opened]
    reasons: list[str] = field(default_factory=list)
    strength: str = ""


def read_match(actor: Actor, match: Match) -> MatchFile:
    """One match: what both sides say, opened once."""
    letter, registration = match.letter, match.registration
    face, person = queries.face(letter), registration.person
    asked = (Post.reference == registration.reference) & (Post.kind == "notice.asked")
    wrote = list(Post.select().where(asked))
    rows: list[vault.Sealed] = [letter, face, person, *wrote]
    opened = open_rows(actor, "match.read", "match", match.id, rows)
    return MatchFile(
        match, letter, opened[face.id], opened[letter.id], Facility.get_by_id(letter.facility_id),
        registration, opened[person.id], [opened[row.id] for row in wrote],
        finding.reasons_of(match), evidence.strength(match.score),
    )  # fmt: skip


# -- deliveries --------------------------------------------------------------------------------


@dataclass(frozen=True)
class DeliveryFile:
    """A delivery: the person, the safe ways, what was tried, where the papers are."""

    delivery: Delivery
    registration: Registration
    letter: Letter
    person: Opened
    ways: list[Opened]
    unsafe: list[ContactWay]
    may_be_contacted: bool
    attempts: list[Opened]
    address: Opened | None
    check: OrderCheck | None
    custody: list[CustodyEvent]
    papers: list[Paper]
    facts: list[str]


def read_delivery(actor: Actor, delivery: Delivery) -> DeliveryFile:
    """One delivery, opened once; no word of the letter."""
    together(*_asks(actor, delivery))
    registration = delivery.registration = queries.registration_of(delivery)
    delivery.letter = queries.letter_of(delivery)
    together((reachable.joined_with, registration.person_id))
    person = registration.person = reachable.person(registration.person_id)
    together(*reachable.asks(person))
    ways = contact.allowed_ways(person)
    attempts = queries.attempts(delivery)
    chosen = row_of(ContactWay, delivery.way_id)
    rows = {row.id: row for row in [person, *ways, *attempts, *([chosen] if chosen else [])]}
    opened = open_rows(actor, "delivery.read", "delivery", delivery.id, list(rows.values()))
    papers = [
        *papers_about(actor, "delivery", delivery.id),
        *papers_about(actor, "disclosure", delivery.id),
    ]
    return DeliveryFile(
        delivery=delivery, registration=registration, letter=queries.letter_of(delivery),
        person=opened[person.id], ways=[opened[way.id] for way in ways],
        unsafe=contact.barred_ways(person),
        may_be_contacted=contact.may_be_contacted(person),
        attempts=[opened[row.id] for row in attempts],
        address=opened[chosen.id] if chosen else None, check=queries.last_order_check(delivery),
        custody=queries.custody_of(delivery),
        papers=sorted(papers, key=lambda row: (row.made_at, row.id)),
        facts=queries.facts_to_tell(delivery),
    )  # fmt: skip


def _asks(actor: Actor, delivery: Delivery) -> list[Ask]:
    """What a delivery's page and the conditions of its acts ask first (see `together`)."""
    letter, registration, mine = delivery.letter_id, delivery.registration_id, delivery.id
    return [
        (rows_by_id, Letter, (letter,)), (rows_by_id, Registration, (registration,)),
        *((queries.rows_about, model, "delivery", mine) for model in (ContactAttempt, OrderCheck)),
        *((queries.rows_of_letter, model, letter) for model in (CustodyEvent, Review)),
        *((papers_about, actor, noun, mine) for noun in ("delivery", "disclosure")),
        (queries.disclosures, mine), (queries.stops_asked, registration), (queries.set_aside,),
        (queries.keeping_of, "letter", letter), (queries.keeping_of, "delivery", mine),
        (match_keys.marks, "letter", letter), (match_keys.marks, "registration", registration),
        (codes_given, registration), *(
            [(rows_by_id, ContactWay, (delivery.way_id,))] if delivery.way_id else []
        ),
    ]  # fmt: skip


def safe_ways(delivery: Delivery) -> list[Any]:
    """The ways that may be used to reach the person of a delivery."""
    registration: Registration = Registration.get_by_id(delivery.registration_id)
    return contact.allowed_ways(registration.person)


def approved_text(actor: Actor, delivery: Delivery) -> Opened:
    """The words of the version that was announced, to be sealed or read aloud; recorded.

    Raises permissions.Hidden unless it is the actor's to read now.
    """
    permissions.get_for(actor, "delivery_text", delivery.id)
    version = queries.version(queries.letter_of(delivery), delivery.letter_version)
    return open_rows(actor, "delivery.read", "delivery", delivery.id, [version])[version.id]


def read_translation(actor: Actor, delivery: Delivery) -> Opened:
    """The translation she asked for, or `NOBODY`.  Raises permissions.Hidden as `approved_text`."""
    permissions.get_for(actor, "delivery_text", delivery.id)
    row = inner_envelope.translation_of(delivery)
    if row is None:
        return NOBODY
    return open_rows(actor, "delivery.read", "delivery", delivery.id, [row])[row.id]


def announced_page(actor: Actor, delivery: Delivery, page: int) -> bytes:
    """One page of the version that was announced.  Raises as `page_image`."""
    letter = queries.letter_of(delivery)
    return _page(actor, "delivery", delivery.id, letter, delivery.letter_version, page)


def translated_page(actor: Actor, delivery: Delivery, page: int) -> bytes:
    """One page of the translation.  Raises LookupError if there is none such, vault.Erased."""
    permissions.get_for(actor, "delivery_text", delivery.id)
    row = inner_envelope.translation_of(delivery)
    if row is None or row.kind != "scan" or not 1 <= page <= row.pages:
        raise LookupError(page)
    receipt = audit.read(actor, "delivery.read", "delivery", delivery.id, [row])
    return scans.unpack(vault.open_file(receipt, row))[page - 1]


def ask_paper(actor: Actor, delivery: Delivery, name: str, language: str) -> None:
    """Ask for a document about a delivery, as it stands when it is made."""
    key = Registration.get_by_id(delivery.registration_id).key
    with audit.recorded(
        actor, "paper.asked", "delivery", delivery.id, name=name, language=language
    ) as entry:  # fmt: skip
        paper = jobs.ask_paper(
            key=key, name=name, language=language, noun="delivery", subject=delivery.id,
            asked_by=actor.id,
        )  # fmt: skip
        entry.note(paper=paper.id)
