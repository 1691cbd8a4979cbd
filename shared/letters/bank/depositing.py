"""Depositing a letter, and what the worker does once one has changed."""

from dataclasses import asdict, dataclass

from shared.base import db, ids
from shared.base.translation import N_
from shared.base.values import Values
from shared.letters import queries
from shared.letters.bank import content, pairs
from shared.letters.delivery.table import DELIVERY
from shared.letters.matching import finding
from shared.letters.review import effects
from shared.letters.table import LETTER
from shared.people import contact
from shared.records import audit, jobs, vault
from shared.records.models import Delivery, Facility, Letter, LetterFace, Registration, Task
from shared.records.permissions import WORKER, Actor, may
from shared.records.workflow import NotPermitted, Refused, perform, start

COURT_ORDERED = N_(
    "The bank does not accept letters ordered by a court. Send this one to the court's coordinator."
)


@dataclass(frozen=True)
class Deposit:
    """What the deposit form asks: writer and addressee as the offender names them (S36)."""

    writer: str
    number: str
    addressee: str
    facility: str
    relation: str = ""
    incident: str = ""
    county: str = ""
    year: int | None = None
    court_number: str = ""
    language: str = "en"
    original: str = ""
    own_words: bool = False
    court_ordered: bool = False


def deposit(actor: Actor, wanted: Deposit, given: content.Content, once: str = "") -> Letter:
    """A new letter, at its first review; the one form that is sent twice (`once`) makes one.

    Raises NotPermitted for another facility's, Refused with the sentence for whatever is missing.
    """
    _permitted(actor, wanted.facility)
    said = problem_with(wanted) or content.problem_with(given)
    if said:
        raise Refused(said)
    pair = pairs.digest_of(contact.number_digest(wanted.number), wanted.addressee)
    with db.write(db.records):
        audit.lock_head()
        known = vault.found("deposit", [f"{actor.id}|{once}"], "letter") if once else []
        if known:
            return Letter.get_by_id(known[0])
        if pairs.is_taken(pair, asdict(wanted)):
            raise Refused(pairs.TAKEN)
        return _make(actor, wanted, given, pair, once)


def _permitted(actor: Actor, facility: str) -> None:
    if not may(actor, "letter", "deposit"):
        raise NotPermitted("deposit letter")
    if not actor.has("planner") and facility not in actor.facilities("screener"):
        raise NotPermitted("deposit letter of another facility")


def problem_with(wanted: Deposit) -> str | None:
    """The first thing that stands in the way of a deposit, as a sentence."""
    if not contact.normal(wanted.writer) or not contact.normal_number(wanted.number):
        return N_("Enter the writer's name and number.")
    if not contact.normal(wanted.addressee):
        return N_("Enter who the letter is for, in the writer's words.")
    if Facility.get_or_none(Facility.id == wanted.facility) is None:
        return N_("Choose a facility from the list.")
    if wanted.court_ordered:
        return COURT_ORDERED
    if not wanted.own_words:
        return N_("The writer must confirm that the words are their own.")
    return None


def _receipt() -> str:
    """A receipt's number: tells nothing, can be said aloud (48 bits)."""
    plain = ids.random_bytes(6, "letter receipt").hex()
    said = plain.translate(str.maketrans("0123456789abcdef", ids.LETTERS[:16]))
    return f"{said[:4]}-{said[4:8]}-{said[8:]}"


def _make(actor: Actor, wanted: Deposit, given: content.Content, pair: str, once: str) -> Letter:
    letter = start(
        LETTER, actor, "letter.deposited", {"facility": wanted.facility, "kind": given.kind},
        key=vault.new_key("letter"), receipt=_receipt(), pair_digest=pair,
        number_digest=contact.number_digest(wanted.number), facility=wanted.facility,
        deposited_by=actor.id, own_words=wanted.own_words, court_ordered=wanted.court_ordered,
        county=wanted.county, year=wanted.year, language=wanted.language,
        original=wanted.original[:40],
    )  # fmt: skip
    given_of = asdict(wanted)
    vault.reseal(letter, {name: given_of[name] for name in effects.ABOUT if given_of[name]})
    vault.make(
        LetterFace, vault.new_key("letter_face"),
        {"writer": wanted.writer.strip(), "number": wanted.number.strip()}, letter=letter,
    )  # fmt: skip
    effects.index(letter, given_of)
    pairs.remember(letter, given_of)
    vault.index("deposit", [f"{actor.id}|{once}" if once else ""], "letter", letter.id)
    effects.keep_version(letter, given, actor.id)
    effects.custody(actor.id, letter, "deposited", place=wanted.original[:40])
    effects.ask_paper(letter, "offender-receipt", actor.id)
    return letter


# -- what the worker does ------------------------------------------------------------------------


def letter_changed(payload: Values) -> None:
    """The job ``letter``: a letter was banked, replaced or withdrawn.

    What no one has been told of is set aside.  A version that the person was told of is kept for
    them, and staff tell them of the change: of a newer version once it has passed its reviews, and
    of nothing if they declined.
    """
    letter = Letter.get_by_id(payload["letter"])
    for delivery in Delivery.select().where(Delivery.letter == letter):
        if delivery.letter_version == letter.current and letter.state == "banked":
            continue
        if delivery.state == "matched":
            perform(DELIVERY, delivery.id, "letter_changed", WORKER, None)
        elif _is_news(letter, delivery):
            finding.raise_once("letter.changed", delivery)
    finding.for_letter(letter.id)


def _is_news(letter: Letter, delivery: Delivery) -> bool:
    """Whether staff tell the person of a change of the letter."""
    if queries.is_newer_banked(delivery):
        return delivery.state not in ("declined", "stopped", "set_aside")
    waits = (*queries.BEFORE_THE_DOOR, "undeliverable")
    return letter.state == "withdrawn" and delivery.state in waits


def registration_changed(payload: Values) -> None:
    """The job ``registration``: it was verified, or its offender named."""
    finding.for_registration(payload["registration"])


def every_day(_payload: Values) -> None:
    """Whom to ask again today, who has turned 18, which threat waits; asked every hour."""
    today = queries.today()
    for letter in queries.undecided_threats():
        _raise_late(letter)
    due = (Delivery.state == "deferred") & (Delivery.look_again_on <= today)
    for delivery in Delivery.select().where(due):
        finding.raise_once("person.ask_again", delivery)
    grown = (Registration.state == "verified") & (Registration.adult_on <= today)
    for registration in Registration.select().where(grown):
        finding.for_registration(registration.id)


def _raise_late(letter: Letter) -> None:
    """No one decided in time: the others of the unit find someone who does."""
    waiting = (Task.kind == "threat.late") & (Task.subject == letter.id) & Task.done_at.is_null()
    if Task.select().where(waiting).exists():
        return
    with audit.recorded(WORKER, "task.raised", "letter", letter.id, kind="threat.late"):
        for role in ("planner", "coordinator"):
            contact.ask_task("threat.late", "letter", letter.id, role, due_on=queries.today())


JOBS: dict[str, jobs.Handler] = {
    "letter": letter_changed,
    "registration": registration_changed,
    "letters.daily": every_day,
}
