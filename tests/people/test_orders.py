"""Orders between two people: what one door found stands for both services (law 10)."""

from typing import Any

import pytest

from shared.dialogue import orders as of_cases
from shared.letters import queries
from shared.people import orders
from shared.records.models import Account, DialogueCase, Letter, Offender, OrderCheck, Registration
from tests.support import letters as bank
from tests.support import shortcut
from tests.support.world import World

pytestmark = pytest.mark.law_10


@pytest.fixture
def both(world: World) -> tuple[Any, Any]:
    """A case and a delivery of the same two people."""
    case = shortcut.to(world, "approach").case
    delivery = bank.on_the_way(world)
    offender = Offender.get_by_id(case.offender_id)
    Letter.update(number_digest=offender.number_digest).execute()
    Registration.update(person=case.person_id).execute()
    return case, type(delivery).get_by_id(delivery.id)


def check(world: World, noun: str, subject: Any, found: str) -> None:
    world.clock.move(days=1)
    day = queries.today()
    OrderCheck.make(
        noun=noun, subject=subject.id, by=Account.get().id, checked_on=day, found=found,
        offender=subject.offender_id if noun == "case" else None,
    )  # fmt: skip


def test_an_order_found_for_a_letter_stops_the_dialogue(world, both):
    case, delivery = both
    assert of_cases.is_free_of_orders(DialogueCase.get_by_id(case.id))
    check(world, "delivery", delivery, "active")
    assert not of_cases.is_free_of_orders(DialogueCase.get_by_id(case.id))


def test_an_order_found_in_a_case_is_in_force_for_the_letter(world, both):
    case, delivery = both
    check(world, "delivery", delivery, "none")
    check(world, "case", case, "active")
    digest = Offender.get_by_id(case.offender_id).number_digest
    assert orders.is_in_force(digest, delivery.registration.person)
    assert not orders.is_in_force("another number", delivery.registration.person)
    assert not orders.is_in_force("", delivery.registration.person)


def test_a_later_check_that_found_none_ends_it(world, both):
    case, delivery = both
    digest = Offender.get_by_id(case.offender_id).number_digest
    check(world, "case", case, "active")
    check(world, "delivery", delivery, "none")
    assert not orders.is_in_force(digest, delivery.registration.person)
