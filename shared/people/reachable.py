"""What decides whether and how a person may be reached, asked once for each, or for many at once.

`shared.people.contact` says what follows from it.
"""

from collections.abc import Iterable
from typing import Any

from peewee import Case, ModelSelect

from shared.base.one_look import once, prime
from shared.base.together import rows, together
from shared.records.models import ContactRule, ContactWay, Person
from shared.records.reading import rows_by_id


@once
def records_of(person: Person) -> list[Person]:
    """Every record that staff joined with `person`, its own among them."""
    root = person.merged_into or person.id
    return list(Person.select().where((Person.id == root) | (Person.merged_into == root)))


@rows
def joined_with(person_id: str) -> "ModelSelect[Person]":
    """The record of this id, and all those that were joined with it."""
    own = Person.select(
        Case(None, ((Person.merged_into != "", Person.merged_into),), Person.id)
    ).where(Person.id == person_id)  # fmt: skip
    return Person.select().where((Person.id == own) | (Person.merged_into == own))


def person(person_id: str) -> Any:
    """The record of this id, found together with all those that were joined with it."""
    same = joined_with(person_id)
    found = next((row for row in same if row.id == person_id), None)
    if found is None:
        raise LookupError(person_id)
    prime(records_of, same, found)
    prime(rows_by_id, [found], Person, (person_id,))
    return found


@rows
def rules_in_force(ids: tuple[str, ...]) -> "ModelSelect[ContactRule]":
    """The rules of these people that nobody has lifted."""
    return ContactRule.select().where((ContactRule.person << ids) & ContactRule.lifted_at.is_null())


@rows
def ways_of(person: Person) -> "ModelSelect[ContactWay]":
    """The ways a person gave that are in force."""
    given = (ContactWay.person == person) & ContactWay.stopped_at.is_null()
    return ContactWay.select().where(given)


@rows
def ways_of_many(ids: tuple[str, ...]) -> "ModelSelect[ContactWay]":
    """The ways that these people gave that are in force."""
    return ContactWay.select().where((ContactWay.person << ids) & ContactWay.stopped_at.is_null())


def ways_given(person: Person) -> list[Any]:
    """The ways a person gave that are in force, by channel, whether or not they may be used."""
    return sorted(ways_of(person), key=lambda way: (way.channel, way.id))


def asks(person: Person) -> tuple[Any, ...]:
    """What decides how a person, found with the joined records, may be reached."""
    ids = tuple(sorted(row.id for row in records_of(person)))
    return (rules_in_force, ids), (ways_of, person)


def look_up(people: Iterable[Any]) -> None:
    """In a page that is only read: find out how many people may be reached, in two statements."""
    listed = {person.id: person for person in people}
    roots = {person.merged_into or person.id for person in listed.values()}
    joined: dict[str, list[Person]] = {}
    if roots:
        for row in Person.select().where((Person.id << roots) | (Person.merged_into << roots)):
            joined.setdefault(row.merged_into or row.id, []).append(row)
    every = [row.id for rows in joined.values() for row in rows]
    rules: dict[str, list[ContactRule]] = {}
    ways: dict[str, list[ContactWay]] = {}
    if every:
        asked = tuple(sorted(every)), tuple(sorted(listed))
        together((rules_in_force, asked[0]), (ways_of_many, asked[1]))
        for rule in rules_in_force(asked[0]):
            rules.setdefault(rule.person_id, []).append(rule)
        for way in ways_of_many(asked[1]):
            ways.setdefault(way.person_id, []).append(way)
    for person in listed.values():
        same = joined.get(person.merged_into or person.id, [person])
        ids = tuple(sorted(row.id for row in same))
        prime(records_of, same, person)
        prime(rules_in_force, [rule for one in ids for rule in rules.get(one, [])], ids)
        prime(ways_of, ways.get(person.id, []), person)
