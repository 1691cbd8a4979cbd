"""Erasing, with somebody else at another desk in between."""

import pytest

from shared.letters import queries
from shared.records.models import Keeping, Letter, Task
from tests.journeys import test_letter_pages as desk
from tests.journeys.test_letter_both_sites import come_back, settle
from tests.journeys.test_letter_last_word import announced
from tests.support.world import World

pytestmark = pytest.mark.slow


@pytest.mark.S43
def test_hold_set_and_lifted_in_between_ends_the_proposal(world: World) -> None:
    letter = desk.deposit(world.staff("screener@MSP"))
    desk.banked(world, letter)
    path = f"/letters/{letter.id}/keeping"
    planner, one, two = (world.staff(who) for who in ("planner", "coordinator", "coordinator2"))
    planner.submit(planner.get(path), {"act": "propose", "reason": "mistake"}, action=path)
    form = one.get(path)
    two.submit(two.get(path), {"act": "hold", "reason": "counsel"}, action=path)
    assert "legal hold" in planner.submit(
        planner.get(path), {"act": "propose", "reason": "mistake"}, action=path, expect=422
    ).text  # fmt: skip
    two.submit(two.get(path), {"act": "lift"}, action=path)
    said = one.submit(form, {"act": "purge"}, action=path, expect=422)
    assert "must propose" in said.text
    assert not queries.is_purged(letter.id)
    assert "must propose" in one.submit(form, {"act": "refuse"}, action=path, expect=422).text
    said = two.submit(two.get(path), {"act": "lift"}, action=path, expect=422)
    assert "not on legal hold" in said.text
    assert Keeping.select().where(Keeping.ended_at.is_null()).count() == 0
    assert Letter.get().state == "banked"


@pytest.mark.S39
@pytest.mark.S43
def test_nobody_is_promised_a_letter_that_was_erased(world: World) -> None:
    asked, delivery = announced(world)
    advocate = world.staff("advocate")
    desk.act(advocate, delivery, "decline", answer="no")
    settle(world)
    path = f"/letters/{delivery.letter_id}/keeping"
    planner, coordinator = world.staff("planner"), world.staff("coordinator")
    planner.submit(planner.get(path), {"act": "propose", "reason": "court"}, action=path)
    coordinator.submit(coordinator.get(path), {"act": "purge"}, action=path)
    # She changes her mind, as her page says she may: a person calls her.
    person, _page = come_back(world, asked)
    person.submit(person.get("/status/letter"), {"answer": "now"})
    settle(world)
    assert "getting it ready" not in come_back(world, asked)[1].text
    assert Task.select().where((Task.kind == "answer.see") & Task.done_at.is_null()).exists()
    said = desk.act(advocate, delivery, "accept", manner="post", expect=422)
    assert "The letter was erased" in said.text
