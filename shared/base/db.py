"""Two databases behind one small surface, on SQLite (embedded) or PostgreSQL.

`frontdoor` is opened by both sites; `records` by the console and the worker only.  Everything
that differs between the engines is here: how a write transaction begins, how a row is locked,
and the settings that make a commit survive a power cut.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, Self, TypeVar

import apsw
from peewee import (
    Database,
    DatabaseProxy,
    DateTimeField,
    Model,
    ModelSelect,
    OperationalError,
    PostgresqlDatabase,
)
from playhouse.apsw_ext import APSWDatabase

from shared.base import one_look
from shared.base.one_look import Remembering
from shared.base.turns import Gate

frontdoor = DatabaseProxy()
records = DatabaseProxy()

Found = TypeVar("Found", bound=Model)

Moment = DateTimeField  # naive UTC, to the microsecond

_MIGRATING = 1_847_201  # any number; all that matters is that no other lock has it

LOCK_WITHIN = 5.0  # seconds that a change waits for its turn before it is refused
MIGRATE_WITHIN = 600.0  # seconds that a second process waits for the one that is migrating
# SQLite keeps two numbers in a file's header for programs to tell their files by: which of the
# two databases this is, and of which installation.
_APPLICATION = {"frontdoor": 0x46576672, "records": 0x46577265}

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


class _Ours(Exception):
    """The first base of our own, or peewee would turn them into its own class."""


class Missing(_Ours, OperationalError):
    """The file of a database is not there.  Only `firstword init` makes one."""


class Foreign(_Ours, OperationalError):
    """The database belongs to another installation, or is the other of the two."""


class Busy(_Ours, OperationalError):
    """The lock was not to be had in time; nothing was changed."""


class Mark:
    """Which database of which installation one means to open; a connection to another fails.

    `side` is frontdoor or records, `installation` eight hexadecimal digits.
    """

    def __init__(self, side: str, installation: str) -> None:
        self.side = side
        self.installation = installation

    @property
    def numbers(self) -> tuple[int, int]:
        """The two numbers in the header of an SQLite file."""
        return _APPLICATION[self.side], int(self.installation, 16)

    @property
    def comment(self) -> str:
        """The comment on a PostgreSQL schema."""
        return f"First Word {self.installation}"

    def foreign(self, where: str) -> Foreign:
        """What to raise for a database that does not bear this mark."""
        return Foreign(
            f"{where} is not the {self.side} database of installation {self.installation}"
        )


class _WholeRows(ModelSelect):  # type: ignore[type-arg]  # has them in its stub alone
    """A SELECT of all columns, whose list is written once for each table and alias.

    Peewee writes every column anew for every statement: half of what building SQL costs.
    """

    _is_default: bool
    _lists: ClassVar[dict[tuple[type[Model], str], str]] = {}

    def __sql_selection__(self, ctx: Any, is_subquery: bool = False) -> Any:
        if is_subquery or not self._is_default:
            return super().__sql_selection__(ctx, is_subquery)
        known = self.model, ctx.alias_manager[self.model._meta.table]
        if known not in self._lists:
            begin = len(ctx._sql)  # noqa: SLF001
            super().__sql_selection__(ctx, is_subquery)
            self._lists[known] = "".join(ctx._sql[begin:])  # noqa: SLF001
            return ctx
        return ctx.literal(self._lists[known])


class _Table(Model):
    @classmethod
    def select(cls, *fields: object) -> "ModelSelect[Self]":
        """A SELECT of `fields`, or of whole rows."""
        whole: type[ModelSelect[Self]] = _WholeRows
        return super().select(*fields) if fields else whole(cls, cls._meta.sorted_fields, True)


class FrontdoorModel(_Table):
    """A table of the front door."""

    class Meta:
        database = frontdoor
        legacy_table_names = False


class RecordsModel(_Table):
    """A table of the records."""

    class Meta:
        database = records
        legacy_table_names = False


def _plain(_cursor: object, _number: int, value: object) -> str:
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


class Embedded(Remembering, APSWDatabase):
    """SQLite from apsw, which carries a release without the WAL bug of Debian 12's own.

    A file that is not there is never made: where a volume is not mounted, an empty database would
    stand in for the real one.
    """

    def __init__(self, path: str, mark: Mark | None = None) -> None:
        super().__init__(
            path, pragmas=_PRAGMAS, lock_type="IMMEDIATE", timeout=LOCK_WITHIN,
            flags=apsw.SQLITE_OPEN_READWRITE,
        )  # fmt: skip
        self._own = threading.local()
        self.mark = mark

    def _connect(self) -> apsw.Connection:
        if not Path(self.database).is_file():
            raise Missing(
                f"{self.database} is missing. Is its volume mounted? A database is never made anew"
            )
        connection: apsw.Connection = super()._connect()
        connection.convert_binding = _plain
        return connection

    def _add_conn_hooks(self, conn: apsw.Connection) -> None:
        if self.mark is not None:
            found = conn.pragma("application_id"), conn.pragma("user_version")
            if found != self.mark.numbers:
                raise self.mark.foreign(self.database)
        super()._add_conn_hooks(conn)

    @contextmanager
    def turn(self, within: float = LOCK_WITHIN) -> Iterator[None]:
        """Wait for one's turn to write: SQLite's own busy handler sleeps long, a file lock not.

        Raises Busy after `within` seconds.
        """
        gate: Gate | None = getattr(self._own, "gate", None)
        if gate is None or not gate.is_mine():
            gate = self._own.gate = Gate(f"{self.database}.turn")
        if not gate.is_taken(within):
            raise Busy(f"another process holds {self.database}.turn")
        try:
            yield
        finally:
            gate.give_back()


class Server(Remembering, PostgresqlDatabase):
    """PostgreSQL; the schema's comment says which installation it belongs to."""

    mark: Mark | None = None

    def _connect(self) -> object:
        connection = super()._connect()
        if self.mark is not None:
            with connection.cursor() as cursor:
                found = cursor.execute(_COMMENT).fetchone()[0]
            if found != self.mark.comment:
                connection.close()
                raise self.mark.foreign(f"schema of {self.database}")
        return connection


