"""What stands in a letter, a registration and a delivery now."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from peewee import ModelSelect

from shared import policy
from shared.base import clock
from shared.base.one_look import once, prime
from shared.base.together import rows
from shared.records.models import (
    ContactAttempt,
    CustodyEvent,
    Delivery,
    Disclosure,
    Keeping,
    Letter,
    LetterFace,
    LetterVersion,
    Match,
    OrderCheck,
    Reference,
    Registration,
    Review,
    SetAside,
    Task,
    ThreatDecision,
)
from shared.records.reading import rows_by_id

TIERS = {"facility_review": 1, "planner_review": 2, "coordinator_review": 3}
BEFORE_THE_DOOR = ("matched", "verifying", "deferred", "confirmed", "printed")


def today() -> date:
    """The day staff and people are living in."""
    return clock.today(policy.current().zone)


# -- letters -----------------------------------------------------------------------------------


def version(letter: Letter, number: int | None = None) -> Any:
    """One version of a letter: the current one, unless another is named."""
    wanted = letter.current if number is None else number
    return next(row for row in rows_of_letter(LetterVersion, letter.id) if row.number == wanted)


def face(letter: Letter) -> Any:
    """Who wrote it, as the facility's log has it."""
    return rows_of_letter(LetterFace, letter.id)[0]


def reviews(letter: Letter, number: int | None = None) -> list[Any]:
    """The reviews of one version (the current one), in the order they were made."""
    wanted = letter.current if number is None else number
    mine = [row for row in rows_of_letter(Review, letter.id) if row.number == wanted]
    return sorted(mine, key=lambda row: (row.made_at, row.tier))


def against(tier: int, answers: dict[str, str]) -> list[str]:
    """Lines of a tier's checklist that are answered against the letter, or unsure."""
    return [
        check.id for check in policy.current().letter_checklist(tier)
        if answers.get(check.id) != check.asks
    ]  # fmt: skip


def to_preserve(tier: int, answers: dict[str, str]) -> list[str]:
    """Lines answered against the letter that mean: preserve it, do not give it back."""
    return [
        check.id for check in policy.current().letter_checklist(tier)
        if check.escalate and answers.get(check.id) not in (check.asks, "unsure", None)
    ]  # fmt: skip


def approved_sha256(letter: Letter, number: int) -> str:
    """The digest that all three reviews passed for a version; empty if they did not.

    A released escalation is reviewed anew: the last review of each tier counts.
    """
    last = {review.tier: review for review in reviews(letter, number)}
    if set(last) != {1, 2, 3} or any(review.outcome != "pass" for review in last.values()):
        return ""
    digests = {review.sha256 for review in last.values()}
    return str(digests.pop()) if len(digests) == 1 else ""


def threat_due(since: datetime) -> datetime:
    """When the decision whether to warn is due, for what was escalated at `since` (UTC).

    By the clock, nights and weekends too: a threat does not wait for a working day.
    """
    hours: int = policy.current().handling.threat_decision_hours
    return since + timedelta(hours=hours)


def threat_decisions(letter: Letter) -> list[Any]:
    """What was decided of a letter that was escalated, the latest first."""
    return rows_of_letter(ThreatDecision, letter.id)[::-1]


def undecided_threats() -> list[Letter]:
    """Escalated letters of which nobody has decided whether to warn, and the time is over."""
    decided = ThreatDecision.select(ThreatDecision.letter).where(
        ThreatDecision.number == Letter.current
    )
    rows = Letter.select().where((Letter.state == "escalated") & Letter.id.not_in(decided))
    return [row for row in rows if threat_due(row.since) <= clock.now()]


@rows
def keeping_of(noun: str, subject: str) -> "ModelSelect[Keeping]":
    """What was decided of how long a subject is kept."""
    return Keeping.select().where((Keeping.noun == noun) & (Keeping.subject == subject))


def is_on_legal_hold(noun: str, subject: str) -> bool:
    """Whether counsel asked that this be kept, and has not lifted it."""
    return any(row.what == "hold" and not row.ended_at for row in keeping_of(noun, subject))


def is_purged(letter_id: str) -> bool:
    """Whether the letter's words were erased."""
    return any(row.what == "purge" and row.ended_at for row in keeping_of("letter", letter_id))


# -- deliveries --------------------------------------------------------------------------------


@once
def open_deliveries(registration: Registration) -> list[Delivery]:
    """The deliveries of a registration that have not ended."""
    mine = (Delivery.registration == registration) & Delivery.state.not_in(
        ("closed", "stopped", "set_aside")
    )
    return list(Delivery.select().where(mine).order_by(Delivery.made_at))


@once
def delivery_shown(registration: Registration) -> Delivery | None:
    """The delivery a registration's page may speak of; None if there is none.

    Of one she has not been told of the page may speak only if she chose to read news there:
    otherwise what she was told of before stays, or nothing.
    """
    rows = list(
        Delivery.select()
        .where((Delivery.registration == registration) & (Delivery.state != "set_aside"))
        .order_by(Delivery.since.desc(), Delivery.made_at.desc())
    )
    bound = Reference.get_or_none(Reference.subject == registration.id)
    told = [row for row in rows if row.told_at or (bound and bound.read_here)]
    ended = ("closed", "stopped")
    chosen = [row for row in told if row.state not in ended] or told or rows
    return chosen[0] if chosen else None


