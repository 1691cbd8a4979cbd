"""Two databases behind one surface: what a commit survives, who waits for whom, what comes back."""

import os
import subprocess
import sys
import threading
import time
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import apsw
import pytest
from peewee import (
    BlobField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    DecimalField,
    IntegerField,
    Model,
    OperationalError,
)

from shared.base import db

T = datetime.fromisoformat


class Thing(Model):
    """A table of the tests' own."""

    name = CharField(primary_key=True)
    at = DateTimeField(null=True)
    on = DateField(null=True)
    price = DecimalField(null=True, max_digits=12, decimal_places=2)
    body = BlobField(null=True)
    kept = BooleanField(null=True)
    count = IntegerField(default=0)


def new(path: Path) -> str:
    """The address of an empty database."""
    path.touch()
    return f"sqlite://{path}"


class Failure(Exception):
    """What goes wrong half-way."""


def write_and_fail(database: Any, *added: str) -> None:
    with db.write(database):
        for name in added:
            with db.write(database):
                Thing.create(name=name)
        raise Failure


@pytest.fixture
def things(database: Any) -> Any:
    database.bind([Thing])
    database.create_tables([Thing])
    return Thing


def names(*conditions: Any) -> list[str]:
    return [row.name for row in Thing.select().where(True, *conditions).order_by(Thing.name)]


def pragma(database: Any, name: str) -> object:
    return database.execute_sql(f"PRAGMA {name}").fetchone()[0]


# -- what a commit survives --------------------------------------------------------------------


def test_sqlite_is_a_release_without_the_wal_bug():
    number = tuple(int(part) for part in db.SQLITE_VERSION.split("."))
    assert number >= (3, 51, 3)


def test_sqlite_connections_set_what_a_power_cut_needs(tmp_path):
    database = db.connect(new(tmp_path / "one.sqlite"))

    def settings() -> dict[str, object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema",
                 "recursive_triggers")  # fmt: skip
        return {name: pragma(database, name) for name in names}

    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1,
                "trusted_schema": 0, "recursive_triggers": 1}  # fmt: skip
    assert settings() == expected
    seen = []
    other = threading.Thread(target=lambda: seen.append(settings()) or database.close())
    other.start()
    other.join()
    database.close()
    assert seen == [expected]


@pytest.mark.postgres
def test_postgres_speaks_utc_in_its_schema(postgres):
    database = db.connect(postgres.records)
    assert database.execute_sql("SHOW timezone").fetchone()[0] == "UTC"
    assert database.execute_sql("SELECT current_schema").fetchone()[0] == "records"
    database.close()


@pytest.mark.parametrize("url", ["mysql://localhost/x", "", "records.sqlite", "file:///x"])
def test_connect_refuses_other_kinds_of_database(url):
    with pytest.raises(ValueError, match="unknown kind of database"):
        db.connect(url)


# -- what comes back ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "moment",
    ["2026-03-02 16:00:00", "2026-03-02 16:00:00.000001", "2026-03-02 16:00:00.999999",
     "1970-01-01 00:00:00", "2026-03-08 02:30:00", "9999-12-31 23:59:59.999999",
     "0001-01-01 00:00:00"],
)  # fmt: skip
def test_moment_comes_back_exact(things, moment):
    things.create(name="a", at=T(moment))
    assert things.get().at == T(moment)
    assert names(Thing.at == T(moment)) == ["a"]


def test_other_values_come_back_exact(things):
    things.create(
        name="José 🕊 \u200f", on=date(2028, 2, 29), price=Decimal("1234567890.10"),
        body=bytes(range(256)), kept=True, count=-(2**31),
    )  # fmt: skip
    row = things.get()
    assert (row.name, row.on, row.price, bytes(row.body), row.kept, row.count, row.at) == (
        "José 🕊 \u200f", date(2028, 2, 29), Decimal("1234567890.10"), bytes(range(256)), True,
        -(2**31), None,
    )  # fmt: skip


