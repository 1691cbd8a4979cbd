"""Several questions in one statement: what a page asks of many tables about one subject.

A case has rows in twenty tables.  Asked one by one each costs a statement; `together()` asks them
as one UNION ALL, in which every table's columns lie in columns of their type, and remembers the
answers for this look (see `one_look`).  Who asks one of them afterwards is answered from memory.
Without a look each is a statement of its own.
"""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from peewee import ForeignKeyField, Model, ModelSelect

from shared.base import one_look

P = ParamSpec("P")
M = TypeVar("M", bound=Model)
Inner = Any  # a side of peewee that its stub does not tell
Ask = tuple[Inner, ...]  # a question, and what it is asked about

# How a column of each type is padded where another table has none.
_TYPES = {
    "VARCHAR": "TEXT", "TEXT": "TEXT", "BLOB": "BYTEA", "BOOL": "BOOLEAN", "DATE": "DATE",
    "DATETIME": "TIMESTAMP", "INT": "INTEGER", "AUTO": "INTEGER", "BIGINT": "BIGINT",
}  # fmt: skip


def rows(query_of: Callable[P, "ModelSelect[M]"]) -> Callable[P, list[M]]:
    """A question that is a query on one table: its rows, oldest first, asked once in a look."""

    @functools.wraps(query_of)
    def found(*args: P.args, **named: P.kwargs) -> list[M]:
        return _oldest_first(list(query_of(*args, **named)))

    del found.__wrapped__  # it is what is remembered by
    found.query_of = query_of  # type: ignore[attr-defined]
    return one_look.once(found)


def together(*asked: Ask) -> None:
    """Ask several questions made by `rows`; a look remembers the answers."""
    held = one_look.memory()
    if held is None or one_look.is_deciding():
        return
    wanted = {
        one_look.key_of(question, *args): (question, args) for question, *args in asked
    }  # fmt: skip
    queries = [
        (question, args, question.query_of(*args))
        for key, (question, args) in wanted.items() if key not in held
    ]  # fmt: skip
    if not queries:
        return
    answers = _all([query for _, _, query in queries])
    for (question, args, _), answer in zip(queries, answers, strict=True):
        one_look.prime(question, _oldest_first(answer), *args)


def _oldest_first(found: list[M]) -> list[M]:
    return sorted(found, key=lambda row: (getattr(row, "made_at", None) or 0, row.get_id()))


@functools.cache
def _fields(model: Inner) -> dict[str, list[Inner]]:
    """The fields of a table by the type of their columns."""
    kinds: dict[str, list[Inner]] = {}
    for field in model._meta.sorted_fields:
        target: Inner = field
        while isinstance(target, ForeignKeyField):
            target = target.rel_field
        kinds.setdefault(_TYPES[target.field_type], []).append(field)
    return kinds


@functools.cache
def _layout(models: tuple[Inner, ...]) -> dict[str, int]:
    """How many columns of each type the widest table needs."""
    widths: dict[str, int] = {}
    for model in models:
        for kind, fields in _fields(model).items():
            widths[kind] = max(widths.get(kind, 0), len(fields))
    return widths


@functools.cache
def _columns(model: Inner, models: tuple[Inner, ...]) -> str:
    shown = []
    for kind, width in _layout(models).items():
        named = [f'"t1"."{field.column_name}"' for field in _fields(model).get(kind, [])]
        shown += named + [f"CAST(NULL AS {kind})"] * (width - len(named))
    return ", ".join(shown)


@functools.cache
def _places(model: Inner, models: tuple[Inner, ...]) -> list[tuple[int, Inner]]:
    """Where in a row of the union each field of a table lies."""
    found, start = [], 1
    for kind, width in _layout(models).items():
        found += list(enumerate(_fields(model).get(kind, []), start))
        start += width
    return found


def _all(queries: list[Inner]) -> list[list[Inner]]:
    models = tuple(dict.fromkeys(query.model for query in queries))
    parts, params = [], []
    for number, query in enumerate(queries):
        sql, given = query.sql()
        # After the columns, which are those of one table, the rest is as it was asked.
        _, rest = sql.split(" FROM ", 1)
        columns = _columns(query.model, models)
        parts.append(f"SELECT {number}, {columns} FROM {rest}")  # noqa: S608  # names of the models
        params += given
    database = models[0]._meta.database
    answers: list[list[Inner]] = [[] for _ in queries]
    for row in database.execute_sql(" UNION ALL ".join(parts), params).fetchall():
        model = queries[row[0]].model
        answers[row[0]].append(_made(model, row, _places(model, models)))
    return answers


def _made(model: Inner, row: Inner, places: list[tuple[int, Inner]]) -> Inner:
    values = {
        field.name: None if row[at] is None else field.python_value(row[at]) for at, field in places
    }
    made = model(__no_default__=1, **values)
    made._dirty.clear()  # noqa: SLF001  # as peewee's own cursor makes a row
    return made
