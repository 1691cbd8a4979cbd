"""Replies, and letters outside the bank."""

import pytest

from shared.letters.delivery import replies
from shared.records.models import Delivery, Reply, Task
from shared.records.workflow import NotPermitted, Refused
from tests.support import letters as bank
from tests.support.world import World

pytestmark = pytest.mark.slow


@pytest.mark.S48
def test_one_reply_is_screened_by_another_and_carried_by_staff(world: World) -> None:
    delivery = bank.on_the_way(world)
    advocate, coordinator = world.actor("advocate"), world.actor("coordinator")
    with pytest.raises(Refused, match="has not reached"):
        replies.write(advocate, delivery, "Thank you for saying it.")
    bank.mailed(world, delivery)
    delivery = Delivery.get_by_id(delivery.id)
    reply = replies.write(advocate, delivery, "Thank you for saying it.")
    assert b"Thank" not in bytes(Reply.get().sealed)
    with pytest.raises(Refused, match="already"):
        replies.write(advocate, delivery, "Another.")
    with pytest.raises(NotPermitted):
        replies.screen(advocate, reply, "pass")
    with pytest.raises(Refused, match="not been screened"):
        replies.carry(coordinator, reply)
    replies.screen(coordinator, reply, "pass")
    replies.carry(coordinator, reply)
    assert Reply.get().state == "carried"


@pytest.mark.S32
@pytest.mark.S33
def test_letter_outside_the_bank_is_logged_and_never_forwarded(world: World) -> None:
    row = replies.intercept(
        world.actor("screener@MSP"), "MSP", "mail", "Evidence locker 4", "To Mrs. Delgado"
    )
    assert Task.get(Task.kind == "intercept.see").subject == row.id
    with pytest.raises(NotPermitted):
        replies.intercepts(world.actor("screener@MSP"))
    seen = replies.intercepts(world.actor("coordinator"))
    assert seen[0].said["envelope"] == "To Mrs. Delgado"
