"""The worker: it goes on when a database does not answer, and stops when it is told to."""

import threading
import time

from shared import worker
from shared.base import db
from shared.frontdoor import letterbox
from shared.intake import collecting
from shared.records.models import Collection, Job, Post
from tests.support.world import World


def run(world: World, until: object, stop: threading.Event, within: float = 20) -> None:
    """Let the worker work in a thread until something holds, and then stop it."""
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    end = time.monotonic() + within
    while not until() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.05)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_worker_collects_and_delivers_until_it_is_told_to_stop(world):
    asked = world.ask()
    Job.delete().execute()
    run(world, lambda: Post.select().exists(), threading.Event())
    assert (asked.case.state, letterbox.waiting()) == ("received", 0)


def test_worker_told_to_stop_beforehand_does_nothing(world):
    world.ask()
    stop = threading.Event()
    stop.set()
    worker.run(stop)
    assert letterbox.waiting() == 1


def test_letterbox_out_of_reach_is_tried_again(world, caplog):
    world.ask()
    there = db.frontdoor.obj
    db.bind(db.frontdoor, f"sqlite://{world.root}/absent/frontdoor.sqlite")
    worker.collect_quietly()
    assert "the post could not be collected" in caplog.text
    assert Post.select().count() == 0
    db.frontdoor.initialize(there)
    worker.collect_quietly()
    assert Post.select().count() == 1


def test_collection_says_when_the_letterbox_was_last_looked_through(world):
    assert collecting.collected_at() is None
    world.collect()
    first = collecting.collected_at()
    assert first == world.clock.at.replace(tzinfo=None)
    world.clock.move(seconds=30)
    db.bind(db.frontdoor, f"sqlite://{world.root}/absent/frontdoor.sqlite")
    worker.collect_quietly()
    assert (collecting.collected_at(), Collection.select().count()) == (first, 1)


def test_every_kind_of_job_that_is_asked_for_has_a_handler(project):
    import re

    asked = re.compile(r'jobs\.ask\(\s*"([a-z_.]+)"')
    kinds = {
        kind for path in (project / "shared").rglob("*.py")
        for kind in asked.findall(path.read_text("utf-8"))
    }  # fmt: skip
    assert kinds - set(worker.HANDLERS) == set()
    assert len(kinds) >= 2
