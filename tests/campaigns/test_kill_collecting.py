"""Two collectors on one letterbox, killed again and again: nothing lost, nothing doubled."""

import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from shared.base import ids
from shared.frontdoor import letterbox
from shared.records import audit, vault
from shared.records.models import AuditEntry, DialogueCase, Person, Post, Reference, SetAside
from tests.campaigns.killing import COLLECT, Workers
from tests.support import campaign
from tests.support.world import DIALOGUE, World

pytestmark = [pytest.mark.soak, pytest.mark.slow]

KILLS, EACH = 60, 50  # envelopes dropped before every kill: 3,000 in all


@dataclass
class Dropped:
    """What was dropped: requests, withdrawals of earlier ones, and what nobody can read."""

    world: World
    chance: random.Random
    asked: list[str] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)
    readable: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)

    def one(self) -> None:
        self.world.clock.move(seconds=1)
        kind = self.chance.random()
        if kind < 0.75 or not self.asked:
            self.asked.append(ids.new_reference())
            self.readable.append(self.world.drop("dialogue.asked", self.asked[-1], DIALOGUE))
        elif kind < 0.95:
            reference = self.chance.choice(self.asked)
            self.stopped.add(reference)
            self.readable.append(self.world.drop("stopped", reference, {}))
        else:
            self.strange.append(self.world.drop("nonsense", ids.new_reference(), {}))


def column(model: Any, name: str = "id") -> list[str]:
    return sorted(getattr(row, name) for row in model.select())


def recorded(event: str) -> list[str]:
    rows = AuditEntry.select(AuditEntry.subject).where(AuditEntry.event == event)
    return sorted(row.subject for row in rows)


def assert_each_once(dropped: Dropped) -> None:
    assert letterbox.waiting() == 0
    assert column(Post) == recorded("post.collected") == sorted(dropped.readable)
    assert column(SetAside) == recorded("post.set_aside") == sorted(dropped.strange)
    assert column(DialogueCase, "reference") == column(Reference) == sorted(dropped.asked)
    assert Person.select().count() == len(dropped.asked)
    withdrawn = DialogueCase.select().where(DialogueCase.state == "withdrawn")
    assert {case.reference for case in withdrawn} == dropped.stopped
    assert audit.verify(vault.keys().audit).first_bad == 0


def kill_and_count(world: World) -> None:
    chance = random.Random(campaign.seed())
    dropped, kills = Dropped(world, chance), campaign.size(KILLS)
    workers = Workers(COLLECT, world.root, 2, chance)
    try:
        for _ in range(kills):
            workers.wait_until_ready()
            for _ in range(EACH):
                dropped.one()
            workers.kill_one(within=0.5)
    finally:
        workers.end()
    left = letterbox.waiting()
    world.collect()
    assert_each_once(dropped)
    print(f"collecting: {workers.killed} kills, {kills * EACH} envelopes, {left} left at the end, "
          f"{len(dropped.asked)} cases, {len(dropped.stopped)} withdrawn, "
          f"{len(dropped.strange)} set aside; 0 lost, 0 doubled")  # fmt: skip


@pytest.mark.timeout(1800)
def test_collecting_survives_kills(world):
    kill_and_count(world)


@pytest.mark.timeout(1800)
@pytest.mark.postgres
def test_collecting_survives_kills_on_postgres(postgres_world):
    kill_and_count(postgres_world)
