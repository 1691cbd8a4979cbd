"""Opt-ins ticked in Mississippi Choice, from a file of comma-separated values (S44).

A row becomes a registration like any other: received, and compared with nothing before staff have
verified who it is.  No way to reach the person counts as safe: nobody asked.
"""

import csv
import io
from dataclasses import dataclass, field
from typing import Any

from shared import vault
from shared.envelopes import N_, STANDINGS

COLUMNS = {
    "name": N_("The person's name (needed)"),
    "other_names": N_("Other names"),
    "standing": N_("direct, survivor, family or other"),
    "relation": N_("Relation to the person harmed"),
    "language": N_("en or es"),
    "phone": N_("Phone number"),
    "email": N_("E-mail address"),
    "address": N_("Postal address"),
    "offender_name": N_("The {offender}'s name (name or number is needed)"),
    "offender_number": N_("The {offender}'s number"),
    "county": N_("County"),
    "year": N_("Year, four digits"),
    "notify": N_("yes, if the box is ticked; other rows are left out"),
}
YES = frozenset({"yes", "y", "true", "1", "x", "si", "sí"})
LONGEST = 300  # characters of one cell
MOST = 2000  # rows of one file

TOO_MANY = N_("The file has more rows than can be taken at once (2,000).")
NO_COLUMNS = N_("The first line must name the columns; these are missing: name, notify.")


@dataclass(frozen=True)
class Left:
    """A row that is left out: its number in the file (the first line is 1), and why."""

    number: int
    why: str


@dataclass
class Plan:
    """What an import would do."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    problem: str = ""


def read(text: str) -> Plan:
    """What importing `text` would do; nothing is changed."""
    plan = Plan()
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    try:
        names = {str(name).strip().lower() for name in reader.fieldnames or ()}
        if not {"name", "notify"} <= names:
            plan.problem = NO_COLUMNS
            return plan
        for number, row in enumerate(reader, 2):
            _take(plan, number, row)
    except csv.Error:
        plan.problem = N_("The file is not well formed.")
    if len(plan.rows) > MOST:
        plan.problem = TOO_MANY
        plan.rows.clear()
    return plan


def _take(plan: Plan, number: int, row: dict[Any, Any]) -> None:
    cells = {
        str(name).strip().lower(): str(value or "").strip()
        for name, value in row.items() if name is not None and not isinstance(value, list)
    }  # fmt: skip
    why = _fault(row, cells)
    if why:
        plan.left.append(Left(number, why))
    elif _fingerprint(cells) in {one["fingerprint"] for one in plan.rows}:
        plan.left.append(Left(number, N_("The same person and {offender} are in the file twice.")))
    else:
        plan.rows.append(_answers(cells))


def _fault(row: dict[Any, Any], cells: dict[str, str]) -> str:
    if None in row:
        return N_("The row has more cells than there are columns.")
    if cells.get("notify", "").casefold() not in YES:
        return N_("The box is not ticked.")
    if not cells.get("name"):
        return N_("The name is missing.")
    if not cells.get("offender_name") and not cells.get("offender_number"):
        return N_("Neither name nor number of the {offender} is given.")
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


def _answers(cells: dict[str, str]) -> dict[str, Any]:
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
