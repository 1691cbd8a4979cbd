"""Assessments: of whom they are asked, where, and until when."""

import pytest

from shared.dialogue import queries
from shared.records.models import Assessment
from tests.dialogue.test_eligibility import change
from tests.support import carry, shortcut
from tests.support.whole import speak
from tests.support.world import HERE, THERE, World

pytestmark = pytest.mark.slow

act = carry.act


@pytest.mark.S13
def test_assessment_that_is_late_may_be_asked_for_again_and_the_first_is_asked_no_more(
    world: World,
) -> None:
    asked = shortcut.to(world, "assessment")
    desk, first = world.staff("planner"), Assessment.get()
    page = act(desk, asked, "ask_assessment", role="case_manager", expect=422)
    assert "You can ask the other one" in page.text
    world.clock.move(days=15)
    world._visitors.clear()
    desk = world.staff("planner")
    act(desk, asked, "ask_assessment", role="case_manager")
    world.staff(f"case_manager@{HERE}").get(f"/assessments/{first.id}", expect=404)
    second = queries.open_assessment(asked.case)
    carry.answer_limited(world.staff(f"case_manager@{HERE}"), f"/assessments/{second.id}",
                         capacity="yes", willingness="yes")  # fmt: skip
    act(desk, asked, "accept_assessment")


@pytest.mark.S13
def test_chaplain_may_be_asked_instead_of_the_case_manager(world: World) -> None:
    asked = shortcut.to(world, "assessment")
    act(world.staff("planner"), asked, "ask_assessment", role="chaplain")
    row = queries.open_assessment(asked.case)
    assert row.role == "chaplain"
    assert Assessment.select().where(Assessment.closed_at.is_null()).count() == 1
    carry.answer_limited(world.staff(f"chaplain@{HERE}"), f"/assessments/{row.id}",
                         capacity="yes", willingness="yes")  # fmt: skip


@pytest.mark.S13
@pytest.mark.edge_8
def test_assessment_goes_to_where_the_offender_was_moved(world: World) -> None:
    asked = shortcut.to(world, "assessment")
    first = Assessment.get()
    world.clock.move(minutes=5)
    change(world, "transfer", facility=THERE)
    world.staff(f"case_manager@{HERE}").get(f"/assessments/{first.id}", expect=404)
    desk = world.staff("planner")
    assert "ask for them again" not in desk.get("/queue").text  # nothing was signed yet
    speak(world, asked)
    act(desk, asked, "resume")
    act(desk, asked, "ask_assessment", role="case_manager")
    second = queries.open_assessment(asked.case)
    assert second.facility_id == THERE
    carry.answer_limited(world.staff(f"case_manager@{THERE}"), f"/assessments/{second.id}",
                         capacity="yes", willingness="yes")  # fmt: skip
