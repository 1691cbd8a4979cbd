"""A letter's hold and its erasing, through the console: the facility's pages never change."""

import pytest

from shared.records.models import Letter
from tests.journeys import test_letter_pages as desk_pages
from tests.support.visitor import Visitor
from tests.support.world import World

pytestmark = pytest.mark.slow


def keep(desk: Visitor, letter: Letter, expect: int = 303, **values: str) -> str:
    """One act on the letter's keeping; the page that follows, or that says why not."""
    path = f"/letters/{letter.id}/keeping"
    said = desk.submit(desk.get(path), values, action=path, expect=expect)
    return desk.follow().text if expect == 303 else said.text


@pytest.mark.edge_9
@pytest.mark.edge_3
@pytest.mark.S41
@pytest.mark.S43
def test_hold_wins_over_erasing_and_two_people_erase_unseen(world: World) -> None:
    screener = world.staff("screener@MSP")
    letter = desk_pages.deposit(screener)
    desk_pages.banked(world, letter)
    planner, coordinator = world.staff("planner"), world.staff("coordinator")
    places = [f"/letters/{letter.id}", "/letters", "/queue"]
    before = [screener.get(path).text for path in places]

    keep(planner, letter, act="propose", reason="court")
    held = keep(coordinator, letter, act="hold", reason="counsel")
    assert "Counsel asked for it" in held
    assert "hold" in keep(planner, letter, 422, act="propose", reason="court")
    assert "First another person" in keep(coordinator, letter, 422, act="purge")
    keep(coordinator, letter, act="lift")
    keep(planner, letter, act="propose", reason="court")
    keep(coordinator, letter, act="purge")

    assert "I broke into your house" not in coordinator.get(f"/letters/{letter.id}").text
    assert [screener.get(path).text for path in places] == before
    for path in (f"/letters/{letter.id}/keeping", "/letters/keeping"):
        screener.get(path, expect=None)
        assert screener.page is not None
        assert screener.page.status in (403, 404), path
