"""The erasure ledger: which data keys were destroyed, kept apart from every backup's fate.

A line a key, `<moment> destroyed <key id>`; it names no one and opens nothing.  Every restore
replays it, so that what was erased this morning stays erased after last night's backup.  The
records are the source: `keep` writes what they say and the file does not, as often as it is asked.
"""

import fcntl
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from shared.base import clock, db
from shared.base.values import Values
from shared.records import audit, vault
from shared.records.models import DataKey
from shared.records.permissions import WORKER

MODE = 0o600
DESTROYED, RENEWED = "destroyed", "renewed"
_KNOWN = {word: word for word in (DESTROYED, RENEWED)}


class Damaged(ValueError):
    """A line of the file is none that this program writes."""


@dataclass(frozen=True)
class Line:
    """That a key was destroyed, or was given a new secret under its old id."""

    at: datetime
    what: str
    key: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()} {self.what} {self.key}\n"


_path: Path | None = None


def use(path: Path) -> None:
    """Keep the ledger in this file, for this process."""
    global _path  # noqa: PLW0603 - one process works for one installation
    _path = path


def path() -> Path:
    """The file in use.  Raises RuntimeError before `use`."""
    if _path is None:
        raise RuntimeError("no ledger was named to this process")
    return _path


def parse(text: str, where: str = "the ledger") -> list[Line]:
    """The lines of `text`.  A last line cut short by a power cut is left out.  Raises Damaged."""
    whole, _, _rest = text.rpartition("\n")
    found = []
    for number, line in enumerate(whole.splitlines(), 1):
        try:
            at, what, key = line.split(" ")
            found.append(Line(datetime.fromisoformat(at), _KNOWN[what], key))
        except (ValueError, KeyError) as damaged:
            raise Damaged(f"line {number} of {where} is damaged") from damaged
    return found


def lines() -> list[Line]:
    """What the file says; nothing if there is none yet."""
    file = path()
    return parse(file.read_text("utf-8"), str(file)) if file.exists() else []


def latest(of: Iterable[Line]) -> dict[str, Line]:
    """The last line of each key, by moment."""
    found: dict[str, Line] = {}
    for line in sorted(of, key=lambda one: one.at):
        found[line.key] = line
    return found


def _unwritten() -> list[Line]:
    known = latest(lines())
    gone = DataKey.select(DataKey.id, DataKey.destroyed_at).where(DataKey.wrapped.is_null())
    destroyed = {row.id: row.destroyed_at for row in gone}
    missing = [
        Line(at or clock.now(), DESTROYED, key) for key, at in destroyed.items()
        if key not in known or known[key].what != DESTROYED
    ]  # fmt: skip
    back = [key for key, line in known.items() if line.what == DESTROYED and key not in destroyed]
    alive = DataKey.select(DataKey.id).where(DataKey.id << back)
    return missing + [Line(clock.now(), RENEWED, row.id) for row in alive]


def write() -> int:
    """Write what the records say and the file does not, down to the disk; how many lines."""
    handle = os.open(path(), os.O_RDWR | os.O_APPEND | os.O_CREAT, MODE)
    with os.fdopen(handle, "rb+") as file:
        fcntl.flock(handle, fcntl.LOCK_EX)
        new = _unwritten()
        if new:
            _end_cut_line(file)
            file.write("".join(map(str, new)).encode())
            file.flush()
            os.fsync(handle)
    return len(new)


def _end_cut_line(file: IO[bytes]) -> None:
    # A power cut may have left half a line: it is cut off, and written anew with the others.
    file.seek(0)
    whole = file.read()
    end = whole.rfind(b"\n") + 1
    if end != len(whole):
        file.truncate(end)


def keep(_payload: Values) -> None:
    """The job that `vault.destroy` asks for: write it down, then empty the write-ahead log.

    The log holds the destroyed key until then.  Raises db.Busy, to be tried again, while somebody
    reads.
    """
    write()
    if not db.fold(db.records):
        raise db.Busy("the write-ahead log is in use")


def replay(of: Iterable[Line], taken_at: datetime) -> int:
    """Destroy in a restored database what the lines say was destroyed; how many units.

    `taken_at` is when its backup was begun.  A key that was destroyed and then renewed, both
    before that, is the new one and stays.
    """
    by_key: dict[str, list[Line]] = {}
    for line in sorted(set(of), key=lambda one: one.at):
        by_key.setdefault(line.key, []).append(line)
    count = 0
    for key, said in by_key.items():
        is_gone = said[-1].what == DESTROYED
        was_later = any(line.what == DESTROYED and line.at > taken_at for line in said)
        row = DataKey.get_or_none(DataKey.id == key)
        if not (is_gone or was_later) or row is None or row.wrapped is None:
            continue
        with audit.recorded(WORKER, "erasure.replayed", "data_key", key):
            vault.destroy(key)
        count += 1
    return count
