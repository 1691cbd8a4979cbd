"""Signed papers of a case, kept as they were scanned: listed, and opened page by page."""

import hashlib
from datetime import date
from typing import Any

from shared.base.translation import N_
from shared.dialogue import queries
from shared.documents import scans
from shared.records import audit, vault
from shared.records.models import Agreement, Filing
from shared.records.permissions import Actor
from shared.records.reading import rows_of
from shared.records.workflow import Act

KINDS = {
    "agreement": N_("Agreement to take part"),
    "assessment": N_("Staff assessment"),
    "signature": N_("Signature"),
}


def of_case(case: Any) -> list[Any]:
    """The signed papers of a case, the latest first."""
    mine = (Filing.noun == "case") & (Filing.subject == case.id)
    return rows_of(Filing, mine)[::-1]


def keep(act: Act, kind: str, signed_on: date, pages: bytes) -> Any:
    """Keep a signed paper under the case's key.  `pages`: pixels only, packed by `scans`."""
    filing = Filing.make(
        key=act.subject.key, noun="case", subject=act.subject.id, kind=kind,
        signed_on=signed_on, by=act.actor.id, sha256=hashlib.sha256(pages).hexdigest(),
    )  # fmt: skip
    vault.keep_file(filing.key, filing.id, pages)
    return filing


def keep_if_scanned(act: Act, kind: str) -> None:
    """The paper from which a facility's answer was entered, if it was scanned."""
    scan = act.facts.get("scan")
    if scan and act.facts.get("on_paper"):
        keep(act, kind, act.facts["signed_on"], scan)


def is_dated_after(act: Act, asked: Any) -> str | None:
    """A paper is not from before the day on which it was asked for: then it answers another."""
    day: Any = act.facts.get("signed_on") if act.facts.get("on_paper") else None
    if asked is None or day is None or day >= queries.day_of(asked.made_at):
        return None
    return N_("The paper is dated before this was requested. It may belong to an earlier request.")


def agreements(case: Any) -> dict[str, Any]:
    """The agreement in force by who takes part (the participant's id)."""
    rows = rows_of(Agreement, (Agreement.case == case) & Agreement.void_at.is_null())
    return {row.participant_id: row for row in rows}


def pages(actor: Actor, filing: Any) -> tuple[bytes, ...]:
    """Its pages as JPEG; the reading is recorded first.  Raises vault.Erased."""
    receipt = audit.read(actor, "case.read", filing.noun, filing.subject, [filing])
    return scans.unpack(vault.open_file(receipt, filing))
