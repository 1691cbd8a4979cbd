"""Opt-ins ticked in Mississippi Choice, from a file of comma-separated values (S44).

A row becomes a registration like any other: received, and compared with nothing before staff have
verified who it is.  No way to reach the person counts as safe: nobody asked.
"""

import csv
import io
from dataclasses import dataclass, field
from typing import Any

from shared.base.translation import N_
from shared.base.values import Values
from shared.frontdoor.envelopes import STANDINGS
from shared.people import contact
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
    "notify": N_("yes, if the box is checked; other rows are left out"),
}
YES = frozenset({"yes", "y", "true", "1", "x", "si", "sí"})
LONGEST = 300  # characters of one cell
MOST = 2000  # rows of one file

TOO_MANY = N_(
    "The file has more rows than can be imported at one time (2,000). Split it, repeat the first "
    "line in each part, and import the parts one after another."
)
NO_COLUMNS = N_("The first line must name the columns. These two are required: name, notify.")
NOT_TICKED = N_("The box is not checked.")
TWICE = N_("Two columns of the first line have the same name.")
DELIMITERS = ",;\t"  # as saved from a spreadsheet, or as copied out of one


@dataclass(frozen=True)
class Left:
    """A row that is left out: its number in the file (the first line is 1), and why."""

    number: int
    why: str


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
        names = [str(name).strip().lower() for name in reader.fieldnames or ()]
        plan.problem = _fault_of_columns(names)
        seen: set[str] = set()
        for number, row in enumerate(reader if not plan.problem else (), 2):
            if number > MOST + 1:
                plan.problem = TOO_MANY
                break
            _take(plan, number, row, seen)
    except csv.Error:
        plan.problem = N_("The file format is not valid.")
    return Plan(problem=plan.problem) if plan.problem else plan


def _fault_of_columns(names: list[str]) -> str:
    if not {"name", "notify"} <= set(names):
        return NO_COLUMNS
    given = [name for name in names if name]
    return TWICE if len(given) != len(set(given)) else ""


def _take(plan: Plan, number: int, row: dict[Any, Any], seen: set[str]) -> None:
    cells = {
        str(name).strip().lower(): str(value or "").strip()
        for name, value in row.items() if name is not None and not isinstance(value, list)
    }  # fmt: skip
    fingerprint = _fingerprint(cells)
    known = vault.found("import", [fingerprint], "registration")
    why = _fault(row, cells) or _known(known)
    if why == NOT_TICKED and known and _is_open(known[0]):
        plan.ended.append(known[0])  # their word in Mississippi Choice: tightening acts at once
    elif why:
        plan.left.append(Left(number, why))
    elif fingerprint in seen:
        plan.left.append(Left(number, N_("The same person and {offender} are in the file twice.")))
    else:
        seen.add(fingerprint)
        plan.rows.append(_answers(cells))


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
    if cells.get("notify", "").casefold() not in YES:
        return NOT_TICKED
    if not contact.normal(cells.get("name", "")):
        return N_("The name is missing.")
    if not cells.get("offender_name") and not cells.get("offender_number"):
        return N_("The {offender}'s name and number are both missing.")
    if any(len(value) > LONGEST for value in cells.values()):
        return N_("A cell is too long.")
    year = cells.get("year", "")
    if year and not (len(year) == 4 and year.isdecimal()):
        return N_("The year does not have four digits.")
    return ""


def _fingerprint(cells: dict[str, str]) -> str:
    names = ("name", "offender_name", "offender_number")
    parts = (cells.get(name, "").casefold() for name in names)
    return vault.digest("import", "|".join(parts))


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
        "fingerprint": _fingerprint(cells),
        "language": language if language in ("en", "es") else "en",
        "answers": {
            "name": cells["name"], "other_names": cells.get("other_names", ""),
            "standing": standing if standing in STANDINGS else "",
            "relation": cells.get("relation", ""), "contact": {"ways": ways}, "news": "call",
            "responsible": {"name": cells.get("offender_name", ""),
                            "number": cells.get("offender_number", "")},
            "happened": {"county": cells.get("county", ""), "year": cells.get("year", "")},
        },
    }  # fmt: skip
