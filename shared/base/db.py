"""Two databases behind one small surface, on SQLite (embedded) or PostgreSQL.

`frontdoor` is opened by both sites; `records` by the console and the worker only.  Everything
that differs between the engines is here: how a write transaction begins, how a row is locked,
and the settings that make a commit survive a power cut.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import apsw
from peewee import Database, DatabaseProxy, DateTimeField, Model, PostgresqlDatabase
from playhouse.apsw_ext import APSWDatabase
from playhouse.migrations import Runner

frontdoor: Any = DatabaseProxy()
records: Any = DatabaseProxy()

Moment = DateTimeField  # naive UTC, to the microsecond

MIGRATIONS = Path(__file__).parents[1] / "migrations"
_MIGRATING = 1_847_201  # any number; all that matters is that no other lock has it

# WAL with synchronous=FULL lost no acknowledged commit in simulated power cuts; NORMAL did.
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    # Without it INSERT OR REPLACE would delete an audit entry past its DELETE trigger.
    "recursive_triggers": 1,
}


class FrontdoorModel(Model):
    """A table of the front door."""

    class Meta:
        database = frontdoor
        legacy_table_names = False


class RecordsModel(Model):
    """A table of the records."""

    class Meta:
        database = records
        legacy_table_names = False


def _plain(_cursor: Any, _number: int, value: object) -> Any:
    """What apsw cannot bind by itself, as the text SQLite compares rightly."""
    if isinstance(value, datetime):
        if value.tzinfo is not None:  # as PostgreSQL does, or it would compare wrongly as text
            value = value.astimezone(UTC).replace(tzinfo=None)
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"a {type(value).__name__} cannot be stored")


class _Gate:
    """An open file to lock, of one thread of one process; closed when the thread is gone."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.process = os.getpid()

    def __del__(self) -> None:
        os.close(self.handle)


class Embedded(APSWDatabase):
    """SQLite from apsw, which carries a release without the WAL bug of Debian 12's own."""

    def __init__(self, path: str) -> None:
        super().__init__(path, pragmas=_PRAGMAS, lock_type="IMMEDIATE", timeout=10)
        self._own = threading.local()

    def _connect(self) -> Any:
        connection = super()._connect()
        connection.convert_binding = _plain
        return connection

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn to write: SQLite's own busy handler sleeps, a file lock queues."""
        gate: _Gate | None = getattr(self._own, "gate", None)
        if gate is None or gate.process != os.getpid():  # a fork would share the lock itself
            path = f"{self.database}.turn"
            gate = self._own.gate = _Gate(os.open(path, os.O_RDWR | os.O_CREAT, 0o660))
        fcntl.flock(gate.handle, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(gate.handle, fcntl.LOCK_UN)


def connect(url: str) -> Database:
    """A database for `sqlite:///path` or `postgresql://…?schema=name`; not opened yet.

    Raises ValueError for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return Embedded(parts.path)
    if parts.scheme == "postgresql":
        base, _, schema = url.partition("?schema=")
        options = f"-c search_path={schema} -c timezone=UTC" if schema else "-c timezone=UTC"
        return PostgresqlDatabase(base, prefer_psycopg3=True, options=options)
    raise ValueError(f"unknown kind of database: {parts.scheme!r}")


def bind(proxy: Any, url: str) -> None:
    """Point `frontdoor` or `records` at `url`, closing what it pointed at before."""
    if proxy.obj is not None and not proxy.is_closed():
        proxy.close()
    proxy.initialize(connect(url))


def is_embedded(database: Any) -> bool:
    """Whether `database` is SQLite."""
    return isinstance(getattr(database, "obj", database), Embedded)


@contextmanager
def write(database: Any) -> Iterator[None]:
    """One write transaction; inside another of the same database, a part of it."""
    if database.transaction_depth() > 0:
        with database.atomic():  # a savepoint: undone alone if it fails
            yield
    elif is_embedded(database):
        with database.turn(), database.atomic():
            yield
    else:
        with database.atomic():
            yield


def locked(query: Any) -> Any:
    """`query` holding its rows against other writers; on SQLite the transaction does so."""
    return query if is_embedded(query.model._meta.database) else query.for_update()


@contextmanager
def _alone(database: Any) -> Iterator[None]:
    """Keep a second process from migrating at the same time: it waits, and finds nothing to do."""
    if is_embedded(database):
        with database.turn():
            yield
        return
    database.execute_sql("SELECT pg_advisory_lock(%s)", (_MIGRATING,))
    try:
        yield
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(%s)", (_MIGRATING,))


def migrate(database: Any, name: str) -> list[str]:
    """Apply the pending numbered migrations of `frontdoor` or `records`; the applied names."""
    with _alone(database):
        runner = Runner(getattr(database, "obj", database), str(MIGRATIONS / name))
        return list(runner.up())


def answers(database: Any) -> bool:
    """Whether `database` answers a question now."""
    try:
        database.execute_sql("SELECT 1")
    except Exception:  # noqa: BLE001 - whatever is wrong, it does not answer
        database.close()
        return False
    return True


SQLITE_VERSION = apsw.sqlite_lib_version()
