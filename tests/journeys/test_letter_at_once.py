"""Two people at two desks press at one moment; on PostgreSQL, where both are really at work."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from shared.base import db
from shared.letters import queries
from shared.records.models import Delivery, Keeping, Letter, Match
from tests.journeys import test_letter_pages as desk
from tests.support import letters as bank
from tests.support.visitor import Page
from tests.support.world import World

pytestmark = [pytest.mark.slow, pytest.mark.postgres, pytest.mark.S45]


def at_once(*acts: Callable[[], Page]) -> Counter[int]:
    """The statuses of acts that begin together, each in a thread with connections of its own."""
    begin, said = threading.Barrier(len(acts)), Counter[int]()

    def alone(act: Callable[[], Page]) -> None:
        begin.wait()
        try:
            said[act().status] += 1
        finally:
            db.records.close()
            db.frontdoor.close()

    threads = [threading.Thread(target=alone, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def pressing(visitor: Any, page: Page, **values: str) -> Callable[[], Page]:
    return lambda: visitor.submit(page, values, action=page.path, expect=None, strict=False)


def test_one_match_is_confirmed_by_one(postgres_world: World) -> None:
    world = postgres_world
    bank.verified(world)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    path = f"/matches/{Match.get().id}/acts/confirm"
    both = [world.staff(who) for who in ("advocate", "advocate2")]
    said = at_once(*(pressing(one, one.get(path)) for one in both))
    assert said == {303: 1, 409: 1}
    assert Delivery.select().count() == 1


def test_letter_is_deposited_by_one(postgres_world: World) -> None:
    both = [postgres_world.staff(who) for who in ("screener@MSP", "planner")]
    forms = [one.get("/letters/deposit") for one in both]
    given = desk.DEPOSIT | {"facility": "MSP"}
    said = at_once(*(pressing(one, form, **given) for one, form in zip(both, forms, strict=True)))
    assert said == {303: 1, 422: 1}
    assert Letter.select().count() == 1


def test_hold_and_erasing_leave_no_letter_both_held_and_erased(postgres_world: World) -> None:
    world = postgres_world
    letter = desk.deposit(world.staff("screener@MSP"))
    desk.banked(world, letter)
    path = f"/letters/{letter.id}/keeping"
    planner, one, two = (world.staff(who) for who in ("planner", "coordinator", "coordinator2"))
    planner.submit(planner.get(path), {"act": "propose", "reason": "mistake"}, action=path)
    forms = [desk_.get(path) for desk_ in (one, two)]
    said = at_once(
        pressing(one, forms[0], act="purge"),
        pressing(two, forms[1], act="hold", reason="counsel"),
    )
    assert said == {303: 1, 422: 1}
    held = Keeping.select().where((Keeping.what == "hold") & Keeping.ended_at.is_null())
    assert held.exists() is not queries.is_purged(letter.id)
