"""What every phase of a case uses: its columns, its papers, its notice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from shared.base.translation import N_
from shared.dialogue import queries
from shared.records import jobs
from shared.records.models import DialogueCase, Paper, Person
from shared.records.workflow import Act, Facts, Guard

Found = TypeVar("Found")


def set_columns(case: DialogueCase, **columns: object) -> None:
    """Set columns of the case that are not the workflow's, in place and in the database."""
    for name, value in columns.items():
        setattr(case, name, value)
    DialogueCase.update(**columns).where(DialogueCase.id == case.id).execute()


def needed(found: Found | None) -> Found:
    """What the guards of the act have made sure of.  Raises LookupError if they did not."""
    if found is None:
        raise LookupError("a guard let through what it should have stopped")
    return found


def of_case(predicate: Callable[[Any], bool]) -> Callable[[Act[Facts]], bool]:
    """A predicate of a case as the predicate of an act on it, under the same name."""

    @wraps(predicate)
    def of_act(act: Act[Facts]) -> bool:
        return predicate(act.subject)

    return of_act


@dataclass(frozen=True)
class Dated(Facts):
    """The day of something that happened."""

    on: date | None = None


def is_day_past(act: Act[Dated]) -> bool:
    """The day of something that happened is given, and is not in the future."""
    day = act.facts.on
    return day is not None and day <= queries.today()


DAY_PAST = Guard(is_day_past, N_("Enter the date. It cannot be in the future."))


def post_notice(act: Act[Facts]) -> None:
    """Whatever changed, let the worker post what the person may read."""
    jobs.ask("publish", f"publish:{act.subject.reference}", reference=act.subject.reference)


def ask_paper(
    act: Act[Facts], name: str, language: str = "en", noun: str = "case", subject: str | None = None
) -> Paper:
    """Ask the worker for a document about this case, or about a row of it."""
    by = act.actor.id if act.actor.id not in ("worker", "person") else None
    return jobs.ask_paper(
        key=act.subject.key, name=name, language=language, noun=noun,
        subject=subject or act.subject.id, asked_by=by,
    )  # fmt: skip


def ask_acknowledgement(case: DialogueCase, person: Person) -> None:
    """The first letter back, in the person's language.  Called inside a recorded change."""
    jobs.ask_paper(
        key=case.key, name="acknowledgement", language=person.language, noun="case",
        subject=case.id,
    )  # fmt: skip
