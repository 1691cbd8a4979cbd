"""What keeps a letter here until the last moment."""

from typing import Any

import pytest

from shared import letters
from shared.frontdoor import letterbox
from shared.intake import collecting
from shared.records.models import (
    Delivery,
    Paper,
    Task,
)
from shared.records.workflow import NotPermitted, Refused, perform
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.law_5
@pytest.mark.edge_2
def test_withdrawal_still_in_the_letterbox_stops_the_print(world: World) -> None:
    asked = world.tick()
    collecting.collect()
    bank.verify(world, asked.registration)
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, asked.registration)
    bank.sealed(world, delivery)
    world.stop(asked)
    with pytest.raises(Refused, match="New messages arrived from the website"):
        perform(letters.DELIVERY, delivery.id, "print", world.actor("advocate"), None)
    with pytest.raises(NotPermitted):
        bank.act(world, delivery, "print")
    assert Delivery.get_by_id(delivery.id).state == "stopped"
    assert not Paper.select().where(Paper.name << ("cover-letter", "outer-envelope")).exists()


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


def test_unreachable_letterbox_lets_nothing_go(world: World, monkeypatch: Any) -> None:
    delivery = bank.on_the_way(world)
    bank.sealed(world, delivery)

    def gone() -> int:
        raise OSError

    monkeypatch.setattr(letterbox, "waiting", gone)
    with pytest.raises(Refused, match="cannot be reached"):
        perform(letters.DELIVERY, delivery.id, "print", world.actor("advocate"), None)


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
