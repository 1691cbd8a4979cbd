"""Cover letter and outer envelope: printed, compared, and void when an answer changes (S47)."""

import hmac
from dataclasses import dataclass

from shared.base.translation import N_
from shared.letters import queries
from shared.letters.delivery.row import ask_paper, set_columns, token
from shared.letters.review.effects import custody
from shared.people import contact
from shared.records.workflow import Act, Facts, Guard


@dataclass(frozen=True)
class Tokens(Facts):
    """What is read off the sealed envelope, the cover letter and the outer envelope."""

    seal_token: str = ""
    cover_token: str = ""
    outer_token: str = ""


def are_tokens_alike(act: Act[Tokens]) -> bool:
    """The three papers in hand are the three of this delivery: read off, and compared."""
    delivery, read = act.subject, act.facts
    return (
        _is_token(read.seal_token, delivery.seal_token)
        and _is_token(read.cover_token, delivery.cover_token)
        and _is_token(read.outer_token, delivery.outer_token)
    )


def _is_token(typed: str, wanted: str) -> bool:
    ours, theirs = ("".join(c for c in one.upper() if c.isalnum()) for one in (wanted, typed))
    return bool(ours) and hmac.compare_digest(theirs.encode(), ours.encode())


TOKENS_ALIKE = Guard(
    are_tokens_alike,
    N_("The seal numbers do not match. Compare the three papers again."),
)


def print_covers(act: Act[Facts]) -> None:
    """Cover letter and outer envelope; the print room never needs the text."""
    delivery, registration = act.subject, act.subject.registration
    set_columns(
        delivery, cover_token=token("cover token"), outer_token=token("outer token"),
        printed_by=act.actor.id, checked_by=None,
    )  # fmt: skip
    ask_paper(act, "cover-letter", registration.key, registration.person.language)
    ask_paper(act, "outer-envelope", registration.key, registration.person.language)
    custody(act.actor.id, queries.letter_of(delivery), "covers_printed", delivery)


def check(act: Act[Tokens]) -> None:
    """The three belong together; another person may send it."""
    set_columns(act.subject, checked_by=act.actor.id)
    custody(act.actor.id, queries.letter_of(act.subject), "checked", act.subject)


def void_covers(act: Act[Facts]) -> None:
    """Cover letter and outer envelope that may be printed already are to be destroyed."""
    delivery = act.subject
    if delivery.cover_token:
        contact.ask_task("papers.destroy", "delivery", delivery.id, "advocate")
        custody(_by(act), queries.letter_of(delivery), "covers_void", delivery)
    set_columns(delivery, cover_token="", outer_token="", printed_by=None, checked_by=None)


def _by(act: Act[Facts]) -> str:
    """The account behind an act; of the person or the worker: who last had it in hand."""
    if act.actor.id not in ("person", "worker"):
        return act.actor.id
    last: str = act.subject.printed_by_id or act.subject.sealed_by_id
    return last
