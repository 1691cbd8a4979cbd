"""Effects that must happen once: asked in the deciding transaction, leased, retried, done."""

import threading
from datetime import timedelta
from typing import Any

import pytest

from shared.base import clock, db
from shared.records import audit, jobs
from shared.records.models import Job
from shared.records.permissions import WORKER
from tests.support.world import World


class Failure(Exception):
    """What goes wrong in a handler; its words are private."""


def ask(key: str, kind: str = "note", **payload: Any) -> None:
    with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
        jobs.ask(kind, key, **payload)


def keys() -> list[str]:
    return sorted(job.key for job in Job.select())


@pytest.fixture
def done(world) -> list[Any]:
    """What the handler `note` was given."""
    return []


@pytest.fixture
def handlers(done: list[Any]) -> dict[str, jobs.Handler]:
    def fail(_payload: dict[str, Any]) -> None:
        raise Failure("601-555-0143")

    return {"note": done.append, "fail": fail}


def test_job_is_done_once_and_gone(done, handlers):
    ask("a", reference="KT47", count=3)
    assert jobs.deliver(handlers) == (1, 0)
    assert (done, keys()) == ([{"count": 3, "reference": "KT47"}], [])
    assert jobs.deliver(handlers) == (0, 0)


def test_job_of_a_failed_change_is_never_done(done, handlers):
    def change() -> None:
        with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
            jobs.ask("note", "a")
            raise Failure

    with pytest.raises(Failure):
        change()
    assert (keys(), jobs.deliver(handlers), done) == ([], (0, 0), [])


def test_job_asked_twice_while_it_waits_is_one_with_the_last_payload(done, handlers):
    ask("a", turn=1)
    ask("a", turn=2)
    assert [(job.key, job.wanted) for job in Job.select()] == [("a", 2)]
    assert (jobs.deliver(handlers), done) == ((1, 0), [{"turn": 2}])


def test_job_asked_again_while_it_runs_runs_once_more(done, handlers):
    def asked_again(payload: dict[str, Any]) -> None:
        done.append(payload)
        if len(done) == 1:
            ask("a", turn=2)
            ask("a", turn=3)

    ask("a", turn=1)
    assert jobs.deliver(handlers | {"note": asked_again}) == (2, 0)
    assert (done, keys()) == ([{"turn": 1}, {"turn": 3}], [])


def test_jobs_are_done_in_the_order_they_are_due(world, done, handlers):
    for key in "cab":
        ask(key, letter=key)
        world.clock.move(seconds=1)
    jobs.deliver(handlers)
    assert [payload["letter"] for payload in done] == ["c", "a", "b"]


def test_failing_job_does_not_stop_the_others(world, done, handlers):
    ask("a", "fail")
    world.clock.move(seconds=1)
    ask("b", turn=1)
    assert jobs.deliver(handlers) == (1, 1)
    assert (done, keys()) == ([{"turn": 1}], ["a"])


def test_failing_job_keeps_the_kind_of_its_error_and_not_its_words(handlers, caplog):
    ask("a", "fail", phone="601-555-0143")
    jobs.deliver(handlers)
    job = Job.get()
    assert (job.last_error, job.tries, job.leased_until) == ("Failure", 1, None)
    assert "601-555" not in caplog.text


def test_failing_job_waits_longer_each_time_up_to_an_hour(world, handlers):
    ask("a", "fail")
    waits = []
    for _ in range(12):
        begun = clock.now()
        assert jobs.deliver(handlers) == (0, 1)
        assert jobs.deliver(handlers) == (0, 0)
        waits.append((Job.get().not_before - begun).total_seconds())
        world.clock.at += timedelta(seconds=waits[-1])
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600]


def test_failing_job_asked_again_is_tried_at_once(world, handlers, done):
    ask("a", "fail")
    jobs.deliver(handlers)
    ask("a")
    assert jobs.deliver(handlers | {"fail": done.append}) == (1, 0)
    assert keys() == []


def test_job_of_an_unknown_kind_waits_for_a_release_that_knows_it(handlers):
    ask("a", "tomorrow")
    assert jobs.deliver(handlers) == (0, 1)
    assert [(job.key, job.last_error) for job in Job.select()] == [("a", "KeyError")]


def test_deliver_stops_after_so_many(done, handlers):
    for key in "abcde":
        ask(key)
    assert (jobs.deliver(handlers, 2), len(done), len(keys())) == ((2, 0), 2, 3)


def test_leased_job_is_left_alone_until_the_lease_is_over(world, done, handlers):
    ask("a")
    job = jobs.lease()
    assert job is not None
    assert job.leased_until == clock.now() + jobs.LEASE
    assert jobs.deliver(handlers) == (0, 0)
    world.clock.at += jobs.LEASE
    assert jobs.deliver(handlers) == (0, 0)
    world.clock.move(seconds=1)  # its worker is taken for dead
    assert (jobs.deliver(handlers), len(done), keys()) == ((1, 0), 1, [])


def test_lease_without_a_job_is_none(world):
    assert jobs.lease() is None


def _deliver(handlers: dict[str, jobs.Handler], begin: threading.Barrier) -> None:
    begin.wait()
    while Job.select().exists():
        jobs.deliver(handlers)
    db.records.close()


def test_workers_at_once_do_each_job_once(either_world: World):
    done: list[str] = []
    with db.write(db.records):
        for number in range(40):
            jobs.ask("note", str(number), number=number)
    begin = threading.Barrier(3)
    handlers: dict[str, jobs.Handler] = {"note": lambda payload: done.append(payload["number"])}
    threads = [threading.Thread(target=_deliver, args=(handlers, begin)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(done), keys()) == (list(range(40)), [])
