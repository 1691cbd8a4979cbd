"""The sample data: loaded once in a run, every commit watched; copied where it is used."""

import fcntl
import json
import pickle
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shared.base import db
from shared.demo import demo
from shared.frontdoor import hashing
from tests.conftest import shared_folder
from tests.support.doors import Watch
from tests.support.spared import LITTLE_WORK


@dataclass(frozen=True)
class SampleData:
    """An installation with sample data, and how it was loaded."""

    root: Path
    steps: int
    unrecorded: list[frozenset[str]]
    commits: int

    @property
    def accounts(self) -> Path:
        """The file that says how to sign in."""
        return self.root / "demo-accounts.json"

    @property
    def told(self) -> dict[str, Any]:
        """What that file says."""
        told: dict[str, Any] = json.loads(self.accounts.read_text("utf-8"))
        return told


def _load(root: Path) -> tuple[int, list[frozenset[str]], int]:
    watch, connect = Watch(), db.Embedded._connect
    steps: list[int] = []

    def watched(database: Any) -> Any:
        connection = connect(database)
        if str(database.database).endswith("records.sqlite"):
            watch.attach(connection)
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db.Embedded, "_connect", watched)
        patch.setattr(hashing, "costs", LITTLE_WORK)
        assert demo.load(root, lambda: steps.append(1)) == root / "demo-accounts.json"
        for proxy in (db.frontdoor, db.records):
            proxy.close()
    return len(steps), watch.unrecorded, watch.commits


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> SampleData:
    """The sample data as loaded; nobody may change it."""
    folder = shared_folder(tmp_path_factory, "sample-data")
    root, how = folder / "data", folder / "how"
    with (folder / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not how.exists():
            how.write_bytes(pickle.dumps(_load(root.resolve())))
    return SampleData(root, *pickle.loads(how.read_bytes()))


@pytest.fixture(scope="module")
def sample_data(loaded_once: SampleData, tmp_path_factory: pytest.TempPathFactory) -> SampleData:
    """A copy for the tests of a module."""
    root = tmp_path_factory.mktemp("sample-data") / "data"
    shutil.copytree(loaded_once.root, root)
    return SampleData(root, loaded_once.steps, loaded_once.unrecorded, loaded_once.commits)
