"""Opt-ins ticked in Mississippi Choice, from a file of comma-separated values (S44).

A row becomes a registration like any other: received, and compared with nothing before staff have
verified who it is.  No way to reach the person counts as safe: nobody asked.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.base.translation import N_
from shared.base.values import Values
from shared.forms.codes import SHORTENED
from shared.frontdoor.envelopes import STANDINGS
from shared.intake.imports import table
from shared.intake.imports.table import Row, Table
from shared.people import contact, names
from shared.records import vault
from shared.records.models import Registration

Cells = Mapping[str, str]

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
# What exports name these columns.
_ALSO = """
name: full name, victim name, name of victim, victim, person
first_name: first name, given name, first
last_name: last name, family name, surname, last
other_names: other names, aliases, maiden name
standing: victim type
relation: relationship, relation to victim
language: preferred language
phone: phone number, telephone, cell, cell phone, mobile
email: e mail, email address, e mail address
address: mailing address, street address
offender_name: offender name, offender, inmate name, inmate
offender_number: offender number, offender id, offender no, inmate number, mdoc, mdoc number
county: county of conviction
year: year of incident, incident year, offense year
notify: opt in, notify me, notification, letter notification
"""
NAMES = {
    meant: ours
    for line in _ALSO.strip().splitlines() for ours, _, others in [line.partition(": ")]
    for meant in (ours.replace("_", " "), *others.split(", "))
}  # fmt: skip
YES = frozenset({"yes", "y", "true", "1", "x", "si", "sí"})
# Only a plain no cancels: the one who means it writes it.  Any other word leaves the row out.
NO = frozenset({"no", "n", "false", "0", "0.0", "unticked", "unchecked"})
MOST = 2000  # rows of one file

TOO_MANY = N_(
    "The file has more rows than can be imported at one time (2,000). Split it, repeat the first "
    "line in each part, and import the parts one after another."
)
NO_COLUMNS = N_("The first line must name the columns. These two are required: name, notify.")
NOT_TICKED = N_("The box is not checked.")
TOO_LONG = N_("The row has more cells than there are columns, or a cell is too long.")
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


@dataclass(frozen=True)
class Left:
    """A row that is left out: its number in the file (the first line is 1), and why."""

    number: int
    why: str
    said: str = ""
    about: tuple[str, ...] = ()  # registrations that it may mean


@dataclass(frozen=True)
class Ended:
    """A registration that would be cancelled, by which row, and as the file names the person."""

    registration: str
    number: int
    name: str


@dataclass
class Plan:
    """What an import would do; `ended` are registrations whose box is no longer ticked.

    `read`: the columns and rows as they were read, for a person to see.  `at`: the line of the
    `problem`, if it has one.
    """

    rows: list[Values] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    read: Table = field(default_factory=Table)
    problem: str = ""
    at: int = 0


def read(text: str) -> Plan:
    """What importing `text` would do; nothing is changed."""
    found = table.read(text, NAMES)
    problem = _fault_of_columns(found) or found.problem
    if problem or len(found.rows) > MOST:
        return Plan(read=found, problem=problem or TOO_MANY, at=0 if not problem else found.at)
    plan = Plan(read=found)
    rows = [(row, _with_name(row.cells)) for row in found.rows]
    ticked = {one for _, cells in rows if _word(cells) in YES for one in _marks(cells).kept}
    seen: set[str] = set()
    for row, cells in rows:
        if _word(cells) in NO:
            _end(plan, row, cells, ticked)
        else:
            _take(plan, row, cells, seen)
    return plan


def _fault_of_columns(found: Table) -> str:
    ours = [name for _, name in found.columns if name]
    if "notify" not in ours or not ({"name", "first_name", "last_name"} & set(ours)):
        return "" if found.problem else NO_COLUMNS
    return TWICE if len(ours) != len(set(ours)) else ""


def _with_name(cells: Cells) -> Cells:
    parts = (cells.get("first_name", ""), cells.get("last_name", ""))
    return {"name": " ".join(part for part in parts if part), **cells}


def _word(cells: Cells) -> str:
    return cells.get("notify", "").casefold()


def _take(plan: Plan, row: Row, cells: Cells, seen: set[str]) -> None:
    marks = _marks(cells)
    why = _fault(row, cells) or _known(vault.found("import", marks.same, "registration"))
    if why:
        said = cells.get("notify", "") if why == UNKNOWN else ""
        plan.left.append(Left(row.number, why, said))
    elif seen & set(marks.same):
        plan.left.append(
            Left(row.number, N_("The same person and {offender} are in the file twice."))
        )
    else:
        seen.update(marks.exact)
        plan.rows.append(_answers(cells, marks))


def _end(plan: Plan, row: Row, cells: Cells, ticked: set[str]) -> None:
    """A plain no: their word in Mississippi Choice, and tightening acts at once.

    It reaches the one registration that it can mean; if it may mean another, a person looks.
    """
    marks = _marks(cells)
    meant = marks.same or [marks.person]
    exact = [one for one in vault.found("import", meant, "registration") if _is_open(one)]
    near = [
        one for one in vault.found("import", [marks.person, *marks.alike], "registration")
        if _is_open(one)
    ]  # fmt: skip
    if row.is_too_long:
        plan.left.append(Left(row.number, TOO_LONG, about=tuple(exact or near)))
    elif set(meant) & ticked:
        plan.left.append(Left(row.number, TICKED_ELSEWHERE))
    elif len(exact) == 1:
        if exact[0] not in [one.registration for one in plan.ended]:
            plan.ended.append(Ended(exact[0], row.number, cells.get("name", "")))
    elif exact or near:
        plan.left.append(Left(row.number, NEAR, about=tuple(exact or near)))
    else:
        plan.left.append(Left(row.number, NOT_TICKED))


def _is_open(registration: str) -> bool:
    return Registration.get_by_id(registration).state in ("received", "verified")


def _known(known: list[str]) -> str:
    if not known:
        return ""
    if _is_open(known[0]):
        return N_("It was already imported.")
    return N_("It was imported before, and the person has since left the list: ask the person.")


def _fault(row: Row, cells: Cells) -> str:
    if row.is_too_long:
        return TOO_LONG
    if _word(cells) not in YES:
        return UNKNOWN if cells.get("notify") else NOT_TICKED
    if not contact.normal(cells.get("name", "")):
        return N_("The name is missing.")
    if not cells.get("offender_name") and not cells.get("offender_number"):
        return N_("The {offender}'s name and number are both missing.")
    return DAMAGED if SHORTENED.fullmatch(cells.get("offender_number", "")) else ""


_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


def _year(cells: Cells) -> str:
    """The year in "2019.0" or "5/1/2019"; none in "unknown", for which nobody is left out."""
    return "".join(_YEAR.findall(cells.get("year", ""))[:1])


@dataclass(frozen=True)
class Marks:
    """By what a row and its registration find each other.

    `exact`: person and offender.  `same`: those of them that mean one request: where both have a
    number, by the number.  `person`: with any offender.  `alike`: as the name sounds, with
    the offender if the row names one.
    """

    exact: list[str]
    same: list[str]
    person: str
    alike: list[str]

    @property
    def kept(self) -> list[str]:
        """All that a registration is found by."""
        return [*self.exact, self.person, *self.alike]


def _plain(name: str) -> str:
    """A name whichever way round, with or without accents, hyphens and double spaces."""
    return " ".join(sorted(names.words_of(name)))


def _marks(cells: Cells) -> Marks:
    person, writer = _plain(cells.get("name", "")), _plain(cells.get("offender_name", ""))
    number = contact.normal_number(cells.get("offender_number", ""))
    by_number, by_name = f"{person}|#{number}", f"{person}|{writer}"
    unnumbered = f"{by_name}|-"
    exact = [by_number] * bool(number) + [by_name] * bool(writer)
    sounds = {one for name in names.each(cells.get("name", ""))
              for one in names.marks(name)["sound"]}  # fmt: skip
    offenders = [f"#{number}"] * bool(number) + [writer] * bool(writer)
    return Marks(
        exact=[*exact, *[unnumbered] * bool(writer and not number)],
        same=[by_number, *[unnumbered] * bool(writer)] if number else exact,
        person=f"{person}|",
        alike=[f"~{one}|{offender}" for one in sounds for offender in (offenders or [""])],
    )


def _answers(cells: Cells, marks: Marks) -> Values:
    """As an envelope of the portal would hold them."""
    standing = cells.get("standing", "")
    language = cells.get("language", "").lower()
    ways = [
        {"channel": channel, "value": cells[column], "safe": False}
        for channel, column in (("phone", "phone"), ("email", "email"), ("post", "address"))
        if cells.get(column)
    ]
    return {
        "same": marks.same,
        "marks": [*marks.kept, *(f"{one.partition('|')[0]}|" for one in marks.alike)],
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
