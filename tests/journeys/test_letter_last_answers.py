"""What the person said last, in the way of what staff would record."""

import pytest

from shared.records.models import Delivery
from tests.journeys import test_letter_pages as desk
from tests.journeys.test_letter_both_sites import come_back, settle
from tests.journeys.test_letter_last_word import announced, state
from tests.support import letters as bank
from tests.support.world import World


@pytest.mark.S47
def test_translation_she_asked_for_is_not_lost_with_another_answer(world: World) -> None:
    _asked, delivery = announced(world)
    advocate = world.staff("advocate")
    desk.act(advocate, delivery, "accept", manner="post", translate_into="es")
    form = advocate.get(f"/deliveries/{delivery.id}/acts/accept").form()
    assert (form.values["manner"], form.values["translate_into"]) == ("post", "es")
    desk.act(advocate, delivery, "accept", manner="hand")
    assert Delivery.get_by_id(delivery.id).translate_into == "es"
    desk.act(advocate, delivery, "accept", translate_into="none")
    assert Delivery.get_by_id(delivery.id).translate_into == ""


@pytest.mark.S46
def test_her_word_on_the_page_is_read_before_a_yes_is_recorded(world: World) -> None:
    asked, delivery = announced(world)
    advocate = world.staff("advocate")
    form = advocate.get(f"/deliveries/{delivery.id}/acts/accept")
    person, _page = come_back(world, asked)
    person.submit(person.get("/status/letter"), {"answer": "never"})
    said = advocate.submit(form, {"manner": "post"}, action=form.path, expect=409)
    assert "The person said no" in said.text
    assert state(delivery) == "declined"
    refused = advocate.get(form.path)
    advocate.submit(refused, {"manner": "post"}, action=form.path, expect=422)
    # The person is on the phone still, and it is what they want after all.
    world.clock.move(minutes=5)
    bank.act(world, delivery, "log_attempt", came_to_us=True, outcome="spoke")
    desk.act(advocate, delivery, "accept", manner="post")
    assert state(delivery) == "confirmed"


def test_page_of_what_has_stopped_says_that_nothing_is_to_be_done(world: World) -> None:
    asked, delivery = announced(world)
    world.stop(asked)
    settle(world)
    assert (
        "Nothing to do right now." in world.staff("advocate").get(f"/deliveries/{delivery.id}").text
    )
