"""How a case ends: said only of what is so."""

import pytest

from shared.records.models import Paper
from tests.dialogue.test_change_notice import change
from tests.support import carry, shortcut, whole

pytestmark = pytest.mark.slow


def test_completed_is_said_only_of_what_is_complete(world):
    asked = shortcut.to(world, "received")
    early = carry.act(world.staff("coordinator"), asked, "close", closure="completed", expect=422)
    assert "once the dialogue was held" in early.text
    assert asked.case.state == "received"


def test_end_that_is_not_so_is_not_written_to_anybody(world):
    asked = shortcut.to(world, "told")
    desk = world.staff("coordinator")
    hers = carry.act(desk, asked, "close", closure="victim_died", expect=422)
    assert "and record the death of the person who made" in hers.text
    his = carry.act(desk, asked, "close", closure="offender_died", expect=422)
    assert "First record under Custody that the offender has died." in his.text
    assert not Paper.select().where(Paper.name == "closure").exists()
    change(world, "death")
    whole.speak(world, asked)
    carry.act(desk, asked, "close", closure="offender_died")
    assert not Paper.select().where(Paper.name == "offender-closing").exists()  # to nobody