def test_moments_compare_as_time(things):
    # With and without microseconds, around midnight: as text, '16:00:00' sorts before
    # '16:00:00.000001', and a date before any moment of its day.
    moments = ["2026-03-01 23:59:59.999999", "2026-03-02 00:00:00", "2026-03-02 16:00:00",
               "2026-03-02 16:00:00.000001", "2026-03-02 16:00:01",
               "2026-10-01 00:00:00"]  # fmt: skip
    for number, moment in enumerate(moments):
        things.create(name=str(number), at=T(moment))
    order = [row.name for row in things.select().order_by(things.at)]
    assert order == ["0", "1", "2", "3", "4", "5"]
    for number, moment in enumerate(moments):
        assert names(things.at < T(moment)) == order[:number]
        assert names(things.at > T(moment)) == order[number + 1 :]


def test_days_compare_as_days(things):
    for day in (date(2026, 9, 30), date(2026, 10, 1), date(2027, 1, 1)):
        things.create(name=day.isoformat(), on=day)
    assert names(things.on <= date(2026, 10, 1)) == [
        "2026-09-30", "2026-10-01",
    ]  # fmt: skip


def test_moment_with_a_zone_is_stored_as_the_same_instant(things):
    things.create(name="a", at=datetime.fromisoformat("2026-03-02 10:00:00.5-06:00"))
    things.create(name="b", at=T("2026-03-02 16:00:00.5"))
    assert [row.at for row in things.select()] == [T("2026-03-02 16:00:00.5")] * 2


def test_sqlite_refuses_what_it_cannot_store_exactly(tmp_path):
    database = db.connect(new(tmp_path / "one.sqlite"))
    with pytest.raises(TypeError, match="a set cannot be stored"):
        database.execute_sql("SELECT ?", ({1},))
    database.close()


# -- transactions ------------------------------------------------------------------------------


def test_write_undoes_everything_when_it_fails(things, database):
    with pytest.raises(Failure):
        write_and_fail(database, "a")
    assert names() == []


def test_write_inside_write_is_undone_alone(things, database):
    with db.write(database):
        things.create(name="a")
        with pytest.raises(Failure):
            write_and_fail(database, "b", "b2")
        with db.write(database):
            things.create(name="c")
    assert names() == ["a", "c"]


def test_write_leaves_no_transaction_open_after_a_failure(things, database):
    with pytest.raises(Failure):
        write_and_fail(database)
    assert database.transaction_depth() == 0


def test_write_gives_the_turn_back_after_a_failure(things, database, database_url):
    with pytest.raises(Failure):
        write_and_fail(database)
    other = db.connect(database_url)
    with db.write(other):
        other.execute_sql("INSERT INTO thing (name, count) VALUES ('a', 0)")
    other.close()
    assert names() == ["a"]


def _add(database: Any, times: int) -> None:
    """Read, think, write: wrong in the sum unless writers follow one another."""
    for _ in range(times):
        with db.write(database):
            row = db.locked(Thing.select().where(Thing.name == "sum")).get()
            time.sleep(0.0005)
            Thing.update(count=row.count + 1).where(Thing.name == "sum").execute()
    database.close()


