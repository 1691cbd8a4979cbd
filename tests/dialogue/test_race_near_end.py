"""Two at the same moment near the end of a dialogue, through the pages, on both engines."""

import pytest

from shared.dialogue import queries
from shared.intake import collecting
from shared.records.models import AuditEntry, Meeting, Paper, Participant
from tests.dialogue.test_race_at_start import at_once
from tests.support import carry, shortcut, whole
from tests.support.both import either_world
from tests.support.world import World

pytestmark = pytest.mark.slow

__all__ = ["either_world"]


@pytest.mark.law_5
@pytest.mark.ruling_9
def test_stop_and_a_print_at_once_are_one_after_the_other(either_world: World) -> None:
    """Printed before the stop was taken in, or not at all: never after."""
    world = either_world
    asked = shortcut.to(world, "scheduled")
    world.work()
    paper = Paper.get(Paper.name == "visit-instructions")
    desk = world.staff("planner")
    page = desk.get(f"/cases/{asked.case.id}")
    world.stop(asked)

    def take_in() -> tuple[int, int]:
        return collecting.collect()

    def printed():
        return desk.submit(page, action=f"/papers/{paper.id}/printed", expect=None)

    _taken, answer = at_once(take_in, printed)  # type: ignore[arg-type]
    assert asked.case.state == "withdrawn"
    events = [row.event for row in AuditEntry.select().order_by(AuditEntry.seq)]
    assert answer.status == 409  # the stop lay there before anybody pressed
    assert "paper.printed" not in events
    assert Paper.get_by_id(paper.id).printed_at is None


@pytest.mark.S21
@pytest.mark.S22
def test_held_and_somebody_leaving_at_once_are_one_after_the_other(either_world: World) -> None:
    world = either_world
    asked = shortcut.to(world, "assigned")
    carry.act(world.staff("facilitator"), asked, "add_participant", side="person", role="support",
              name="Ann Reed", ties="own_side", adult="y")  # fmt: skip
    shortcut.STEPS["preparation"](world, asked)
    support = Participant.get(Participant.role == "support").id
    carry.act(world.staff("planner"), asked, "clear_participant", participant=support)
    for step in ("readiness", "planned", "scheduled"):
        shortcut.STEPS[step](world, asked)
    visit = queries.visit(asked.case)
    world.clock.at = visit.starts_at
    world.clock.move(hours=2)
    world._visitors.clear()
    path = f"/cases/{asked.case.id}"
    mine, desk = world.staff("facilitator"), world.staff("planner")
    held, leaving = mine.get(f"{path}/record_dialogue"), desk.get(f"{path}/remove_participant")
    there = [row.id for row in queries.participants(asked.case)]
    day = whole.date_parts("on", queries.day_of(visit.starts_at))
    values = {"present": there, "facilitator_present": "y", "place_as_approved": "y",
              "ended": "completed"} | day  # fmt: skip
    pages = at_once(
        lambda: mine.submit(held, values, action=f"{path}/record_dialogue", expect=None),
        lambda: desk.submit(leaving, {"participant": support},
                            action=f"{path}/remove_participant", expect=None),
    )  # fmt: skip
    assert sorted(page.status for page in pages) == [303, 409]
    was_held = pages[0].status == 303
    assert Meeting.select().exists() is was_held
    assert asked.case.state == ("follow_up" if was_held else "readiness")
