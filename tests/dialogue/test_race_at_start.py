"""Two at the same moment, through the pages, on both engines."""

import threading
from collections.abc import Callable

import pytest

from shared.base import db
from shared.dialogue import queries
from shared.records.models import Approach, AuditEntry
from tests.journeys.test_dialogue_whole_desk import held, take
from tests.support import carry, shortcut
from tests.support.both import either_world
from tests.support.visitor import Page
from tests.support.world import World

pytestmark = pytest.mark.slow

__all__ = ["either_world"]


def at_once(*acts: Callable[[], Page]) -> list[Page]:
    """What came of each, all begun together."""
    start, found, failed = threading.Barrier(len(acts)), {}, []

    def alone(number: int, act: Callable[[], Page]) -> None:
        try:
            start.wait()
            found[number] = act()
        except BaseException as error:  # noqa: BLE001 - said by the test
            failed.append(error)
        finally:
            db.records.close()
            db.frontdoor.close()

    threads = [threading.Thread(target=alone, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return [found[number] for number in range(len(acts))]


@pytest.mark.S20
@pytest.mark.ruling_10
@pytest.mark.edge_8
def test_order_and_the_telling_at_once_are_one_after_the_other(either_world: World) -> None:
    """Told before the order was found, or not at all: never after."""
    world = either_world
    asked = shortcut.to(world, "agreed")
    path = f"/cases/{asked.case.id}"
    first, second = world.staff("planner"), world.staff("planner2")
    telling, order = first.get(f"{path}/tell_offender"), second.get(f"{path}/check_orders")
    pages = at_once(
        lambda: first.submit(telling, {"done": "y"}, action=f"{path}/tell_offender", expect=None),
        lambda: second.submit(order, {"found": "active"}, action=f"{path}/check_orders",
                              expect=None),
    )  # fmt: skip
    assert sorted(page.status for page in pages) == [303, 409]
    if pages[0].status == 303:  # told first; the order is entered next, and holds
        second.submit(pages[1], {"found": "active"}, action=f"{path}/check_orders")
    events = [row.event for row in AuditEntry.select().order_by(AuditEntry.seq)]
    told = queries.approach(asked.case).told_at is not None
    assert asked.case.held
    if told:
        assert events.index("case.offender_told") < len(events) - 1 - events[::-1].index(
            "case.orders_checked"
        )


@pytest.mark.S30
def test_both_signatures_and_a_transfer_at_once_leave_none_for_a_place_left(
    either_world: World,
) -> None:
    world = either_world
    asked = shortcut.to(world, "review")
    coordinator, desk = world.staff("coordinator"), world.staff("planner")
    path = f"/cases/{asked.case.id}/sign_division"
    page = coordinator.get(path)
    custody = f"/custody/{asked.case.offender_id}"
    form = desk.get(custody)
    at_once(
        lambda: coordinator.submit(page, {"decision": "approve"}, action=path, expect=None),
        lambda: desk.submit(form, {"what": "transfer", "facility": "CMCF"}, action=custody),
    )
    assert queries.signatures(asked.case) == {}
    assert asked.case.held
    assert Approach.get().answer == "willing"


@pytest.mark.S2
def test_code_renewed_by_two_at_once_serves_one(either_world: World) -> None:
    world = either_world
    asked = take(world)
    both = [world.person(), world.person()]
    forms = []
    for person in both:
        person.submit(person.get("/status"), {"reference": asked.reference, "code": asked.code})
        forms.append(person.get("/status/new-code"))
    pages = at_once(*(
        lambda who=who, page=page: who.submit(page, {}, action="/status/new-code", expect=None)
        for who, page in zip(both, forms, strict=True)
    ))  # fmt: skip
    assert sorted(page.status for page in pages) == [200, 303]
    won = 0 if pages[0].status == 200 else 1
    new = held(pages[won])
    person = world.person()
    person.submit(person.get("/status"), {"reference": new.reference, "code": new.code})
    loser = both[1 - won].get("/status")
    assert "We have your request." not in loser.text
    assert carry.WHOM["name"] not in loser.text
