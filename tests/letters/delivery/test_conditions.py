"""What must be true of a delivery until the last moment."""

from typing import Any

import pytest

from shared import letters
from shared.frontdoor import letterbox
from shared.intake import collecting
from shared.records.models import (
    Delivery,
    Paper,
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


def test_unreachable_letterbox_lets_nothing_go(world: World, monkeypatch: Any) -> None:
    delivery = bank.on_the_way(world)
    bank.sealed(world, delivery)

    def gone() -> int:
        raise OSError

    monkeypatch.setattr(letterbox, "waiting", gone)
    with pytest.raises(Refused, match="cannot be reached"):
        perform(letters.DELIVERY, delivery.id, "print", world.actor("advocate"), None)
