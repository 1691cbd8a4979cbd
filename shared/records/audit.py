"""One door for writes, one for readings, and the chain that remembers both.

Every change of the records happens inside `recorded()`, which locks the chain's head first: all
decisions are therefore one after another, on both engines.  `read()` commits its entry before
anything is opened.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import apsw
from peewee import DatabaseError, InterfaceError, ModelSelect, OperationalError

from shared.base import clock, db
from shared.base.together import rows
from shared.base.values import Values
from shared.records import vault
from shared.records.events import EVENTS
from shared.records.models import Account, AuditEntry, AuditHead
from shared.records.models.base import Row
from shared.records.permissions import Actor

GENESIS = "0" * 64


class UnknownFact(Exception):
    """An event was given other facts than the registry names."""


@dataclass
class Entry:
    """An entry being written: effects may `note()` facts until the transaction closes."""

    actor: Actor
    event: str
    noun: str
    subject: str
    facts: Values = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)

    def note(self, **facts: object) -> None:
        """Add facts (ids and codes only) that the registry names for this event."""
        self.facts.update(facts)

    def open(self, *rows: vault.Sealed) -> list[Values]:
        """Open sealed rows for an effect; the entry lists them and commits with the change."""
        self.opened.extend(row.id for row in rows)
        receipt = vault.mint(row.id for row in rows)
        return [vault.open_row(receipt, row) for row in rows]

    def receipt(self, *rows: Row) -> vault.Receipt:
        """A receipt for sealed columns of `rows`, listed by this entry."""
        self.opened.extend(row.id for row in rows)
        return vault.mint(row.id for row in rows)


def _canonical(entry: Entry) -> str:
    facts = {key: value for key, value in entry.facts.items() if value is not None}
    if entry.opened:
        facts["opened"] = sorted(set(entry.opened))
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), default=str)


def _check(entry: Entry) -> None:
    if entry.event not in EVENTS:
        raise UnknownFact(f"no event is named {entry.event}")
    unknown = set(entry.facts) - set(EVENTS[entry.event].facts)
    missing = set(EVENTS[entry.event].facts) - set(entry.facts)
    if unknown or missing:
        raise UnknownFact(f"{entry.event}: unknown {sorted(unknown)}, missing {sorted(missing)}")


def _mac(key: bytes, previous: str, row: Values) -> str:
    at = row["at"].isoformat()
    body = [row["seq"], at, row["actor"], row["event"], row["noun"], row["subject"], row["facts"]]
    plain = f"{previous}|{json.dumps(body, separators=(',', ':'))}"
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def lock_head() -> AuditHead:
    """Take the one lock that every decision takes first; held until the transaction ends.

    Gives the head as it is then.
    """
    return db.locked(AuditHead.select().where(AuditHead.id == 1)).get()


def _append(entry: Entry, head: AuditHead | None = None) -> None:
    _check(entry)
    head = head or AuditHead.get(AuditHead.id == 1)
    row = {
        "seq": head.seq + 1, "at": clock.now(), "actor": entry.actor.id, "event": entry.event,
        "noun": entry.noun, "subject": entry.subject, "facts": _canonical(entry),
    }  # fmt: skip
    row["mac"] = _mac(vault.keys().audit, head.mac, row)
    AuditEntry.insert(**row).execute()
    AuditHead.update(seq=row["seq"], mac=row["mac"]).where(AuditHead.id == 1).execute()


_failures: Path | None = None


def note_failures(file: Path) -> None:
    """Touch `file` whenever an entry cannot be written; for this process."""
    global _failures  # noqa: PLW0603 - one process works for one installation
    _failures = file


def failed_at() -> datetime | None:
    """When an entry could last not be written, or None if all could."""
    if _failures is None or not _failures.exists():
        return None
    return datetime.fromtimestamp(_failures.stat().st_mtime, UTC).replace(tzinfo=None)


@contextmanager
def _noted_if_failed() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError):
        if _failures is not None and db.records.transaction_depth() == 0:
            with suppress(OSError):  # nothing can be written at all: the other findings say so
                _failures.touch(0o600)
        raise


@contextmanager
def recorded(
    actor: Actor, event: str, noun: str, subject: str = "", **facts: object
) -> Iterator[Entry]:
    """One write transaction with its entry; within another, a part of it with an entry of its own.

    Raises UnknownFact (and undoes the change) if the facts are not those of the registry.
    """
    entry = Entry(actor, event, noun, subject, dict(facts))
    with _noted_if_failed(), db.write(db.records, db.LOCK_WITHIN):
        lock_head()
        yield entry
        _append(entry)


def read(actor: Actor, event: str, noun: str, subject: str, rows: Sequence[Row]) -> vault.Receipt:
    """Record that `rows` are about to be opened, and give the receipt that opens them.

    Refuses inside a transaction, whose undoing would leave a reading unrecorded.
    Raises vault.NotRecorded there; any failure to commit leaves everything sealed.
    """
    if db.records.transaction_depth() > 0:
        raise vault.NotRecorded("a reading must be recorded on its own")
    entry = Entry(actor, event, noun, subject, {}, [row.id for row in rows])
    with db.write(db.records):
        _append(entry, lock_head())  # nothing else happens in between
    return vault.mint(entry.opened)


def opened(
    actor: Actor, event: str, noun: str, subject: str, rows: Sequence[vault.Sealed]
) -> list[Values]:
    """Record one reading of `rows`, then open their sealed values, in the same order."""
    receipt = read(actor, event, noun, subject, rows)
    return [vault.open_row(receipt, row) for row in rows]


@rows
def timeline(noun: str, subject: str) -> "ModelSelect[AuditEntry]":
    """What happened to one subject, oldest first."""
    return AuditEntry.select().where((AuditEntry.noun == noun) & (AuditEntry.subject == subject))


@rows
def actors_in(noun: str, subject: str) -> "ModelSelect[Account]":
    """The accounts of who did what happened to one subject."""
    actors = AuditEntry.select(AuditEntry.actor).where(
        (AuditEntry.noun == noun) & (AuditEntry.subject == subject)
    )
    return Account.select().where(Account.id << actors)


def last_actor(event: str, subject: str) -> str:
    """Who last did this to the subject; empty if no one did."""
    mine = (AuditEntry.subject == subject) & (AuditEntry.event == event)
    row = AuditEntry.select(AuditEntry.actor).where(mine).order_by(AuditEntry.seq.desc()).first()
    return str(row.actor) if row else ""


@dataclass(frozen=True)
class Verdict:
    """What a verification found: how many entries hold, and the first that does not (or 0)."""

    entries: int
    first_bad: int
    why: str
    head: str


def verify(key: bytes, anchor: tuple[int, str] | None = None) -> Verdict:
    """Walk the whole chain, as it is at one moment.  `anchor` is a (number, digest) of earlier.

    Whatever is wrong with the log is a verdict; only a server that is away raises.
    """
    walk = _Walk(key, anchor)
    try:
        with db.snapshot(db.records):
            return walk.verdict()
    except (ValueError, TypeError, AttributeError, KeyError):
        return walk.bad("an entry cannot be read")
    except apsw.Error:  # while rows are fetched, past peewee
        return walk.bad("the log cannot be read")
    except DatabaseError as error:
        if isinstance(error, OperationalError) and not _has_log():
            return walk.bad("a table of the log is missing")
        if isinstance(error, OperationalError):
            raise
        return walk.bad("the log cannot be read")


def _has_log() -> bool:
    return set(db.records.get_tables()) >= {"audit_entry", "audit_head"}


class _Walk:
    """How far a verification has come: the last number that holds, and its digest."""

    def __init__(self, key: bytes, anchor: tuple[int, str] | None) -> None:
        self.key, self.anchor = key, anchor
        self.number, self.mac = 0, GENESIS

    def bad(self, why: str) -> Verdict:
        return Verdict(self.number, self.number + 1, why, self.mac)

    def verdict(self) -> Verdict:
        for row in AuditEntry.select().order_by(AuditEntry.seq).iterator():
            why = self._wrong(row)
            if why:
                return self.bad(why)
            self.number, self.mac = row.seq, row.mac
        head = AuditHead.get_or_none(AuditHead.id == 1)
        if head is None:
            return self.bad("the head is missing")
        if (head.seq, head.mac) != (self.number, self.mac):
            return self.bad("entries are missing at the end")
        if self.anchor is not None and self.anchor[0] > self.number:
            return self.bad("entries after the anchor are missing")
        if not self.number:  # the first is written when an installation is made
            return self.bad("the log is empty")
        return Verdict(self.number, 0, "", self.mac)

    def _wrong(self, row: AuditEntry) -> str:
        values = {name: getattr(row, name) for name in
                  ("seq", "at", "actor", "event", "noun", "subject", "facts")}  # fmt: skip
        if row.seq != self.number + 1:
            return "an entry is missing"
        if not hmac.compare_digest(str(row.mac), _mac(self.key, self.mac, values)):
            return "an entry was changed"
        if self.anchor is not None and self.anchor[0] == row.seq and self.anchor[1] != row.mac:
            return "the chain differs from the anchor"
        return ""
