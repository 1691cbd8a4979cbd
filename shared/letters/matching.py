"""Which registration a letter may be for, in both directions; a person confirms (S45).

Evidence is looked for in digests alone.  Some evidence refuses whatever else agrees: two numbers,
two counties for one name, junior and senior, another addressee.  What is left is proposed with
its reasons, in words.
"""

import json
from dataclasses import dataclass
from typing import Any

from shared import audit, clock, jobs, people
from shared.envelopes import N_
from shared.letters import marks, queries
from shared.letters.delivery_table import DELIVERY
from shared.models import BlindIndex, Delivery, Letter, Match, Registration
from shared.permissions import WORKER, Actor
from shared.workflow import Refused, start

REASONS = {
    "number": N_("The {offender}'s number is the same."),
    "number_slip": N_("The {offender}'s number differs in one sign."),
    "no_number": N_("The {offender}'s number is missing on one side."),
    "writer_full": N_("The {offender}'s name is the same."),
    "writer_slip": N_("The {offender}'s name is the same but for one letter."),
    "writer_sound": N_("The {offender}'s name sounds the same."),
    "writer_initial": N_("The {offender}'s last name and first initial are the same."),
    "to_full": N_("The addressee's name is the same."),
    "to_through": N_("The addressee is described by the same relation to the same person."),
    "to_slip": N_("The addressee's name is the same but for one letter."),
    "to_sound": N_("The addressee's name sounds the same."),
    "to_lead": N_("The addressee's last name is the same, and one of two first names."),
    "to_initial": N_("The addressee's last name and first initial are the same."),
    "to_family": N_("Only the addressee's last name is given on one side, and it is the same."),
    "court": N_("The court number is the same."),
    "county": N_("The county is the same."),
    "county_other": N_("The county differs."),
    "year": N_("The year is the same."),
    "year_other": N_("The year differs."),
}
_POINTS = {
    "number": 40, "number_slip": 15, "writer_full": 15, "writer_slip": 10, "writer_sound": 8,
    "writer_initial": 6, "to_full": 30, "to_through": 28, "to_slip": 20, "to_sound": 16,
    "to_lead": 14, "to_initial": 12, "to_family": 4, "court": 15, "county": 6, "year": 6,
    "county_other": -6, "year_other": -6,
}  # fmt: skip
STRENGTHS = (
    (80, N_("Strong: almost everything agrees")),
    (60, N_("Likely: look at what differs")),
    (0, N_("Possible: compare with the record before you decide")),
)
_FINDING = ("m.number", "m.number.slip", "m.to.full", "m.to.slip", "m.to.sound", "m.to.initial",
            "m.to.through")  # fmt: skip
Digests = dict[str, set[str]]


@dataclass(frozen=True)
class Evidence:
    """What two sides have in common; `refused` says why they do not belong together, or is ""."""

    reasons: tuple[str, ...]
    score: int
    refused: str = ""


def _same(one: Digests, two: Digests, kind: str) -> bool:
    return bool(one[kind] & two[kind])


def _differ(one: Digests, two: Digests, kind: str) -> bool:
    """Both sides say something, and nothing in common."""
    return bool(one[kind] and two[kind]) and not one[kind] & two[kind]


def _best(one: Digests, two: Digests, prefix: str, kinds: tuple[str, ...]) -> str:
    return next((kind for kind in kinds if _same(one, two, f"m.{prefix}.{kind}")), "")


def _to(one: Digests, two: Digests) -> str:
    """What the addressee is recognised by; "R." may be Rosa, but Rosa is not Rita."""
    kinds: tuple[str, ...] = ("full", "through", "slip", "sound")
    if one["m.to.plain"] or two["m.to.plain"]:
        kinds += ("lead",)
    if one["m.to.short"] or two["m.to.short"]:
        kinds += ("initial", "family")
    return _best(one, two, "to", kinds)


