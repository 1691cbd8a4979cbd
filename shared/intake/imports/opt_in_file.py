"""Opt-ins ticked in Mississippi Choice, from a file of comma-separated values (S44).

A row becomes a registration like any other: received, and compared with nothing before staff have
verified who it is.  No way to reach the person counts as safe: nobody asked.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from shared.base.translation import N_
from shared.base.values import Values
from shared.forms.codes import SHORTENED
from shared.frontdoor.envelopes import STANDINGS
from shared.people import contact, names
from shared.records import vault
from shared.records.models import Registration

COLUMNS = {
    "name": N_("The person's name (required)"),
    "other_names": N_("Other names"),
    "standing": N_("direct, survivor, family or other"),
    "relation": N_("Relationship to the person harmed"),
    "language": N_("en or es"),
    "phone": N_("Phone number"),
    "email": N_("Email address"),
    "address": N_("Mailing address"),
    "offender_name": N_("The {offender}'s name (name or number is required)"),
    "offender_number": N_("The {offender}'s number"),
    "county": N_("County"),
    "year": N_("Year, four digits"),
    "notify": N_(
        "yes if the box is checked, no if it is not; rows with any other word are left out"
    ),
}
YES = frozenset({"yes", "y", "true", "1", "x", "si", "sí"})
# Only a plain no cancels: whoever means it writes it.  Any other word leaves the row out.
NO = frozenset({"no", "n", "false", "0", "0.0", "unticked", "unchecked"})
LONGEST = 300  # characters of one cell
MOST = 2000  # rows of one file

TOO_MANY = N_(
    "The file has more rows than can be imported at one time (2,000). Split it, repeat the first "
    "line in each part, and import the parts one after another."
)
NO_COLUMNS = N_("The first line must name the columns. These two are required: name, notify.")
NOT_TICKED = N_("The box is not checked.")
UNKNOWN = N_("The “notify” column does not say yes or no, so nothing was changed. It says:")
TICKED_ELSEWHERE = N_("Another row of the file has the box checked for this person.")
NEAR = N_(
    "The box is not checked, and someone of this name is on the list, with another {offender} or "
    "more than one. Look which request this means."
)
DAMAGED = N_(
    "A spreadsheet has changed the number. Format the column as text, and export it again."
)
TWICE = N_("Two columns of the first line have the same name.")
DELIMITERS = ",;\t"  # as saved from a spreadsheet, or as copied out of one


@dataclass(frozen=True)
class Left:
    """A row that is left out: its number in the file (the first line is 1), and why."""

    number: int
    why: str
    said: str = ""


@dataclass
class Plan:
    """What an import would do; `ended` are registrations whose box is no longer ticked."""

    rows: list[Values] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    problem: str = ""


def read(text: str) -> Plan:
    """What importing `text` would do; nothing is changed."""
    plan = Plan()
    plain = text.lstrip("\ufeff")
    header = plain.split("\n", maxsplit=1)[0]
    delimiter = max(DELIMITERS, key=header.count)
    reader = csv.DictReader(io.StringIO(plain, newline=""), delimiter=delimiter)
    try:
        columns = [str(name).strip().lower() for name in reader.fieldnames or ()]
        plan.problem = _fault_of_columns(columns)
        numbered = list(enumerate(islice(reader, MOST + 1) if not plan.problem else (), 2))
        if len(numbered) > MOST:
            return Plan(problem=TOO_MANY)
        rows = [(number, row, _cells(row)) for number, row in numbered]
        ticked = {
            mark for _, _, cells in rows if _word(cells) in YES for mark in marks_of(cells)
        }  # fmt: skip
        seen: set[str] = set()
        for number, row, cells in rows:
            if _word(cells) in NO:
                _end(plan, number, cells, ticked)
            else:
                _take(plan, number, row, cells, seen)
    except csv.Error:
        plan.problem = N_("The file format is not valid.")
    return Plan(problem=plan.problem) if plan.problem else plan


def _fault_of_columns(columns: list[str]) -> str:
    if not {"name", "notify"} <= set(columns):
        return NO_COLUMNS
    given = [name for name in columns if name]
    return TWICE if len(given) != len(set(given)) else ""


def _cells(row: dict[Any, Any]) -> dict[str, str]:
    return {
        str(name).strip().lower(): str(value or "").strip()
        for name, value in row.items() if name is not None and not isinstance(value, list)
    }  # fmt: skip


def _word(cells: dict[str, str]) -> str:
    return cells.get("notify", "").casefold()


def _take(
    plan: Plan, number: int, row: dict[Any, Any], cells: dict[str, str], seen: set[str]
) -> None:
    own = _own_mark(cells)
    why = _fault(row, cells) or _known(vault.found("import", [own], "registration"))
    if why:
        plan.left.append(Left(number, why, cells.get("notify", "") if why == UNKNOWN else ""))
    elif own in seen:
        plan.left.append(Left(number, N_("The same person and {offender} are in the file twice.")))
    else:
        seen.add(own)
        plan.rows.append(_answers(cells))


def _end(plan: Plan, number: int, cells: dict[str, str], ticked: set[str]) -> None:
    """A plain no: their word in Mississippi Choice, and tightening acts at once.

    It reaches the one registration that it can mean; if it may mean another, a person looks.
    """
    marks = marks_of(cells)
    exact = [one for one in vault.found("import", marks[:-1], "registration") if _is_open(one)]
    near = [one for one in vault.found("import", marks[-1:], "registration") if _is_open(one)]
    if set(marks[:-1] or marks) & ticked:
        plan.left.append(Left(number, TICKED_ELSEWHERE))
    elif len(exact) == 1 or (not exact and len(near) == 1 and len(marks) == 1):
        plan.ended += [one for one in exact or near if one not in plan.ended]
    elif near:
        plan.left.append(Left(number, NEAR))
    else:
        plan.left.append(Left(number, NOT_TICKED))


def _is_open(registration: str) -> bool:
    return Registration.get_by_id(registration).state in ("received", "verified")


def _known(known: list[str]) -> str:
    if not known:
        return ""
    if _is_open(known[0]):
        return N_("It was already imported.")
    return N_("It was imported before, and the person has since left the list: ask the person.")


def _fault(row: dict[Any, Any], cells: dict[str, str]) -> str:
    if None in row:
        return N_("The row has more cells than there are columns.")
    if _word(cells) not in YES:
        return UNKNOWN if cells.get("notify") else NOT_TICKED
    if not contact.normal(cells.get("name", "")):
        return N_("The name is missing.")
    if not cells.get("offender_name") and not cells.get("offender_number"):
        return N_("The {offender}'s name and number are both missing.")
    if any(len(value) > LONGEST for value in cells.values()):
        return N_("A cell is too long.")
    return DAMAGED if SHORTENED.fullmatch(cells.get("offender_number", "")) else ""


_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def _year(cells: dict[str, str]) -> str:
    """The year in "2019.0" or "5/1/2019"; none in "unknown", for which nobody is left out."""
    return "".join(_YEAR.findall(cells.get("year", ""))[:1])


def _plain(name: str) -> str:
    """A name whichever way round, with or without accents, hyphens and double spaces."""
    return " ".join(sorted(names.words_of(name)))


def marks_of(cells: dict[str, str]) -> list[str]:
    """By what a row and its registration find each other: person and offender; last, the person."""
    person, writer = _plain(cells.get("name", "")), _plain(cells.get("offender_name", ""))
    number = contact.normal_number(cells.get("offender_number", ""))
    found = [f"{person}|#{number}"] * bool(number) + [f"{person}|{writer}"] * bool(writer)
    return [*found, f"{person}|"]


def _own_mark(cells: dict[str, str]) -> str:
    return marks_of(cells)[0]


def _answers(cells: dict[str, str]) -> Values:
    """As an envelope of the portal would hold them."""
    standing = cells.get("standing", "")
    language = cells.get("language", "").lower()
    ways = [
        {"channel": channel, "value": cells[column], "safe": False}
        for channel, column in (("phone", "phone"), ("email", "email"), ("post", "address"))
        if cells.get(column)
    ]
    return {
        "mark": _own_mark(cells),
        "marks": marks_of(cells),
        "language": language if language in ("en", "es") else "en",
        "answers": {
            "name": cells["name"], "other_names": cells.get("other_names", ""),
            "standing": standing if standing in STANDINGS else "",
            "relation": cells.get("relation", ""), "contact": {"ways": ways}, "news": "call",
            "responsible": {"name": cells.get("offender_name", ""),
                            "number": cells.get("offender_number", "")},
            "happened": {"county": cells.get("county", ""), "year": _year(cells)},
        },
    }  # fmt: skip
