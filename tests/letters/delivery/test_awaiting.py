"""At every step of a delivery the next one is asked, with a day (law 12)."""

import pytest

from shared.letters import queries
from shared.records.models import Letter
from tests.support import letters as bank
from tests.support.seen import tasks_of

pytestmark = [pytest.mark.slow, pytest.mark.law_12]


def asked_for(delivery):
    """What the table asks for, and of whom."""
    return {(task.kind, task.role) for task in tasks_of(delivery.id) if task.parent}


def test_delivery_by_mail_asks_whoever_comes_next(world):
    delivery = bank.on_the_way(world)
    assert asked_for(delivery) == {("delivery.log_attempt", "advocate")}
    bank.spoke(world, delivery)
    assert asked_for(delivery) == {("delivery.log_attempt", "advocate")}
    bank.act(world, delivery, "accept", answer="now", manner="post")
    assert asked_for(delivery) == {("delivery.seal", "coordinator"),
                                   ("delivery.confirm_address", "advocate")}  # fmt: skip
    bank.act(world, delivery, "confirm_address", way=bank.way_of(delivery))
    bank.act(world, delivery, "check_orders", checked_on=queries.today(), found="none")
    digest = queries.approved_sha256(Letter.get_by_id(delivery.letter_id), 1)
    bank.act(world, delivery, "seal", "coordinator", sha256=digest)
    assert asked_for(delivery) == {("delivery.print", "advocate")}
    bank.act(world, delivery, "print")
    assert asked_for(delivery) == {("delivery.check", "advocate")}
    bank.act(world, delivery, "check", **bank.tokens(delivery))
    assert asked_for(delivery) == {("delivery.dispatch", "advocate")}
    bank.act(world, delivery, "dispatch", "advocate2")
    assert asked_for(delivery) == {("delivery.look", "advocate")}  # a year from now


@pytest.mark.parametrize(("manner", "act"), [("hand", "hand_over"), ("read_aloud", "read_aloud")])
def test_delivery_by_hand_asks_for_that(world, manner, act):
    delivery = bank.on_the_way(world)
    bank.spoke(world, delivery)
    bank.act(world, delivery, "accept", answer="now", manner=manner)
    digest = queries.approved_sha256(Letter.get_by_id(delivery.letter_id), 1)
    bank.act(world, delivery, "seal", "coordinator", sha256=digest)
    assert asked_for(delivery) == {(f"delivery.{act}", "advocate")}
