"""What an administrator should know before it hurts: `firstword check`, and the console's health.

Each finding has a word (which `/healthz` of the console answers, with status 503) and a sentence.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from peewee import fn

from shared.base import clock, config, db
from shared.frontdoor import health
from shared.frontdoor.letterbox import Letterbox
from shared.records import audit, backup, installation, recovery_key
from shared.records.models import TABLES, AuditEntry, Job, SetAside

LATE = timedelta(minutes=10)  # an envelope or a job that has waited so long
BACKUP_EVERY = timedelta(hours=26)  # a night, and two hours
BACKWARDS = timedelta(minutes=2)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    word: str
    sentence: str
    is_wrong: bool = False


def _ago(then: datetime | None) -> str:
    return "never" if then is None else f"{str(clock.now() - then).partition('.')[0]} ago"


def _is_late(then: datetime | None, within: timedelta) -> bool:
    return then is not None and clock.now() - then > within


def databases() -> list[Finding]:
    """The two databases: reachable, whole, not locked, room, clock."""
    words = {"frontdoor": health.frontdoor(), "records": health.of(db.records, TABLES)}
    return [
        Finding("databases" if word == health.OK else word, f"{side}: {word}", word != health.OK)
        for side, word in words.items()
    ]


def waiting() -> list[Finding]:
    """What waits: envelopes, jobs, envelopes that were set aside."""
    envelope = Letterbox.select(fn.MIN(Letterbox.dropped_at)).scalar()
    job = Job.select(fn.MIN(Job.made_at)).where(Job.not_before < clock.now() - LATE).scalar()
    failing = Job.select().where(Job.tries >= 5).count()
    aside = SetAside.select().count()
    return [
        Finding("envelopes", f"oldest envelope not collected: {_ago(envelope)}",
                _is_late(envelope, LATE)),
        Finding("jobs", f"oldest job overdue: {_ago(job)}; failed five times or more: {failing}",
                job is not None or failing > 0),
        Finding("aside", f"envelopes set aside: {aside}"),
    ]  # fmt: skip


def records_of_work(settings: config.StaffConfig) -> list[Finding]:
    """Clock, audit log and backup."""
    last = AuditEntry.select(fn.MAX(AuditEntry.at)).scalar()
    is_backwards = last is not None and last - clock.now() > BACKWARDS
    failed = audit.failed_at()
    return [
        Finding("clock", f"last entry of the audit log: {last:%Y-%m-%d %H:%M:%S} UTC"
                + ("; the clock went backwards" if is_backwards else "")
                if last else "the audit log is empty", is_backwards or last is None),
        Finding("audit", f"last entry that could not be written: {_ago(failed)}",
                failed is not None and not _is_late(failed, timedelta(days=1))),
        _backup(settings),
    ]  # fmt: skip


def _backup(settings: config.StaffConfig) -> Finding:
    if recovery_key.public(settings) is None:
        return Finding("backup", "no backup key was made: run 'firstword backup-key FILE'")
    made = backup.last(settings)
    key = Path(settings.records / recovery_key.PUBLIC_FILE)
    since = made or datetime.fromtimestamp(key.stat().st_mtime, UTC).replace(tzinfo=None)
    return Finding("backup", f"last backup: {_ago(made)}", _is_late(since, BACKUP_EVERY))


def findings(settings: config.StaffConfig) -> list[Finding]:
    """Everything that was looked at; the first that is wrong is the most urgent."""
    found = databases()
    if any(one.is_wrong and one.word in {"unreachable", "tables"} for one in found):
        return found
    return [*found, *waiting(), *records_of_work(settings)]


def word() -> str:
    """What the console's `/healthz` says."""
    found = findings(installation.opened())
    return next((one.word for one in found if one.is_wrong), health.OK)
