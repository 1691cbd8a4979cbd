"""What changes in custody, and what each change counts as."""

from typing import Any

import pytest

from shared.records.models import Offender
from tests.support import shortcut
from tests.support.world import THERE, Asked, World

pytestmark = pytest.mark.slow

POST = {"channel": "post", "value": "12 Elm Street, Jackson MS 39201", "safe": True}


PHONE = {"channel": "phone", "value": "601-555-0143", "safe": True, "voicemail": False}


ONLY_POST = {"ways": [POST, PHONE | {"safe": False}]}


def changed(world: World, what: str, contact: dict[str, Any], **values: str) -> Asked:
    """A case whose offender was told, and then custody changed."""
    asked = world.ask(contact=PHONE_FIRST | contact)
    shortcut.to(world, "told", asked)
    world.clock.move(minutes=5)
    change(world, what, **values)
    world.work()
    return asked


PHONE_FIRST: dict[str, Any] = {"times": ["morning"]}


def change(world: World, what: str, **values: str) -> None:
    desk = world.staff("planner")
    desk.submit(desk.get("/custody"), {"number": "K4471"}, action="/custody")
    path = desk.page.location.removeprefix(desk.origin)
    desk.submit(desk.get(path), {"what": what} | values, action=path)


def contact_page(world: World, asked: Asked, who: str = "planner"):
    return world.staff(who).get(f"/cases/{asked.case.id}/contact")


@pytest.mark.edge_8
def test_somebody_moved_after_an_escape_is_in_custody_again(world):
    changed(world, "escape", ONLY_POST)
    world.clock.move(minutes=5)
    change(world, "transfer", facility=THERE)
    row = Offender.get()
    assert (row.custody, row.facility_id) == ("in_custody", THERE)


@pytest.mark.edge_8
@pytest.mark.S25
def test_sentence_of_death_that_is_lifted_is_a_change_like_another(world):
    asked = changed(world, "death_row", ONLY_POST)
    assert Offender.get().death_row
    world.clock.move(minutes=5)
    change(world, "left_death_row")
    assert not Offender.get().death_row
    assert asked.case.held
    world.work()
    assert "What changed: No longer sentenced to death." in contact_page(world, asked).text
