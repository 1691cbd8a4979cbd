"""Commands run in this process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.base import db
from tests.cli.running import run


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    for proxy in (db.frontdoor, db.records):
        if proxy.obj is not None and not proxy.is_closed():
            proxy.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    run("--data", tmp_path / "data", "init")
    return tmp_path / "data"
