"""One look: while one page is read, the same question has the same answer, and is asked once.

A page asks the same things many times over: each guard behind each button asks whether the person
may be contacted, and each asks that of the same rows.  Inside `one_look()` a SELECT that was sent
before is answered from memory, and so is a function marked `@once`, which then builds
no SQL either.

- Only for reading.  Inside a transaction nothing is remembered and nothing is answered from memory:
  what is decided is decided on the rows as they are (the console begins a look for GET alone).
- A write ends what it may have changed: all that was remembered, or, for the tables that a GET may
  write (the eighth law), what was read of that table.
- Nothing outlives the look; opened data keys, which are kept here too, end with it.
"""

import functools
import inspect
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar, cast

from peewee import Database, Model

# What a GET may write; a reading recorded in between changes nothing else.
_WRITTEN_BY_GET = ('"audit_entry"', '"audit_head"', '"staff_session"', '"portal_session"')

_WRITES = ("INSERT", "UPDATE", "DELETE")

P = ParamSpec("P")
R = TypeVar("R")
Memory = dict[object, Any]  # an answer by its question, of whatever type that has


class _Mine(threading.local):
    memory: Memory | None = None
    transactions: int = 0


_mine = _Mine()


@contextmanager
def one_look() -> Iterator[None]:
    """While this lasts, this thread's questions are asked once."""
    begin()
    try:
        yield
    finally:
        end()


def begin() -> None:
    """Begin a look; a look that another request left open is forgotten."""
    _mine.memory = {}


def end() -> None:
    """Forget everything."""
    _mine.memory = None


def memory() -> Memory | None:
    """What is remembered in this look, to be added to; None outside one."""
    return _mine.memory


def is_deciding() -> bool:
    """Whether a transaction is open in this thread."""
    return _mine.transactions > 0


@contextmanager
def deciding() -> Iterator[None]:
    """While a transaction is open: nothing is remembered, and nothing answered from memory."""
    _mine.transactions += 1
    try:
        yield
    finally:
        _mine.transactions -= 1


def once(question: Callable[P, R]) -> Callable[P, R]:
    """A function that only reads, asked once in a look for the same arguments.

    Rows are the same by their primary keys; a list, dict or set is given as a copy of its own.
    """

    @functools.wraps(question)
    def asked(*args: P.args, **named: P.kwargs) -> R:
        held = _mine.memory
        if held is None or _mine.transactions:
            return question(*args, **named)
        key = (question, tuple(map(_told_apart, args)), tuple(sorted(named.items())))
        if key not in held:
            held[key] = question(*args, **named)
        answer = held[key]
        if isinstance(answer, list | dict | set):
            answer = answer.copy()
        return cast("R", answer)

    return asked


def prime(question: Callable[..., R], answer: R, *args: object) -> None:
    """Remember the answer to a function marked `@once`, found together with many others."""
    if _mine.memory is not None and not _mine.transactions:
        _mine.memory[key_of(question, *args)] = answer


def key_of(question: Any, *args: Any) -> tuple[Any, ...]:
    """Under which the answer to a function marked `@once` is remembered."""
    return inspect.unwrap(question), tuple(map(_told_apart, args)), ()


def _told_apart(argument: object) -> object:
    return (type(argument), argument.get_id()) if isinstance(argument, Model) else argument


Row = tuple[Any, ...]  # as a driver gives it


class Answered:
    """An answer given before, as a cursor."""

    def __init__(self, rows: Sequence[Row], description: object) -> None:
        self.description = description
        self._rows = iter(rows)

    def fetchone(self) -> Row | None:
        """The next row, or None."""
        return next(self._rows, None)

    def fetchall(self) -> list[Row]:
        """The rows that are left."""
        return list(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def close(self) -> None:
        """Nothing is held open."""


class Remembering(Database):
    """A peewee database that answers a repeated SELECT of one look from memory."""

    def execute_sql(self, sql: str, params: Sequence[object] | None = None) -> Any:
        """Send `sql`, unless the same was answered in this look."""
        ask = super().execute_sql
        held = _mine.memory
        if held is None:
            return ask(sql, params)
        if not sql.startswith("SELECT"):
            if sql.startswith(_WRITES):
                _forget(held, sql)
            return ask(sql, params)
        if _mine.transactions:
            return ask(sql, params)
        key = (id(self), sql, tuple(params or ()))
        if key not in held:
            held[key] = _all_of(ask(sql, params))
        return Answered(*held[key])


def _all_of(cursor: Any) -> tuple[list[Row], object]:
    # Only a statement that has a row still knows its columns in apsw.
    first = cursor.fetchone()
    if first is None:
        return [], None
    description = cursor.description
    return [first, *cursor.fetchall()], description


def _forget(held: Memory, sql: str) -> None:
    written = next((table for table in _WRITTEN_BY_GET if table in sql), None)
    if written is None:
        held.clear()
        return
    for key in [key for key in held if _is_of(key, written)]:
        del held[key]


def _is_of(key: object, table: str) -> bool:
    """Whether what is remembered under `key` is a statement's answer, and the statement's table."""
    return isinstance(key, tuple) and isinstance(key[1], str) and table in key[1]
