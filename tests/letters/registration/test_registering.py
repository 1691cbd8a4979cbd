"""What a person says about a letter on the page."""

import pytest

from shared.intake import collecting
from shared.records.models import (
    Delivery,
    Task,
)
from tests.letters.noticeboard import reads
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.S39
@pytest.mark.parametrize(
    ("answer", "state", "shown"),
    [("no", "declined", "letter_declined"), ("never", "declined", "letter_declined"),
     ("later", "deferred", "letter_kept"), ("now", "confirmed", "letter_coming")],
)  # fmt: skip
def test_answers_through_the_portal(world: World, answer: str, state: str, shown: str) -> None:
    registration = bank.verified(world, news="page")
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, registration)
    bank.jobs(world)
    assert reads(registration) == "letter_waiting"
    world.drop("letter.answered", registration.reference, {"answer": answer, "later_on": "x"})
    collecting.collect()
    bank.jobs(world)
    assert (Delivery.get_by_id(delivery.id).state, reads(registration)) == (state, shown)


def test_answer_to_a_question_the_page_never_asked_goes_to_a_person(world: World) -> None:
    registration = bank.verified(world)
    letter = bank.banked(world, bank.deposit(world))
    delivery = bank.matched(world, letter, registration)
    world.drop("letter.answered", registration.reference, {"answer": "now"})
    collecting.collect()
    assert Delivery.get_by_id(delivery.id).state == "matched"
    assert Task.select().where(Task.kind == "answer.see").count() == 1
