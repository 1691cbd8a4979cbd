"""What the person says of the letter, and what the offender may be told of it (S40)."""

from dataclasses import dataclass
from typing import Literal

from shared import policy
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.delivery.row import set_columns
from shared.records import audit, jobs
from shared.records.models import Disclosure, LetterFace
from shared.records.workflow import Act, Facts, Guard


@dataclass(frozen=True)
class OwnWord(Facts):
    """What the person says: received, read."""

    received: bool = False
    read: bool = False


@dataclass(frozen=True)
class FactTold(Facts):
    """Which of the three facts the offender is told."""

    fact: Literal["", "requested", "received", "read"] = ""


def is_something_said(act: Act[OwnWord]) -> bool:
    """Received, read, or both; in the person's own word."""
    return act.facts.received or act.facts.read


def is_fact_known(act: Act[FactTold]) -> bool:
    """One of the three."""
    return act.facts.fact in ("requested", "received", "read")


def is_fact_allowed(act: Act[FactTold]) -> bool:
    """S40: only what the person chose, as it stands now."""
    return bool(getattr(act.subject.registration, f"tell_{act.facts.fact}"))


def is_fact_true(act: Act[FactTold]) -> bool:
    """Received and read come from the person's own word, never from a mailing."""
    return queries.is_true(act.subject, act.facts.fact)


def is_not_returned(act: Act[FactTold]) -> bool:
    """What the mail brought back was not received, whatever was said before."""
    return act.subject.state != "undeliverable" or act.facts.fact == "requested"


def is_told_by_another(act: Act[FactTold]) -> bool:
    """Who entered the person's choices for them does not tell the offender what they allow."""
    entered = audit.last_actor("registration.choices_changed", act.subject.registration_id)
    two = policy.current().needs_two("registration.choices_changed", "delivery.disclosed")
    return entered != act.actor.id or not two


def is_fact_untold(act: Act[FactTold]) -> bool:
    """Told once."""
    mine = (Disclosure.delivery == act.subject) & (Disclosure.fact == act.facts.fact)
    return not Disclosure.select().where(mine).exists()


SOMETHING_SAID = Guard(
    is_something_said, N_("Choose what the person said: received, read, or both.")
)  # fmt: skip
FACT_KNOWN = Guard(is_fact_known, N_("Choose what the {offender} will be told."))
FACT_ALLOWED = Guard(is_fact_allowed, N_("The person has not allowed this to be told."))
TOLD_BY_ANOTHER = Guard(
    is_told_by_another,
    N_("Another person must do this: you entered what the person allowed."),
)
FACT_TRUE = Guard(is_fact_true, N_("The person has not said so."))
NOT_RETURNED = Guard(
    is_not_returned, N_("The letter was returned in the mail. Ask the person first what arrived.")
)
FACT_UNTOLD = Guard(is_fact_untold, N_("The {offender} has already been told this."))


def say(act: Act[OwnWord]) -> None:
    """The person's own word; who reads has received."""
    delivery, facts = act.subject, act.facts
    read = facts.read or delivery.read_said
    received = facts.received or read or delivery.received_said
    set_columns(delivery, received_said=received, read_said=read)
    act.entry.note(received=received, read=read)


def disclose(act: Act[FactTold]) -> None:
    """Exactly one fact that the person allowed; the paper goes to the offender by the facility."""
    delivery, letter = act.subject, queries.letter_of(act.subject)
    Disclosure.make(delivery=delivery, fact=act.facts.fact, by=act.actor.id)
    face = LetterFace.get(LetterFace.letter == letter)
    jobs.ask_paper(
        key=face.key, name="offender-disclosure", language=letter.language, noun="disclosure",
        subject=delivery.id, asked_by=act.actor.id,
    )  # fmt: skip
