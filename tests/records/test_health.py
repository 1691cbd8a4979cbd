"""`firstword check` and `/healthz`: each thing that goes wrong is said, in a word."""

import fcntl
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shared.base import db
from shared.frontdoor import health as frontdoor_health
from shared.records import audit, backup, health, jobs, recovery_key
from shared.records.models import Job
from shared.records.permissions import WORKER
from tests.support.world import World


def said(world: World) -> tuple[int, str]:
    answer = world.console.test_client().get("/healthz", base_url=world.settings.staff_origin)
    return answer.status_code, answer.text.strip()


def said_outside(world: World) -> tuple[int, str]:
    answer = world.public.test_client().get("/healthz", base_url=world.settings.portal_origin)
    return answer.status_code, answer.text.strip()


def test_both_sites_are_well(either_world):
    assert (said(either_world), said_outside(either_world)) == ((200, "ok"), (200, "ok"))
    assert [one for one in health.findings(either_world.settings) if one.is_wrong] == []


def test_envelope_that_is_not_collected_is_said(world):
    world.ask()
    world.clock.move(minutes=9)
    assert said(world) == (200, "ok")
    world.clock.move(minutes=2)
    assert said(world) == (503, "envelopes")
    world.work()
    assert said(world) == (200, "ok")


def test_job_that_waits_or_fails_is_said(world):
    with db.write(db.records):
        jobs.ask("nothing", "nothing")
    world.clock.move(minutes=11)
    assert said(world) == (503, "jobs")
    Job.update(
        tries=5, not_before=world.clock.at.replace(tzinfo=None) + timedelta(hours=1)
    ).execute()
    assert said(world) == (503, "jobs")


def test_backup_that_is_late_is_said_once_there_is_a_key(world, tmp_path):
    assert said(world) == (200, "ok")
    recovery_key.make(world.settings, tmp_path / "key")
    backup.make(world.settings, tmp_path / "backup")
    world.clock.move(hours=25)
    assert said(world) == (200, "ok")
    world.clock.move(hours=2)
    assert said(world) == (503, "backup")


def test_clock_that_went_backwards_is_said(world):
    with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
        pass
    world.clock.move(minutes=-5)
    assert said(world) == (503, "clock")


def test_file_newer_than_the_clock_is_said(world, monkeypatch):
    import time

    monkeypatch.setattr(frontdoor_health.time, "time", lambda real=time.time: real() - 3600)
    assert said_outside(world) == (503, "clock")


def test_full_disk_is_said(world, monkeypatch):
    monkeypatch.setattr(frontdoor_health, "ROOM", 1 << 60)
    assert (said(world), said_outside(world)) == ((503, "full"), (503, "full"))


@pytest.mark.parametrize("side", ["frontdoor", "records"])
def test_held_lock_is_said_in_time(world, side):
    with (world.root / side / f"{side}.sqlite.turn").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert said(world) == (503, "locked")
    assert said(world) == (200, "ok")


@pytest.mark.parametrize(
    ("proxy", "table"), [(db.frontdoor, "throttle"), (db.records, "recording_move")]
)
def test_missing_table_is_said(either_world, proxy, table):
    proxy.execute_sql(f"DROP TABLE {table}")
    assert said(either_world) == (503, "tables")


def test_missing_database_is_said(world):
    db.frontdoor.close()
    (world.root / "frontdoor" / "frontdoor.sqlite").rename(world.root / "away")
    assert (said(world), said_outside(world)) == ((503, "unreachable"), (503, "unreachable"))


def test_entry_that_could_not_be_written_is_said_for_a_day(world, monkeypatch):
    def write() -> None:
        with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
            pass

    monkeypatch.setattr(db, "LOCK_WITHIN", 0.1)
    with (world.root / "records" / "records.sqlite.turn").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(db.Busy):
            write()
    failed = audit.failed_at()
    assert failed is not None
    world.clock.at = failed + timedelta(hours=1)
    write()
    assert said(world) == (503, "audit")
    world.clock.move(hours=24)
    assert said(world) == (200, "ok")


def test_command_says_every_finding_and_ends_with_a_status(world: Any, tmp_path: Path):
    from tests.cli.running import run

    fine = run("--data", world.root, "check").output
    assert "WRONG" not in fine
    assert "last backup" in fine or "no backup key was made" in fine
    world.ask()
    world.clock.move(minutes=11)
    wrong = run("--data", world.root, "check", status=1).output
    assert "WRONG oldest envelope not collected: 0:11:00 ago" in wrong
