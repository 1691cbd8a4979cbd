"""Custody through its page: a late paper is history, and a mistaken one is refused kindly."""

import pytest

from shared.records.models import Offender
from tests.support import shortcut
from tests.support.world import World

pytestmark = pytest.mark.law_10


def day(number: int) -> dict[str, str]:
    return {"on-day": str(number), "on-month": "2", "on-year": "2026"}


def test_late_transfer_leaves_the_release_and_both_are_on_record(world: World) -> None:
    case = shortcut.to(world, "checked").case
    planner, path = world.staff("planner"), f"/custody/{case.offender_id}"
    planner.submit(planner.get(path), {"what": "release", **day(25)}, action=path)
    page = planner.follow()
    assert "Released" in page.text
    planner.submit(page, {"what": "transfer", "facility": "CMCF", **day(1)}, action=path)
    page = planner.follow()
    assert Offender.get_by_id(case.offender_id).custody == "released"
    assert "Transferred to another facility" in page.text
    assert "As first recorded" in page.text


def test_transfer_of_someone_released_is_asked_about(world: World) -> None:
    case = shortcut.to(world, "checked").case
    planner, path = world.staff("planner"), f"/custody/{case.offender_id}"
    planner.submit(planner.get(path), {"what": "release", **day(20)}, action=path)
    page = planner.submit(
        planner.get(path), {"what": "transfer", "facility": "CMCF", **day(25)}, action=path,
        expect=422,
    )  # fmt: skip
    assert "was not in custody on that day" in page.text
    assert Offender.get_by_id(case.offender_id).custody == "released"
