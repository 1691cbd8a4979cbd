"""Whether a paper of the letter bank may still leave for the person, or tell the writer about them.

Papers for the writer alone are not asked here: what becomes of them may not depend on the victim.
"""

from typing import Any

from shared.base.one_look import prime
from shared.base.translation import N_
from shared.letters import queries
from shared.papers import about
from shared.people import contact
from shared.records.models import Disclosure, Paper, Registration

NOUNS = ("delivery", "disclosure", "registration")
VOID = N_(
    "This was made for an envelope that is now void. It cannot be sent; destroy any printed copy."
)
NOT_IN_FORCE = N_("The notification request is no longer in force. This cannot be sent.")
NOT_ALLOWED = N_("The person no longer allows this to be told. It cannot be sent.")
UNREACHED = N_("The person asked not to be contacted, or cannot be reached. Nothing is sent.")

# Which token of the delivery an envelope's paper belongs to: without it the paper is void.
_TOKENS = {
    "cover-letter": "cover_token", "outer-envelope": "outer_token", "inner-envelope": "seal_token",
    "sealed-letter": "seal_token", "sealed-translation": "seal_token",
}  # fmt: skip


def registration_of(paper: Paper) -> Registration:
    """The registration that a paper of these nouns is about."""
    row = about.row_of(paper.noun, paper.subject)
    found: Registration = (
        row if paper.noun == "registration" else about.row_of("registration", row.registration_id)
    )
    return found


def look_up(papers: list[Any]) -> None:
    """Find what papers of these nouns ask, together: two queries."""
    mine = [paper for paper in papers if paper.noun in NOUNS]
    queries.look_up({registration_of(paper).id for paper in mine})
    ids = sorted({paper.subject for paper in mine if paper.noun == "disclosure"})
    told: dict[str, list[Disclosure]] = {one: [] for one in ids}
    for row in Disclosure.select().where(Disclosure.delivery << ids) if ids else ():
        told[row.delivery_id].append(row)
    for delivery_id, rows in told.items():
        prime(queries.disclosures, rows, delivery_id)


def why_stale(paper: Paper) -> str | None:
    """Why a paper is no longer to be sent, whatever lies in the letterbox; None if it still is."""
    registration = registration_of(paper)
    if paper.name in _TOKENS:
        return _of_envelope(paper)
    if not queries.is_in_force(registration):
        return NOT_IN_FORCE
    if paper.noun == "disclosure":
        return _of_telling(paper, registration)
    is_reached = contact.may_be_contacted(about.person_of(registration))
    return None if is_reached else UNREACHED


def _of_envelope(paper: Paper) -> str | None:
    delivery = about.row_of(paper.noun, paper.subject)
    newer = about.made_last(paper.subject, paper.name) > paper.made_at
    return VOID if newer or not getattr(delivery, _TOKENS[paper.name]) else None


def _of_telling(paper: Paper, registration: Registration) -> str | None:
    mine = [row for row in queries.disclosures(paper.subject) if row.made_at <= paper.made_at]
    allowed = all(getattr(registration, f"tell_{row.fact}") for row in mine)
    return None if allowed else NOT_ALLOWED
