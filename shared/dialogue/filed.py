"""Signed papers of a case, kept as they were scanned: listed, and opened page by page."""

from typing import Any

from shared import audit, scans, vault
from shared.envelopes import N_
from shared.models import Agreement, Filing
from shared.permissions import Actor
from shared.reading import rows_of

KINDS = {
    "agreement": N_("Agreement on taking part"),
    "assessment": N_("Staff assessment"),
    "signature": N_("Signature"),
}


def of_case(case: Any) -> list[Any]:
    """The signed papers of a case, the latest first."""
    mine = (Filing.noun == "case") & (Filing.subject == case.id)
    return rows_of(Filing, mine)[::-1]


def agreements(case: Any) -> dict[str, Any]:
    """The agreement in force by who takes part (the participant's id)."""
    rows = rows_of(Agreement, (Agreement.case == case) & Agreement.void_at.is_null())
    return {row.participant_id: row for row in rows}


def pages(actor: Actor, filing: Any) -> tuple[bytes, ...]:
    """Its pages as JPEG; the reading is recorded first.  Raises vault.Erased."""
    receipt = audit.read(actor, "case.read", filing.noun, filing.subject, [filing])
    return scans.unpack(vault.open_column(receipt, filing, "sealed"))
