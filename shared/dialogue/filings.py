"""Signed papers of a case, kept as they were scanned: listed, and opened page by page."""

import hashlib
from dataclasses import dataclass
from datetime import date

from shared.base.translation import N_
from shared.base.values import Values
from shared.dialogue import queries
from shared.dialogue.case import needed
from shared.documents import scans
from shared.records import audit, vault
from shared.records.models import Agreement, Assessment, DialogueCase, Filing, Signature
from shared.records.permissions import Actor
from shared.records.workflow import Act, Facts

KINDS = {
    "agreement": N_("Agreement to take part"),
    "assessment": N_("Staff assessment"),
    "signature": N_("Signature"),
}


@dataclass(frozen=True)
class OnPaper(Facts):
    """Whether an answer came on a signed paper; then its signer, its day, and its pages if scanned.

    `scan`: pixels only, packed by `scans`.
    """

    on_paper: bool = False
    signer: str = ""
    signed_on: date | None = None
    scan: bytes | None = None


# The paper is from before the day on which it was asked for: then it answers an earlier request.
TOO_OLD = N_("The paper is dated before this was requested. It may belong to an earlier request.")


def is_dated_after(act: Act[OnPaper], asked: Assessment | Signature | None) -> bool:
    """The paper, if there is one, is not from before the day on which `asked` was made."""
    signed_on = act.facts.signed_on if act.facts.on_paper else None
    if asked is None or signed_on is None:
        return True
    return signed_on >= queries.day_of(asked.made_at)


def of_case(case: DialogueCase) -> list[Filing]:
    """The signed papers of a case, the latest first."""
    return queries.rows_about(case, Filing)[::-1]


def keep(act: Act[Facts], kind: str, signed_on: date, pages: bytes) -> Filing:
    """Keep a signed paper under the case's key.  `pages`: pixels only, packed by `scans`."""
    filing = Filing.make(
        key=act.subject.key, noun="case", subject=act.subject.id, kind=kind,
        signed_on=signed_on, by=act.actor.id, sha256=hashlib.sha256(pages).hexdigest(),
    )  # fmt: skip
    vault.keep_file(filing.key, filing.id, pages)
    return filing


def keep_if_scanned(act: Act[OnPaper], kind: str) -> None:
    """The paper from which a facility's answer was entered, if it was scanned."""
    facts = act.facts
    if facts.scan and facts.on_paper:
        keep(act, kind, needed(facts.signed_on), facts.scan)


def agreements(case: DialogueCase) -> Values:
    """The agreement in force by who takes part (the participant's id)."""
    rows = queries.rows_in(case, Agreement)
    return {row.participant_id: row for row in rows if row.void_at is None}


def pages(actor: Actor, filing: Filing) -> tuple[bytes, ...]:
    """Its pages as JPEG; the reading is recorded first.  Raises vault.Erased."""
    receipt = audit.read(actor, "case.read", filing.noun, filing.subject, [filing])
    return scans.unpack(vault.open_file(receipt, filing))
