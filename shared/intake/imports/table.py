"""A table of comma-separated values, however a spreadsheet saved it."""

import codecs
import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.base.translation import N_
from shared.people import contact

LONGEST = 300  # characters of one cell
DELIMITERS = ",;\t|"  # as saved from a spreadsheet, or as copied out of one
TITLES = 5  # lines that may stand before the one that names the columns

_SEPARATOR = re.compile(r"^sep=(.)$", re.IGNORECASE)
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ACCENTED = frozenset("áéíóúñüÁÉÍÓÚÑÜ")

QUOTES = N_(
    "A quotation mark is missing or in the wrong place, on this line or before it. Fix it, or save "
    "the table as CSV again."
)


def text_of(content: bytes) -> str:
    """A file as text.  Raises UnicodeError if it is something else.

    Without a mark or UTF-8 it is of Windows or of an old Mac: where more letters are Spanish ones.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding)
    even, odd = content[::2], content[1::2]
    for zeros, letters, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros.count(0) > len(zeros) * 0.9 and letters.count(0) == 0:
            return content.decode(encoding)
    if b"\0" in content:
        raise UnicodeError("not text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        read = [content.decode(one, errors="replace") for one in ("cp1252", "mac_roman")]
        return max(read, key=lambda text: sum(sign in _ACCENTED for sign in text))


@dataclass(frozen=True)
class Row:
    """A row: the line on which it begins (the file's first is 1), and its cells by our names."""

    number: int
    cells: Mapping[str, str]
    is_too_long: bool = False


@dataclass
class Table:
    """What was read: each column as it is named, and what it is taken for (empty: not read)."""

    columns: list[tuple[str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problem: str = ""
    at: int = 0

    @property
    def unread(self) -> list[str]:
        """The columns that nothing of is taken."""
        return [written for written, ours in self.columns if written and not ours]


def read(text: str, names: Mapping[str, str]) -> Table:
    """The table in `text`; `names` says which of our columns each name of one means."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start, delimiter = _header(lines, names)
    reader = csv.reader(io.StringIO("\n".join(lines[start:])), delimiter=delimiter, strict=True)
    found, begins = Table(), start + 1
    try:
        for cells in reader:
            if not found.columns:
                found.columns = _columns(cells, names)
            elif any(cell.strip() for cell in cells):
                found.rows.append(_row(begins, cells, found.columns))
            begins = start + reader.line_num + 1
    except csv.Error:
        return Table(found.columns, problem=QUOTES, at=begins)
    return found


def _header(lines: list[str], names: Mapping[str, str]) -> tuple[int, str]:
    """Where the line that names the columns stands, and by what they are told apart.

    A spreadsheet's `sep=` and a title may stand before it.
    """
    best, told = (0, 0, ","), ""
    for at, line in enumerate(lines[: TITLES + 1]):
        separator = _SEPARATOR.match(line.strip())
        told = separator[1] if separator else told
        for delimiter in told or DELIMITERS:
            parts = line.split(delimiter)
            known = sum(_plain(part) in names for part in parts)
            if known > best[0]:
                best = (known, at, delimiter)
    return best[1], best[2]


def _columns(cells: list[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(cell.strip(), names.get(_plain(cell), "")) for cell in cells]


def _plain(name: str) -> str:
    return contact.normal(name.strip().strip('"').replace("_", " "))


def _row(number: int, cells: list[str], columns: list[tuple[str, str]]) -> Row:
    values = [cell.strip() for cell in cells]
    ours = {
        name: value if name == "address" else " ".join(value.split())
        for (_, name), value in zip(columns, values, strict=False) if name and value
    }  # fmt: skip
    extra = any(values[len(columns) :])
    return Row(number, ours, extra or any(len(value) > LONGEST for value in values))
