"""The one door for readings: recorded before anything is opened."""

import json

import pytest
from peewee import DatabaseError

from shared.base import db
from shared.records import audit, vault
from shared.records.models import Account
from shared.records.permissions import WORKER
from tests.records.entries import entries

pytestmark = pytest.mark.law_9


@pytest.mark.law_4
def test_reading_is_recorded_before_anything_is_opened(world):
    row = Account.get_by_id(world.logins["planner"].id)
    before = len(entries())
    receipt = audit.read(WORKER, "person.read", "account", row.id, [row])
    assert json.loads(entries()[before].facts) == {"opened": [row.id]}
    assert vault.open_row(receipt, row) == {"totp": world.logins["planner"].totp}
    assert len(entries()) == before + 1


@pytest.mark.law_4
def test_reading_of_many_rows_is_one_entry_listing_each_once(world):
    rows = [Account.get_by_id(world.logins[who].id) for who in ("planner", "auditor", "planner")]
    before = len(entries())
    opened = audit.opened(WORKER, "person.read", "account", "", rows)
    assert [one["totp"] for one in opened] == [
        world.logins[who].totp for who in ("planner", "auditor", "planner")
    ]
    assert [json.loads(row.facts) for row in entries()[before:]] == [
        {"opened": sorted({row.id for row in rows})}
    ]


@pytest.mark.law_4
def test_reading_is_refused_inside_a_transaction(world):
    row = Account.get_by_id(world.logins["planner"].id)
    before = len(entries())
    with (
        db.write(db.records),
        pytest.raises(vault.NotRecorded, match="must be recorded on its own"),
    ):
        audit.read(WORKER, "person.read", "account", row.id, [row])
    assert len(entries()) == before


@pytest.mark.law_4
def test_reading_that_cannot_be_committed_opens_nothing(either_world, monkeypatch):
    row = Account.get_by_id(either_world.logins["planner"].id)
    db.records.execute_sql("ALTER TABLE audit_entry RENAME TO audit_gone")
    opened = []
    with pytest.raises(DatabaseError):
        opened.append(audit.opened(WORKER, "person.read", "account", row.id, [row]))
    assert opened == []


def test_rows_opened_by_a_change_are_listed_in_its_entry(world):
    row = Account.get_by_id(world.logins["planner"].id)
    with audit.recorded(WORKER, "account.changed", "account", row.id, what="x") as entry:
        assert entry.open(row) == [{"totp": world.logins["planner"].totp}]
    assert json.loads(entries()[-1].facts) == {"opened": [row.id], "what": "x"}
