"""An installation with many rows: one case, letter and delivery made by acts, the others copied.

What a list shows of a row is real; nothing more is claimed of the copies.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from shared.base import ids
from shared.records import vault
from shared.records.models import (
    ContactAttempt,
    Delivery,
    DialogueCase,
    Keeping,
    LetterFace,
    Match,
    Paper,
    Person,
    Task,
)
from tests.support import letters as bank
from tests.support import shortcut
from tests.support.world import Asked, World


@dataclass
class Archive:
    """The rows that were made by acts."""

    asked: Asked
    registration: Any
    letter: Any
    match: Any
    delivery: Any


def copy(row: Any, **changed: Any) -> Any:
    """Another row like `row`."""
    model = type(row)
    values = dict(row.__data__) | model.fresh() | changed
    model.insert(**values).execute()
    return model.get_by_id(values["id"])


def archive(world: World, count: int) -> Archive:
    """`count` of everything that a list shows, and `count` of what a case gathers."""
    asked = shortcut.to(world, "scheduled")
    registration = bank.verified(world)
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, registration)
    match = Match.get_by_id(delivery.match_id)
    made = Archive(asked, registration, letter, match, delivery)
    paper = Paper.select().first()
    vault.make(
        ContactAttempt, asked.case.person.key, {"note": "x"}, person=asked.case.person, noun="case",
        subject=asked.case.id, by=world.logins["planner"].id, outcome="no_answer",
    )  # fmt: skip
    Paper.update(ready_at=paper.made_at, printed_at=None).execute()
    Keeping.make(noun="letter", subject=letter.id, what="hold", reason="counsel",
                 by=world.logins["coordinator"].id)  # fmt: skip
    Match.update(state="proposed").where(Match.id == match.id).execute()
    Delivery.update(state="confirmed").where(Delivery.id == delivery.id).execute()
    for _ in range(count - 1):
        _more(made, paper)
    return made


def _more(made: Archive, paper: Any) -> None:
    case = made.asked.case
    person = copy(Person.get_by_id(case.person_id))
    copy(DialogueCase.get_by_id(case.id), reference=ids.new_reference(), person=person.id)
    registration = copy(made.registration, reference=ids.new_reference(), person=person.id)
    letter = copy(made.letter, receipt=ids.new_reference())
    vault.make(LetterFace, letter.key, {"writer": "Martin Cole", "number": "K1"}, letter=letter)
    match = copy(Match.get_by_id(made.match.id), letter=letter, registration=registration)
    for state in ("confirmed", "printed"):
        copy(Delivery.get_by_id(made.delivery.id), letter=letter, registration=registration,
             match=match, state=state)  # fmt: skip
    copy(paper, ready_at=paper.made_at + timedelta(days=1))
    copy(Keeping.select().first(), subject=letter.id)
    copy(Task.select().first(), role="planner", subject=case.id, noun="case",
         done_at=None, done_by=None, account=None)  # fmt: skip
    copy(Task.select().first(), role="coordinator", subject=letter.id, noun="letter",
         done_at=None, done_by=None, account=None)  # fmt: skip
    vault.make(
        ContactAttempt, case.person.key, {"note": "x"}, person=case.person, noun="case",
        subject=case.id, by=case.person.verified_by, outcome="no_answer",
    )  # fmt: skip
