"""Facts that may be told to the writer."""

import pytest

from shared import letters
from shared.records.models import (
    Registration,
)
from shared.records.permissions import PERSON
from shared.records.workflow import Refused, perform
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.S40
def test_only_ticked_and_true_facts_are_told_to_the_offender_once(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.mailed(world, delivery)
    with pytest.raises(Refused, match="has not allowed"):
        bank.act(world, delivery, "disclose", "coordinator", fact="received")
    registration = Registration.get_by_id(delivery.registration_id)
    perform(letters.REGISTRATION, registration.id, "choose", PERSON, None, tell_received=True)
    with pytest.raises(Refused, match="has not said so"):
        bank.act(world, delivery, "disclose", "coordinator", fact="received")
    world.drop("letter.said", registration.reference, {"received": True})
    bank.act(world, delivery, "disclose", "coordinator", fact="received")
    with pytest.raises(Refused, match="already"):
        bank.act(world, delivery, "disclose", "coordinator", fact="received")
