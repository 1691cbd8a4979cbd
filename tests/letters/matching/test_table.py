"""Which matches are made, undone, or not asked about twice."""

import pytest

from shared import letters
from shared.intake import collecting
from shared.records.models import Match
from shared.records.workflow import Refused, perform
from tests.support import letters as bank
from tests.support.world import World


def test_no_match_before_verification_and_none_of_a_letter_under_review(world: World) -> None:
    asked = world.tick()
    collecting.collect()
    letter = bank.deposit(world)
    bank.review(world, bank.review(world, letter))
    bank.jobs(world)
    assert Match.select().count() == 0
    bank.verify(world, asked.registration)
    bank.jobs(world)
    assert Match.select().count() == 0
    bank.banked(world, letter)
    assert Match.select().count() == 1


def test_wrong_match_can_be_undone_until_somebody_was_asked(world: World) -> None:
    delivery = bank.on_the_way(world)
    assert bank.act(world, delivery, "undo").state == "set_aside"
    assert Match.get().state == "undone"


def test_duplicate_registration_is_not_asked_twice(world: World) -> None:
    first = bank.verified(world)
    second = bank.verified(world)
    letter = bank.banked(world, bank.deposit(world))
    bank.matched(world, letter, first)
    with pytest.raises(Refused, match="under another notification"):
        bank.matched(world, letter, second)
    match = Match.get(Match.registration == second)
    perform(letters.MATCH, match.id, "refuse", world.actor("advocate"), None)
