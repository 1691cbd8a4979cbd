"""Another department: a safe place, other terms, other rules, the same gates."""

from datetime import timedelta

import pytest

from shared.dialogue import meeting, queries
from shared.papers import content
from shared.records.models import Paper
from tests.support import shortcut, whole
from tests.support.papers import text_of
from tests.support.world import World

pytestmark = pytest.mark.slow


@pytest.mark.S22
def test_safe_place_is_named_on_her_paper_and_held_there(second_world: World) -> None:
    world = second_world
    asked = shortcut.to(world, "readiness")
    shortcut.act(world, asked, "coordinator", "review_readiness", decision="ready", note="")
    day = queries.today() + timedelta(days=10)
    whole.act(world.staff("planner"), asked, "plan_visit", starts_at="10:30", form="face_to_face",
              place="safe_place", room="Library, second floor",
              **whole.date_parts("starts_on", day))  # fmt: skip
    assert queries.visit(asked.case).facility_id is None
    shortcut.act(world, asked, "superintendent@NORTH", "sign_visit", decision="approve")
    for line in sorted(meeting.arrangements_for("face_to_face")):
        shortcut.act(world, asked, "facilitator", "arrange", arrangement=line)
    whole.act(world.staff("planner"), asked, "schedule")
    world.work()
    said = text_of(content(world.actor("planner"), Paper.get(Paper.name == "visit-instructions")))
    assert "A safe place outside prison" in said
    assert "Library, second floor" in said
    world.clock.at = queries.visit(asked.case).starts_at + timedelta(hours=2)
    world._visitors.clear()
    page = world.staff("facilitator").get(f"/cases/{asked.case.id}/record_dialogue")
    assert "A safe place outside prison" in page.text
    whole.hold_dialogue(world, asked)
    assert asked.case.state == "follow_up"
