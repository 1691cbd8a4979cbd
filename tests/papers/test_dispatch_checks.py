"""What leaves after the end, and what stays."""

import pytest

from shared.records.models import Paper
from tests.papers.sealed import _withdraw
from tests.support import shortcut

pytestmark = pytest.mark.slow


@pytest.mark.S15
def test_closing_notice_leaves_after_the_end_and_nothing_else_does(world):
    asked = shortcut.to(world, "review")
    world.work()
    world.clock.move(minutes=5)
    _withdraw(world, asked)
    desk = world.staff("planner")
    statuses = {row.name: desk.get(f"/papers/{row.id}", expect=None).status
                for row in Paper.select()}  # fmt: skip
    assert {name for name, status in statuses.items() if status == 200} == {"offender-closing"}
