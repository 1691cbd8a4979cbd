"""Asking the person, and the person's answers (S46): facts, guards and effects."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.base import clock
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.delivery import conditions, inner_envelope
from shared.letters.delivery.covers import void_covers
from shared.letters.delivery.row import set_columns
from shared.people import contact
from shared.records import last_check
from shared.records.models import ContactAttempt, ContactWay, Delivery, Reference
from shared.records.workflow import Act, Facts, Guard

MANNERS = {
    "post": N_("Mailed"), "hand": N_("Handed over in person"),
    "read_aloud": N_("Read aloud by staff"),
}  # fmt: skip

# -- contact -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Attempt(Facts):
    """An attempt to reach the person, by a `way` of theirs, or because they came to us."""

    way: ContactWay | None = None
    came_to_us: bool = False
    outcome: str = ""  # a key of contact.OUTCOMES
    note: str = ""


def is_match_unquestioned(act: Act[Facts]) -> bool:
    """Before the person is told of the letter, it still seems to be for them."""
    return act.subject.told_at is not None or conditions.is_still_for_person(act)


def is_way_allowed(act: Act[Attempt]) -> bool:
    """A way that the person marked safe and has not stopped; or the person came to us."""
    way = act.facts.way
    if way is None:
        return act.facts.came_to_us
    ways = contact.allowed_ways(act.subject.registration.person)
    return way.id in {allowed.id for allowed in ways}


def is_person_the_one_who_came(act: Act[Attempt]) -> bool:
    """The person came to us: someone who declined is not called about it."""
    return act.facts.way is None and act.facts.came_to_us


def is_outcome_known(act: Act[Attempt]) -> bool:
    """What came of it, from the list."""
    return act.facts.outcome in contact.OUTCOMES


MATCH_UNQUESTIONED = Guard(is_match_unquestioned, conditions.STILL_FOR_PERSON.sentence)
WAY_ALLOWED = Guard(is_way_allowed, N_("Choose a way that the person has said is safe."))
PERSON_CAME = Guard(
    is_person_the_one_who_came,
    N_("The person declined this letter. We do not contact them about it; they can come to us."),
)
OUTCOME_KNOWN = Guard(is_outcome_known, N_("Choose a result."))

CAN_BE_ASKED = (
    *conditions.REGISTRATION_STANDS, conditions.ADULT, conditions.LIVING, MATCH_UNQUESTIONED,
)  # fmt: skip


def log_attempt(act: Act[Attempt]) -> None:
    """Each attempt is logged; once spoken with, the person has been told."""
    facts, registration = act.facts, act.subject.registration
    attempt = contact.log_attempt(
        act.actor, registration.person, "delivery", act.subject, facts.way, facts.outcome,
        facts.note,
    )  # fmt: skip
    act.entry.note(attempt=attempt.id)
    if facts.outcome == "spoke":
        _note_told(act.subject)
    if facts.outcome == "asked_to_stop":
        contact.ask_task("cancellation.ask", "registration", registration.id, "advocate")


def _note_told(delivery: Delivery) -> None:
    """The person knows of this letter now, so the page may speak of it in whatever state it is."""
    if delivery.told_at is None:
        set_columns(delivery, told_at=clock.now())
    mine = Reference.subject == delivery.registration_id
    Reference.update(told_state=delivery.state).where(mine).execute()


# -- yes, later, no ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Acceptance(Facts):
    """The second yes.  `translate_into` is None if nothing was said of a translation."""

    answer: Literal["", "now", "read_aloud"] = ""
    manner: str = "post"  # a key of MANNERS
    translate_into: str | None = None


@dataclass(frozen=True)
class Deferral(Facts):
    """Later, with or without a day to ask again."""

    look_again_on: date | None = None


@dataclass(frozen=True)
class Refusal(Facts):
    """No, or never."""

    answer: Literal["", "no", "never"] = ""


def is_letterbox_reachable(act: Act[Facts]) -> bool:
    """What the person may have written meanwhile can be seen; their own answer waits for none."""
    return act.actor.has("person") or last_check.is_letterbox_reachable(act)


def are_messages_read(act: Act[Facts]) -> bool:
    """What the person may have written meanwhile is read before staff record a yes."""
    return act.actor.has("person") or last_check.are_messages_collected(act)


def is_told(act: Act[Facts]) -> bool:
    """The person was told of the letter by a person, or answers on the page."""
    return act.actor.has("person") or act.subject.told_at is not None


def is_never_taken_back(act: Act[Facts]) -> bool:
    """After the person's own *never*, staff have spoken with them again before recording a yes."""
    delivery = act.subject
    if act.actor.has("person") or delivery.answer != "never":
        return True
    spoken = (
        (ContactAttempt.noun == "delivery") & (ContactAttempt.subject == delivery.id)
        & (ContactAttempt.outcome == "spoke") & (ContactAttempt.made_at > delivery.answered_at)
    )  # fmt: skip
    return bool(ContactAttempt.select().where(spoken).exists())


