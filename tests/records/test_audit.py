"""The one door for writes, and the chain that remembers them."""

import threading
import time

import apsw
import pytest
from peewee import DatabaseError

from shared.base import db
from shared.records import audit
from shared.records.permissions import WORKER
from tests.records.entries import close, entries, hold, is_open, verdict
from tests.support.world import World

pytestmark = pytest.mark.law_9


def add(count: int = 1) -> None:
    for number in range(count):
        with audit.recorded(WORKER, "account.changed", "account", "some", what=str(number)):
            pass


def test_entry_says_who_what_when_and_of_which_subject(either_world):
    before = len(entries())
    with audit.recorded(WORKER, "case.held", "case", "c1", reason="unwell"):
        pass
    last = entries()[-1]
    assert (last.seq, last.at, last.actor, last.event, last.noun, last.subject, last.facts) == (
        before + 1, either_world.clock.at.replace(tzinfo=None), "worker", "case.held", "case", "c1",
        '{"reason":"unwell"}',
    )  # fmt: skip
    assert verdict() == hold(before + 1)


class Failure(Exception):
    """What goes wrong half-way."""


def close_and_fail() -> None:
    with audit.recorded(WORKER, "account.changed", "account", "some", what="x"):
        close("MSP")
        raise Failure


def test_failed_change_leaves_no_entry_and_no_row(either_world):
    before = len(entries())
    with pytest.raises(Failure):
        close_and_fail()
    assert (len(entries()), is_open("MSP"), verdict()) == (before, True, hold(before))
    add()
    assert verdict() == hold(before + 1)


def test_entry_within_an_entry_has_its_own_place_and_shares_its_fate(either_world):
    before = len(entries())
    with audit.recorded(WORKER, "case.opened", "case", "outer"):
        with audit.recorded(WORKER, "case.resumed", "case", "inner"):
            close("MSP")
        with pytest.raises(Failure):
            close_and_fail()
    assert [(row.seq, row.subject) for row in entries()[before:]] == [
        (before + 1, "inner"), (before + 2, "outer"),
    ]  # fmt: skip
    assert (is_open("MSP"), verdict()) == (False, hold(before + 2))


def test_failure_outside_undoes_the_entries_inside(either_world):
    def change() -> None:
        with audit.recorded(WORKER, "case.opened", "case", "outer"):
            with audit.recorded(WORKER, "case.resumed", "case", "inner"):
                close("MSP")
            raise Failure

    before = len(entries())
    with pytest.raises(Failure):
        change()
    assert (len(entries()), is_open("MSP"), verdict()) == (before, True, hold(before))


def test_timeline_is_of_one_subject_in_order(world):
    for event, subject in (("case.opened", "a"), ("case.opened", "b"), ("case.resumed", "a")):
        with audit.recorded(WORKER, event, "case", subject):
            pass
    assert [row.event for row in audit.timeline("case", "a")] == ["case.opened", "case.resumed"]
    assert audit.timeline("letter", "a") == []


ALL = "seq, at, actor, event, noun, subject, facts, mac"


COPY = (
    "INSERT INTO audit_entry SELECT {}, at, actor, event, noun, subject, facts, mac"
    " FROM audit_entry"
)


REFUSED = [
    "UPDATE audit_entry SET facts = '{}' WHERE seq = 3",
    "UPDATE audit_entry SET seq = seq + 100000",
    "DELETE FROM audit_entry WHERE seq = 3",
    "DELETE FROM audit_entry WHERE seq = (SELECT seq FROM audit_head)",
    "DELETE FROM audit_entry",
    COPY.format("seq + 2") + " WHERE seq = (SELECT seq FROM audit_head)",
    COPY.format("-1") + " WHERE seq = 3",
    COPY.format("NULL") + " WHERE seq = 3",
    "UPDATE audit_head SET seq = seq - 1",
    "UPDATE audit_head SET seq = 0",
    "UPDATE audit_head SET mac = 'x'",
    "DELETE FROM audit_head",
    "INSERT INTO audit_head VALUES (2, 0, 'x')",
]


REFUSED_BY_SQLITE = [
    f"INSERT OR REPLACE INTO audit_entry SELECT {ALL} FROM audit_entry WHERE seq = 3",
    f"REPLACE INTO audit_entry SELECT {ALL} FROM audit_entry WHERE seq = 3",
    "UPDATE OR REPLACE audit_entry SET seq = 3 WHERE seq = 4",
    "INSERT OR REPLACE INTO audit_head VALUES (1, 2, 'x')",
]