def compare(one: Digests, two: Digests) -> Evidence:
    """The evidence that two sets of digests (see `marks`) speak of the same letter."""
    found: list[str] = []
    if _same(one, two, "m.number"):
        found.append("number")
    elif _differ(one, two, "m.number"):
        if not _same(one, two, "m.number.slip"):
            return Evidence((), 0, "two offenders: the numbers differ")
        found.append("number_slip")
    else:
        found.append("no_number")
    writer = _best(one, two, "writer", ("full", "slip", "sound", "initial"))
    to = _to(one, two)
    found += [f"writer_{writer}"] * bool(writer) + [f"to_{to}"] * bool(to)
    for kind in ("county", "year"):
        if _same(one, two, f"m.{kind}"):
            found.append(kind)
        elif _differ(one, two, f"m.{kind}"):
            found.append(f"{kind}_other")
    found += ["court"] * _same(one, two, "m.court")
    refused = _refused(one, two, found, writer, to)
    score = max(0, min(100, sum(_POINTS.get(reason, 0) for reason in found)))
    return Evidence(tuple(found), score, refused)


def _refused(one: Digests, two: Digests, found: list[str], writer: str, to: str) -> str:
    has = set(found)
    if not to:
        return "another addressee"
    if to != "through" and _differ(one, two, "m.to.suffix"):
        return "father and son: junior and senior differ"
    if "number" in has:
        return ""
    if not writer:
        return "another offender"
    if _differ(one, two, "m.suffix"):
        return "father and son: junior and senior differ"
    if has & {"county_other", "year_other"}:
        return "the same names, but another county or year"
    if to in ("lead", "initial", "family"):
        return "not enough of the addressee's name without the offender's number"
    if writer not in ("full", "slip") or not has & {"county", "year", "court"}:
        return "not enough agrees without the offender's number"
    if "number_slip" in has and (writer, to) != ("full", "full") and "court" not in has:
        return "two offenders: the numbers differ"
    return ""


def strength(score: int) -> str:
    """How strong a match is, in words."""
    return next(words for least, words in STRENGTHS if score >= least)


def _candidates(noun: str, subject: str, other: str) -> list[str]:
    """Rows of `other` that share a digest by which rows are found."""
    mine = BlindIndex.alias()
    rows = (
        BlindIndex.select(BlindIndex.subject)
        .join(mine, on=(mine.kind == BlindIndex.kind) & (mine.digest == BlindIndex.digest))
        .where(
            (mine.noun == noun) & (mine.subject == subject) & (mine.kind << _FINDING)
            & (BlindIndex.noun == other)
        )
        .distinct()
    )  # fmt: skip
    return sorted(row.subject for row in rows)


# -- proposing ---------------------------------------------------------------------------------


def for_letter(letter_id: str) -> int:
    """Propose matches of a letter that is banked; how many are new.

    A letter under review is never compared: no reviewer may learn that it is awaited.
    """
    letter = Letter.get_by_id(letter_id)
    if letter.state != "banked" or queries.is_purged(letter.id):
        return 0
    rows = _candidates("letter", letter.id, "registration")
    return sum(_propose(letter, Registration.get_by_id(row)) for row in rows)


def for_registration(registration_id: str) -> int:
    """Propose banked letters for a verified registration; how many are new."""
    registration = Registration.get_by_id(registration_id)
    rows = _candidates("registration", registration.id, "letter")
    return sum(_propose(Letter.get_by_id(row), registration) for row in rows)


def is_awaited(letter: Any) -> bool:
    """Whether somebody registered may be waiting for this letter: verified, on hold, or not yet.

    Wider than what is proposed, since it decides what may be erased: only what a person refused,
    and registrations that have ended, do not count.
    """
    ours = marks.digests("letter", letter.id)
    registration: Any
    for row in _candidates("letter", letter.id, "registration"):
        registration = Registration.get_by_id(row)
        if registration.state not in ("received", "verified"):
            continue
        known: Any = Match.get_or_none(
            (Match.letter == letter) & (Match.registration == registration)
        )
        if known is not None and known.state == "refused":
            continue
        if not compare(ours, marks.digests("registration", row)).refused:
            return True
    return False


def _is_open(letter: Any, registration: Any) -> bool:
    return (
        letter.state == "banked" and registration.state == "verified" and not registration.held
        and not people.has_died(registration.person) and queries.is_adult(registration)
        and not queries.is_purged(letter.id)
    )  # fmt: skip