@rows
def rows_about(model: Any, noun: str, subject: str) -> Any:
    """Every row of `model` about a subject of a noun, oldest first."""
    return model.select().where((model.noun == noun) & (model.subject == subject))


def attempts(delivery: Delivery) -> list[Any]:
    """The contact attempts about a delivery, oldest first."""
    return rows_about(ContactAttempt, "delivery", delivery.id)


def last_order_check(delivery: Delivery) -> Any | None:
    """The latest check for orders made for a delivery."""
    checks = rows_about(OrderCheck, "delivery", delivery.id)
    return max(checks, key=lambda row: (row.checked_on, row.made_at), default=None)


def is_adult(registration: Registration) -> bool:
    """Whether the person may receive a letter: 18 or older today."""
    if registration.adult_on is not None:
        return bool(registration.adult_on <= today())
    return registration.person.adult is True


@rows
def rows_of_letter(model: Any, letter_id: str) -> Any:
    """Every row of `model` of a letter, oldest first."""
    return model.select().where(model.letter == letter_id)


def custody_of(delivery: Delivery) -> list[Any]:
    """Every hand-over of the letter that this delivery may know of, in order."""
    mine = [
        row for row in rows_of_letter(CustodyEvent, delivery.letter_id)
        if row.delivery_id in (None, delivery.id)
    ]  # fmt: skip
    return sorted(mine, key=lambda row: (row.made_at, row.delivery_id is not None, row.seq))


def is_stop_asked(registration: Registration) -> bool:
    """Whether the person told somebody to stop, and nobody has recorded yet what was meant."""
    return bool(stops_asked(registration.id))


@rows
def stops_asked(registration_id: str) -> "ModelSelect[Task]":
    """The open tasks to record what a person meant who told somebody to stop."""
    mine = (Task.kind == "cancellation.ask") & (Task.subject == registration_id)
    return Task.select().where(mine & Task.done_at.is_null())


def look_up(registration_ids: Iterable[str]) -> None:
    """In a page that is only read: of many registrations, whether a stop was asked for."""
    ids = sorted(registration_ids)
    mine = (Task.kind == "cancellation.ask") & (Task.subject << ids) & Task.done_at.is_null()
    asked = list(Task.select().where(mine)) if ids else []
    for one in ids:
        prime(stops_asked, [row for row in asked if row.subject == one], one)


def is_in_force(registration: Registration) -> bool:
    """Whether the person's first word stands: verified, on no hold, and not asked to stop."""
    stands = registration.state == "verified" and not registration.held
    return bool(stands and not is_stop_asked(registration))


@rows
def set_aside() -> "ModelSelect[SetAside]":
    """The envelopes that nobody could open."""
    return SetAside.select()


def may_lie_unopened(delivery: Delivery) -> bool:
    """Whether her word may lie in an envelope that nobody could open.

    Any of them may be hers, until she has spoken with us after it came.
    """
    spoken = [row.made_at for row in attempts(delivery) if row.outcome == "spoke"]
    return any(not spoken or row.made_at >= spoken[-1] for row in set_aside())


@once
def facts_to_tell(delivery: Delivery) -> list[str]:
    """Of requested, received and read: those ticked, true, and not yet told (S40)."""
    registration = registration_of(delivery)
    if not is_in_force(registration):
        return []
    told = {row.fact for row in disclosures(delivery.id)}
    return [
        fact for fact in ("requested", "received", "read")
        if getattr(registration, f"tell_{fact}") and is_true(delivery, fact) and fact not in told
    ]  # fmt: skip


@rows
def disclosures(delivery_id: str) -> "ModelSelect[Disclosure]":
    """The facts that the writer was told of a delivery (S40)."""
    return Disclosure.select().where(Disclosure.delivery == delivery_id)


def is_true(delivery: Delivery, fact: str) -> bool:
    """Whether a fact of S40 is so: received and read come from her own word alone."""
    if fact == "requested":
        return bool(delivery.state not in ("set_aside", "stopped"))
    return bool(delivery.received_said if fact == "received" else delivery.read_said)


def is_announced_version(delivery: Delivery) -> bool:
    """Whether the bank's letter is the version of this delivery, so that its marks are too."""
    letter = letter_of(delivery)
    is_banked = letter.state == "banked" and not is_purged(letter.id)
    return bool(is_banked and letter.current == delivery.letter_version)


def is_newer_banked(delivery: Delivery) -> bool:
    """Whether the bank has a newer version of the letter than the one that she was told of."""
    letter = letter_of(delivery)
    is_banked = letter.state == "banked" and not is_purged(letter.id)
    return bool(is_banked and letter.current > delivery.letter_version)


def delivery_of(match: Match) -> Delivery | None:
    """The delivery that goes on from a match; those it began before have ended."""
    ended = ("stopped", "set_aside")
    return Delivery.get_or_none((Delivery.match == match) & Delivery.state.not_in(ended))


def letter_of(delivery: Delivery) -> Any:
    """The letter as it is now."""
    return rows_by_id(Letter, (delivery.letter_id,))[0]


def registration_of(delivery: Delivery) -> Any:
    """The registration as it is now."""
    return rows_by_id(Registration, (delivery.registration_id,))[0]