REFUSED_BY_POSTGRES = [
    COPY.format("seq") + " WHERE seq = 3 ON CONFLICT (seq) DO UPDATE SET facts = '{}'",
    "INSERT INTO audit_head VALUES (1, 2, 'x') ON CONFLICT (id) DO UPDATE SET seq = 0",
    "TRUNCATE audit_entry",
    "TRUNCATE audit_head",
    "TRUNCATE audit_entry, audit_head CASCADE",
]


def assert_refused(statement: str) -> None:
    before = [row.mac for row in entries()]
    with pytest.raises(DatabaseError):
        db.records.execute_sql(statement)
    assert [row.mac for row in entries()] == before
    assert verdict() == hold(len(before))


@pytest.mark.parametrize("statement", REFUSED)
def test_log_refuses_to_be_changed(world, statement):
    assert_refused(statement)


@pytest.mark.parametrize("statement", REFUSED_BY_SQLITE)
def test_log_refuses_to_be_replaced(world, statement):
    assert_refused(statement)


@pytest.mark.parametrize("statement", REFUSED_BY_SQLITE)
def test_log_refuses_a_connection_without_our_settings(world, statement):
    with apsw.Connection(db.records.database) as connection:  # recursive triggers are off here
        assert connection.pragma("recursive_triggers") == 0
        with pytest.raises(apsw.ConstraintError):
            connection.execute(statement)
    assert verdict() == hold(len(entries()))


@pytest.mark.postgres
def test_log_on_postgres_refuses_to_be_changed_replaced_or_emptied(postgres_world):
    for statement in REFUSED + REFUSED_BY_POSTGRES:
        assert_refused(statement)