_COMMENT = "SELECT obj_description(to_regnamespace(current_schema()), 'pg_namespace')"


def path_of(url: str) -> Path | None:
    """The file that an address names: `sqlite:path`, `sqlite:///path`; None for a server."""
    scheme, _, rest = url.partition(":")
    return Path(rest.removeprefix("//")) if scheme == "sqlite" else None


def connect(url: str, mark: Mark | None = None) -> Database:
    """A database for `sqlite:///path` or `postgresql://…?schema=name`; not opened yet.

    Raises ValueError for any other scheme.  Each connection raises Missing, or Foreign if the
    database does not bear `mark`.
    """
    file = path_of(url)
    if file is not None:
        return Embedded(str(file), mark)
    scheme, _, _ = url.partition(":")
    if scheme == "postgresql":
        base, _, schema = url.partition("?schema=")
        options = f"-c timezone=UTC -c lock_timeout={int(LOCK_WITHIN * 1000)}"
        if schema:
            options = f"-c search_path={schema} {options}"
        server = Server(base, prefer_psycopg3=True, options=options)
        server.mark = mark
        return server
    raise ValueError(f"unknown kind of database: {scheme!r}")


def bind(proxy: DatabaseProxy, url: str, mark: Mark | None = None) -> None:
    """Point `frontdoor` or `records` at `url`, closing what it pointed at before."""
    if proxy.obj is not None and not proxy.is_closed():
        proxy.close()
    proxy.initialize(connect(url, mark))


