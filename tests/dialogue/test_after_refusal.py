"""After a no: another form, and asking again."""

import pytest

from shared import dialogue
from shared.dialogue import queries
from shared.records.models import (
    Paper,
)
from shared.records.workflow import why_not
from tests.support import shortcut, whole
from tests.support.world import HERE, Asked, World

pytestmark = pytest.mark.slow


def ask_again(world: World, asked: Asked) -> None:
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/ask_again"
    desk.submit(desk.get(path), {"asked": "y"}, action=path)


@pytest.mark.S2
@pytest.mark.S8
@pytest.mark.S14
@pytest.mark.S15
def test_another_form_needs_a_new_word_and_a_new_answer(world: World) -> None:
    """Nothing of the first attempt stands: not his earlier yes, and not her earlier go-ahead."""
    asked = shortcut.to(world, "review")
    shortcut.act(world, asked, f"superintendent@{HERE}", "sign_superintendent",
                 decision="refuse", reason="safety")  # fmt: skip
    shortcut.act(world, asked, "planner", "other_form", form="shuttle", came_to_us=True,
                 explained=True)  # fmt: skip
    planner, coordinator = world.actor("planner"), world.actor("coordinator")
    assert why_not(dialogue.FLOW, planner, asked.case, "ask_signatures")
    assert why_not(dialogue.FLOW, planner, asked.case, "record_answer", answer="willing")
    assert why_not(dialogue.FLOW, coordinator, asked.case, "agree_approach")


@pytest.mark.S2
@pytest.mark.S15
@pytest.mark.law_1
def test_asking_again_is_not_told_by_a_second_closing_notice(world: World) -> None:
    asked = shortcut.to(world, "told")
    shortcut.act(world, asked, "planner", "record_answer", answer="unwilling")
    shortcut.act(world, asked, "planner", "keep_on_file", came_to_us=True, explained=True)
    assert Paper.select().where(Paper.name == "offender-closing").count() == 1
    ask_again(world, asked)
    assert queries.last_conversation(asked.case) is None  # her go-ahead of then is spent
    shortcut.act(world, asked, "planner", "withdraw")
    assert Paper.select().where(Paper.name == "offender-closing").count() == 1


@pytest.mark.S2
@pytest.mark.S14
def test_page_does_not_say_that_nobody_was_contacted_once_somebody_was(world: World) -> None:
    asked = whole.asked_here(world, "told")
    shortcut.act(world, asked, "planner", "record_answer", answer="unwilling")
    shortcut.act(world, asked, "planner", "keep_on_file", came_to_us=True, explained=True)
    ask_again(world, asked)
    whole.speak(world, asked)
    said = whole.reads(world, asked)
    assert "We are reading your request." in said
    assert "No one has contacted the" not in said
