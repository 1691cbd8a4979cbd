"""Backup and restore, on real files and a real server: what is in it, what is not, what holds."""

import json
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from shared.base import config, db
from shared.frontdoor import letterbox
from shared.intake import collecting
from shared.records import archive, audit, backup, installation, ledger, recovery_key, restoring
from shared.records.models import AuditEntry, DataKey, Post
from shared.records.permissions import WORKER
from tests.support.world import World

pytestmark = pytest.mark.slow


def erase(key: str) -> None:
    """Erase a unit as an act of staff does, inside a recorded change."""
    from shared.records import vault

    with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
        vault.destroy(key)


@pytest.fixture
def backed(world: World, key_file: Path, tmp_path: Path) -> Iterator[Path]:
    """A world with a case, an envelope that waits, and its backup."""
    world.ask()
    world.work()
    world.ask()
    recovery_key.make(world.settings, key_file)
    backup.make(world.settings, tmp_path / "backup")
    yield tmp_path / "backup"
    for proxy in (db.frontdoor, db.records):
        proxy.close()


def restored(file: Path, key_file: Path, root: Path, *ledgers: Path, **urls: str) -> Any:
    target = restoring.Target(root, ledgers=ledgers, **urls)
    return restoring.restore(file, recovery_key.load(key_file), target)


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def everything(root: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(root.rglob("*")) if one.is_file()}


# -- making one --------------------------------------------------------------------------------


def test_backup_is_for_its_owner_alone_and_replaces_nothing(world, key_file, tmp_path):
    before = os.umask(0)
    try:
        recovery_key.make(world.settings, key_file)
        backup.make(world.settings, tmp_path / "monday")
        backup.make(world.settings, tmp_path / "tuesday")
    finally:
        os.umask(before)
    assert [mode(one) for one in (key_file, tmp_path / "monday", tmp_path / "tuesday")] == [
        "0o600"
    ] * 3
    kept = (tmp_path / "monday").read_bytes()
    with pytest.raises(FileExistsError):
        backup.make(world.settings, tmp_path / "monday")
    assert (tmp_path / "monday").read_bytes() == kept
    assert backup.last(world.settings) == world.clock.at.replace(tzinfo=None)
    assert list(world.settings.records.glob(".backup-*")) == []