def sign(database: Database, mark: Mark) -> None:
    """Write `mark` into a database that bears none.  Raises Foreign if it bears another."""
    opened: Any = getattr(database, "obj", database)
    if is_embedded(database):
        found = tuple(database.execute_sql(f"PRAGMA {name}").fetchone()[0]
                      for name in ("application_id", "user_version"))  # fmt: skip
        if found not in {(0, 0), mark.numbers}:
            raise mark.foreign(str(database.database))
        for name, number in zip(("application_id", "user_version"), mark.numbers, strict=True):
            database.execute_sql(f"PRAGMA {name} = {number}")
    else:
        found = database.execute_sql(_COMMENT).fetchone()[0]
        if found not in {None, "", mark.comment} and str(found).startswith("First Word"):
            raise mark.foreign(f"schema of {database.database}")
        schema = database.execute_sql("SELECT quote_ident(current_schema())").fetchone()[0]
        database.execute_sql(f"COMMENT ON SCHEMA {schema} IS '{mark.comment}'")
    opened.mark = mark


def is_embedded(database: Database) -> bool:
    """Whether `database` is SQLite."""
    return isinstance(getattr(database, "obj", database), Embedded)


@contextmanager
def write(database: Database, within: float = LOCK_WITHIN) -> Iterator[None]:
    """One write transaction; inside another of the same database, a part of it.

    On SQLite it waits at most `within` seconds for another process's turn to end, and as long
    again for a program that takes no turns; then it raises OperationalError (Busy is one).
    """
    with one_look.deciding():
        if database.transaction_depth() > 0:
            with database.atomic():  # a savepoint: undone alone if it fails
                yield
        elif is_embedded(database):
            with database.turn(within):
                database.connection().set_busy_timeout(int(within * 1000))
                with database.atomic():
                    yield
        else:
            with database.atomic():
                yield


@contextmanager
def snapshot(database: Database) -> Iterator[None]:
    """Read everything as it is at one moment, whatever others write meanwhile.  Locks nothing."""
    if database.transaction_depth() > 0:
        yield
    elif is_embedded(database):
        with database.atomic("DEFERRED"):
            yield
    else:
        with database.atomic():
            database.execute_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def locked(query: "ModelSelect[Found]") -> "ModelSelect[Found]":
    """`query` holding its rows against other writers; on SQLite the transaction does so."""
    return query if is_embedded(query.model._meta.database) else query.for_update()


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Keep a second process from migrating at the same time: it waits, and finds nothing to do."""
    if is_embedded(database):
        with database.turn(MIGRATE_WITHIN):
            yield
        return
    database.execute_sql(f"SET lock_timeout = {int(MIGRATE_WITHIN * 1000)}")
    database.execute_sql("SELECT pg_advisory_lock(%s)", (_MIGRATING,))
    try:
        yield
    finally:
        database.execute_sql("SELECT pg_advisory_unlock(%s)", (_MIGRATING,))
        database.execute_sql(f"SET lock_timeout = {int(LOCK_WITHIN * 1000)}")


def fold(database: Database, within: float = 1.0) -> bool:
    """Empty the write-ahead log into its database, so that nothing deleted lies in it any more.

    False if somebody who reads was in the way for `within` seconds.  PostgreSQL has no such file:
    True.
    """
    if not is_embedded(database):
        return True
    connection = database.connection()
    connection.set_busy_timeout(int(within * 1000))
    busy, _pages, _moved = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def frontdoor_models() -> list[type[Model]]:
    """The front door's tables, as far as this process has loaded them."""
    return [model for model in FrontdoorModel.__subclasses__()
            if model.__module__.startswith("shared.")]  # fmt: skip


def answers(database: Database) -> bool:
    """Whether `database` answers a question now."""
    try:
        database.execute_sql("SELECT 1")
    except Exception:  # noqa: BLE001 - whatever is wrong, it does not answer
        database.close()
        return False
    return True


SQLITE_VERSION = apsw.sqlite_lib_version()
