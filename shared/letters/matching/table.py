"""A possible match as a table: found by the worker, decided by a person, undone before contact."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.base import clock
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.matching import match_keys
from shared.letters.matching.evidence import Digests, compare
from shared.people import contact
from shared.records import jobs
from shared.records.awaited import Awaited
from shared.records.models import Delivery, Letter, Match, Registration
from shared.records.workflow import (
    Act,
    AnyTransition,
    Facts,
    Guard,
    State,
    Transition,
    Workflow,
    begin,
)

CONTACTS = ("advocate", "coordinator")
WORKER = ("worker",)
NO = ("no", "never")
DELIVERY_BEGINS = "matched"  # its first state: its table stands on this one


# -- guards ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Confirmation(Facts):
    """They belong together; `own_accord`: who declined the letter before has asked for it."""

    own_accord: bool = False


def is_open(letter: Letter, registration: Registration) -> bool:
    """Whether both sides are such that someone may be asked: banked, in force, an adult."""
    return (
        letter.state == "banked" and registration.state == "verified" and not registration.held
        and not contact.has_died(registration.person) and queries.is_adult(registration)
        and not queries.is_purged(letter.id)
    )  # fmt: skip


def are_both_in_force(act: Act[Facts]) -> bool:
    """Neither side has ended meanwhile."""
    return is_open(act.subject.letter, act.subject.registration)


def are_still_alike(act: Act[Facts]) -> bool:
    """What was corrected since it was found does not speak against it."""
    ours = match_keys.digests("letter", act.subject.letter_id)
    theirs = match_keys.digests("registration", act.subject.registration_id)
    return not compare(ours, theirs).refused


def seem_one(one: Digests, two: Digests) -> bool:
    """Whether two registrations seem to be one person's: the same name, and no other suffix."""
    suffixes = one["m.to.suffix"] | two["m.to.suffix"]
    return bool(one["m.to.full"] & two["m.to.full"]) and len(suffixes) < 2


def deliveries_to_same(
    registration: Registration, deliveries: Iterable[Delivery]
) -> list[Delivery]:
    """Of some deliveries, those to the same person (or who seems so) by another registration."""
    theirs = match_keys.digests("registration", registration.id)
    return [
        row for row in deliveries
        if row.registration_id != registration.id and (
            row.registration.person_id == registration.person_id
            or seem_one(match_keys.digests("registration", row.registration_id), theirs)
        )
    ]  # fmt: skip


def is_not_asked_already(act: Act[Facts]) -> bool:
    """Duplicates never announce twice: no one is asked of one letter by two registrations."""
    mine = Delivery.letter == act.subject.letter_id
    rows = Delivery.select().where(mine & Delivery.state.not_in(("stopped", "set_aside")))
    others = deliveries_to_same(act.subject.registration, rows)
    if act.subject.state == "declined_before":
        others = [row for row in others if row.answer not in NO]
    return not others and all(row.match_id != act.subject.id for row in rows)


def is_of_own_accord(act: Act[Confirmation]) -> bool:
    """Who said no is not asked again, unless they ask."""
    return act.facts.own_accord


BOTH_IN_FORCE = Guard(
    are_both_in_force, N_("The letter or the notification request is no longer in force.")
)
STILL_ALIKE = Guard(
    are_still_alike,
    N_(
        "What we know about the two has changed since they were found, and they no longer seem to "
        "match. Look at both."
    ),
)
NOT_ASKED_ALREADY = Guard(
    is_not_asked_already,
    N_("The person is being asked about this letter under another notification request."),
)
OF_OWN_ACCORD = Guard(
    is_of_own_accord,
    N_("Check the box if the person asked about the letter on their own."),
)
OPEN_AND_ALIKE = (BOTH_IN_FORCE, STILL_ALIKE)


# -- effects -----------------------------------------------------------------------------------


def _set(match: Match, **columns: object) -> None:
    Match.update(**columns).where(Match.id == match.id).execute()


