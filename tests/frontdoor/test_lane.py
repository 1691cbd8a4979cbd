"""The lane, between real processes: one has the turn, few wait, who guesses does not wait."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.base import db, schema
from shared.frontdoor import hashing, lane, noticeboard
from shared.frontdoor.hashing import Costs, Work

pytestmark = pytest.mark.slow

SPAWN = multiprocessing.get_context("spawn")
KEY, CODE = "a" * 64, "7065812447572913"
LONG = 30.0  # seconds that a child lives at most


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(lane, "folder", tmp_path)
    return tmp_path


def _hold(folder: Path, ready: Any, release: Any) -> None:
    lane.folder = folder
    with lane.turn():
        ready.set()
        while not release.is_set():  # an event that a killed process waits for is never set
            time.sleep(0.01)


def _wait_for_it(folder: Path, results: Any) -> None:
    lane.folder = folder
    lane.PATIENCE = LONG
    try:
        with lane.turn():
            results.put("turn")
    except lane.Busy:
        results.put("busy")


@contextmanager
def held(folder: Path) -> Iterator[Any]:
    """Another process has the turn; what is given lets it go, and `.process` is that process."""
    ready, release = SPAWN.Event(), SPAWN.Event()
    process = SPAWN.Process(target=_hold, args=(folder, ready, release))
    process.start()
    assert ready.wait(LONG)
    release.process = process
    try:
        yield release
    finally:
        release.set()
        process.join(LONG)


def test_who_guesses_is_told_at_once_when_to_try_again(folder):
    with held(folder):
        begun = time.monotonic()
        with pytest.raises(lane.Busy) as told, lane.turn(is_guessing=True):
            pass
        assert time.monotonic() - begun < 0.5
        assert told.value.seconds == 2
    with lane.turn(is_guessing=True):
        pass


def test_first_try_waits_for_its_turn_and_has_it(folder):
    with held(folder) as release:
        results = SPAWN.Queue()
        waiting = SPAWN.Process(target=_wait_for_it, args=(folder, results))
        waiting.start()
        _until(lambda: _places_taken(folder) == 1)
        release.set()
        assert results.get(timeout=LONG) == "turn"
        waiting.join(LONG)


def test_queue_has_a_known_length(folder, monkeypatch):
    with held(folder) as release:
        results = SPAWN.Queue()
        waiting = [
            SPAWN.Process(target=_wait_for_it, args=(folder, results)) for _ in range(lane.PLACES)
        ]
        for process in waiting:
            process.start()
        _until(lambda: _places_taken(folder) == lane.PLACES)
        with pytest.raises(lane.Busy), lane.turn():
            pass
        release.set()
        assert {results.get(timeout=LONG) for _ in waiting} == {"turn"}
        for process in waiting:
            process.join(LONG)


def test_killed_process_gives_its_turn_back(folder):
    with held(folder) as release:
        os.kill(release.process.pid, signal.SIGKILL)
        release.process.join(LONG)
        with lane.turn(is_guessing=True):
            pass


def test_patience_ends_even_if_the_turn_never_comes(folder, monkeypatch):
    monkeypatch.setattr(lane, "PATIENCE", 0.05)
    with held(folder), pytest.raises(lane.Busy), lane.turn():
        pass


def _places_taken(folder: Path) -> int:
    taken = 0
    for path in folder.glob("lane.place*"):
        with path.open("r+") as handle:
            taken += not lane._taken(handle.fileno())
    return taken


def _until(is_so: Any) -> None:
    end = time.monotonic() + LONG
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


# -- under a flood -----------------------------------------------------------------------------


def _guess(folder: Path, ready: Any, stop: Any, refused: Any) -> None:
    """Guess wrong codes, one after the other, as somebody who has guessed before."""
    lane.folder = folder
    hashing.costs = Costs(*[Work(passes=1, memory_kib=4096)] * 3)
    db.bind(db.frontdoor, f"sqlite://{folder}/frontdoor.db")
    count = 0
    ready.release()
    while not stop.is_set():
        try:
            noticeboard.enter(KEY, "0" * 16, is_guessing=True)
        except lane.Busy:
            count += 1
    refused.put(count)


def test_right_code_from_a_quiet_network_is_never_refused_under_a_flood(folder, monkeypatch):
    monkeypatch.setattr(hashing, "costs", Costs(*[Work(passes=1, memory_kib=4096)] * 3))
    (folder / "frontdoor.db").touch()
    db.bind(db.frontdoor, f"sqlite://{folder}/frontdoor.db")
    schema.migrate(db.frontdoor, "frontdoor")
    noticeboard.admit(KEY, "dialogue", hashing.hash_code(CODE), date(2026, 3, 2))
    ready, stop, refused = SPAWN.Semaphore(0), SPAWN.Event(), SPAWN.Queue()
    flood = [SPAWN.Process(target=_guess, args=(folder, ready, stop, refused)) for _ in range(3)]
    try:
        for process in flood:
            process.start()
        for _ in flood:
            assert ready.acquire(timeout=LONG)
        assert [noticeboard.enter(KEY, CODE) for _ in range(40)] == [True] * 40
        assert noticeboard.enter("b" * 64, CODE) is False
    finally:
        stop.set()
        counts = [refused.get(timeout=LONG) for _ in flood]
        for process in flood:
            process.join(LONG)
        db.frontdoor.close()
    assert sum(counts) > 0  # the guessers were the ones who were turned away