def is_answer_yes(act: Act[Acceptance]) -> bool:
    """Now, or read to the person."""
    return act.facts.answer in ("now", "read_aloud")


def is_manner_known(act: Act[Acceptance]) -> bool:
    """How it is to reach the person."""
    return act.facts.manner in MANNERS


def is_day_to_come(act: Act[Deferral]) -> bool:
    """Without a day to ask again, or with one to come.

    What the person typed never stands in the way of their answer.
    """
    day = act.facts.look_again_on
    return act.actor.has("person") or day is None or day > queries.today()


def is_answer_no(act: Act[Refusal]) -> bool:
    """No, or never."""
    return act.facts.answer in ("no", "never")


def is_newer_banked(act: Act[Facts]) -> bool:
    """A newer version has passed all three reviews."""
    return queries.is_newer_banked(act.subject)


LETTERBOX_REACHABLE = Guard(
    is_letterbox_reachable, last_check.LETTERBOX_REACHABLE.sentence, collects=True
)
MESSAGES_READ = Guard(are_messages_read, last_check.MESSAGES_COLLECTED.sentence, collects=True)
TOLD = Guard(is_told, N_("First record the conversation in which the person was told."))
NEVER_TAKEN_BACK = Guard(
    is_never_taken_back,
    N_("The person said never. First record a conversation since then, in which they say yes."),
)
ANSWER_YES = Guard(is_answer_yes, N_("Choose what the person wants."))
MANNER_KNOWN = Guard(is_manner_known, N_("Choose how the letter should get to the person."))
DAY_TO_COME = Guard(is_day_to_come, N_("The date to ask again must be in the future."))
ANSWER_NO = Guard(is_answer_no, N_("Choose what the person wants."))
NEWER_BANKED = Guard(is_newer_banked, N_("There is no newer letter in the bank."))


def accept(act: Act[Acceptance]) -> None:
    """The second yes.  What was printed for an earlier one is void."""
    facts, delivery = act.facts, act.subject
    manner = "read_aloud" if facts.answer == "read_aloud" else facts.manner
    if manner != delivery.manner:  # an address was confirmed for a letter that went by mail
        set_columns(delivery, way=None, confirmed_at=None)
    void_covers(act)
    set_columns(
        delivery, answer=facts.answer, answered_at=clock.now(), manner=manner, look_again_on=None
    )
    if facts.translate_into is not None:
        inner_envelope.want_translation(act, facts.translate_into[:5])
    _note_told(delivery)
    end_asking(act)
    act.entry.note(manner=manner)


def defer(act: Act[Deferral]) -> None:
    """Later, with or without a day.  Time never closes it (ruling 8)."""
    day = act.facts.look_again_on
    future = day if day is not None and day > queries.today() else None
    void_covers(act)
    set_columns(act.subject, answer="later", answered_at=clock.now(), look_again_on=future)
    _note_told(act.subject)
    end_asking(act)
    act.entry.note(look_again_on=future.isoformat() if future else "")


def decline(act: Act[Refusal]) -> None:
    """No, or never; nothing goes out, and this letter is not announced again."""
    void_covers(act)
    set_columns(
        act.subject, answer=act.facts.answer, answered_at=clock.now(), look_again_on=None
    )  # fmt: skip
    _note_told(act.subject)
    end_asking(act)


def end_asking(act: Act[Facts]) -> None:
    """What waited for the person's answer waits no longer."""
    contact.end_tasks(act.subject.id, "person.ask_again", by=act.actor)


def take_newer(act: Act[Facts]) -> None:
    """The newer version takes the place of the one announced; what was made for that is void."""
    delivery, letter = act.subject, queries.letter_of(act.subject)
    void_covers(act)
    if delivery.seal_token and delivery.dispatched_by_id is None:
        inner_envelope.unseal(act)
    set_columns(
        delivery, letter_version=letter.current, answer="", answered_at=None, look_again_on=None,
        way=None, confirmed_at=None, seal_token="", sealed_sha256="", sealed_translation="",
        sealed_by=None, dispatched_by=None,
    )  # fmt: skip
    _note_told(delivery)
    end_asking(act)
    contact.end_tasks(delivery.id, "letter.changed", by=act.actor)
    act.entry.note(version=letter.current)
