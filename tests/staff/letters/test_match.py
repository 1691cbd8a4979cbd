"""Deciding a possible match: through the one act pipeline, as every noun."""

from typing import Any

import pytest

from shared.records.models import AuditEntry, Delivery, Match, Task
from tests.support import letters as bank
from tests.support.visitor import Page
from tests.support.world import World

pytestmark = [pytest.mark.slow, pytest.mark.S45]


def proposed(world: World) -> Any:
    bank.verified(world)
    bank.banked(world, bank.deposit(world))
    return Match.get()


def count(event: str) -> int:
    return int(AuditEntry.select().where(AuditEntry.event == event).count())


def acts(page: Page) -> dict[str, str]:
    """The acts that a page offers, and what it says of each that is not open yet."""
    return {e.get("href").rsplit("/", 1)[1]: e.text for e in page.all("a") if "/acts/" in
            (e.get("href") or "")}  # fmt: skip


def test_button_pressed_twice_begins_one_delivery(world: World) -> None:
    match, advocate = proposed(world), world.staff("advocate")
    path = f"/matches/{match.id}/acts/confirm"
    page = advocate.get(path)
    first, again = advocate.submit(page, action=path), advocate.submit(page, action=path)
    assert first.location == again.location == f"/deliveries/{Delivery.get().id}?said=matched"
    assert count("match.confirmed") == count("delivery.made") == 1
    assert Task.select().where(Task.kind == "delivery.log_attempt").count() == 1


def test_stale_page_says_who_decided_meanwhile(world: World) -> None:
    match, path = proposed(world), "/matches/{}/acts/{}"
    one, other = world.staff("advocate"), world.staff("advocate2")
    mine = one.get(path.format(match.id, "confirm"))
    theirs = other.get(path.format(match.id, "refuse"))
    other.submit(theirs, action=theirs.path)
    said = one.submit(mine, action=mine.path, expect=409)
    assert "Advocate2 Person" in said.text
    assert Delivery.select().count() == 0


def test_what_stands_in_the_way_is_said_before_it_is_tried(world: World) -> None:
    match = proposed(world)
    page = world.staff("advocate").get(f"/matches/{match.id}")
    assert acts(page) == {"confirm": "Yes, it's a match", "refuse": "No, it's not a match"}
    registration = match.registration
    registration.held = True
    registration.save()
    page = world.staff("advocate").get(f"/matches/{match.id}")
    assert "The letter or the notification request is no longer in force." in page.text
    assert "Not available yet" in page.text


def test_refused_is_compared_again_and_left_in_the_list(world: World) -> None:
    match, advocate = proposed(world), world.staff("coordinator")
    path = f"/matches/{match.id}/acts/"
    gone = advocate.submit(advocate.get(path + "refuse"), action=path + "refuse")
    assert gone.location == "/matches?said=refused"
    assert set(acts(advocate.get(f"/matches/{match.id}"))) == {"reopen"}
    back = advocate.submit(advocate.get(path + "reopen"), action=path + "reopen")
    assert back.location == f"/matches/{match.id}?said=recorded"
    assert Match.get().state == "proposed"
