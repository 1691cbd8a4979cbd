"""A withdrawal racing the dispatch of the letter: whichever decision is first, the other knows it.

Law 5: nothing goes out after the person's word has come in, nor while it lies in the letterbox.
"""

import random
import threading
import time
from collections import Counter
from typing import Any

import pytest

from shared import letters
from shared.base import db
from shared.intake import collecting
from shared.records.models import AuditEntry, Delivery, Registration, Task
from shared.records.workflow import NotPermitted, Refused, perform
from tests.support import campaign
from tests.support import letters as bank
from tests.support.world import World

pytestmark = [pytest.mark.soak, pytest.mark.slow, pytest.mark.law_5, pytest.mark.S46]

RACES = 400
SPREAD = 0.02  # seconds by which either may come first


def ready_to_go(world: World) -> Any:
    """A delivery that waits for nothing but somebody to give it to the post."""
    delivery = bank.on_the_way(world)
    bank.printed(world, delivery)
    bank.act(world, delivery, "check", **bank.tokens(delivery))
    return Delivery.get_by_id(delivery.id)


class Race:
    """One withdrawal against one dispatch, and both rows put back afterwards."""

    def __init__(self, world: World, delivery: Any) -> None:
        self.world, self.delivery = world, delivery
        self.saved = [
            (model, model.select().dicts().get())
            for model in (Delivery, Registration)
        ]  # fmt: skip
        self.sender = world.actor("advocate2")
        self.registration = Registration.get_by_id(delivery.registration_id)
        self.dropped_at = self.asked_at = 0.0

    def withdraw(self, wait: float) -> None:
        time.sleep(wait)
        self.world.drop("stopped", self.registration.reference, {})
        self.dropped_at = time.monotonic()
        collecting.collect()

    def send(self, wait: float) -> None:
        time.sleep(wait)
        collecting.collect()
        self.asked_at = time.monotonic()
        try:
            perform(letters.DELIVERY, self.delivery.id, "dispatch", self.sender, None)
        except (Refused, NotPermitted):
            return

    def run(self, chance: random.Random) -> str:
        """Who was first, or what went wrong."""
        before = AuditEntry.select().count()
        failed: list[BaseException] = []

        def alone(act: Any, wait: float) -> None:
            try:
                act(wait)
            except BaseException as error:  # noqa: BLE001 - said by the test
                failed.append(error)
            finally:
                db.records.close()
                db.frontdoor.close()

        threads = [
            threading.Thread(target=alone, args=(act, chance.uniform(0, SPREAD)))
            for act in (self.withdraw, self.send)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        return self.verdict(before)

    def verdict(self, before: int) -> str:
        rows = AuditEntry.select().where(AuditEntry.seq > before).order_by(AuditEntry.seq)
        acts = [row.event for row in rows]
        assert acts.count("registration.cancelled") == 1
        if "delivery.dispatched" not in acts:
            assert Delivery.get_by_id(self.delivery.id).state == "stopped"
            return "stopped"
        late = acts.index("delivery.dispatched") > acts.index("registration.cancelled")
        return "WRONG" if late or self.dropped_at < self.asked_at else "sent before"

    def put_back(self) -> None:
        for model, row in self.saved:
            model.update(**row).where(model.id == row["id"]).execute()
        Task.delete().execute()


def race_and_count(world: World) -> None:
    chance = random.Random(campaign.seed())
    race = Race(world, ready_to_go(world))
    outcomes: Counter[str] = Counter()
    races = campaign.size(RACES)
    for _ in range(races):
        outcomes[race.run(chance)] += 1
        race.put_back()
    print(f"withdrawal against dispatch: {races} races, {dict(outcomes)}; 0 wrong")
    assert outcomes["WRONG"] == 0
    assert outcomes["stopped"] > 0
    assert outcomes["sent before"] > 0 or not campaign.is_soak()


@pytest.mark.timeout(1800)
def test_withdrawal_and_dispatch_at_once_never_go_wrong(world):
    race_and_count(world)


@pytest.mark.timeout(1800)
@pytest.mark.postgres
def test_withdrawal_and_dispatch_at_once_never_go_wrong_on_postgres(postgres_world):
    race_and_count(postgres_world)
