"""Pages of a list: every row once, in order, forwards and back; what is spoilt is the beginning."""

import pytest

from shared.records import pages
from shared.records.models import Task
from shared.records.pages import Key, Place

KEYS = (
    Key(Task.role, lambda row: row.role, is_descending=True),
    Key(Task.made_at, lambda row: row.made_at, pages.moment),
    Key(Task.id, lambda row: row.id),
)


@pytest.fixture
def tasks(world):
    def make(count: int) -> list[str]:
        Task.delete().execute()
        for number in range(count):
            Task.make(kind="complaint", noun="case", subject="s", role=f"r{number % 3}")
            if number % 5 == 0:
                world.clock.move(seconds=1)
        rows = Task.select().order_by(Task.role.desc(), Task.made_at, Task.id)
        return [row.id for row in rows]

    return make


def _read(place: Place, size: int = 4) -> pages.Page:
    return pages.page(Task.select(), KEYS, place, size)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 8, 23])
def test_every_row_comes_once_forwards_and_back(tasks, count):
    every = tasks(count)
    page, forwards = _read(Place()), []
    while True:
        forwards.append([row.id for row in page.rows])
        if not page.after:
            break
        page = _read(Place(after=page.after))
    assert [one for rows in forwards for one in rows] == every
    back = []
    while page.before:
        page = _read(Place(before=page.before))
        back.append([row.id for row in page.rows])
    assert back == forwards[-2::-1]


@pytest.mark.parametrize("spoilt", ["x", "~", "r~yesterday~id", "r~2026-03-02T10:00:00+02:00~id",
                                    "r~2026-03-02~", "~~~~"])  # fmt: skip
def test_address_that_names_no_row_is_the_beginning_or_a_place(tasks, spoilt):
    tasks(6)
    for place in (Place(after=spoilt), Place(before=spoilt)):
        assert len(_read(place).rows) <= 4


def test_row_that_is_gone_still_says_where_to_go_on(tasks):
    every = tasks(9)
    after = _read(Place()).after
    Task.delete().where(Task.id == every[3]).execute()
    assert [row.id for row in _read(Place(after=after)).rows] == every[4:8]
