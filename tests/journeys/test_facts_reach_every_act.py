"""A fact entered through one door reaches every act that it must stop, in either order (law 10).

Each fact is entered by the verb of its page; each act is one that sends, hands over or tells.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from shared import letters as bank_of
from shared.intake import custody_news
from shared.letters import queries, retention
from shared.people import contact
from shared.records import audit
from shared.records.models import Letter, Offender, Task
from shared.records.permissions import WORKER
from shared.records.workflow import why_not
from tests.support import letters as bank
from tests.support.world import World

pytestmark = pytest.mark.law_10


def _offender(world: World, delivery: Any) -> Any:
    """The writer, as custody records know them under the number on the letter."""
    letter = Letter.get_by_id(delivery.letter_id)
    with audit.recorded(WORKER, "offender.recorded", "offender", "new", facility="MSP"):
        row = contact.record_offender(
            {"name": bank.DEPOSIT["writer"], "number": bank.DEPOSIT["number"]}, "MSP"
        )
    assert row.number_digest == letter.number_digest
    return Offender.get_by_id(row.id)


def _news(what: str) -> Callable[[World, Any], None]:
    def enter(world: World, delivery: Any) -> None:
        world.clock.move(minutes=5)
        custody_news.change_custody(
            world.actor("planner"), _offender(world, delivery), what, on=queries.today()
        )

    return enter


def _hold(world: World, delivery: Any) -> None:
    retention.hold(world.actor("coordinator"), Letter.get_by_id(delivery.letter_id), "counsel")


FACTS: dict[str, Callable[[World, Any], None]] = {
    "the writer died": _news("death"),
    "the writer was released": _news("release"),
    "the writer escaped": _news("escape"),
    "an order came in": _news("order"),
    "counsel holds the letter": _hold,
}


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("action", ["check", "dispatch"])
def test_fact_stops_what_was_printed_before_it(world: World, fact: str, action: str) -> None:
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    if action == "dispatch":
        bank.act(world, delivery, "check", **bank.tokens(delivery))
    FACTS[fact](world, delivery)
    now = type(delivery).get_by_id(delivery.id)
    facts = bank.tokens(now) if action == "check" else {}
    assert why_not(bank_of.DELIVERY, world.actor("advocate2"), now, action, **facts)


@pytest.mark.parametrize("fact", FACTS)
def test_fact_stops_what_comes_after_it(world: World, fact: str) -> None:
    delivery = bank.on_the_way(world)
    bank.sealed(world, delivery)
    now = type(delivery).get_by_id(delivery.id)
    assert why_not(bank_of.DELIVERY, world.actor("advocate"), now, "print") is None
    FACTS[fact](world, delivery)
    now = type(delivery).get_by_id(delivery.id)
    assert why_not(bank_of.DELIVERY, world.actor("advocate"), now, "print")


def test_who_holds_the_paper_is_told_to_keep_it_back(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    _news("escape")(world, delivery)
    waiting = Task.select().where((Task.kind == "paper.keep_back") & Task.done_at.is_null())
    assert [task.subject for task in waiting] == [delivery.id]


def test_after_a_new_check_it_may_go_on(world: World) -> None:
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    _news("release")(world, delivery)
    world.clock.move(minutes=5)
    bank.act(world, delivery, "check_orders", checked_on=queries.today(), found="none")
    now = type(delivery).get_by_id(delivery.id)
    assert why_not(
        bank_of.DELIVERY, world.actor("advocate2"), now, "check", **bank.tokens(now)
    ) is None  # fmt: skip


def test_letters_follow_their_writer(world: World) -> None:
    letter = bank.deposit(world, addressee="Ana Ruiz")
    delivery = type("One", (), {"letter_id": letter.id})
    custody_news.change_custody(
        world.actor("planner"), _offender(world, delivery), "transfer", facility="CMCF",
        on=queries.today() - timedelta(days=1),
    )  # fmt: skip
    assert Letter.get_by_id(letter.id).facility_id == "CMCF"
    task = Task.get((Task.subject == letter.id) & Task.done_at.is_null())
    assert task.facility_id == "CMCF"