def _propose(letter: Any, registration: Any) -> int:
    if not _is_open(letter, registration):
        return 0
    ours, hers = marks.digests("letter", letter.id), marks.digests("registration", registration.id)
    evidence = compare(ours, hers)
    mine = (Match.letter == letter) & (Match.registration == registration)
    known = Match.get_or_none(mine)
    if evidence.refused or (known is not None and known.state != "proposed"):
        return 0
    state = "declined_before" if _declined_before(letter, registration, hers) else "proposed"
    with audit.recorded(
        WORKER, "match.found", "match", known.id if known else "", score=evidence.score,
        letter=letter.id, registration=registration.id,
    ) as entry:  # fmt: skip
        if known is None:
            known = Match.make(
                letter=letter, registration=registration, score=evidence.score,
                reasons=json.dumps(evidence.reasons), state=state,
            )  # fmt: skip
            entry.subject = known.id
        if state == "proposed":
            people.ask_task("match.decide", "match", known.id, "advocate")
    return 1


def _declined_before(letter: Any, registration: Any, hers: Digests) -> bool:
    """Whether what seems the same person said no to this letter under another registration."""
    delivery: Any
    for delivery in Delivery.select().where(Delivery.letter == letter):
        if delivery.registration_id == registration.id or delivery.answer not in ("no", "never"):
            continue
        other = marks.digests("registration", delivery.registration_id)
        if other["m.to.full"] & hers["m.to.full"] or delivery.registration.person_id == (
            registration.person_id
        ):
            return True
    return False


def reasons_of(match: Any) -> list[str]:
    """The reasons of a match, as sentences to translate."""
    return [REASONS[code] for code in json.loads(match.reasons)]


# -- deciding ----------------------------------------------------------------------------------


def confirm(actor: Actor, match: Any) -> Any:
    """A person confirms: the delivery begins, and nobody has been told.

    Raises Refused if one side has ended meanwhile, or if the person has this letter already.
    """
    with audit.recorded(
        actor, "match.confirmed", "match", match.id,
        letter=match.letter_id, registration=match.registration_id,
    ):  # fmt: skip
        letter, registration = match.letter, match.registration
        if Match.get_by_id(match.id).state != "proposed":
            raise Refused(N_("This has been decided already."))
        if not _is_open(letter, registration):
            raise Refused(N_("The letter or the registration is not in force any more."))
        if _has_it_already(letter, registration):
            raise Refused(N_("The person is asked about this letter under another registration."))
        _decide(actor, match, "confirmed")
        delivery = start(
            DELIVERY, actor, "delivery.made", {"letter": letter.id, "version": letter.current},
            letter=letter, letter_version=letter.current, registration=registration, match=match,
        )  # fmt: skip
        people.ask_task("person.ask", "delivery", delivery.id, "advocate")
        reference = registration.reference
        jobs.ask("publish", f"publish:{reference}", reference=reference)
    return delivery


def _has_it_already(letter: Any, registration: Any) -> bool:
    """Duplicates never announce twice: another registration of the same person has the letter."""
    hers = marks.digests("registration", registration.id)
    delivery: Any
    for delivery in Delivery.select().where(
        (Delivery.letter == letter) & Delivery.state.not_in(("stopped", "set_aside"))
    ):
        other = marks.digests("registration", delivery.registration_id)
        if delivery.registration.person_id == registration.person_id or (
            other["m.to.full"] & hers["m.to.full"]
        ):
            return True
    return False


def refuse(actor: Actor, match: Any) -> None:
    """A person says that the two do not belong together."""
    with audit.recorded(
        actor, "match.refused", "match", match.id,
        letter=match.letter_id, registration=match.registration_id,
    ):  # fmt: skip
        if Match.get_by_id(match.id).state not in ("proposed", "declined_before"):
            raise Refused(N_("This has been decided already."))
        _decide(actor, match, "refused")


def _decide(actor: Actor, match: Any, state: str) -> None:
    Match.update(state=state, decided_by=actor.id, decided_at=clock.now()).where(
        Match.id == match.id
    ).execute()
    match.state = state
    people.end_tasks(match.id, by=actor)
