"""Effects that must happen once: written inside the deciding transaction, done by the worker.

A job is leased, carried out, and deleted.  A worker that dies leaves its lease to run out; every
handler is therefore written so that doing its work twice is the same as doing it once.
"""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from shared.base import clock, db
from shared.base.values import Values
from shared.records.models import Job, Paper

log = logging.getLogger("firstword.jobs")

LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(hours=1)


class HandedBack(BaseException):
    """Raised in the worker that was told to stop and has a long job: it is handed back at once."""


Handler = Callable[[Values], None]


def ask_paper(
    key: str, name: str, language: str, noun: str, subject: str, asked_by: str | None = None
) -> Paper:
    """A paper of this name about a subject, sealed under `key`; the worker draws it."""
    paper: Paper = Paper.make(
        key=key, name=name, language=language, noun=noun, subject=subject, asked_by=asked_by
    )
    ask("render", f"render:{paper.id}", paper=paper.id)
    return paper


def ask(kind: str, key: str, **payload: Any) -> None:
    """Ask for the effect `kind`, once for each `key`.

    Asked again while it waits it stays one job; asked again while it runs it runs once more.
    """
    now = clock.now()
    text = json.dumps(payload, sort_keys=True, default=str)
    changed = (
        Job.update(wanted=Job.wanted + 1, payload=text, not_before=now)
        .where(Job.key == key)
        .execute()
    )
    if not changed:
        Job.make(kind=kind, key=key, payload=text, not_before=now)


def lease() -> Job | None:
    """Take the next job that is due, for `LEASE`; None if none is."""
    now = clock.now()
    free = Job.leased_until.is_null() | (Job.leased_until < now)
    with db.write(db.records):
        due = Job.select().where((Job.not_before <= now) & free)
        job: Job | None = db.locked(due.order_by(Job.not_before, Job.id).limit(1)).first()
        if job is not None:
            job.leased_until = now + LEASE
            Job.update(leased_until=job.leased_until).where(Job.id == job.id).execute()
    return job


def _finish(job: Job) -> None:
    with db.write(db.records):
        done = Job.delete().where((Job.id == job.id) & (Job.wanted == job.wanted)).execute()
        if not done:
            Job.update(leased_until=None, tries=0).where(Job.id == job.id).execute()


def _put_back(job: Job, why: str) -> None:
    wait = min(FIRST_WAIT * 2 ** min(job.tries, 12), LONGEST_WAIT)
    with db.write(db.records):
        Job.update(
            leased_until=None, tries=Job.tries + 1, last_error=why[:200],
            not_before=clock.now() + wait,
        ).where(Job.id == job.id).execute()  # fmt: skip


def _hand_back(job: Job) -> None:
    with db.write(db.records):
        Job.update(leased_until=None).where(Job.id == job.id).execute()


def deliver(
    handlers: Mapping[str, Handler], most: int = 1000, is_stopping: Callable[[], bool] | None = None
) -> tuple[int, int]:
    """Carry out up to `most` due jobs; how many were done, and how many failed and will be retried.

    A failing job never stops the others.  Its error's kind (not its words) is kept.  No job is
    begun once `is_stopping()`.
    """
    done = failed = 0
    for _ in range(most):
        if is_stopping is not None and is_stopping():
            break
        job = lease()
        if job is None:
            break
        try:
            handlers[job.kind](json.loads(job.payload))
        except HandedBack:
            _hand_back(job)
            raise
        except Exception as error:  # noqa: BLE001 - one bad job never stops the others
            log.warning("job %s failed: %s", job.kind, type(error).__name__)
            _put_back(job, type(error).__name__)
            failed += 1
        else:
            _finish(job)
            done += 1
    return done, failed
