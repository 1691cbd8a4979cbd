"""An installation under two Unix users: each opens its own half."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.records.test_installation import PORTAL_USER

# -- two Unix users ----------------------------------------------------------------------------

STAFF_USER, GROUP = 65_502, 65_500
INIT = """
import sys
from pathlib import Path
from shared.records import installation
installation.init(installation.Plan(Path(sys.argv[1])))
"""
PORTAL = """
import sys
from pathlib import Path
from shared.base import config, db
from shared.frontdoor import letterbox, noticeboard, sealing
root = Path(sys.argv[1])
settings = config.load_portal(root)
db.bind(db.frontdoor, settings.frontdoor_url)
keys = sealing.load_portal_keys(settings.frontdoor / "keys.json")
for number in range(3):
    letterbox.drop(keys, {"kind": "complaint", "answers": {}})
    print("dropped", noticeboard.read("a" * 64))
for file in ("records/keys.json", "records/site.toml", "records/records.sqlite"):
    try:
        print((root / file).read_bytes())
    except PermissionError:
        print("closed")
(root / "frontdoor/mine").unlink(missing_ok=True)
(root / "frontdoor/mine").write_text("x")
for file in ("frontdoor/keys.json", "frontdoor/site.toml"):
    for spoil in ((root / file).unlink, lambda: (root / "frontdoor/mine").replace(root / file)):
        try:
            print(spoil())
        except PermissionError:
            print("kept")
"""
STAFF = """
import sys
from pathlib import Path
from shared.records import installation
from shared.frontdoor import letterbox, noticeboard
import datetime
installation.open_staff(Path(sys.argv[1]))
print(letterbox.waiting(), noticeboard.publish("a" * 64, "stopped", datetime.date(2026, 3, 2)))
for envelope in letterbox.envelopes():
    letterbox.remove(envelope.id)
print(letterbox.waiting())
"""


def run_as(user: int, program: str, root: Path, project: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, root], cwd=project, user=user, group=GROUP, umask=0o022,
        extra_groups=[], capture_output=True, text=True, timeout=60, check=False,
        env={"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.fixture
def shared_root(project: Path) -> Iterator[Any]:
    """A folder that both users may enter, the front door's group set as the manual says."""
    if os.geteuid() != 0 or any(not p.stat().st_mode & 0o001 for p in project.parents):
        pytest.skip("only root can be two other users, in a checkout that both may read")
    root = Path(tempfile.mkdtemp(prefix="firstword-users-"))
    root.chmod(0o755)
    for side, bits in (("frontdoor", 0o2770), ("records", 0o700)):
        (root / side).mkdir()
        os.chown(root / side, STAFF_USER, GROUP)
        (root / side).chmod(bits)
    yield root
    shutil.rmtree(root)


@pytest.mark.law_2
def test_two_unix_users_share_the_front_door_and_nothing_else(shared_root, project):
    assert run_as(STAFF_USER, INIT, shared_root, project) == []
    expected = ["dropped None"] * 3 + ["closed"] * 3 + ["kept"] * 4
    assert run_as(PORTAL_USER, PORTAL, shared_root, project) == expected
    assert run_as(STAFF_USER, STAFF, shared_root, project) == ["3 True", "0"]
    assert run_as(PORTAL_USER, PORTAL, shared_root, project) == expected
