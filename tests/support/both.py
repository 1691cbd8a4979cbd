"""The same test on both engines: SQLite's files, and a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared.base import db
from tests.support.world import World

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        (tmp_path / "empty.sqlite").touch()  # a database is never made by opening it
        return f"sqlite://{tmp_path}/empty.sqlite"
    return str(request.getfixturevalue("postgres").records)


@pytest.fixture
def database(database_url: str) -> Iterator[Any]:
    """An empty database."""
    opened = db.connect(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=BOTH)
def either_world(request: pytest.FixtureRequest) -> World:
    """A whole installation."""
    name = "world" if request.param == "sqlite" else "postgres_world"
    world: World = request.getfixturevalue(name)
    return world
