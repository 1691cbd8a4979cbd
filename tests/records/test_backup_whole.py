"""Backups on PostgreSQL, and as an administrator makes them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shared.base import db
from shared.intake import collecting
from shared.records import backup, recovery_key, restoring
from shared.records.models import DataKey
from tests.records.test_backup import erase, restored

# -- PostgreSQL --------------------------------------------------------------------------------


@pytest.mark.postgres
def test_postgres_is_backed_up_and_restored_into_new_databases(
    postgres_world, postgres_server, key_file, tmp_path
):
    world = postgres_world
    world.ask()
    world.work()
    world.ask()
    gone = DataKey.select().first().id
    recovery_key.make(world.settings, key_file)
    backup.make(world.settings, tmp_path / "backup")
    world.clock.move(hours=9)
    erase(gone)
    world.deliver()
    with pytest.raises(restoring.Impossible, match="name a new database with --frontdoor-url"):
        restored(tmp_path / "backup", key_file, tmp_path / "copy")
    live = {"frontdoor_url": world.settings.frontdoor_url,
            "records_url": world.settings.records_url}  # fmt: skip
    with pytest.raises(restoring.Impossible, match=r"holds tables\. Name a new database"):
        restored(tmp_path / "backup", key_file, tmp_path / "copy", **live)
    fresh = postgres_server.database()
    try:
        report = restored(
            tmp_path / "backup", key_file, tmp_path / "copy", world.settings.ledger,
            frontdoor_url=fresh.frontdoor, records_url=fresh.records,
        )  # fmt: skip
        assert (report.faults, report.erased_again) == ([], 1)
        assert {"letterbox", "person", "post"} <= set(report.opened)
        assert db.records.database != world.settings.records_url
        assert DataKey.get_by_id(gone).wrapped is None
        assert collecting.collect() == (1, 0)
    finally:
        for proxy in (db.frontdoor, db.records):
            proxy.close()
        postgres_server.drop(fresh)


# -- the command -------------------------------------------------------------------------------


def firstword(root: Path, project: Path, *words: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "shared.cli", "--data", str(root), *map(str, words)], cwd=project,
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_administrator_backs_up_any_night_and_restores_elsewhere(tmp_path, project):
    root, key_file = tmp_path / "data", tmp_path / "usb" / "recovery.json"
    key_file.parent.mkdir()
    assert firstword(root, project, "init")[0] == 0
    said = firstword(root, project, "backup", tmp_path / "none")
    assert (said[0], "Run 'firstword backup-key FILE' once" in said[1]) == (1, True)
    assert firstword(root, project, "backup-key", key_file)[0] == 0
    assert firstword(root, project, "backup-key", key_file) == (
        1, f"Error: {key_file} cannot be written: File exists.\n",
    )  # fmt: skip
    assert firstword(root, project, "account", "ada", "--role", "administrator")[0] == 0
    for night in ("monday", "tuesday"):
        status, said = firstword(root, project, "backup", tmp_path / night)
        assert (status, said.startswith(f"Wrote {tmp_path / night}: ")) == (0, True)
    assert firstword(root, project, "backup", tmp_path / "monday") == (
        1, f"Error: {tmp_path / 'monday'} exists. Nothing was written.\n",
    )  # fmt: skip
    shutil.rmtree(root)
    words = ("restore", tmp_path / "tuesday", "--keys", key_file)
    status, said = firstword(root, project, *words, "--check")
    assert (status, said.splitlines()[-1]) == (0, "This backup can be restored.")
    assert not root.exists()
    status, said = firstword(root, project, *words, "--into", tmp_path / "new")
    assert (status, "Restored into" in said) == (0, True)
    assert firstword(tmp_path / "new", project, "audit", "verify")[0] == 0
    status, said = firstword(root, project, *words, "--into", tmp_path / "new")
    assert (status, "is not empty" in said) == (1, True)
    assert firstword(root, project, *words)[0] == 2
