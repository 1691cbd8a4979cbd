"""Making an installation: what lies where, who may read it, and that nothing is made twice."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from shared import policy
from shared.base import config, db
from shared.frontdoor import letterbox, sealing
from shared.records import audit, installation, vault
from shared.records.installation import AlreadyInstalled, Plan
from shared.records.models import Account, AuditEntry, Facility

pytestmark = pytest.mark.slow


PORTAL_USER = 65_501  # one that is not the console's


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    for proxy in (db.frontdoor, db.records):
        if proxy.obj is not None and not proxy.is_closed():
            proxy.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    installation.init(Plan(tmp_path / "data"))
    return tmp_path / "data"


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.[tj]*")}


@pytest.mark.law_2
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_init_gives_each_side_its_own_folder_and_modes(tmp_path, umask):
    before = os.umask(umask)
    try:
        installation.init(Plan(tmp_path / "data"))
    finally:
        os.umask(before)
    found = {
        str(path.relative_to(tmp_path / "data")): mode(path)
        for path in (tmp_path / "data").rglob("*")
    }
    assert found == {
        "frontdoor": "0o3770", "records": "0o700",
        "frontdoor/keys.json": "0o640", "records/keys.json": "0o600",
        "frontdoor/site.toml": "0o640", "records/site.toml": "0o600",
        "frontdoor/frontdoor.sqlite": "0o660", "frontdoor/frontdoor.sqlite.turn": "0o660",
        "frontdoor/frontdoor.sqlite-wal": "0o660", "frontdoor/frontdoor.sqlite-shm": "0o660",
        "records/records.sqlite": "0o600", "records/records.sqlite.turn": "0o600",
        "records/records.sqlite-wal": "0o600", "records/records.sqlite-shm": "0o600",
    }  # fmt: skip


def test_init_refuses_a_folder_in_use_and_changes_nothing(root):
    before = contents(root)
    with pytest.raises(AlreadyInstalled):
        installation.init(Plan(root, policy="harmed-person"))
    assert contents(root) == before


@pytest.mark.parametrize("left", ["frontdoor/keys.json", "records/keys.json", "records/site.toml"])
def test_init_refuses_what_an_interrupted_one_left(tmp_path, left):
    file = tmp_path / "data" / left
    file.parent.mkdir(parents=True)
    file.write_text("precious")
    with pytest.raises(AlreadyInstalled):
        installation.init(Plan(tmp_path / "data"))
    assert contents(tmp_path / "data") == {left: b"precious"}


def test_init_records_itself_and_loads_the_policy_s_facilities(root):
    assert [row.event for row in AuditEntry.select()] == ["installation.made"]
    assert audit.verify(vault.keys().audit).entries == 1
    places = policy.current().facilities.values()
    assert {(row.id, row.name, row.active) for row in Facility.select()} == {
        (place.id, place.name, place.open) for place in places
    }
    assert Account.select().count() == 0


def test_init_takes_a_second_department_s_policy(tmp_path):
    settings = installation.init(Plan(tmp_path / "data", policy="harmed-person"))
    assert (settings.policy, Facility.select().count()) == (
        "harmed-person", len(policy.load("harmed-person").facilities),
    )  # fmt: skip
    policy.use("mississippi")


def test_init_with_an_unknown_policy_makes_nothing(tmp_path):
    with pytest.raises(Exception, match="nowhere"):
        installation.init(Plan(tmp_path / "data", policy="nowhere"))
    assert not (tmp_path / "data").exists()


def test_settings_come_back_as_planned(tmp_path):
    plan = Plan(
        tmp_path / 'da"ta', portal_origin="https://ask.example.org",
        staff_origin="https://console.example.org", smtp_host="mail.example.org", smtp_port=587,
        sample=True,
    )  # fmt: skip
    installation.init(plan)
    found = config.load_staff(plan.root)
    assert (found.portal_origin, found.staff_origin, found.https, found.sample, found.smtp_host,
            found.smtp_port, found.proxies) == (
        plan.portal_origin, plan.staff_origin, True, True, "mail.example.org", 587, 0,
    )  # fmt: skip


def test_console_may_reach_the_front_door_at_an_address_of_its_own(root):
    # On PostgreSQL the two sites connect as two roles.
    site = root / "records" / "site.toml"
    site.write_text(site.read_text() + 'frontdoor_url = "postgresql://staff@db/firstword"\n')
    assert config.load_staff(root).frontdoor_url == "postgresql://staff@db/firstword"
    assert config.load_portal(root).frontdoor_url.startswith("sqlite://")


def test_open_again_finds_the_same_keys(root):
    before = vault.keys().audit, vault.keys().portal.letterbox_key_id
    installation.open_staff(root)
    assert (vault.keys().audit, vault.keys().portal.letterbox_key_id) == before
    assert installation.migrate() == []


def test_two_installations_share_no_secret(tmp_path):
    secrets: list[set[str]] = []
    for name in ("one", "two"):
        installation.init(Plan(tmp_path / name))
        held = vault.keys()
        secrets.append({
            held.audit.hex(), held.index.hex(), held.web_secret, held.portal.web_secret,
            held.portal.reference_key.hex(), *(key.hex() for key in held.wrapping.values()),
        })  # fmt: skip
    assert len(secrets[0]) == 6
    assert secrets[0] & secrets[1] == set()


def test_facilities_follow_the_policy(root):
    Facility.update(name="Old name", active=False).where(Facility.id == "MSP").execute()
    Facility.delete().where(Facility.id == "CMCF").execute()
    with audit.recorded(installation.WORKER, "account.changed", "account", "x", what="x"):
        installation.load_facilities()
    place = policy.current().facilities["MSP"]
    row = Facility.get_by_id("MSP")
    assert (row.name, row.active) == (place.name, place.open)
    assert Facility.get_or_none(Facility.id == "CMCF") is not None


# -- who owns keys and settings ----------------------------------------------------------------


@pytest.mark.parametrize("file", [
    "frontdoor/keys.json", "frontdoor/site.toml", "records/keys.json", "records/site.toml",
])  # fmt: skip
def test_console_refuses_files_that_others_own_or_write(root, file):
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    held = root / file
    was = stat.S_IMODE(held.stat().st_mode)
    for spoil in (lambda: held.chmod(was | 0o020), lambda: os.chown(held, PORTAL_USER, -1)):
        spoil()
        with pytest.raises(config.Mixed, match="is owned or may be written by another user"):
            installation.open_staff(root)
        held.chmod(was)
        os.chown(held, 0, -1)
        installation.open_staff(root)


# -- one installation --------------------------------------------------------------------------


def other(tmp_path: Path) -> Path:
    """A second installation; the first stays the open one afterwards."""
    installation.init(Plan(tmp_path / "other"))
    for proxy in (db.frontdoor, db.records):
        proxy.close()
    return tmp_path / "other"


def close_all() -> None:
    for proxy in (db.frontdoor, db.records):
        proxy.close()


def test_copy_of_an_installation_opens_its_own_databases(root, tmp_path):
    close_all()
    shutil.copytree(root, tmp_path / "copy")
    installation.open_staff(tmp_path / "copy")
    assert {Path(proxy.database).parents[1] for proxy in (db.frontdoor, db.records)} == {
        (tmp_path / "copy").resolve()
    }
    letterbox.drop(vault.keys().portal, {"kind": "complaint", "answers": {}})
    close_all()
    installation.open_staff(root)
    assert letterbox.waiting() == 0


@pytest.mark.parametrize("file", ["records.sqlite", "frontdoor.sqlite"])
def test_database_that_is_not_mounted_is_refused_and_nothing_is_collected(root, tmp_path, file):
    letterbox.drop(vault.keys().portal, {"kind": "stopped", "answers": {}})
    close_all()
    side = root / file.partition(".")[0]
    volume = side.rename(tmp_path / "volume")
    side.mkdir()  # the mount point
    for name in ("keys.json", "site.toml"):
        shutil.copy(volume / name, side)
    with pytest.raises(db.Missing, match=f"{file} is missing. Is its volume mounted"):
        installation.open_staff(root)
    assert sorted(path.name for path in side.iterdir()) == ["keys.json", "site.toml"]
    shutil.rmtree(side)
    volume.rename(side)
    installation.open_staff(root)
    assert letterbox.waiting() == 1


@pytest.mark.parametrize("part", [
    "records/records.sqlite", "frontdoor/frontdoor.sqlite", "records/keys.json",
    "frontdoor/keys.json", "records/site.toml", "frontdoor/site.toml",
])  # fmt: skip
def test_part_of_another_installation_is_refused_and_nothing_is_collected(root, tmp_path, part):
    letterbox.drop(vault.keys().portal, {"kind": "stopped", "answers": {}})
    stranger = other(tmp_path)
    shutil.copy(root / part, tmp_path / "mine")
    shutil.copy(stranger / part, root / part)
    with pytest.raises((db.Foreign, config.Mixed)):
        installation.open_staff(root)
    shutil.copy(tmp_path / "mine", root / part)
    installation.open_staff(root)
    assert letterbox.waiting() == 1


def test_databases_exchanged_for_each_other_are_refused(root):
    close_all()
    one, two = root / "frontdoor/frontdoor.sqlite", root / "records/records.sqlite"
    one.rename(root / "third")
    two.rename(one)
    (root / "third").rename(two)
    with pytest.raises(db.Foreign):
        installation.open_staff(root)


def test_portal_refuses_another_installation_s_front_door(root, tmp_path):
    import portal

    stranger = other(tmp_path)
    shutil.copy(stranger / "frontdoor/frontdoor.sqlite", root / "frontdoor/frontdoor.sqlite")
    app = portal.create_app(root)
    answer = app.test_client().get("/healthz", base_url="http://127.0.0.1:8000")
    assert answer.status_code == 503


def test_installation_without_an_id_is_given_one_once(root):
    close_all()
    for side in ("frontdoor", "records"):
        keys, site = root / side / "keys.json", root / side / "site.toml"
        held = json.loads(keys.read_text())
        del held["installation"]
        keys.write_text(json.dumps(held))
        site.write_text(re.sub(r"installation = .*\n", "", site.read_text()))
        with apsw.Connection(str(root / side / f"{side}.sqlite")) as raw:
            raw.execute("PRAGMA application_id = 0; PRAGMA user_version = 0")
    before = {path: mode(path) for path in root.rglob("*.[tj]*")}
    with pytest.raises(config.Mixed, match="run 'firstword migrate' first"):
        installation.open_staff(root)
    assert installation.adopt(root) is True
    installation.open_staff(root)
    assert installation.adopt(root) is False
    assert {path: mode(path) for path in root.rglob("*.[tj]*")} == before


# -- the portal's half -------------------------------------------------------------------------


@pytest.mark.law_2
def test_portal_s_folder_alone_suffices_for_the_portal(root, tmp_path):
    import portal

    moved = tmp_path / "moved"
    shutil.copytree(root / "frontdoor", moved / "frontdoor")
    app = portal.create_app(moved)
    answer = app.test_client().get("/", base_url="http://127.0.0.1:8000")
    assert (answer.status_code, (moved / "records").exists()) == (200, False)
    answer.close()


@pytest.mark.law_2
def test_portal_s_keys_seal_and_cannot_open(root):
    keys = sealing.load_portal_keys(root / "frontdoor" / "keys.json")
    letterbox.drop(keys, {"kind": "stopped", "answers": {}})
    (envelope,) = letterbox.envelopes()
    held = [value for value in vars(keys).values() if hasattr(value, "private_numbers")]
    assert held == []
    private = vault.keys().letterbox[envelope.key_id]
    assert sealing.open_envelope(private, envelope.format, envelope.id, envelope.body) == {
        "kind": "stopped", "answers": {},
    }  # fmt: skip


SERVE = """
import os, sys
from pathlib import Path
import wsgi
client = wsgi.portal().test_client()
for page in ("/", "/ask", "/notice", "/status", "/safety", "/healthz"):
    client.get(page, base_url="http://127.0.0.1:8000").close()
closed = ("staff", "shared.records")
print([m for m in sys.modules if any(m == c or m.startswith(c + ".") for c in closed)])
links = []
for handle in os.listdir("/proc/self/fd"):
    try:
        links.append(os.readlink(f"/proc/self/fd/{handle}"))
    except OSError:
        pass
print(len([link for link in links if "/frontdoor/" in link]) > 0)
print([link for link in links if "/records/" in link])
"""


@pytest.mark.law_2
def test_portal_s_process_loads_and_opens_nothing_of_the_records(root, project):
    done = subprocess.run(
        [sys.executable, "-c", SERVE], cwd=project, capture_output=True, text=True, timeout=100,
        env=os.environ | {"FIRSTWORD_DATA": str(root)}, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("[]\nTrue\n[]\n", "")