def note_both(act: Act[Facts]) -> None:
    """The log says of which letter and which registration it was decided."""
    act.entry.note(letter=act.subject.letter_id, registration=act.subject.registration_id)


def decide(act: Act[Facts]) -> None:
    """Who decided, and when."""
    _set(act.subject, decided_by=act.actor.id, decided_at=clock.now())
    contact.end_tasks(act.subject.id, by=act.actor)


def begin_delivery(act: Act[Facts]) -> None:
    """The delivery begins, and no one has been told."""
    match = act.subject
    letter, registration = match.letter, match.registration
    begin(
        "delivery", Delivery, DELIVERY_BEGINS, act.actor, "delivery.made",
        {"letter": letter.id, "version": letter.current},
        letter=letter, letter_version=letter.current, registration=registration, match=match,
    )  # fmt: skip
    reference = registration.reference
    jobs.ask("publish", f"publish:{reference}", reference=reference)


def wait_again(act: Act[Facts]) -> None:
    """It waits for a person's decision."""
    _set(act.subject, decided_by=None, decided_at=None)


def end_asking(act: Act[Facts]) -> None:
    """No one need decide any more."""
    contact.end_tasks(act.subject.id)


CONFIRMED = (decide, note_both, begin_delivery)

# -- the table ---------------------------------------------------------------------------------

MATCH_STATES = (
    State("proposed",        N_("Needs a decision"),              "advocate", ""),
    State("declined_before", N_("The person declined it before"), "advocate", "", rests=True),
    State("confirmed",       N_("Match"),                         "", "", open=False),
    State("refused",         N_("Not a match"),                   "", "", open=False),
    State("undone",          N_("Wrong match, undone"),           "", "", open=False),
    State("lapsed",          N_("The letter or the request changed or ended"), "", "", open=False),
)  # fmt: skip

T = Transition

MATCH_TRANSITIONS: tuple[AnyTransition, ...] = (
    T("proposed", "confirm", "confirmed", CONTACTS, "match.confirmed",
      N_("Yes, it's a match"), facts=Confirmation,
      guards=(*OPEN_AND_ALIKE, NOT_ASKED_ALREADY), effects=CONFIRMED, next_in=("proposed",),
      steps_up=True,
      awaited=Awaited("match", words=N_(
          "Possible match between a letter and a notification request: compare"))),
    T("declined_before", "confirm", "confirmed", CONTACTS, "match.confirmed",
      N_("The person asks for it now"), facts=Confirmation,
      guards=(OF_OWN_ACCORD, *OPEN_AND_ALIKE, NOT_ASKED_ALREADY), effects=CONFIRMED,
      steps_up=True),
    T(("proposed", "declined_before"), "refuse", "refused", CONTACTS, "match.refused",
      N_("No, it's not a match"), effects=(decide, note_both), steps_up=True),
    T(("refused", "undone"), "reopen", "proposed", CONTACTS, "match.reopened",
      N_("Compare them again"), guards=OPEN_AND_ALIKE, effects=(wait_again,)),
    # What follows from other acts
    T("confirmed", "undo", "undone", CONTACTS, "match.undone", N_("Undo the match"),
      effects=(decide,), hidden=True),
    T("confirmed", "wait", "lapsed", WORKER, "match.lapsed", N_(
        "The letter or the request changed or ended"),
      effects=(end_asking,), hidden=True),
    T("proposed", "lapse", "lapsed", WORKER, "match.lapsed", N_(
        "The letter or the request changed or ended"),
      effects=(end_asking,), hidden=True),
    T("proposed", "keep_quiet", "declined_before", WORKER, "match.kept_quiet",
      N_("The person declined it before"), effects=(end_asking,), hidden=True),
    T("lapsed", "find_again", "proposed", WORKER, "match.found_again", N_("Found again"),
      effects=(wait_again,), hidden=True),
)  # fmt: skip

MATCH = Workflow("match", Match, MATCH_STATES, MATCH_TRANSITIONS)
