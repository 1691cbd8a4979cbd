"""The worker: collects the post and carries out the jobs, until it is told to stop."""

import logging
import threading
import time

from shared import letters, papers
from shared.base import db
from shared.console import reminders
from shared.frontdoor import drafts, sessions, throttle
from shared.intake import collecting, publishing
from shared.records import jobs, ledger

log = logging.getLogger("firstword.worker")

COLLECT_EVERY = 30.0  # seconds
LOOK_EVERY = 1.0  # seconds
TIDY_EVERY = 3600.0  # seconds

HANDLERS: dict[str, jobs.Handler] = {
    "publish": publishing.publish,
    "render": papers.render,
    "erasure.keep": ledger.keep,
    **letters.JOBS,
}


def deliver(most: int = 1000, stop: threading.Event | None = None) -> tuple[int, int]:
    """Carry out the jobs that are due; how many were done and how many failed."""
    return jobs.deliver(HANDLERS, most, stop.is_set if stop else None)


def collect_quietly() -> None:
    """Collect the post; a letterbox that cannot be reached is tried again at the next turn."""
    try:
        collecting.collect()
    except Exception as error:  # noqa: BLE001 - tried again at the next turn
        log.warning("the post could not be collected: %s", type(error).__name__)
        db.frontdoor.close()


def tidy() -> None:
    """What time alone brings: reminders, and what is past its time at the front door."""
    ledger.write()
    reminders.raise_all()
    letters.JOBS["letters.daily"]({})
    sessions.sweep(sessions.PortalSession)
    sessions.sweep(sessions.StaffSession)
    drafts.sweep()
    throttle.sweep()
    for database in (db.frontdoor, db.records):
        db.fold(database)


def run(stop: threading.Event) -> None:
    """Work until `stop` is set."""
    next_collection = next_tidying = 0.0
    while not stop.is_set():
        if time.monotonic() >= next_collection:
            collect_quietly()
            next_collection = time.monotonic() + COLLECT_EVERY
        try:
            if time.monotonic() >= next_tidying:
                tidy()
                next_tidying = time.monotonic() + TIDY_EVERY
            deliver(50, stop)
        except Exception as error:  # noqa: BLE001 - tried again at the next turn
            log.warning("the jobs could not be reached: %s", type(error).__name__)
            db.records.close()
        stop.wait(LOOK_EVERY)
