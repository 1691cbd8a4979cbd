"""A page of a list, found by key: never by counting what lies before it.

A list is in the order of some columns, the last of them the id, so that no two rows are alike.  An
address names the row at the edge of a page by its values in them; a page is what comes after that
row, or before it.  An index on the columns answers both at any length of the list (law 17).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

SIZE = 25
_BETWEEN = "~"  # stands in no id, number, day or moment


@dataclass(frozen=True)
class Key:
    """A column by which a list is ordered.  `read` makes its value of the text in an address."""

    column: Any
    value: Callable[[Any], Any]
    read: Callable[[str], Any] = str
    is_descending: bool = False


@dataclass(frozen=True)
class Place:
    """Where in a list an address points: after a row, before one, or (both empty) the beginning."""

    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Page:
    """Some rows of a list; `after` names the next page and `before` the previous, if there are."""

    rows: list[Any] = field(default_factory=list)
    after: str = ""
    before: str = ""


def moment(text: str) -> datetime:
    """A stored moment (naive UTC) from an address.  Raises ValueError."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError(text)
    return found


def day(text: str) -> date:
    """A day from an address.  Raises ValueError."""
    return date.fromisoformat(text)


def page(query: Any, keys: Sequence[Key], place: Place, size: int = SIZE) -> Page:
    """The page of `query` at `place`; an address that names no row is the beginning."""
    return cut(from_place(query, keys, place, size), keys, place, size)


def from_place(query: Any, keys: Sequence[Key], place: Place, size: int = SIZE) -> list[Any]:
    """The rows of `query` from `place` on (or back), one more than a page has."""
    edge = _values(keys, place.before or place.after)
    backwards = bool(place.before) and edge is not None
    if edge is not None:
        query = query.where(_beyond(keys, edge, is_back=backwards))
    ordered = query.order_by(*[
        key.column.desc() if key.is_descending != backwards else key.column.asc() for key in keys
    ])  # fmt: skip
    return list(ordered.limit(size + 1))


def cut(rows: list[Any], keys: Sequence[Key], place: Place, size: int = SIZE) -> Page:
    """The page of which `rows` are the rows from `place` on (or back), one more than `size`."""
    backwards = is_back(keys, place)
    has_more = len(rows) > size
    rows = rows[:size][::-1] if backwards else rows[:size]
    is_inside = _values(keys, place.after) is not None
    has_next, has_previous = (bool(rows), has_more) if backwards else (has_more, is_inside)
    return Page(
        rows,
        after=_name(keys, rows[-1]) if rows and has_next else "",
        before=_name(keys, rows[0]) if rows and has_previous else "",
    )


def is_back(keys: Sequence[Key], place: Place) -> bool:
    """Whether the page is read backwards."""
    return bool(place.before) and _values(keys, place.before) is not None


def _name(keys: Sequence[Key], row: Any) -> str:
    values = [key.value(row) for key in keys]
    return _BETWEEN.join(
        one.isoformat() if isinstance(one, date | datetime) else str(one) for one in values
    )


def _values(keys: Sequence[Key], text: str) -> list[Any] | None:
    parts = text.split(_BETWEEN)
    if len(parts) != len(keys):
        return None
    try:
        return [key.read(part) for key, part in zip(keys, parts, strict=True)]
    except (ValueError, OverflowError):
        return None


def _beyond(keys: Sequence[Key], edge: Sequence[Any], *, is_back: bool) -> Any:
    """(a, b, c) beyond (x, y, z): a past x, or a = x and (b past y, or b = y and …).

    That a is x or past it is said once more alone: from there an index is read on.
    """
    found = None
    for key, value in reversed(list(zip(keys, edge, strict=True))):
        past = key.column < value if key.is_descending != is_back else key.column > value
        found = past if found is None else past | ((key.column == value) & found)
    first, value = keys[0], edge[0]
    bound = first.column <= value if first.is_descending != is_back else first.column >= value
    return bound & found