def test_backup_without_a_key_makes_no_file(world, tmp_path):
    with pytest.raises(backup.NoKey):
        backup.make(world.settings, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
    assert backup.last(world.settings) is None


@pytest.mark.law_2
def test_backup_tells_nothing_and_holds_no_key(backed, world, key_file):
    body = backed.read_bytes()
    assert [word for word in (b"SQLite format", b"case.received", b"records_url", b"Rosa")
            if word in body] == []  # fmt: skip
    held = json.loads((world.root / "records" / "keys.json").read_text())
    with backed.open("rb") as file:
        opened = archive.Opener(file, recovery_key.load(key_file).private)
        plain = b"".join(iter(lambda: opened.read(1 << 20), b""))
    assert b"case.received" in plain
    for secret in (held["audit"], held["index"], *held["wrapping"].values(), "PRIVATE KEY"):
        assert secret.encode() not in plain


def test_machine_keeps_no_private_half(backed, world, key_file):
    private = json.loads(key_file.read_text())["private"]
    body = private.splitlines()[1]
    found = [name for name, held in everything(world.root).items() if body.encode() in held]
    assert found == []


# -- restoring one -----------------------------------------------------------------------------


def test_restored_copy_is_whole_and_opens_its_own_databases(backed, world, key_file, tmp_path):
    for proxy in (db.frontdoor, db.records):
        proxy.close()
    live = everything(world.root)
    report = restored(backed, key_file, tmp_path / "copy")
    assert report.faults == []
    assert {"letterbox", "person", "post", "contact_way"} <= set(report.opened)
    for proxy in (db.frontdoor, db.records):
        assert Path(proxy.database).parents[1] == (tmp_path / "copy").resolve()
    assert (letterbox.waiting(), collecting.collect()) == (1, (1, 0))
    last = AuditEntry.select().order_by(AuditEntry.seq.desc())
    assert {"backup.restored", "backup.checked"} <= {row.event for row in last}
    assert {name: body for name, body in everything(world.root).items() if "-shm" not in name} == {
        name: body for name, body in live.items() if "-shm" not in name
    }
    installation.open_staff(world.root)
    assert letterbox.waiting() == 1


def test_restored_copy_has_the_modes_of_an_installation_and_sends_no_mail(
    backed, key_file, tmp_path
):
    restored(backed, key_file, tmp_path / "copy")
    found = {
        str(one.relative_to(tmp_path / "copy")): mode(one)
        for one in (tmp_path / "copy").rglob("*") if not one.name.endswith(("-wal", "-shm"))
    }  # fmt: skip
    assert found == {
        "frontdoor": "0o3770", "records": "0o700",
        "frontdoor/keys.json": "0o640", "records/keys.json": "0o600",
        "frontdoor/site.toml": "0o640", "records/site.toml": "0o600",
        "frontdoor/frontdoor.sqlite": "0o660", "frontdoor/frontdoor.sqlite.turn": "0o660",
        "records/records.sqlite": "0o600", "records/records.sqlite.turn": "0o600",
        "records/erasures": "0o600",
    }  # fmt: skip
    settings = config.load_staff(tmp_path / "copy")
    assert (settings.smtp_host, settings.records_url) == (
        "", f"sqlite://{(tmp_path / 'copy').resolve()}/records/records.sqlite",
    )  # fmt: skip


def test_folder_in_use_is_refused_and_left_as_it_is(backed, world, key_file):
    live = everything(world.root)
    with pytest.raises(restoring.Impossible, match="is not empty"):
        restored(backed, key_file, world.root)
    assert everything(world.root) == live


@pytest.mark.parametrize("where", ["first", "middle", "last", "cut", "added", "empty"])
def test_damaged_backup_is_refused_and_leaves_nothing(backed, key_file, tmp_path, where):
    body = bytearray(backed.read_bytes())
    if where == "cut":
        del body[-1:]
    elif where == "added":
        body += b"x"
    elif where == "empty":
        body.clear()
    else:
        body[{"first": 30, "middle": len(body) // 2, "last": -1}[where]] ^= 1
    backed.write_bytes(body)
    with pytest.raises(archive.Unreadable):
        restored(backed, key_file, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_another_recovery_key_opens_nothing(backed, world, tmp_path):
    recovery_key.make(world.settings, tmp_path / "second")
    with pytest.raises(archive.Unreadable, match="another recovery key"):
        restored(backed, tmp_path / "second", tmp_path / "copy")


def test_backup_under_load_is_of_one_moment(world, key_file, tmp_path):
    recovery_key.make(world.settings, key_file)
    stop = threading.Event()
    asked = []

    def load() -> None:
        while not stop.is_set():
            asked.append(world.ask())
            collecting.collect()
        for proxy in (db.frontdoor, db.records):
            proxy.close()

    thread = threading.Thread(target=load)
    thread.start()
    try:
        for number in range(5):
            backup.make(world.settings, tmp_path / str(number))
    finally:
        stop.set()
        thread.join()
    held = []
    for number in range(5):
        report = restored(tmp_path / str(number), key_file, tmp_path / f"copy{number}")
        assert report.faults == []
        held.append(Post.select().count() + letterbox.waiting())
    assert held == sorted(held)
    assert len(asked) >= held[-1] > 0


def test_changed_entry_in_a_backup_is_said(world, key_file, tmp_path):
    recovery_key.make(world.settings, key_file)
    db.records.close()
    with apsw.Connection(f"{world.root}/records/records.sqlite") as raw:
        raw.execute("DROP TRIGGER audit_entry_kept")
        raw.execute("UPDATE audit_entry SET actor = 'nobody' WHERE seq = 2")
    backup.make(world.settings, tmp_path / "backup")
    report = restored(tmp_path / "backup", key_file, tmp_path / "copy")
    changed, entry = report.faults
    assert "trigger audit_entry_kept is missing" in changed
    assert entry == "audit log, entry 2: an entry was changed"


# -- the erasure ledger ------------------------------------------------------------------------


def test_erased_this_morning_stays_erased_after_last_night_s_backup(
    backed, world, key_file, tmp_path
):
    kept, gone = list(DataKey.select().order_by(DataKey.id).limit(2))
    world.clock.move(hours=9)
    erase(gone.id)
    world.deliver()
    report = restored(backed, key_file, tmp_path / "copy", world.settings.ledger)
    assert (report.erased_again, report.faults) == (1, [])
    assert DataKey.get_by_id(gone.id).wrapped is None
    assert DataKey.get_by_id(kept.id).wrapped is not None
    assert ledger.latest(ledger.lines())[gone.id].what == "destroyed"
    for name, body in everything(tmp_path / "copy").items():
        assert bytes(gone.wrapped) not in body, name


def test_ledger_names_no_one_and_is_written_once(world):
    world.ask()
    world.work()
    key = DataKey.select().first()
    erase(key.id)
    world.deliver()
    text = world.settings.ledger.read_text()
    assert text == f"{world.clock.at.replace(tzinfo=None).isoformat()} destroyed {key.id}\n"
    assert mode(world.settings.ledger) == "0o600"
    ledger.write()
    assert world.settings.ledger.read_text() == text


def test_undone_erasure_is_never_written(world):
    world.ask()
    world.work()

    def fail() -> None:
        with db.write(db.records):
            erase(DataKey.select().first().id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    world.deliver()
    assert ledger.lines() == []


def test_renewed_unit_is_not_erased_again(world, key_file, tmp_path):
    from shared.records import vault

    world.ask()
    world.work()
    key = DataKey.select().first().id
    erase(key)
    world.deliver()
    world.clock.move(hours=1)
    with audit.recorded(WORKER, "account.changed", "account", "x", what="x"):
        vault.renew(key)
    recovery_key.make(world.settings, key_file)
    world.clock.move(hours=1)
    backup.make(world.settings, tmp_path / "backup")
    report = restored(tmp_path / "backup", key_file, tmp_path / "copy")
    assert (report.erased_again, report.faults) == (0, [])
    assert DataKey.get_by_id(key).wrapped is not None
    db.frontdoor.close()
    db.records.close()


def test_line_cut_short_by_a_power_cut_is_written_anew(world):
    world.ask()
    world.work()
    one, two = (row.id for row in DataKey.select().limit(2))
    erase(one)
    ledger.write()
    file = world.settings.ledger
    file.write_text(file.read_text() + "2026-03-02T16:00")
    erase(two)
    ledger.write()
    assert {line.key for line in ledger.lines()} == {one, two}
    file.write_text("nonsense\n" + file.read_text())
    with pytest.raises(ledger.Damaged, match="line 1 of"):
        ledger.lines()


@pytest.mark.law_2
def test_write_ahead_logs_hold_nothing_that_was_erased_or_collected(world):
    world.ask()
    (envelope,) = letterbox.envelopes()
    # It lies on several pages, and so in pieces.
    pieces = [envelope.body[at : at + 32] for at in range(0, len(envelope.body) - 32, 64)]
    assert any(piece in body for body in everything(world.root).values() for piece in pieces)
    world.work()
    found = {name for name, body in everything(world.root).items()
             for piece in pieces if piece in body}  # fmt: skip
    assert found == set()
    key = DataKey.select().first()
    assert any(bytes(key.wrapped) in body for body in everything(world.root).values())
    erase(key.id)
    world.deliver()
    assert [name for name, body in everything(world.root).items()
            if bytes(key.wrapped) in body] == []  # fmt: skip


def test_reader_in_the_way_only_puts_it_off(world):
    world.ask()
    world.work()
    key = DataKey.select().first()
    reader = apsw.Connection(f"{world.root}/records/records.sqlite")
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM person").get
    erase(key.id)
    assert world.deliver()[1] == 1  # failed, to be tried again
    reader.close()
    world.clock.move(minutes=1)
    assert world.deliver() == (1, 0)
    assert not any(bytes(key.wrapped) in body for body in everything(world.root).values())
