"""Lists of the console in pages: each row once, the filter kept, and links only where they lead."""

from typing import Any

import pytest

from tests.support.archive import archive
from tests.support.visitor import words
from tests.support.world import World

LISTS = ("cases", "letters", "registrations", "deliveries", "letters/keeping", "people")


def _link(page: Any, relation: str) -> str:
    return next((a.get("href") for a in page.all("a", rel=relation)), "")


def _rows(page: Any) -> list[str]:
    found = [a.get("href") for cell in page.all("th", scope="row") for a in cell.iter()
             if a.get("href")]  # fmt: skip
    assert found, words(page.all("main")[0])[:200]
    return found


@pytest.mark.law_17
def test_every_row_is_on_one_page_forwards_and_back(world: World) -> None:
    archive(world, 30)
    desk = world.staff("coordinator")
    for name in LISTS:
        there = desk.get(f"/{name}")
        pages = [_rows(there)]
        assert _link(there, "prev") == ""
        while _link(there, "next"):
            there = desk.get(_link(there, "next"))
            pages.append(_rows(there))
        assert len(pages) == (3 if name == "deliveries" else 2), name
        rows = [row for page in pages for row in page]
        assert len(rows) == len(set(rows)) >= 30
        assert {len(page) for page in pages[:-1]} == {25}
        back = []
        while _link(there, "prev"):
            there = desk.get(_link(there, "prev"))
            back.append(_rows(there))
        assert back == pages[-2::-1]


@pytest.mark.law_17
def test_links_keep_the_filter_and_several_lists_their_own_place(world: World) -> None:
    archive(world, 30)
    desk = world.staff("planner")
    following = _link(desk.get("/cases?state=scheduled"), "next")
    assert "state=scheduled" in following
    assert "state=scheduled" in _link(desk.get(following), "prev")
    room = world.staff("coordinator").get("/print-room")
    names = [a.get("href").split("?")[1].split("=")[0] for a in room.all("a", rel="next")]
    assert names == ["after", "covers_after", "post_after"]
    third = next(a.get("href") for a in room.all("a", rel="next") if "post_after" in a.get("href"))
    moved = world.staff("coordinator").get(third)
    names = [a.get("href").split("?")[1] for a in moved.all("a", rel="next")]
    assert all("post_after" in name for name in names)


def test_queue_goes_on_where_the_address_points_when_it_asks_for_itself(world: World) -> None:
    archive(world, 30)
    desk = world.staff("planner")
    second = desk.get(_link(desk.get("/queue"), "next"))
    [region] = second.all("div", id="waiting")
    assert "after=" in region.get("data-hx-get")
    again = desk.get(region.get("data-hx-get"), headers={"HX-Request": "true"})
    assert _rows(again) == _rows(second)
