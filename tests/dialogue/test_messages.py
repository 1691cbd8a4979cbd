"""Her word is the last: on what she wanted said, and when somebody hears her say stop."""

import pytest

from shared.dialogue import messages, queries
from shared.records.models import Message, Registration, Task
from tests.support import carry, shortcut, whole
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow


def tasks(subject: str) -> set[str]:
    mine = (Task.subject == subject) & Task.done_at.is_null()
    return {row.kind for row in Task.select().where(mine)}


def shuttle(world: World) -> Asked:
    """A shuttle is planned, and she has something to say."""
    asked = shortcut.to(world, "readiness")
    shortcut.act(world, asked, "coordinator", "review_readiness", decision="ready", note="")
    whole.plan(world, asked, form="shuttle")
    carry.act(world.staff("facilitator"), asked, "write_message", words="Why our street?",
              knows="y")  # fmt: skip
    return asked


@pytest.mark.S8
@pytest.mark.S49
@pytest.mark.parametrize("is_read", [False, True])
def test_words_are_taken_back_until_they_are_carried(world, is_read):
    asked = shuttle(world)
    if is_read:
        carry.act(world.staff("coordinator"), asked, "read_message", outcome="passed")
    carry.act(world.staff("facilitator"), asked, "take_back_message")
    assert Message.get().state == "back"
    assert "message.read" not in tasks(asked.case.id)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    refused = carry.act(world.staff("facilitator"), asked, "carry_message", expect=422)
    assert "No message from the person can be relayed yet" in refused.text
    whole.hold_dialogue(world, asked)  # and it is no reason to hold nothing
    assert asked.case.state == "follow_up"


@pytest.mark.S8
def test_words_that_were_carried_cannot_be_taken_back(world):
    asked = shuttle(world)
    carry.act(world.staff("coordinator"), asked, "read_message", outcome="passed")
    whole.approve(world, asked)
    whole.schedule(world, asked)
    mine = world.staff("facilitator")
    carry.act(mine, asked, "carry_message")
    refused = carry.act(mine, asked, "take_back_message", expect=422)
    assert "One that was relayed cannot be taken back" in refused.text
    assert Message.get().state == "carried"


@pytest.mark.S8
def test_words_of_a_first_attempt_are_not_carried_in_a_second(world):
    asked = shuttle(world)
    carry.act(world.staff("coordinator"), asked, "read_message", outcome="passed")
    carry.act(world.staff("facilitator"), asked, "offender_stops")
    carry.act(world.staff("planner"), asked, "other_form", form="shuttle", way="came",
              explained="y")  # fmt: skip
    assert [row.state for row in messages.standing(asked.case)] == ["back"]


@pytest.mark.ruling_9
@pytest.mark.law_5
@pytest.mark.parametrize("who", ["planner", "coordinator", "facilitator"])
def test_stop_that_somebody_hears_holds_at_once(world, who):
    asked = shortcut.to(world, "scheduled")
    desk, path = world.staff(who), f"/cases/{asked.case.id}/contact"
    way = carry.safe_way(asked).id
    desk.submit(desk.get(path), {"way": way, "outcome": "asked_to_stop"}, action=path)
    assert asked.case.held
    assert {"cancellation.ask", "person.tell"} <= tasks(asked.case.id)
    facilitator = world.staff("facilitator").get(f"/cases/{asked.case.id}")
    assert f"/cases/{asked.case.id}/record_dialogue" not in facilitator.links()
    planner = world.staff("planner")
    assert asked.reference in planner.get("/queue").text
    carry.act(planner, asked, "withdraw")
    assert asked.case.state == "withdrawn"
    assert "cancellation.ask" not in tasks(asked.case.id)
    assert queries.visit(asked.case) is None


@pytest.mark.ruling_9
def test_stop_heard_of_a_registration_asks_somebody_to_record_it(world):
    box = world.tick()
    world.work()
    row = Registration.get(Registration.reference == box.reference)
    desk, path = world.staff("advocate"), f"/registrations/{row.id}/contact"
    way = next(way for way in row.person.ways if way.safe).id
    desk.submit(desk.get(path), {"way": way, "outcome": "asked_to_stop"}, action=path)
    assert "cancellation.ask" in tasks(row.id)
