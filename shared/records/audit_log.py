"""Browsing the audit log.  Each look at it is itself recorded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared import policy
from shared.records import audit, vault
from shared.records.models import AuditEntry
from shared.records.permissions import Actor


@dataclass(frozen=True)
class Wanted:
    """What to look for; an empty part looks for everything.  Days are the department's own."""

    subject: str = ""
    event: str = ""
    since: date | None = None
    until: date | None = None
    before: int = 0  # entries with a smaller number


def _begin(day: date) -> datetime:
    """The stored moment at which a day begins where people live."""
    here = datetime.combine(day, time(), ZoneInfo(policy.current().zone))
    return here.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


def entries(actor: Actor, wanted: Wanted, size: int) -> list[AuditEntry]:
    """Entries, the latest first: `size`, and one more if there are more."""
    with audit.recorded(actor, "audit.read", "audit"):
        pass
    found = AuditEntry.select()
    if wanted.subject:
        found = found.where(AuditEntry.subject == wanted.subject)
    if wanted.event:
        found = found.where(AuditEntry.event == wanted.event)
    if wanted.since:
        found = found.where(AuditEntry.at >= _begin(wanted.since))
    if wanted.until:
        found = found.where(AuditEntry.at < _begin(wanted.until + timedelta(days=1)))
    if wanted.before:
        found = found.where(AuditEntry.seq < wanted.before)
    return list(found.order_by(AuditEntry.seq.desc()).limit(size + 1))


def verify() -> audit.Verdict:
    """Walk the whole chain."""
    return audit.verify(vault.keys().audit)
