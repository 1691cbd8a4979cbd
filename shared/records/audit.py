"""One door for writes, one for readings, and the chain that remembers both.

Every change of the records happens inside `recorded()`, which locks the chain's head first: all
decisions are therefore one after another, on both engines.  `read()` commits its entry before
anything is opened.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from shared.base import clock, db
from shared.records import vault
from shared.records.events import EVENTS
from shared.records.models import AuditEntry, AuditHead
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
    facts: dict[str, Any] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)

    def note(self, **facts: Any) -> None:
        """Add facts (ids and codes only) that the registry names for this event."""
        self.facts.update(facts)

    def open(self, *rows: Any) -> list[dict[str, Any]]:
        """Open sealed rows for an effect; the entry lists them and commits with the change."""
        self.opened.extend(row.id for row in rows)
        receipt = vault.mint(row.id for row in rows)
        return [vault.open_row(receipt, row) for row in rows]

    def receipt(self, *rows: Any) -> vault.Receipt:
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


def _mac(key: bytes, previous: str, row: dict[str, Any]) -> str:
    at = row["at"].isoformat()
    body = [row["seq"], at, row["actor"], row["event"], row["noun"], row["subject"], row["facts"]]
    plain = f"{previous}|{json.dumps(body, separators=(',', ':'))}"
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()


def lock_head() -> Any:
    """Take the one lock that every decision takes first; held until the transaction ends.

    Gives the head as it is then.
    """
    return db.locked(AuditHead.select().where(AuditHead.id == 1)).get()


def _append(entry: Entry, head: Any = None) -> None:
    _check(entry)
    head = head or AuditHead.get(AuditHead.id == 1)
    row = {
        "seq": head.seq + 1, "at": clock.now(), "actor": entry.actor.id, "event": entry.event,
        "noun": entry.noun, "subject": entry.subject, "facts": _canonical(entry),
    }  # fmt: skip
    row["mac"] = _mac(vault.keys().audit, head.mac, row)
    AuditEntry.insert(**row).execute()
    AuditHead.update(seq=row["seq"], mac=row["mac"]).where(AuditHead.id == 1).execute()


@contextmanager
def recorded(
    actor: Actor, event: str, noun: str, subject: str = "", **facts: Any
) -> Iterator[Entry]:
    """One write transaction with its entry; within another, a part of it with an entry of its own.

    Raises UnknownFact (and undoes the change) if the facts are not those of the registry.
    """
    entry = Entry(actor, event, noun, subject, dict(facts))
    with db.write(db.records):
        lock_head()
        yield entry
        _append(entry)


def read(actor: Actor, event: str, noun: str, subject: str, rows: Sequence[Any]) -> vault.Receipt:
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
    actor: Actor, event: str, noun: str, subject: str, rows: Sequence[Any]
) -> list[dict[str, Any]]:
    """Record one reading of `rows`, then open their sealed values, in the same order."""
    receipt = read(actor, event, noun, subject, rows)
    return [vault.open_row(receipt, row) for row in rows]


def timeline(noun: str, subject: str) -> list[AuditEntry]:
    """What happened to one subject, oldest first."""
    mine = (AuditEntry.noun == noun) & (AuditEntry.subject == subject)
    return list(AuditEntry.select().where(mine).order_by(AuditEntry.seq))


@dataclass(frozen=True)
class Verdict:
    """What a verification found: how many entries hold, and the first that does not (or 0)."""

    entries: int
    first_bad: int
    why: str
    head: str


def verify(key: bytes, anchor: tuple[int, str] | None = None) -> Verdict:
    """Walk the whole chain.  `anchor` is a (number, digest) written down earlier."""
    previous, number = GENESIS, 0
    for row in AuditEntry.select().order_by(AuditEntry.seq).iterator():
        number += 1
        values = {name: getattr(row, name) for name in
                  ("seq", "at", "actor", "event", "noun", "subject", "facts")}  # fmt: skip
        if row.seq != number:
            return Verdict(number - 1, number, "an entry is missing", previous)
        if not hmac.compare_digest(row.mac, _mac(key, previous, values)):
            return Verdict(number - 1, number, "an entry was changed", previous)
        if anchor is not None and anchor[0] == number and anchor[1] != row.mac:
            return Verdict(number - 1, number, "the chain differs from the anchor", previous)
        previous = row.mac
    head = AuditHead.get(AuditHead.id == 1)
    if (head.seq, head.mac) != (number, previous if number else GENESIS):
        return Verdict(number, number + 1, "entries are missing at the end", previous)
    if anchor is not None and anchor[0] > number:
        return Verdict(number, number + 1, "entries after the anchor are missing", previous)
    return Verdict(number, 0, "", previous)