def test_writers_in_threads_lose_nothing_of_each_other(things, database):
    things.create(name="sum")
    threads = [threading.Thread(target=_add, args=(database, 15)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert things.get().count == 60


PROCESS = """
import sys
from shared.base import db
from tests.base.test_db import Thing, _add
database = db.connect(sys.argv[1])
database.bind([Thing])
_add(database, 15)
"""


def test_writers_in_processes_lose_nothing_of_each_other(things, database_url, project):
    things.create(name="sum")
    children = [
        subprocess.Popen([sys.executable, "-c", PROCESS, database_url], cwd=project)
        for _ in range(3)
    ]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    assert things.get().count == 45


def test_turn_keeps_other_threads_and_connections_waiting(tmp_path):
    one, two = (db.connect(new(tmp_path / "one.sqlite")) for _ in range(2))
    said: list[str] = []

    def wait_for_it() -> None:
        with two.turn():
            said.append("second")

    with one.turn():
        other = threading.Thread(target=wait_for_it)
        other.start()
        time.sleep(0.05)
        said.append("first")
    other.join()
    assert said == ["first", "second"]


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - links to nowhere are counted too


def test_turn_leaves_no_open_file_behind_a_finished_thread(tmp_path):
    database = db.connect(new(tmp_path / "one.sqlite"))
    database.execute_sql("CREATE TABLE thing (name TEXT)")

    def insert() -> None:
        with db.write(database):
            database.execute_sql("INSERT INTO thing VALUES ('a')")
        database.close()

    insert()
    before = open_files()
    for _ in range(20):
        thread = threading.Thread(target=insert)
        thread.start()
        thread.join()
    assert open_files() - before == 0


def test_turn_after_a_fork_is_the_child_s_own(tmp_path):
    database = db.connect(new(tmp_path / "one.sqlite"))
    with database.turn():
        pass
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with database.turn():  # on a handle shared with the parent this would lock nobody out
            os.write(write, b"have")
            time.sleep(0.2)
            os.write(write, b"done")
        os._exit(0)
    assert os.read(read, 4) == b"have"
    os.set_blocking(read, False)
    with database.turn():
        said = os.read(read, 4)  # said before the turn was given back, however busy the machine
    os.waitpid(child, 0)
    for handle in (read, write):
        os.close(handle)
    assert said == b"done"


# -- a lock that somebody holds ----------------------------------------------------------------


@pytest.fixture
def short(monkeypatch: Any) -> None:
    """Nobody waits long in a test."""
    monkeypatch.setattr(db, "LOCK_WITHIN", 0.3)


def refused_after(database: Any) -> float:
    """The seconds after which a change was refused, while readings went on."""
    begun = time.monotonic()
    with pytest.raises(OperationalError), db.write(database, 0.3):
        raise AssertionError("the lock was had")
    took = time.monotonic() - begun
    assert names() == ["a"]
    return took


def test_held_turn_is_refused_in_time_and_never_stops_a_reading(things, database, database_url):
    if not db.is_embedded(database):
        pytest.skip("PostgreSQL has no turns")
    things.create(name="a")
    other = db.connect(database_url)
    with other.turn():
        assert [0.2 < refused_after(database) < 2 for _ in range(3)] == [True] * 3
        waiting = [one for one in threading.enumerate() if one.name == "turn"]
        assert len(waiting) == 1  # however often it was tried
    with db.write(database, 0.3):
        things.create(name="b")
    other.close()


def test_held_write_lock_is_refused_in_time_and_never_stops_a_reading(things, database):
    if not db.is_embedded(database):
        pytest.skip("PostgreSQL locks rows")
    things.create(name="a")
    raw = apsw.Connection(database.database)  # of a program that takes no turns
    raw.execute("BEGIN IMMEDIATE")
    assert 0.2 < refused_after(database) < 2
    raw.close()
    with db.write(database, 0.3):
        things.create(name="b")


@pytest.mark.postgres
def test_held_row_on_postgres_is_refused_in_time(postgres, short):
    one, two = (db.connect(postgres.records) for _ in range(2))
    one.execute_sql("CREATE TABLE thing (name text)")
    one.execute_sql("INSERT INTO thing VALUES ('a')")
    begun = time.monotonic()
    with db.write(one):
        one.execute_sql("SELECT * FROM thing FOR UPDATE")
        with pytest.raises(OperationalError), db.write(two):
            two.execute_sql("SELECT * FROM thing FOR UPDATE")
    assert time.monotonic() - begun < 5
    assert two.execute_sql("SELECT name FROM thing").fetchone()[0] == "a"
    for database in (one, two):
        database.close()
