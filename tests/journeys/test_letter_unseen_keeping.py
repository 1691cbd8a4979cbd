"""Erasing, with somebody else at another desk in between."""

import pytest

from shared.letters import queries
from shared.models import Keeping, Letter
from tests.journeys import test_letter_pages as desk
from tests.support.world import World


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
