"""Numbered migrations make, on both engines, the very tables the models describe."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shared.base import db
from shared.frontdoor import drafts, letterbox, noticeboard, sessions, throttle
from shared.records import models

FRONTDOOR = (
    letterbox.Letterbox, noticeboard.Noticeboard, noticeboard.Access, drafts.Draft,
    sessions.PortalSession, throttle.Throttle,
)  # fmt: skip
RECORDS = (*models.TABLES, sessions.StaffSession)
SIDES = {"frontdoor": FRONTDOOR, "records": RECORDS}


def numbered(side: str) -> list[str]:
    return sorted(path.stem for path in (db.MIGRATIONS / side).glob("[0-9]*.py"))


def below(model: Any) -> set[Any]:
    """The models derived from `model` that have a table."""
    found = set()
    for one in model.__subclasses__():
        found |= {one} | below(one)
    return {one for one in found if one.__module__ != "shared.records.models.base"}


def of_project(found: set[Any]) -> set[str]:
    return {one.__name__ for one in found if one.__module__.startswith("shared.")}


def schema_of(url: str) -> str | None:
    return url.partition("?schema=")[2] or None


def shape(database: Any, url: str) -> dict[str, Any]:
    """Every table: its columns, indexes and foreign keys, by what they are and not their names."""
    schema = schema_of(url)
    tables = {}
    for table in sorted(set(database.get_tables(schema)) - {"schema_migration"}):
        columns = {
            one.name: (one.data_type.upper(), one.null, one.primary_key)
            for one in database.get_columns(table, schema)
        }
        indexes = sorted((one.columns, one.unique) for one in database.get_indexes(table, schema))
        foreign = sorted(
            (one.column, one.dest_table, one.dest_column)
            for one in database.get_foreign_keys(table, schema)
        )
        tables[table] = (columns, indexes, foreign)
    return tables


@pytest.fixture
def two_urls(request: Any, tmp_path: Path, engine: str) -> tuple[str, str]:
    """Two empty databases of one engine."""
    if engine == "sqlite":
        for name in ("one", "two"):
            (tmp_path / f"{name}.sqlite").touch()
        return f"sqlite://{tmp_path}/one.sqlite", f"sqlite://{tmp_path}/two.sqlite"
    postgres = request.getfixturevalue("postgres")
    return postgres.frontdoor, postgres.records


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: Any) -> str:
    return str(request.param)


@pytest.mark.parametrize("side", sorted(SIDES))
def test_migrations_make_the_tables_of_the_models(two_urls, side):
    migrated, created = (db.connect(url) for url in two_urls)
    db.migrate(migrated, side)
    with created.bind_ctx(SIDES[side]):
        created.create_tables(SIDES[side])
    found, wanted = shape(migrated, two_urls[0]), shape(created, two_urls[1])
    migrated.close()
    created.close()
    assert sorted(found) == sorted(wanted)
    for table in wanted:
        assert {table: found[table]} == {table: wanted[table]}


@pytest.mark.parametrize("side", sorted(SIDES))
def test_migrations_run_twice_do_nothing_more(database, database_url, side):
    assert db.migrate(database, side) == numbered(side)
    before = shape(database, database_url)
    assert db.migrate(database, side) == []
    assert shape(database, database_url) == before


def test_every_model_is_in_a_list_that_is_migrated():
    assert of_project(below(db.FrontdoorModel)) == {model.__name__ for model in FRONTDOOR}
    assert of_project(below(db.RecordsModel)) == {model.__name__ for model in RECORDS}


def test_migrations_begin_the_audit_chain(database):
    db.migrate(database, "records")
    rows = database.execute_sql("SELECT id, seq, mac FROM audit_head").fetchall()
    assert [tuple(row) for row in rows] == [(1, 0, "0" * 64)]


HALF = """
def up(migrator, db):
    db.execute_sql("CREATE TABLE half (name TEXT)")
    db.execute_sql("INSERT INTO half VALUES ('a')")
    db.execute_sql("INSERT INTO absent VALUES ('b')")
"""


def test_migration_that_fails_half_way_leaves_nothing(database, tmp_path, monkeypatch):
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "0001_half.py").write_text(HALF)
    monkeypatch.setattr(db, "MIGRATIONS", tmp_path)
    for _ in range(2):
        with pytest.raises(Exception, match="absent"):
            db.migrate(database, "records")
        assert database.table_exists("half") is False
    (tmp_path / "records" / "0001_half.py").write_text(HALF.replace("absent", "half"))
    assert db.migrate(database, "records") == ["0001_half"]


MIGRATE = """
import sys
from shared.base import db
print(len(db.migrate(db.connect(sys.argv[1]), "records")))
"""


def test_migrations_run_at_once_by_two_processes_are_applied_once(database_url, project):
    children = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE, database_url], cwd=project, stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    said = sorted(child.communicate(timeout=60)[0].strip() for child in children)
    assert [child.returncode for child in children] == [0, 0, 0]
    assert said == ["0", "0", str(len(numbered("records")))]
