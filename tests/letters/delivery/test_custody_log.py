"""The chain of custody, when somebody forgot a line of it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from shared import policy
from shared.records.models import CustodyEvent, Delivery
from tests.support import letters as bank
from tests.support.world import World


@pytest.fixture
def originals(world: World) -> Iterator[World]:
    """An installation whose policy seals the original."""
    assert world.console  # made before, as it chooses the policy anew
    with bank.ruled(handling=replace(policy.current().handling, original_or_copy="original")):
        yield world


@pytest.mark.S47
@pytest.mark.parametrize(("taken_from", "is_gap"), [
    ("safe in the MAIL ROOM", False), ("A drawer of the unit", True),
])  # fmt: skip
def test_a_missing_hand_over_stands_in_the_chain(
    originals: World, taken_from: str, is_gap: bool
) -> None:
    delivery = bank.on_the_way(originals)
    bank.spoke(originals, delivery)
    bank.act(originals, delivery, "accept", answer="now", manner="post")
    coordinator = originals.staff("coordinator")
    path = f"/deliveries/{delivery.id}/seal"
    form = coordinator.get(path)
    assert form.form(action=path).values["taken_from"] == "Safe in the mail room"
    coordinator.submit(form, {"taken_from": taken_from, "is_original": "y"}, action=path)
    page = coordinator.get(f"/deliveries/{delivery.id}")
    assert ("No hand-over is recorded since it was here" in page.text) is is_gap
    # What is written stays: it is not said again once the unit has had it in hand.
    bank.act(originals, delivery, "accept", answer="now", manner="post", translate_into="es")
    bank.act(originals, delivery, "accept", answer="now", manner="post", translate_into="")
    assert not Delivery.get_by_id(delivery.id).seal_token
    form = coordinator.get(path)
    again = {"taken_from": "The coordinator's hand", "is_original": "y"}
    coordinator.submit(form, again, action=path)
    gaps = CustodyEvent.select().where(CustodyEvent.what == "no_hand_over").count()
    assert gaps == int(is_gap)
