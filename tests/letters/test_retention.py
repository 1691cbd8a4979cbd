"""How long letters are kept: each mode of the policy, and what an erasing never changes."""

from typing import Any

import pytest

from shared import letters, policy
from shared.console import reports
from shared.intake import collecting
from shared.letters import files, queries, retention
from shared.people import contact
from shared.records import audit
from shared.records.models import Delivery, Keeping, Letter, Offender
from shared.records.pages import Place
from shared.records.workflow import Refused, perform
from tests.support import letters as bank
from tests.support.twins import FACILITY_ROWS, TOKEN, rows_of
from tests.support.world import World

Rules = Any


def under(mode: str, days: int = 0) -> Rules:
    """The policy with another rule for letters."""
    rules = policy.current().retention
    letter = rules["letter"].__class__(**(vars(rules["letter"]) | {"mode": mode, "days": days}))
    return bank.ruled(retention=dict(rules) | {"letter": letter})


def due() -> list[str]:
    return [one.letter.id for one in retention.preview(Place()).rows if one.due]


def in_bank(world: World, **changed: Any) -> Any:
    return Letter.get_by_id(bank.banked(world, bank.deposit(world, **changed)).id)


def test_without_an_end_nothing_is_ever_due(world: World) -> None:
    letter = in_bank(world)
    world.clock.move(days=40_000)
    with under("indefinite"):
        assert due() == []
        with pytest.raises(Refused, match="not over"):
            retention.propose(world.actor("planner"), letter, "retention")


def test_for_delivery_only_a_letter_is_due_once_it_has_gone(world: World) -> None:
    delivery = bank.on_the_way(world)
    letter = Letter.get_by_id(delivery.letter_id)
    other = in_bank(world, addressee="Ana Ruiz")
    with under("delivery_only"):
        assert due() == []
        bank.mailed(world, delivery)
        assert due() == [letter.id]
        retention.propose(world.actor("planner"), letter, "retention")
        retention.purge(world.actor("coordinator"), letter)
        assert due() == []
        assert not queries.is_purged(other.id)


def test_until_discharge_only_while_nobody_is_registered_for_it(world: World) -> None:
    registration = bank.verified(world)
    awaited, other = in_bank(world), in_bank(world, addressee="Ana Ruiz")
    values = {"name": "Martin Cole", "number": "K4471"}
    with under("until_discharge"):
        assert due() == []  # custody's records do not know the writer
        with audit.recorded(
            world.actor("planner"), "offender.recorded", "offender", "", facility="MSP"
        ) as entry:
            row = contact.record_offender(values, "MSP")
            entry.subject = row.id
        assert due() == []
        Offender.update(custody="discharged").where(Offender.id == row.id).execute()
        assert due() == [other.id]
        perform(letters.REGISTRATION, registration.id, "cancel", world.actor("coordinator"), None)
        assert [awaited.id in due(), other.id in due()] == [True, True]
        asked = world.tick()  # nobody has verified it yet, and still it is somebody's wish
        collecting.collect()
        assert due() == [other.id]
        bank.verify(world, asked.registration)
        bank.jobs(world)
        reason = next(iter(policy.current().hold_codes))
        perform(letters.REGISTRATION, asked.registration.id, "hold", world.actor("coordinator"),
                None, reason=reason)  # fmt: skip
        assert due() == [other.id]


def test_a_legal_hold_wins_in_every_mode(world: World) -> None:
    delivery = bank.on_the_way(world)
    letter = Letter.get_by_id(delivery.letter_id)
    bank.mailed(world, delivery)
    with under("delivery_only"):
        retention.propose(world.actor("planner"), letter, "retention")
        retention.hold(world.actor("coordinator"), letter, "evidence")
        shown = retention.preview(Place()).rows
        assert [(one.due, bool(one.hold), one.proposal) for one in shown] == [(True, True, None)]
        with pytest.raises(Refused, match="legal hold"):
            retention.propose(world.actor("planner"), letter, "retention")
        with pytest.raises(Refused, match="First another person"):
            retention.purge(world.actor("coordinator"), letter)
        retention.lift(world.actor("coordinator"), letter)
        retention.propose(world.actor("planner"), letter, "retention")
        with pytest.raises(Refused, match="you proposed it"):
            retention.purge(world.actor("planner"), letter)
        retention.purge(world.actor("coordinator"), letter)
    tombstone = Keeping.get((Keeping.subject == letter.id) & (Keeping.what == "purge"))
    assert (tombstone.reason, tombstone.ended_at is None) == ("retention", False)


def seen_by_the_facility(world: World, letter: Any) -> list[Any]:
    """Every byte of its pages, and every row of its side."""
    desk = world.staff("screener@MSP")
    paths = ("/letters", "/letters?state=banked", f"/letters/{letter.id}", "/queue",
             f"/letters/{letter.id}/replace")  # fmt: skip
    pages: list[Any] = [TOKEN.sub(rb"\1", desk.get(path, expect=None).data) for path in paths]
    return [*pages, *(list(rows_of(model, only)) for model, only in FACILITY_ROWS)]


@pytest.mark.law_1
@pytest.mark.edge_3
def test_an_erasing_changes_nothing_that_a_facility_sees_nor_the_figures(world: World) -> None:
    delivery = bank.on_the_way(world)
    letter = Letter.get_by_id(delivery.letter_id)
    bank.mailed(world, delivery)
    before, figures = seen_by_the_facility(world, letter), reports.tables()
    retention.propose(world.actor("planner"), letter, "court")
    retention.purge(world.actor("coordinator"), letter)
    assert files.read_letter(world.actor("planner"), letter).is_erased
    assert seen_by_the_facility(world, letter) == before
    assert reports.tables() == figures
    assert Delivery.get_by_id(delivery.id).state == "mailed"
