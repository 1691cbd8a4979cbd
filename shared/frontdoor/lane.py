"""The lane: on each machine one secret is hashed at a time, and few may wait for their turn.

Argon2 takes a core for 10 to 300 milliseconds.  Without a bound, a handful of guessers at once
hold every web process, and every other page waits for them.  So:

- one process of a site hashes at a time, however many there are;
- `PLACES` more may wait, each `PATIENCE` seconds at most; beyond that the answer is `Busy`, with
  the seconds after which the queue is worked off;
- who has guessed before (a wrong code from this network, or for this reference from it) does not
  wait at all while somebody else has the turn, so that the places are kept for first tries;
- never inside a transaction, where every other writer would wait for it.

The turn is a lock on a file in the site's own folder: it works between processes, and the system
gives it back when its holder is killed.  Without a folder (a command of the installation, which
nobody floods) there is no lane.
"""

import fcntl
import math
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.base import db

PLACES = 4
PATIENCE = 2.0  # seconds: the longest hash, once for each place, and some
_LOOK_EVERY = 0.002  # seconds

folder: Path | None = None


class Busy(Exception):
    """The lane is full.  Nothing was hashed; in `seconds` it will be worked off."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@contextmanager
def turn(*, is_guessing: bool = False) -> Iterator[None]:
    """Have the only turn of this machine.  Raises Busy; RuntimeError inside a transaction."""
    _insist_on_no_transaction()
    if folder is None:
        yield
        return
    with _file("turn") as here:
        if not _taken(here):
            if is_guessing:
                raise Busy(math.ceil(PATIENCE))
            _wait(here)
        yield  # closing the file gives the turn back


def _wait(here: int) -> None:
    """Wait for the turn in one of the places.  Raises Busy if none is free, or it took too long."""
    for number in range(PLACES):
        with _file(f"place{number}") as place:
            if not _taken(place):
                continue
            end = time.monotonic() + PATIENCE
            while time.monotonic() < end:
                if _taken(here):
                    return
                time.sleep(_LOOK_EVERY)
            break
    raise Busy(math.ceil(PATIENCE))


@contextmanager
def _file(name: str) -> Iterator[int]:
    handle = os.open(f"{folder}/lane.{name}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
    try:
        yield handle
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _insist_on_no_transaction() -> None:
    for database in (db.frontdoor, db.records):
        if database.obj is not None and database.in_transaction():
            raise RuntimeError("a secret is hashed before a transaction begins, never inside it")
