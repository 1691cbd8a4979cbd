"""Which registration a letter may be for, in both directions; a person confirms (S45).

What they have in common is looked for in digests alone (see `evidence`); nothing is opened.
"""

import json
import operator
from functools import reduce

from shared.base import db
from shared.letters import queries
from shared.letters.bank import pairs
from shared.letters.matching import match_keys
from shared.letters.matching.evidence import REASONS, Evidence, compare
from shared.letters.matching.table import MATCH, NO, deliveries_to_same, is_open
from shared.people import contact
from shared.records import audit
from shared.records.models import BlindIndex, Delivery, Letter, Match, Registration, Task
from shared.records.permissions import WORKER
from shared.records.workflow import perform, start

_FINDING = ("m.number", "m.number.slip", "m.to.full", "m.to.slip", "m.to.sound", "m.to.initial",
            "m.to.through")  # fmt: skip
_UNDECIDED = ("proposed", "lapsed")


def _candidates(noun: str, subject: str, other: str) -> list[str]:
    """Rows of `other` that share a digest by which rows are found.

    Its own digests are read first, and each looked up in the index: joined in one statement,
    SQLite walked through every row of `other` instead (14 CPU seconds at 10 thousand).
    """
    mine = match_keys.digests(noun, subject)
    same = [
        (BlindIndex.kind == kind) & (BlindIndex.digest << sorted(mine[kind]))
        for kind in _FINDING if mine[kind]
    ]  # fmt: skip
    if not same:
        return []
    found = BlindIndex.select(BlindIndex.subject).where(
        (BlindIndex.noun == other) & reduce(operator.or_, same)
    )
    return sorted({row.subject for row in found})


# -- proposing ---------------------------------------------------------------------------------


def for_letter(letter_id: str) -> int:
    """Propose matches of a letter that is banked; how many are new.

    A letter under review is never compared: no reviewer may learn that it is awaited.
    """
    letter = Letter.get_by_id(letter_id)
    rows = _candidates("letter", letter.id, "registration") if _is_banked(letter) else []
    known = Match.select().where((Match.letter == letter) & (Match.state << _UNDECIDED))
    both = sorted({*rows, *(row.registration_id for row in known)})
    return sum(_propose(letter, Registration.get_by_id(row)) for row in both)


def for_registration(registration_id: str) -> int:
    """Propose banked letters for a registration; how many are new."""
    registration = Registration.get_by_id(registration_id)
    rows = _candidates("registration", registration.id, "letter")
    mine = (Match.registration == registration) & (Match.state << _UNDECIDED)
    known = Match.select().where(mine)
    both = sorted({*rows, *(row.letter_id for row in known)})
    _look_at_confirmed(registration)
    return sum(_propose(Letter.get_by_id(row), registration) for row in both)


def _is_banked(letter: Letter) -> bool:
    return letter.state == "banked" and not queries.is_purged(letter.id)


def is_awaited(letter: Letter) -> bool:
    """Whether somebody registered may be waiting for this letter: verified, on hold, or not yet.

    Wider than what is proposed, since it decides what may be erased: only what a person refused,
    and registrations that have ended, do not count.
    """
    ours = match_keys.digests("letter", letter.id)
    registration: Registration
    for row in _candidates("letter", letter.id, "registration"):
        registration = Registration.get_by_id(row)
        if registration.state not in ("received", "verified"):
            continue
        known = Match.get_or_none((Match.letter == letter) & (Match.registration == registration))
        if known is not None and known.state == "refused":
            continue
        if not compare(ours, match_keys.digests("registration", row)).refused:
            return True
    return False


def _propose(letter: Letter, registration: Registration) -> int:
    """Find, find again, or let go what was found: as the two sides are now.  1 if it is new."""
    known = Match.get_or_none((Match.letter == letter) & (Match.registration == registration))
    ours, hers = (
        match_keys.digests("letter", letter.id),
        match_keys.digests("registration", registration.id),
    )
    found = compare(ours, hers)
    if found.refused or not is_open(letter, registration):
        if known is not None and known.state == "proposed":
            perform(MATCH, known.id, "lapse", WORKER, None)
        return 0
    if known is None:
        _find(letter, registration, found)
        return 1
    if known.state in _UNDECIDED:
        _weigh(known, found)
    return 0


def _find(letter: Letter, registration: Registration, found: Evidence) -> None:
    with db.write(db.records):
        match = start(
            MATCH, WORKER, "match.found",
            {"score": found.score, "letter": letter.id, "registration": registration.id},
            letter=letter, registration=registration, score=found.score,
            reasons=json.dumps(found.reasons),
        )  # fmt: skip
        if _declined_before(letter, registration):
            perform(MATCH, match.id, "keep_quiet", WORKER, None)


def _weigh(match: Match, found: Evidence) -> None:
    """Keep the reasons as they are now; a person reads them."""
    reasons = json.dumps(found.reasons)
    with db.write(db.records):
        if (match.score, match.reasons) != (found.score, reasons):
            with audit.recorded(WORKER, "match.weighed", "match", match.id, score=found.score):
                Match.update(score=found.score, reasons=reasons).where(
                    Match.id == match.id
                ).execute()
        if match.state == "lapsed":
            perform(MATCH, match.id, "find_again", WORKER, None)


def _look_at_confirmed(registration: Registration) -> None:
    """A person looks again where what is known of her now speaks against a confirmed match."""
    for delivery in queries.open_deliveries(registration):
        if not queries.is_announced_version(delivery):
            continue
        ours = match_keys.digests("letter", delivery.letter_id)
        if compare(ours, match_keys.digests("registration", registration.id)).refused:
            raise_once("match.doubtful", delivery)


def raise_once(kind: str, delivery: Delivery) -> None:
    """A task for the advocate about a delivery, once while it waits."""
    waiting = (Task.kind == kind) & (Task.subject == delivery.id) & Task.done_at.is_null()
    if Task.select().where(waiting).exists():
        return
    with audit.recorded(WORKER, "task.raised", "delivery", delivery.id, kind=kind):
        contact.ask_task(kind, "delivery", delivery.id, "advocate")


def _declined_before(letter: Letter, registration: Registration) -> bool:
    """Whether what seems the same person said no to this letter, or never to its writer.

    A letter that was withdrawn and deposited once more is this letter too.
    """
    his = Letter.number_digest == letter.number_digest
    said_no = Delivery.select().join(Letter).where(his & (Delivery.answer << NO))
    rows = [row for row in said_no if row.answer == "never" or pairs.are_one(row.letter, letter)]
    mine = [
        row for row in rows
        if row.registration_id == registration.id and row.letter_id != letter.id
    ]  # fmt: skip
    return bool(mine or deliveries_to_same(registration, rows))


def earlier(match: Match) -> list[Delivery]:
    """Deliveries of other letters of the same writer to the same person, the latest first."""
    others = (Letter.number_digest == match.letter.number_digest) & (Letter.id != match.letter_id)
    found = Delivery.select().join(Letter).where(others).order_by(Delivery.made_at.desc())
    rows = list(found)
    mine = [row for row in rows if row.registration_id == match.registration_id]
    return mine + deliveries_to_same(match.registration, rows)


def reasons_of(match: Match) -> list[str]:
    """The reasons of a match, as sentences to translate."""
    return [REASONS[code] for code in json.loads(match.reasons)]
