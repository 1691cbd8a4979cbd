"""Asking again at the last moment: nothing goes while a withdrawal may lie in the letterbox."""

from typing import Any

import pytest

from shared.frontdoor import letterbox
from shared.records import last_check
from shared.records.models import DialogueCase
from tests.support import letters
from tests.support.world import Asked, World

pytestmark = pytest.mark.law_5


@pytest.fixture
def asked(world: World) -> Asked:
    asked = world.ask()
    world.collect()
    return asked


def why_not(subject: Any) -> str | None:
    return last_check.why_not_collected(subject)


def test_nothing_stands_in_the_way_of_an_empty_letterbox(asked):
    assert why_not(asked.case) is None


@pytest.mark.parametrize("kind", ["stopped", "news.chosen", "contact.changed"])
def test_message_of_the_person_is_collected_first(world, asked, kind):
    world.drop(kind, asked.reference, {})
    assert why_not(asked.case) == last_check.MESSAGES_COLLECTED.sentence
    world.collect()
    assert why_not(asked.case) is None


def test_what_strangers_send_stops_nobody(world, asked):
    """A request a second, or a thousand messages of another, keep no letter in the house."""
    other = world.ask()
    world.collect()
    for _ in range(20):
        world.ask()
        world.tick()
        world.drop("service.asked", other.reference, {"services": ["legal"]})
    assert letterbox.waiting() == 60
    assert why_not(asked.case) is None
    assert why_not(other.case) == last_check.MESSAGES_COLLECTED.sentence


def test_word_under_another_reference_of_the_same_person_counts(world, asked):
    second = world.ask()
    world.collect()
    DialogueCase.update(person=asked.case.person_id).where(
        DialogueCase.id == second.case.id
    ).execute()
    world.stop(second)
    assert why_not(asked.case) == last_check.MESSAGES_COLLECTED.sentence


def test_delivery_waits_for_the_messages_of_its_registration(world):
    delivery = letters.on_the_way(world)
    assert why_not(delivery) is None
    world.drop("stopped", delivery.registration.reference, {})
    assert why_not(delivery) == last_check.MESSAGES_COLLECTED.sentence


def test_letterbox_that_cannot_be_looked_into_stops_everything(asked, monkeypatch):
    def gone(_about: Any) -> int:
        raise OSError("unreachable")

    monkeypatch.setattr(letterbox, "waiting", gone)
    assert why_not(asked.case) == last_check.LETTERBOX_REACHABLE.sentence
