"""Acts on a registration: a death, and an age."""

import pytest

from shared import letters
from shared.intake import collecting
from shared.letters import queries
from shared.records.models import (
    Delivery,
    Match,
    Registration,
)
from shared.records.workflow import perform
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.edge_5
def test_death_cancels_what_is_queued(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    perform(letters.REGISTRATION, delivery.registration_id, "record_death",
            world.actor("planner"), None, died_on=queries.today())  # fmt: skip
    assert Delivery.get_by_id(delivery.id).state == "stopped"
    assert Registration.get_by_id(delivery.registration_id).closure == "person_died"


@pytest.mark.edge_6
def test_addressee_under_18_is_asked_only_from_the_birthday_on(world: World) -> None:
    asked = world.tick(adult=False)
    collecting.collect()
    birthday = queries.today().replace(day=20)
    bank.verify(world, asked.registration, adult=False, adult_on=birthday)
    letter = bank.banked(world, bank.deposit(world))
    assert Match.select().count() == 0
    world.clock.move(days=20)
    letters.JOBS["letters.daily"]({})
    assert bank.matched(world, letter, asked.registration).state == "matched"
