"""Two workers posting notices, killed again and again: every wording once, none before its time."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from shared.base import db, ids
from shared.frontdoor import sealing
from shared.frontdoor.noticeboard import Noticeboard
from shared.intake import publishing
from shared.records import jobs, vault
from shared.records.models import Job
from tests.campaigns.killing import PUBLISH, Workers
from tests.support import campaign
from tests.support.world import DIALOGUE, World

pytestmark = [pytest.mark.soak, pytest.mark.slow]

KILLS, EACH = 60, 20  # references whose wording changes before every kill
HANDLERS: dict[str, jobs.Handler] = {
    "publish": publishing.publish, "render": lambda _payload: None,
}  # fmt: skip


def board(references: list[str]) -> dict[str, tuple[str, int]]:
    found = {}
    for reference in references:
        key = sealing.reference_key_of(vault.keys().portal, reference)
        row = Noticeboard.get_by_id(key)
        found[reference] = (row.state, row.version)
    return found


def kill_and_count(world: World) -> None:
    chance = random.Random(campaign.seed())
    kills, references = campaign.size(KILLS), []
    world.clock.at = datetime.now(UTC)
    workers = Workers(PUBLISH, world.root, 2, chance)
    try:
        for _ in range(kills):
            workers.wait_until_ready()
            for _ in range(EACH):
                references.append(ids.new_reference())
                world.drop("dialogue.asked", references[-1], DIALOGUE)
            with db.write(db.records):  # so that all the jobs are there at once
                world.collect()
            workers.kill_one(within=0.15)
    finally:
        workers.end()
    left = Job.select().where(Job.kind == "publish").count()
    # Anyone who was killed in the middle left a lease to run out.
    world.clock.at = datetime.now(UTC) + jobs.LEASE + timedelta(seconds=1)
    while Job.select().exists():
        jobs.deliver(HANDLERS)
    assert board(references) == dict.fromkeys(references, ("dialogue_received", 1))
    for reference in references:
        world.drop("stopped", reference, {})
    world.collect()
    while Job.select().exists():
        jobs.deliver(HANDLERS)
    assert board(references) == dict.fromkeys(references, ("stopped", 2))
    print(f"publishing: {workers.killed} kills, {len(references)} references, {left} jobs left "
          "by the killed; every wording published once")  # fmt: skip


@pytest.mark.timeout(1800)
def test_publishing_survives_kills(world):
    kill_and_count(world)


@pytest.mark.timeout(1800)
@pytest.mark.postgres
def test_publishing_survives_kills_on_postgres(postgres_world):
    kill_and_count(postgres_world)
