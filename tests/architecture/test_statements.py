"""A page knows its cost (law 17): so many SQL statements, whatever the number of rows.

Counted by a hook on the database connections themselves.  In every number of the console are the
two that say who asks: the session; the account with its roles.  A page that opens something sealed
has four more: the reading's entry (the chain's head, the entry, the head again) and its data keys.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from shared.base import db
from tests.support.archive import Archive, archive
from tests.support.world import World

# page: who asks, where, how many statements.
CONSOLE: dict[str, tuple[str, Callable[[Archive], str], int]] = {
    "queue": ("planner", lambda _: "/queue", 6),
    "cases": ("planner", lambda _: "/cases", 3),
    "case": ("planner", lambda it: f"/cases/{it.asked.case.id}", 14),
    "letters": ("coordinator", lambda _: "/letters", 8),
    "letter": ("coordinator", lambda it: f"/letters/{it.letter.id}", 9),
    "registrations": ("coordinator", lambda _: "/registrations", 3),
    "registration": ("coordinator", lambda it: f"/registrations/{it.registration.id}", 12),
    "matches": ("coordinator", lambda _: "/matches", 4),
    "deliveries": ("coordinator", lambda _: "/deliveries", 3),
    "delivery": ("coordinator", lambda it: f"/deliveries/{it.delivery.id}", 12),
    "print room": ("coordinator", lambda _: "/print-room", 12),
    "keeping": ("coordinator", lambda _: "/letters/keeping", 5),
    "people": ("planner", lambda _: "/people", 5),
    "person": ("planner", lambda it: f"/people/{it.asked.case.person_id}", 9),
    "reports": ("coordinator", lambda _: "/reports", 9),
    "audit log": ("coordinator", lambda _: "/audit", 8),
}
PORTAL = {"start": ("/", 0), "question": ("/ask/you", 1), "status": ("/status", 2)}


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are sent to either database meanwhile."""
    sent: list[str] = []

    def note(event: Any) -> None:
        sent.append(event.sql)

    bases = (db.records.obj, db.frontdoor.obj)
    for base in bases:
        base.query_hooks.append(note)
    try:
        yield sent
    finally:
        for base in bases:
            base.query_hooks.remove(note)


def statements(visitor: Any, path: str) -> int:
    """How many a page sends once it is warm."""
    visitor.get(path)
    with counted() as sent:
        visitor.get(path)
    return len(sent)


SLOW = pytest.mark.slow  # the fast suite asks at one size


@pytest.mark.parametrize("rows", [pytest.param(1, marks=SLOW), 25, pytest.param(200, marks=SLOW)])
def test_page_sends_so_many_statements_whatever_the_rows(world: World, rows: int) -> None:
    made = archive(world, rows)
    found = {
        name: statements(world.staff(who), path(made)) for name, (who, path, _) in CONSOLE.items()
    }
    assert found == {name: number for name, (_, _, number) in CONSOLE.items()}


@pytest.mark.law_17
def test_public_page_sends_so_many_statements(world: World) -> None:
    asked, person = world.ask(), world.person()
    person.submit(person.get("/status"), {"reference": asked.reference, "code": asked.code})
    found = {name: statements(person, path) for name, (path, _) in PORTAL.items()}
    assert found == {name: number for name, (_, number) in PORTAL.items()}
