"""Asking whether a letter is wanted: which version, and what was said before."""

import pytest

from shared import letters
from shared.letters import queries
from shared.records.models import (
    Delivery,
    Letter,
    Match,
    Task,
)
from shared.records.permissions import PERSON
from shared.records.workflow import perform
from tests.support import letters as bank
from tests.support.world import World


def test_declined_letter_is_not_announced_again_to_who_registers_anew(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.spoke(world, delivery)
    bank.act(world, delivery, "decline", answer="never")
    perform(letters.REGISTRATION, delivery.registration_id, "cancel", PERSON, None)
    again = bank.verified(world)
    assert [match.state for match in Match.select().where(Match.registration == again)] == [
        "declined_before"
    ]


@pytest.mark.edge_3
def test_replaced_after_mailing_changes_nothing_for_the_victim(world: World) -> None:
    from shared.letters.bank import content

    delivery = bank.on_the_way(world)
    bank.mailed(world, delivery)
    letter = Letter.get_by_id(delivery.letter_id)
    perform(letters.LETTER, letter.id, "replace", world.actor("screener@MSP"), letter.version,
            content=content.typed("Another letter. I did this."))  # fmt: skip
    bank.jobs(world)
    assert Delivery.get_by_id(delivery.id).state == "mailed"


def test_replaced_before_she_was_told_is_set_aside_and_found_again(world: World) -> None:
    from shared.letters.bank import content

    delivery = bank.on_the_way(world)
    letter = Letter.get_by_id(delivery.letter_id)
    perform(letters.LETTER, letter.id, "replace", world.actor("screener@MSP"), letter.version,
            content=content.typed("A better letter. I did this."))  # fmt: skip
    bank.jobs(world)
    assert Delivery.get_by_id(delivery.id).state == "set_aside"
    bank.banked(world, letter)
    fresh = bank.matched(world, letter, delivery.registration)
    assert fresh.letter_version == 2


def test_announced_version_is_kept_for_her_when_the_writer_withdraws(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.spoke(world, delivery)
    perform(letters.LETTER, delivery.letter_id, "withdraw", world.actor("screener@MSP"), None)
    bank.jobs(world)
    assert Task.get(Task.kind == "letter.changed").subject == delivery.id
    bank.act(world, delivery, "accept", answer="now", manner="post")
    bank.act(world, delivery, "confirm_address", way=bank.way_of(delivery))
    bank.act(world, delivery, "check_orders", checked_on=queries.today(), found="none")
    digest = queries.approved_sha256(Letter.get_by_id(delivery.letter_id), 1)
    bank.act(world, delivery, "seal", "coordinator", sha256=digest)
    assert bank.act(world, delivery, "print").state == "printed"
