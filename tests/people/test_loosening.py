"""Tightening acts at once; only loosening waits for a check (ruling 9)."""

from typing import Any

import pytest

from shared.people import contact as people_contact
from shared.records.models import AuditEntry, Person, Task
from tests.support.world import SAFE_CONTACT, Asked, World

pytestmark = pytest.mark.ruling_9

PHONE, POST, _MAIL = SAFE_CONTACT["ways"]


def change(world: World, asked: Asked, **contact: Any) -> Any:
    world.drop("contact.changed", asked.reference, {"contact": contact})
    world.collect()
    return Person.get_by_id(asked.case.person_id)


def usable(person: Any) -> list[str]:
    return [way.channel for way in people_contact.allowed_ways(person)]


def asked_for(world: World) -> Asked:
    asked = world.ask()
    world.collect()
    return asked


def test_way_taken_back_stops_at_once(world: World) -> None:
    person = change(world, asked_for(world), ways=[PHONE])
    assert usable(person) == ["phone"]
    assert not people_contact.is_loosening_asked(person)
    assert not Task.select().where(Task.kind == "contact.confirm").exists()


def test_new_way_waits_until_staff_have_checked_it(world: World) -> None:
    asked = asked_for(world)
    person = change(world, asked, ways=[PHONE, POST | {"value": "9 Other Road, Jackson"}])
    assert usable(person) == ["phone"]
    page = world.staff("advocate").get(f"/people/{person.id}/ways")
    assert "9 Other Road, Jackson" in page.text
    desk = world.staff("advocate")
    desk.submit(page, {}, expect=422)
    desk.submit(desk.get(f"/people/{person.id}/ways"), {"word": "yes", "how": "court_file"})
    assert usable(person) == ["phone", "post"]
    assert Task.get(Task.kind == "contact.confirm").done_at is not None


def test_ways_that_are_not_the_persons_word_are_never_used(world: World) -> None:
    asked = asked_for(world)
    person = change(world, asked, ways=[PHONE, POST | {"value": "9 Other Road, Jackson"}])
    desk, path = world.staff("advocate"), f"/people/{person.id}/ways"
    page = desk.get(path)
    assert "Rosa Delgado" in page.text
    assert "601-555-0143" in page.text.split("Already known, and still right")[1]
    assert "9 Other Road, Jackson" not in page.text.split("Already known, and still right")[1]
    assert "Letter by mail new and not checked yet: do not use" in page.text
    desk.submit(page, {"word": "no", "how": "court_file"}, action=path)
    assert "will never be used" in desk.follow().text
    assert usable(person) == ["phone"]
    assert not people_contact.is_loosening_asked(person)
    assert Task.get(Task.kind == "contact.confirm").done_at is not None
    # Pressed twice, or opened again: there is nothing left to check.
    before = AuditEntry.select().where(AuditEntry.event.startswith("contact.")).count()
    desk.submit(page, {"word": "yes", "how": "court_file"}, action=path)
    assert usable(person) == ["phone"]
    assert AuditEntry.select().where(AuditEntry.event.startswith("contact.")).count() == before
    assert "Nothing needs to be checked." in desk.get(path).text


def test_end_of_no_contact_that_is_not_the_persons_word_is_refused(world: World) -> None:
    asked = asked_for(world)
    for wanted in (True, False):
        person = change(world, asked, ways=[PHONE], no_contact=wanted)
    desk, path = world.staff("advocate"), f"/people/{person.id}/ways"
    desk.submit(desk.get(path), {"word": "no", "how": "court_file"}, action=path)
    assert not people_contact.may_be_contacted(person)
    people_contact.confirm_ways(world.actor("advocate"), person, "court_file")
    assert not people_contact.may_be_contacted(person)


def test_no_contact_binds_at_once_and_its_end_waits(world: World) -> None:
    asked = asked_for(world)
    person = change(world, asked, ways=[PHONE], no_contact=True)
    assert usable(person) == []
    person = change(world, asked, ways=[PHONE], no_contact=False)
    assert usable(person) == []
    people_contact.confirm_ways(world.actor("advocate"), person, "court_file")
    assert usable(person) == ["phone"]
    assert people_contact.may_be_contacted(person)


def test_no_contact_asked_for_again_withdraws_its_end(world: World) -> None:
    asked = asked_for(world)
    for wanted in (True, False, True):
        person = change(world, asked, ways=[PHONE], no_contact=wanted)
    people_contact.confirm_ways(world.actor("advocate"), person, "court_file")
    assert not people_contact.may_be_contacted(person)
