"""Keeping and erasing letters."""

import pytest

from shared import letters, policy
from shared.frontdoor import sealing
from shared.letters import files, queries, retention
from shared.letters.bank import content
from shared.records import audit
from shared.records.models import Letter
from shared.records.pages import Place
from shared.records.workflow import Refused, perform
from tests.support import letters as bank
from tests.support.world import World

pytestmark = pytest.mark.slow


def _purged(world: World) -> Letter:
    letter = bank.banked(world, bank.deposit(world))
    letter = Letter.get_by_id(letter.id)
    retention.propose(world.actor("planner"), letter, "court")
    retention.purge(world.actor("coordinator"), letter)
    return letter


def test_two_people_erase_a_letter_for_good(world: World) -> None:
    letter = bank.banked(world, bank.deposit(world))
    letter = Letter.get_by_id(letter.id)
    with pytest.raises(Refused, match="First another person"):
        retention.purge(world.actor("coordinator"), letter)
    retention.propose(world.actor("coordinator"), letter, "court")
    with pytest.raises(Refused, match="Another person must do this"):
        retention.purge(world.actor("coordinator"), letter)
    before = Letter.get_by_id(letter.id).__data__
    retention.purge(world.actor("coordinator2"), letter)
    assert Letter.get_by_id(letter.id).__data__ == before
    seen = files.read_letter(world.actor("planner"), letter)
    assert seen.is_erased
    assert seen.face.said["writer"] == "Martin Cole"


def test_legal_hold_and_a_waiting_person_keep_a_letter(world: World) -> None:
    delivery = bank.on_the_way(world)
    letter = Letter.get_by_id(delivery.letter_id)
    with pytest.raises(Refused, match="kept for a person"):
        retention.propose(world.actor("planner"), letter, "court")
    other = Letter.get_by_id(bank.banked(world, bank.deposit(world, addressee="Ana Ruiz")).id)
    retention.propose(world.actor("planner"), other, "court")
    retention.hold(world.actor("coordinator"), other, "counsel")
    with pytest.raises(Refused, match="First another person"):
        retention.purge(world.actor("coordinator"), other)
    with pytest.raises(Refused, match="legal hold"):
        retention.propose(world.actor("planner"), other, "court")
    retention.lift(world.actor("coordinator"), other)
    retention.propose(world.actor("planner"), other, "court")


def test_nothing_is_due_while_the_policy_keeps_letters_without_an_end(world: World) -> None:
    letter = Letter.get_by_id(bank.banked(world, bank.deposit(world)).id)
    assert policy.current().retention["letter"].mode == "indefinite"
    assert retention.preview(Place()).rows == []
    with pytest.raises(Refused, match="not over"):
        retention.propose(world.actor("planner"), letter, "retention")


@pytest.mark.edge_3
def test_erased_letter_is_replaced_like_any_other(world: World) -> None:
    letter = _purged(world)
    again = perform(
        letters.LETTER, letter.id, "replace", world.actor("screener@MSP"), None,
        content=content.typed("I did this."), about={"addressee": "Rosa Delgado"},
    )  # fmt: skip
    assert (again.state, again.current) == ("facility_review", 2)
    seen = files.read_letter(world.actor("screener@MSP"), Letter.get_by_id(letter.id))
    assert (seen.text, seen.about.said["addressee"]) == ("I did this.", "Rosa Delgado")
    bank.banked(world, letter)
    with pytest.raises(sealing.CannotOpen):  # the first version stays erased
        audit.opened(world.actor("planner"), "letter.read", "letter", letter.id,
                     [queries.version(letter, 1)])  # fmt: skip
