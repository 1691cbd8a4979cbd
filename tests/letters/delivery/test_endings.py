"""How a delivery ends, or comes back."""

import pytest

from shared.records.workflow import NotPermitted
from tests.letters.noticeboard import reads
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.S47
def test_came_back_from_the_post_asks_her_again(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.mailed(world, delivery)
    bank.act(world, delivery, "came_back", seal="whole")
    bank.jobs(world)
    assert reads(delivery.registration) == "letter_sent"  # until a person has called
    with pytest.raises(NotPermitted):
        bank.act(world, delivery, "print")
    bank.spoke(world, delivery)
    bank.act(world, delivery, "accept", answer="now", manner="hand")
    row = bank.act(world, delivery, "hand_over", identity_seen=True)
    assert row.state == "given"
