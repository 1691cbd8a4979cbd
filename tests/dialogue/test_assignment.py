"""Another facilitator, or what is still due in other hands."""

import pytest

from shared.dialogue import queries
from shared.records.models import (
    Assignment,
    Paper,
    ServiceRequest,
    Task,
)
from tests.support import carry, shortcut, whole
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow


def tasks(asked: Asked) -> set[str]:
    mine = (Task.subject == asked.case.id) & Task.done_at.is_null()
    return {row.kind for row in Task.select().where(mine)}


def ready(world: World) -> Asked:
    """A case whose readiness the Division has found."""
    asked = shortcut.to(world, "assigned")
    whole.agree(world, asked)
    whole.prepare(world, asked)
    whole.recommend(world, asked)
    return asked


def hand_over_to(world: World, asked: Asked, who: str, expect: int = 303):
    return carry.act(world.staff("planner"), asked, "hand_over", expect=expect, no_conflict="y",
                     facilitator=world.logins[who].id)  # fmt: skip


@pytest.mark.S6
@pytest.mark.S16
@pytest.mark.S21
def test_another_facilitator_is_another_person_in_the_room(world):
    asked = ready(world)
    whole.plan(world, asked)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    same = hand_over_to(world, asked, "facilitator", expect=422)
    assert "This person already facilitates this case" in same.text
    hand_over_to(world, asked, "facilitator2")
    assert queries.visit(asked.case) is None  # what was approved named somebody else
    assert "person.tell" in tasks(asked)  # she hears from a person who comes now
    assert queries.assignment(asked.case).facilitator_id == world.logins["facilitator2"].id
    world.staff("facilitator").get(f"/cases/{asked.case.id}", expect=404)
    assert Paper.select().where(Paper.name == "facilitator-appointment").count() == 2


@pytest.mark.S6
@pytest.mark.S42
def test_follow_up_is_handed_over_with_what_is_still_due(world):
    asked = ready(world)
    whole.plan(world, asked, days=2)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    whole.hold_dialogue(world, asked)
    assert Paper.get(Paper.name == "follow-up").language == "en"
    mine = world.staff("facilitator")
    carry.act(mine, asked, "log_follow_up", side="person", way="came", kind="first",
              outcome="needs_help")  # fmt: skip
    assert "service.answer" in tasks(asked)
    hand_over_to(world, asked, "facilitator2")
    due = Task.select().where((Task.subject == asked.case.id) & Task.done_at.is_null()
                              & Task.kind.startswith("follow_up"))  # fmt: skip
    assert {row.account_id for row in due} == {world.logins["facilitator2"].id}
    assert len(due) == 3
    carry.act(world.staff("facilitator2"), asked, "log_follow_up", side="offender", kind="first",
              outcome="spoke")  # fmt: skip
    assert not ServiceRequest.select().exists()
    assert Assignment.select().where(Assignment.ended_at.is_null()).count() == 1
