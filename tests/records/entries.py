"""What tests of the audit log do over and over."""

from typing import Any

from shared.records import audit, vault
from shared.records.models import AuditEntry, AuditHead, Facility


def entries() -> list[Any]:
    return list(AuditEntry.select().order_by(AuditEntry.seq))


def verdict(anchor: tuple[int, str] | None = None) -> audit.Verdict:
    return audit.verify(vault.keys().audit, anchor)


def hold(number: int) -> audit.Verdict:
    """What a sound chain of so many entries is found to be."""
    return audit.Verdict(number, 0, "", AuditHead.get().mac)


def close(name: str) -> None:
    Facility.update(active=False).where(Facility.id == name).execute()


def is_open(name: str) -> bool:
    return bool(Facility.get_by_id(name).active)
