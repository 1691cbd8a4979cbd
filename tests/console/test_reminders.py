"""What time raises, and never decides."""

import pytest

from shared.console import reminders
from shared.dialogue import queries
from shared.records.models import (
    DialogueCase,
    Task,
)
from tests.support import shortcut
from tests.support.world import Asked

pytestmark = pytest.mark.slow


def tasks(asked: Asked) -> set[str]:
    mine = (Task.subject == asked.case.id) & Task.done_at.is_null()
    return {row.kind for row in Task.select().where(mine)}


@pytest.mark.S13
@pytest.mark.S30
def test_what_a_facility_owes_is_raised_once_it_is_late(world):
    asked = shortcut.to(world, "assessment")
    world.clock.move(days=60)
    raised = reminders.raise_all()
    assert "case.late" in tasks(asked)
    assert reminders.raise_all() == 0
    assert raised >= 1
    assert DialogueCase.get().state == "assessment"  # raised, and nothing decided by it


@pytest.mark.S14
@pytest.mark.S15
def test_no_answer_from_the_offender_is_raised_and_not_taken_for_a_no(world):
    asked = shortcut.to(world, "told")
    assert reminders.raise_all() == 0
    world.clock.move(days=60)
    reminders.raise_all()
    assert "case.late" in tasks(asked)
    assert queries.approach(asked.case).answer == ""
