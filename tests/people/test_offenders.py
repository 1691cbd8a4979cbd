"""Dated facts of custody: the latest day stands, whatever the order of entry (law 10)."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from shared.intake import custody_news
from shared.people import contact, offenders
from shared.records import audit
from shared.records.models import CustodyRecord, Offender
from shared.records.permissions import WORKER
from shared.records.workflow import Refused
from tests.support.world import World

HOME, THERE = "MSP", "CMCF"
# Facts of three days, and what stands after all of them.
STORIES = (
    ((("release", date(2026, 2, 25), None), ("escape", date(2026, 2, 20), None),
      ("death_row", date(2026, 2, 10), None)), ("released", None, True, None)),
    ((("death", date(2026, 2, 20), None), ("transfer", date(2026, 2, 15), THERE),
      ("left_death_row", date(2026, 2, 12), None)), ("died", THERE, False, date(2026, 2, 20))),
    ((("escape", date(2026, 2, 11), None), ("returned", date(2026, 2, 14), THERE),
      ("order", date(2026, 2, 18), None)), ("in_custody", THERE, False, None)),
)  # fmt: skip


@pytest.fixture
def offender(world: World) -> Any:
    with audit.recorded(WORKER, "offender.recorded", "offender", "new", facility=HOME):
        row = contact.record_offender({"name": "Bo Kane", "number": "K5001"}, HOME)
    Offender.update(made_at=row.made_at.replace(month=1)).where(Offender.id == row.id).execute()
    return Offender.get_by_id(row.id)


@pytest.mark.law_10
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story[0][0][0])
def test_the_latest_day_stands_in_whatever_order_it_is_entered(offender, story, order):
    facts, (custody, facility, death_row, died_on) = story
    for place in order:
        what, on, where = facts[place]
        custody_news.change_custody(WORKER, offender, what, facility=where, on=on)
    now = Offender.get_by_id(offender.id)
    assert (now.custody, now.facility_id, now.death_row, now.died_on) == (
        custody, facility, death_row, died_on,
    )  # fmt: skip
    assert offenders.history(now)[0].what == "recorded"
    assert CustodyRecord.select().count() == 4


def test_a_transfer_of_someone_free_or_dead_on_that_day_is_refused(offender):
    custody_news.change_custody(WORKER, offender, "release", on=date(2026, 2, 1))
    with pytest.raises(Refused, match="was not in custody"):
        custody_news.change_custody(
            WORKER, offender, "transfer", facility=THERE, on=date(2026, 2, 9)
        )
    assert Offender.get_by_id(offender.id).custody == "released"


def test_late_history_holds_no_case(world: World, offender):
    custody_news.change_custody(WORKER, offender, "release", on=date(2026, 2, 25))
    held = custody_news.change_custody(
        WORKER, offender, "transfer", facility=THERE, on=date(2026, 2, 1)
    )
    assert held == []
    assert Offender.get_by_id(offender.id).custody == "released"
