"""A new access code, as two members of staff give it."""

from typing import Any

from shared.people import access_codes, contact
from shared.records.models import CodeRequest, Person
from tests.support.visitor import Page


def ask_for_code(world: Any, path: str, **answers: str) -> CodeRequest:
    """A planner asks for a code from the page of a request; `answers` change the form's."""
    desk = world.staff("planner")
    desk.submit(desk.get(f"{path}/code"), {"how": "in_person", **answers}, action=f"{path}/code")
    return CodeRequest.get(CodeRequest.decision == "")


def given_code(world: Any, path: str) -> Page:
    """The answer that shows the code, to the coordinator who gave it out."""
    where = f"/codes/{ask_for_code(world, path).id}"
    other = world.staff("coordinator")
    return other.submit(other.get(where), action=where, expect=200)


def ask_again(world: Any, subject: Any) -> None:
    """A third person asked, on the phone that the person gave."""
    person = Person.get_by_id(subject.person_id)
    way = next(one.id for one in contact.allowed_ways(person))
    access_codes.ask_again(world.actor("planner2"), CodeRequest.get(), person, way)
