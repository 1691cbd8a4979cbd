"""A person as staff read them: how to reach them, what they asked for, who tried."""

from dataclasses import dataclass
from typing import Any

from shared import dialogue
from shared.base import db
from shared.base.together import rows, together
from shared.base.values import Values
from shared.people import contact, reachable
from shared.records import audit, pages, permissions, vault
from shared.records.models import Asked, ContactRule, ContactWay, DialogueCase, Person, Registration
from shared.records.permissions import WORKER, Actor
from shared.records.reading import Opened, open_rows
from shared.records.workflow import perform


@dataclass(frozen=True)
class Reach:
    """How one person may be reached now."""

    person: Opened
    ways: list[Opened]
    unsafe: list[ContactWay]
    may_be_contacted: bool

    @property
    def is_by_letter(self) -> bool:
        """Whether a letter is how to tell this person something: post is safe, and a call is not,
        or a call would need an interpreter or a device."""
        channels = {one.row.channel for one in self.ways}
        helped = any(
            one.said.get(need) for one in (self.person, *self.ways)
            for need in ("interpreter", "access_needs")
        )  # fmt: skip
        return "post" in channels and ("phone" not in channels or helped)


@dataclass(frozen=True)
class PersonFile:
    """What one page shows of a person; only what is in the reader's scope."""

    reach: Reach
    rules: list[ContactRule]
    attempts: list[Opened]
    cases: list[DialogueCase]
    registrations: list[Registration]


def person_of(row: Asked) -> Person:
    """The person of a case or registration."""
    return Person.get_by_id(row.person_id)


def safe_ways(person_id: str) -> Values:
    """The ways that may be used to reach a person now, by id."""
    return {way.id: way for way in contact.allowed_ways(Person.get_by_id(person_id))}


def reach(actor: Actor, noun: str, subject: Asked) -> Reach:
    """How the person of a case or registration may be reached; recorded before it is opened."""
    person = person_of(subject)
    ways = contact.allowed_ways(person)
    opened = open_rows(actor, f"{noun}.read", noun, subject.id, [person, *ways])
    return _reach(person, ways, opened)


def _reach(person: Person, ways: list[ContactWay], opened: dict[str, Opened]) -> Reach:
    return Reach(
        opened[person.id], [opened[way.id] for way in ways], contact.barred_ways(person),
        contact.may_be_contacted(person),
    )  # fmt: skip


def log_attempt(
    actor: Actor, noun: str, subject: Asked, way: ContactWay | None, outcome: str, note: str
) -> None:
    """Log an attempt to reach the person of a case or registration.

    Where only a letter reaches the person, a letter that was sent has told them.  A stop that
    somebody hears counts at once (ruling 9): a case is on hold from this moment, and
    somebody records what the person wishes.
    """
    with db.write(db.records):
        person = person_of(subject)
        contact.log_attempt(actor, person, noun, subject, way, outcome, note)
        if outcome == "sent" and way and way.channel == "post" and not _is_called(person):
            contact.told(actor, subject)
        if outcome != "asked_to_stop":
            return
        if noun == "case" and dialogue.FLOW.by_name[subject.state].open:
            perform(dialogue.FLOW, subject.id, "hear_stop", WORKER, None, reason="asked")
        role = "planner" if noun == "case" else "advocate"
        contact.ask_task("cancellation.ask", noun, subject.id, role)


def _is_called(person: Person) -> bool:
    """Whether a person may be telephoned; whom no call reaches is told by letter."""
    return any(way.channel == "phone" for way in contact.allowed_ways(person))


def waiting(actor: Actor, person: Person) -> list[Opened]:
    """The ways that wait to be checked, recorded as read before they are opened."""
    ways = contact.waiting_ways(person)
    opened = open_rows(actor, "person.read", "person", person.id, ways)
    return [opened[way.id] for way in ways]


def read(actor: Actor, person: Person) -> PersonFile:
    """One person; recorded as ``person.read`` before anything is opened."""
    person = reachable.person(person.id)
    together(
        *reachable.asks(person), (contact.rules_of, person),
        *((of_person, actor, noun, person) for noun in ("contact", "case", "registration")),
    )  # fmt: skip
    ways = contact.allowed_ways(person)
    attempts = of_person(actor, "contact", person)[::-1]
    opened = open_rows(actor, "person.read", "person", person.id, [person, *ways, *attempts])
    return PersonFile(
        _reach(person, ways, opened),
        contact.rules_of(person),
        [opened[row.id] for row in attempts],
        of_person(actor, "case", person),
        of_person(actor, "registration", person),
    )


@rows
def of_person(actor: Actor, noun: str, person: Person) -> Any:
    """What there is of a noun about a person that the actor may see, oldest first."""
    model: Any = permissions.MODELS[noun]
    return permissions.scope(actor, noun).where(model.person == person)


# -- finding -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Listed:
    """A line of the list: references, no name."""

    person: Person
    references: list[str]


def listed(actor: Actor, rows: list[Person]) -> list[Listed]:
    """People with the references the reader may see."""
    ids = [row.id for row in rows]
    names: dict[str, list[str]] = {one: [] for one in ids}
    for noun, model in (("case", DialogueCase), ("registration", Registration)):
        for row in permissions.scope(actor, noun).where(model.person << ids):
            names[row.person_id].append(row.reference)
    return [Listed(row, sorted(names[row.id])) for row in rows]


LATEST_FIRST = (
    pages.Key(Person.made_at, lambda row: row.made_at, pages.moment, is_descending=True),
    pages.Key(Person.id, lambda row: row.id, is_descending=True),
)


def page_of(actor: Actor, place: pages.Place) -> pages.Page:
    """People in scope, latest first."""
    return pages.page(permissions.scope(actor, "person"), LATEST_FIRST, place)


def by_reference(actor: Actor, reference: str) -> list[Person]:
    """The person a reference belongs to, if in scope."""
    ids = [
        row.person_id for noun, model in (("case", DialogueCase), ("registration", Registration))
        for row in permissions.scope(actor, noun).where(model.reference == reference)
    ]  # fmt: skip
    return list(permissions.scope(actor, "person").where(Person.id << ids))


def by_name(actor: Actor, name: str, most: int) -> list[Person]:
    """People indexed under a name or a last name, without opening any; the search is recorded."""
    ids = vault.found("person_name", [contact.normal(name)], "person")
    rows = list(permissions.scope(actor, "person").where(Person.id << ids).limit(most))
    with audit.recorded(actor, "search.run", "person", found=len(rows)):
        return rows
