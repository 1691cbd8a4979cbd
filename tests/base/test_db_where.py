"""Which database it is, whether it is there, and what stands in for it until it is known."""

from pathlib import Path
from typing import Any

import apsw
import pytest

from shared.base import db
from tests.base.test_db import new

# -- which database it is ----------------------------------------------------------------------


def test_file_that_is_not_there_is_never_made(tmp_path):
    database = db.connect(f"sqlite://{tmp_path}/one.sqlite")
    with pytest.raises(db.Missing, match=r"one\.sqlite is missing\. Is its volume mounted"):
        database.execute_sql("SELECT 1")
    assert list(tmp_path.iterdir()) == []


def test_database_bears_the_mark_of_its_installation(database, database_url):
    db.sign(database, db.Mark("records", "12ab34cd"))
    db.sign(database, db.Mark("records", "12ab34cd"))  # again: nothing changes
    with pytest.raises(db.Foreign):
        db.sign(database, db.Mark("records", "12ab34ce"))
    right = db.connect(database_url, db.Mark("records", "12ab34cd"))
    assert right.execute_sql("SELECT 1").fetchone()[0] == 1
    right.close()
    wrong = [db.Mark("records", "12ab34ce")]
    if db.is_embedded(database):
        wrong.append(db.Mark("frontdoor", "12ab34cd"))
    for mark in wrong:
        foreign = db.connect(database_url, mark)
        with pytest.raises(db.Foreign, match=f"is not the {mark.side} database of installation"):
            foreign.execute_sql("SELECT 1")


def test_database_without_a_mark_is_refused_and_left_as_it_is(tmp_path):
    database = db.connect(new(tmp_path / "one.sqlite"), db.Mark("records", "12ab34cd"))
    with pytest.raises(db.Foreign):
        database.execute_sql("SELECT 1")
    assert [(path.name, path.stat().st_size) for path in tmp_path.iterdir()] == [("one.sqlite", 0)]


# -- proxies -----------------------------------------------------------------------------------


@pytest.fixture
def proxy() -> Any:
    from peewee import DatabaseProxy

    one = DatabaseProxy()
    yield one
    if one.obj is not None and not one.is_closed():
        one.close()


def test_bind_closes_what_it_pointed_at(proxy, tmp_path):
    db.bind(proxy, new(tmp_path / "one.sqlite"))
    proxy.execute_sql("SELECT 1")
    first = proxy.obj
    db.bind(proxy, new(tmp_path / "two.sqlite"))
    assert (first.is_closed(), Path(proxy.database).name) == (True, "two.sqlite")


def test_bind_opens_nothing_yet(proxy, tmp_path):
    db.bind(proxy, f"sqlite://{tmp_path}/absent/one.sqlite")
    assert proxy.is_closed()
    assert list(tmp_path.iterdir()) == []


def test_is_embedded_looks_through_a_proxy(proxy, tmp_path):
    db.bind(proxy, new(tmp_path / "one.sqlite"))
    assert [db.is_embedded(proxy), db.is_embedded(proxy.obj)] == [True, True]
    db.bind(proxy, "postgresql://nobody@127.0.0.1:1/none?schema=records")
    assert [db.is_embedded(proxy), db.is_embedded(proxy.obj)] == [False, False]


def test_answers_says_whether_the_database_is_there(proxy, tmp_path):
    db.bind(proxy, new(tmp_path / "one.sqlite"))
    assert db.answers(proxy) is True
    db.bind(proxy, f"sqlite://{tmp_path}/absent/one.sqlite")
    assert db.answers(proxy) is False
    db.bind(proxy, "postgresql://nobody@127.0.0.1:1/none?schema=records")
    assert db.answers(proxy) is False


@pytest.mark.postgres
def test_answers_again_once_the_server_is_back(proxy, postgres):
    db.bind(proxy, postgres.frontdoor)
    assert db.answers(proxy) is True
    with postgres.connect() as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert [db.answers(proxy), db.answers(proxy)] == [False, True]


def test_deleted_rows_are_overwritten_on_disk(tmp_path):
    # secure_delete: what is deleted is gone from the file, not only from its index.
    path = tmp_path / "one.sqlite"
    database = db.connect(new(path))
    database.execute_sql("CREATE TABLE thing (name TEXT)")
    database.execute_sql("INSERT INTO thing VALUES (?)", ("sentinel-7431" * 20,))
    database.execute_sql("DELETE FROM thing")
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    assert b"sentinel-7431" not in path.read_bytes()
    assert apsw.sqlite_lib_version() == db.SQLITE_VERSION
