"""Walks that begin alike are walked once: `world` is put where the first of them arrived.

    @walked_once
    def to(world, stage): ...

What a walk does follows from what it begins with: the rows of both databases, the clock, the draws,
the policy, the browsers' cookies, and what it is called with.  Where all of that is the same, sign
for sign, as it was before in this run, the rows and all the rest become what they were at the end.
Only on SQLite; and not in a test that watches the connection (`one_door`).
"""

import hashlib
import os
import pickle
import zlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import apsw

from shared import policy
from shared.base import db, ids
from shared.frontdoor import hashing
from tests.support.world import Draws, World

DATABASES = (db.frontdoor, db.records)
FOLDER: list[Path] = []  # where the ends of walks are kept; empty: every walk is walked
_connect = db.Embedded._connect


def _rows(database: Any) -> bytes:
    connection: apsw.Connection = database.connection()
    whole = bytearray(connection.serialize("main"))
    whole[18:20] = b"\1\1"  # no write-ahead log: what is in memory has none
    return bytes(whole)


def _put(database: Any, rows: bytes) -> None:
    kept = apsw.Connection(":memory:")
    kept.deserialize("main", rows)
    with database.connection().backup("main", kept, "main") as copying:
        copying.step(-1)
    kept.close()


def _cookies(world: World) -> dict[str, Any]:
    return {who: dict(visitor.client._cookies) for who, visitor in world._visitors.items()}


def _is_repeatable(world: World) -> bool:
    return (
        bool(FOLDER)
        and isinstance(ids.source, Draws)
        and db.Embedded._connect is _connect
        and all(db.is_embedded(database) for database in DATABASES)
        and all(database.transaction_depth() == 0 for database in DATABASES)
        and str(db.records.obj.database).startswith(str(world.root.resolve()))
    )


def _state(world: World) -> tuple[Any, ...]:
    rows = tuple(hashlib.sha256(_rows(database)).digest() for database in DATABASES)
    drawn = ids.source
    assert isinstance(drawn, Draws)
    return (*rows, drawn.seed, sorted(drawn.drawn.items()), world.clock.at, world.clock.waited,
            repr(hashing.costs), _cookies(world))  # fmt: skip


def _kept(called: str, world: World, given: Any) -> Path:
    asked = repr((called, given, _state(world), policy.current())).encode()
    return FOLDER[0] / hashlib.sha256(asked).hexdigest()


def _keep(path: Path, world: World, found: Any) -> None:
    assert isinstance(ids.source, Draws)
    end = ([_rows(database) for database in DATABASES], dict(ids.source.drawn), world.clock.at,
           world.clock.waited, _cookies(world), found)  # fmt: skip
    new = path.with_suffix(f".{os.getpid()}")
    new.write_bytes(zlib.compress(pickle.dumps(end), 1))
    new.replace(path)  # whole or not at all: another process may read it at once


def _arrive(path: Path, world: World) -> Any:
    rows, drawn, at, waited, cookies, found = pickle.loads(zlib.decompress(path.read_bytes()))
    for database, its in zip(DATABASES, rows, strict=True):
        _put(database, its)
    assert isinstance(ids.source, Draws)
    ids.source.drawn.clear()
    ids.source.drawn.update(drawn)
    world.clock.at, world.clock.waited = at, waited
    for who, its in cookies.items():
        if who not in world._visitors:
            world._visitors[who] = world.browser(who)
        world._visitors[who].client._cookies = its
    return found


P = ParamSpec("P")
R = TypeVar("R")


def walked_once(
    walk: Callable[Concatenate[World, P], R],
) -> Callable[Concatenate[World, P], R]:
    """`walk`, which in a run is walked once from each beginning."""

    @wraps(walk)
    def arrived(world: World, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not _is_repeatable(world):
            return walk(world, *args, **kwargs)
        called = f"{walk.__module__}.{walk.__qualname__}"
        path = _kept(called, world, (args, sorted(kwargs.items())))
        if path.exists():
            return _arrive(path, world)  # type: ignore[no-any-return]
        found = walk(world, *args, **kwargs)
        _keep(path, world, found)
        return found

    return arrived