def tamper(world: World, *statements: str) -> None:
    """What somebody can do who owns the database itself: first the triggers go."""
    if db.is_embedded(db.records):
        db.records.close()
        with apsw.Connection(db.records.database) as connection:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in connection.execute(triggers).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
        return
    for table in ("audit_entry", "audit_head"):
        db.records.execute_sql(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
    for statement in statements:
        db.records.execute_sql(statement)


CHANGES = {
    "actor": "actor = 'nobody'", "event": "event = 'case.opened'", "noun": "noun = 'letter'",
    "subject": "subject = 'other'", "facts": "facts = '{}'", "mac": f"mac = '{'0' * 64}'",
    "at": "at = '2020-01-01 00:00:00'",
}  # fmt: skip


@pytest.mark.parametrize("column", sorted(CHANGES))
def test_changed_column_is_found_at_its_entry(world, column):
    add(5)
    last = len(entries())
    tamper(world, f"UPDATE audit_entry SET {CHANGES[column]} WHERE seq = {last - 2}")
    found = verdict()
    assert (found.entries, found.first_bad, found.why) == (
        last - 3, last - 2, "an entry was changed",
    )  # fmt: skip


def test_tampering_is_found_at_the_first_bad_entry(either_world):
    add(5)
    last = len(entries())
    tamper(
        either_world,
        f"UPDATE audit_entry SET facts = '{{}}' WHERE seq IN ({last - 1}, {last - 3})",
        f"DELETE FROM audit_entry WHERE seq = {last - 2}",
    )
    found = verdict()
    assert (found.first_bad, found.why) == (last - 3, "an entry was changed")


def test_missing_entry_is_found(either_world):
    add(5)
    last = len(entries())
    tamper(either_world, f"DELETE FROM audit_entry WHERE seq = {last - 2}")
    found = verdict()
    assert (found.entries, found.first_bad, found.why) == (
        last - 3, last - 2, "an entry is missing",
    )  # fmt: skip


def test_entries_exchanged_are_found(world):
    add(5)
    last = len(entries())
    tamper(
        world,
        f"UPDATE audit_entry SET seq = 0 WHERE seq = {last}",
        f"UPDATE audit_entry SET seq = {last} WHERE seq = {last - 1}",
        f"UPDATE audit_entry SET seq = {last - 1} WHERE seq = 0",
    )
    assert (verdict().first_bad, verdict().why) == (last - 1, "an entry was changed")


def test_entry_forged_without_the_key_is_found(world):
    last = len(entries())
    copy = COPY.format("seq + 1") + f" WHERE seq = {last}"
    tamper(world, copy, f"UPDATE audit_head SET seq = {last + 1}")
    assert (verdict().first_bad, verdict().why) == (last + 1, "an entry was changed")


def test_end_cut_off_is_found_by_the_head(either_world):
    add(5)
    last = len(entries())
    tamper(either_world, f"DELETE FROM audit_entry WHERE seq > {last - 2}")
    found = verdict()
    assert (found.entries, found.first_bad, found.why) == (
        last - 2, last - 1, "entries are missing at the end",
    )  # fmt: skip


def test_end_cut_off_together_with_the_head_is_found_by_an_anchor(either_world):
    add(5)
    all_of_it = entries()
    anchor = (len(all_of_it), all_of_it[-1].mac)
    assert verdict(anchor) == hold(anchor[0])
    kept = all_of_it[-3]
    tamper(
        either_world,
        f"DELETE FROM audit_entry WHERE seq > {kept.seq}",
        f"UPDATE audit_head SET seq = {kept.seq}, mac = '{kept.mac}'",
    )
    assert verdict() == hold(kept.seq)  # by itself the chain cannot tell
    found = verdict(anchor)
    assert (found.entries, found.first_bad, found.why) == (
        kept.seq, kept.seq + 1, "entries after the anchor are missing",
    )  # fmt: skip


def test_chain_made_anew_is_found_by_an_anchor(world):
    add(3)
    last = entries()[-1]
    found = verdict((last.seq, "f" * 64))
    assert (found.entries, found.first_bad, found.why) == (
        last.seq - 1, last.seq, "the chain differs from the anchor",
    )  # fmt: skip
    add(2)
    assert verdict((last.seq, last.mac)) == hold(last.seq + 2)


def test_another_key_does_not_verify(world):
    found = audit.verify(b"0" * 32)
    assert (found.entries, found.first_bad, found.why) == (0, 1, "an entry was changed")


def test_emptied_log_does_not_hold(either_world):
    tamper(
        either_world, "DELETE FROM audit_entry",
        f"UPDATE audit_head SET seq = 0, mac = '{audit.GENESIS}'",
    )  # fmt: skip
    assert (verdict().first_bad, verdict().why) == (1, "the log is empty")


DAMAGES = {
    "UPDATE audit_entry SET at = 'yesterday' WHERE seq = 3": (3, "an entry cannot be read"),
    "UPDATE audit_entry SET at = x'ff' WHERE seq = 3": (3, "an entry cannot be read"),
    "UPDATE audit_entry SET facts = x'ff' WHERE seq = 3": (3, "an entry cannot be read"),
    "UPDATE audit_entry SET mac = x'ff' WHERE seq = 3": (3, "an entry cannot be read"),
    "UPDATE audit_entry SET actor = 5 WHERE seq = 3": (3, "an entry was changed"),
    "UPDATE audit_entry SET seq = -1 WHERE seq = 3": (1, "an entry is missing"),
    "DELETE FROM audit_entry WHERE seq = 1": (1, "an entry is missing"),
    "DELETE FROM audit_head": (0, "the head is missing"),
    "UPDATE audit_head SET mac = 'x'": (0, "entries are missing at the end"),
    "DROP TABLE audit_head": (0, "a table of the log is missing"),
    "DROP TABLE audit_entry": (1, "a table of the log is missing"),
}


@pytest.mark.parametrize("statement", sorted(DAMAGES))
def test_every_damage_is_a_verdict(world, statement):
    last = len(entries())
    tamper(world, statement)
    number, why = DAMAGES[statement]
    found = verdict()
    assert (found.first_bad, found.why) == (number or last + 1, why)


def test_damaged_page_of_the_file_is_a_verdict(world):
    add(200)
    db.fold(db.records)
    with apsw.Connection(db.records.database) as raw:
        size = raw.pragma("page_size")
        pages = [page for (page,) in raw.execute(
            "SELECT pageno FROM dbstat WHERE name = 'audit_entry' AND pagetype = 'leaf'")
        ] if "ENABLE_DBSTAT_VTAB" in apsw.compile_options else []  # fmt: skip
        root = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'audit_entry'").get
    db.records.close()
    page = pages[len(pages) // 2] if pages else root
    with open(db.records.database, "r+b") as file:  # noqa: PTH123 - bytes in the middle of a file
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    assert verdict().why == "the log cannot be read"


def test_verification_under_load_raises_no_false_alarm(either_world):
    stop = threading.Event()

    def load() -> None:
        while not stop.is_set():
            add()
        db.records.close()

    thread = threading.Thread(target=load)
    before = len(entries())
    thread.start()
    try:
        found = [verdict() for _ in range(40)]
        until = time.monotonic() + 60  # a busy machine may not have written one entry yet
        while found[-1].entries == before and time.monotonic() < until:
            found.append(verdict())
    finally:
        stop.set()
        thread.join()
    assert {one.why for one in found} == {""}
    assert found[-1].entries > before
