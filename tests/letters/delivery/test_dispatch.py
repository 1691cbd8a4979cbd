"""At the door: two people, three tokens, and no withdrawal on its way."""

import pytest

from shared.records.models import (
    Delivery,
    Task,
)
from shared.records.workflow import NotPermitted, Refused
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.law_5
def test_withdrawal_between_print_and_dispatch_stops_the_post(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    bank.act(world, delivery, "check", **bank.tokens(delivery))
    world.drop("stopped", delivery.registration.reference, {})
    with pytest.raises(NotPermitted):
        bank.act(world, delivery, "dispatch", "advocate2")
    row = Delivery.get_by_id(delivery.id)
    assert (row.state, row.cover_token, row.dispatched_by_id) == ("stopped", "", None)
    assert Task.get(Task.kind == "papers.destroy").subject == delivery.id


@pytest.mark.S46
def test_two_people_and_three_tokens_at_dispatch(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    with pytest.raises(Refused, match="First another person must check"):
        bank.act(world, delivery, "dispatch")
    with pytest.raises(Refused, match="The seal numbers do not match"):
        bank.act(world, delivery, "check", **(bank.tokens(delivery) | {"cover_token": "AAAA"}))
    bank.act(world, delivery, "check", **bank.tokens(delivery))
    with pytest.raises(Refused, match="Another person must do this"):
        bank.act(world, delivery, "dispatch")
    assert bank.act(world, delivery, "dispatch", "coordinator").state == "mailed"
