"""A letter leaves, by mail, by hand or read aloud, and may come back (S47)."""

from dataclasses import dataclass
from typing import Literal

from shared import policy
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.delivery import inner_envelope
from shared.letters.delivery.row import set_columns
from shared.letters.review.effects import custody
from shared.people import contact
from shared.records.models import Reference
from shared.records.workflow import Act, Facts, Guard


@dataclass(frozen=True)
class HandOver(Facts):
    """Whether staff saw who the person is."""

    identity_seen: bool = False


@dataclass(frozen=True)
class Return(Facts):
    """How the sealed envelope came back."""

    seal: Literal["", "whole", "broken"] = ""


def is_wanted_by_mail(act: Act[Facts]) -> bool:
    """The person wants it in the mail."""
    return bool(act.subject.manner == "post")


def is_wanted_by_hand(act: Act[Facts]) -> bool:
    """The person wants it handed over."""
    return bool(act.subject.manner == "hand")


def is_wanted_read_aloud(act: Act[Facts]) -> bool:
    """The person asked to have it read to them."""
    return bool(act.subject.manner == "read_aloud")


def is_identity_seen(act: Act[HandOver]) -> bool:
    """Identity was checked at the door."""
    return act.facts.identity_seen


def was_checked(act: Act[Facts]) -> bool:
    """Someone compared the three papers."""
    return act.subject.checked_by_id is not None


def was_checked_by_another(act: Act[Facts]) -> bool:
    """Two people: one checks, another sends."""
    needs_two = policy.current().needs_two("delivery.checked", "delivery.dispatched")
    return bool(act.subject.checked_by_id != act.actor.id or not needs_two)


def is_seal_seen(act: Act[Return]) -> bool:
    """Whether the seal came back whole is recorded."""
    return act.facts.seal in ("whole", "broken")


WANTED_BY_MAIL = Guard(is_wanted_by_mail, N_("The person did not ask for it by mail."))
WANTED_BY_HAND = Guard(
    is_wanted_by_hand, N_("The person did not ask to have it handed over.")
)  # fmt: skip
WANTED_READ_ALOUD = Guard(
    is_wanted_read_aloud, N_("The person did not ask to have it read.")
)  # fmt: skip
IDENTITY_SEEN = Guard(
    is_identity_seen, N_("Record that you saw the person's identity document, or know the person.")
)
CHECKED = Guard(
    was_checked, N_("First another person must check that the three match.")
)  # fmt: skip
CHECKED_BY_ANOTHER = Guard(
    was_checked_by_another, N_("Another person must do this: you checked it.")
)
SEAL_SEEN = Guard(is_seal_seen, N_("Choose whether the sealed envelope was returned unopened."))


def dispatch(act: Act[Facts]) -> None:
    """It has left.  Mailing proves neither receipt nor reading."""
    _leave(act, "dispatched")


def hand_over(act: Act[HandOver]) -> None:
    """Handed to the person."""
    _leave(act, "handed_over")


def read_aloud(act: Act[Facts]) -> None:
    """Read to the person by the one they asked; the envelope stays sealed with us."""
    _leave(act, "read_aloud")


def _leave(act: Act[Facts], what: str) -> None:
    delivery = act.subject
    set_columns(delivery, dispatched_by=act.actor.id)
    custody(act.actor.id, queries.letter_of(delivery), what, delivery)
    contact.end_tasks(delivery.id, by=act.actor)


def come_back(act: Act[Return]) -> None:
    """The mail brought it back: nothing is sent again before the person has been asked again."""
    delivery, is_whole = act.subject, act.facts.seal == "whole"
    what = "came_back" if is_whole else "came_back_opened"
    custody(act.actor.id, queries.letter_of(delivery), what, delivery)
    # The outer envelope is spent; an inner one that was opened must be sealed anew.
    set_columns(
        delivery, cover_token="", outer_token="", printed_by=None, checked_by=None,
        dispatched_by=None, confirmed_at=None, way=None, answered_at=None, answer="",
    )  # fmt: skip
    if not is_whole:
        inner_envelope.unseal(act)
    # The news comes from a person: until then the page says what it said.
    mine = Reference.subject == delivery.registration_id
    Reference.update(told_state="").where(mine).execute()
    contact.ask_task("papers.destroy", "delivery", delivery.id, "advocate")  # they name the person
