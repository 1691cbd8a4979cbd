"""What papers are about: the rows they point to, and the names that staff know those under.

Never a person's own name.  A list of papers looks up all its rows first, one query a noun.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from shared.base.one_look import once, prime
from shared.base.together import Ask, together
from shared.base.values import Values
from shared.people import reachable
from shared.records.models import (
    Approach,
    Assessment,
    Delivery,
    DialogueCase,
    Letter,
    Paper,
    Participant,
    Person,
    Registration,
    Signature,
)
from shared.records.models.base import Row
from shared.records.reading import rows_by_id

MODELS: Values = {
    "case": DialogueCase, "approach": Approach, "assessment": Assessment, "signature": Signature,
    "participant": Participant, "registration": Registration, "letter": Letter,
    "delivery": Delivery, "disclosure": Delivery,
}  # fmt: skip
Rows = dict[tuple[str, str], Any]  # by noun and id
OF_A_CASE = ("approach", "assessment", "signature", "participant")


@once
def row_of(noun: str, subject: str) -> Any:
    """The row that a paper of `noun` is about.  Raises DoesNotExist."""
    return MODELS[noun].get_by_id(subject)


@once
def person_of(row: Any) -> Person:
    """The person of a case or registration."""
    return Person.get_by_id(row.person_id)


@once
def made_last(subject: str, name: str) -> datetime:
    """When the latest paper of a name about a subject was made."""
    mine = (Paper.subject == subject) & (Paper.name == name)
    return Paper.select(Paper.made_at).where(mine).order_by(Paper.made_at.desc()).get().made_at


def case_of(paper: Paper) -> Any:
    """The case of a paper about a case, or about something in one."""
    row = row_of(paper.noun, paper.subject)
    return row if paper.noun == "case" else row_of("case", row.case_id)


def know(rows: Mapping[str, Iterable[Row]], person: Person) -> None:
    """In a page that is only read: papers are about these rows, by noun, and this `person`."""
    for noun, listed in rows.items():
        for row in listed:
            prime(row_of, row, noun, row.id)
            if noun in ("case", "registration"):
                prime(person_of, person, row)


def look_up(papers: Iterable[Paper]) -> dict[str, str]:
    """Find all that a list of papers asks, together; by the paper's id what it is about."""
    listed = list(papers)
    rows = _rows(listed)
    deliveries = [row for (noun, _), row in rows.items() if MODELS[noun] is Delivery]
    wanted = {
        "case": [row.case_id for (noun, _), row in rows.items() if noun in OF_A_CASE],
        "letter": [row.letter_id for row in deliveries],
        "registration": [row.registration_id for row in deliveries],
    }
    missing = {
        noun: [one for one in ids if (noun, one) not in rows] for noun, ids in wanted.items()
    }
    together(*(_ask(noun, ids) for noun, ids in missing.items() if ids))
    for noun, ids in missing.items():
        _rows_by_id(rows, noun, ids)
    of_people = [row for (noun, _), row in rows.items() if noun in ("case", "registration")]
    _look_up_people(of_people)
    _look_up_latest(listed)
    return {paper.id: _named(rows, paper) for paper in listed}


def _rows(papers: list[Any]) -> dict[tuple[str, str], Any]:
    wanted = {noun: [paper.subject for paper in papers if paper.noun == noun] for noun in MODELS}
    together(*(_ask(noun, ids) for noun, ids in wanted.items() if ids))
    rows: dict[tuple[str, str], Any] = {}
    for noun, ids in wanted.items():
        _rows_by_id(rows, noun, ids)
    return rows


def _ask(noun: str, ids: list[str]) -> Ask:
    return rows_by_id, MODELS[noun], tuple(sorted(set(ids)))


def _rows_by_id(rows: dict[tuple[str, str], Any], noun: str, ids: list[str]) -> None:
    missing = [one for one in ids if (noun, one) not in rows]
    question, *about = _ask(noun, missing)
    for row in question(*about) if missing else ():
        rows[noun, row.id] = row
        prime(row_of, row, noun, row.id)


def _look_up_people(rows: list[Any]) -> None:
    ids = sorted({row.person_id for row in rows})
    people = {row.id: row for row in Person.select().where(Person.id << ids)} if ids else {}
    for row in rows:
        prime(person_of, people[row.person_id], row)
    reachable.look_up(people.values())


def _look_up_latest(papers: list[Paper]) -> None:
    """Of each name about each subject, when the latest was made: all in one query."""
    subjects = sorted({paper.subject for paper in papers})
    latest: Rows = {}
    columns = (Paper.subject, Paper.name, Paper.made_at)
    for row in Paper.select(*columns).where(Paper.subject << subjects) if subjects else ():
        key = row.subject, row.name
        latest[key] = max(latest.get(key, row.made_at), row.made_at)
    for (subject, name), made_at in latest.items():
        prime(made_last, made_at, subject, name)


def _named(rows: Rows, paper: Paper) -> str:
    """A reference, or a letter's receipt; empty for what has neither, as a disclosure."""
    row = rows.get((paper.noun, paper.subject))
    if row is None or paper.noun == "disclosure":
        return ""
    if paper.noun == "delivery":
        return str(rows["letter", row.letter_id].receipt)
    if paper.noun in OF_A_CASE:
        return str(rows["case", row.case_id].reference)
    return str(row.receipt if paper.noun == "letter" else row.reference)
