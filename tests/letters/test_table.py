"""The letter bank's way from deposit to mail, on real files, without any page."""

import pytest

from shared.letters import queries
from shared.records.models import (
    CustodyEvent,
    Delivery,
    Match,
    Review,
)
from tests.letters.noticeboard import reads
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.S41
def test_letter_passes_three_reviews_by_three_people_into_the_bank(world: World) -> None:
    letter = bank.deposit(world)
    assert letter.state == "facility_review"
    assert [bank.review(world, letter).state for _ in range(3)] == [
        "planner_review", "coordinator_review", "banked",
    ]  # fmt: skip
    kept = queries.reviews(letter)
    assert [(row.tier, row.outcome) for row in kept] == [(1, "pass"), (2, "pass"), (3, "pass")]
    assert {row.sha256 for row in kept} == {queries.version(letter).sha256}


@pytest.mark.S44
@pytest.mark.S45
@pytest.mark.S46
@pytest.mark.S47
def test_box_ticked_before_the_deposit_ends_in_the_post(either_world: World) -> None:
    world = either_world
    registration = bank.verified(world)
    assert reads(registration) == "letter_registered"
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, registration)
    bank.jobs(world)
    assert reads(registration) == "letter_registered"
    bank.spoke(world, delivery)
    bank.jobs(world)
    assert reads(registration) == "letter_waiting"
    bank.mailed(world, delivery)
    bank.jobs(world)
    assert reads(registration) == "letter_sent"
    assert Delivery.get_by_id(delivery.id).state == "mailed"
    rows = [row.what for row in queries.custody_of(delivery)]
    assert rows == ["deposited", "banked", "sealed", "covers_printed", "checked", "dispatched"]


@pytest.mark.S38
@pytest.mark.edge_1
def test_deposit_before_the_box_matches_the_other_way(world: World) -> None:
    letter = bank.banked(world, bank.deposit(world))
    assert Match.select().count() == 0
    registration = bank.verified(world)
    delivery = bank.matched(world, letter, registration)
    bank.mailed(world, delivery)
    assert Delivery.get_by_id(delivery.id).state == "mailed"


def test_reviews_and_custody_hold_no_word_in_the_clear(world: World) -> None:
    letter = bank.deposit(world)
    bank.review(world, letter, "return", checklist=bank.clean(1, excuses="yes"),
                reasons=["excuses"], quotes={"excuses": "because I was drunk"})  # fmt: skip
    row = Review.get()
    assert b"drunk" not in bytes(row.sealed)
    assert CustodyEvent.select().count() == 1
