"""What lies on disk: the files are searched, byte by byte, for what people wrote."""

from pathlib import Path
from typing import Any

import pytest

from shared.base import db
from shared.people import contact
from shared.records import audit, vault
from shared.records.models import Letter, Paper
from shared.records.permissions import WORKER
from tests.support import letters as bank
from tests.support.world import World

pytestmark = pytest.mark.law_2

WRITTEN = {
    "name": "Sentinelle Zq7person", "other_names": "Zq7formername", "hopes_words": "Zq7hopes",
    "relation": "Zq7relation", "support": {"name": "Zq7support"},
    "responsible": {"name": "Zq7offender", "number": "Zq7number"},
    "contact": {
        "ways": [{"channel": "post", "value": "Zq7street 12", "safe": True, "words": "Zq7words"}],
        "leave_in_peace": "Zq7days", "access_needs": "Zq7needs", "interpreter": "Zq7language",
    },
}  # fmt: skip


def files(root: Path) -> dict[str, bytes]:
    """Every file of the installation, its journals with it."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.sqlite*")}


def found(root: Path, word: str = "Zq7") -> list[str]:
    forms = {text.encode(code) for text in (word, word.lower(), word.upper())
             for code in ("utf-8", "utf-16-le", "utf-16-be")}  # fmt: skip
    return [name for name, body in files(root).items() if any(form in body for form in forms)]


def fold(database: Any) -> None:
    database.execute_sql("PRAGMA wal_checkpoint(FULL)")


def write_everything(world: World) -> Any:
    asked = world.ask(**WRITTEN)
    world.drop("complaint", asked.reference, {"words": "Zq7complaint"})
    assert world.collect() == (2, 0)
    case = asked.case
    contact.log_attempt(world.actor("planner"), case.person, "case", case, None, "spoke", "Zq7note")
    bank.deposit(
        world, "I did this. Zq7letter.", writer="Zq7writer", addressee="Zq7addressee",
        number="Zq7letternumber",
    )  # fmt: skip
    with audit.recorded(WORKER, "paper.asked", "case", case.id, name="x", language="en") as entry:
        paper = Paper.make(key=case.key, name="x", language="en", noun="case", subject=case.id)
        vault.keep_file(paper.key, paper.id, b"%PDF Zq7paper")
        entry.note(paper=paper.id)
    return asked


def test_files_hold_nothing_that_people_wrote(world):
    asked = write_everything(world)
    assert Letter.select().count() == 1
    assert any(name.endswith("-wal") for name in files(world.root))
    assert found(world.root) == []
    for database in (db.frontdoor, db.records):
        fold(database)
    assert found(world.root) == []
    # The search has eyes: what is meant to be readable is found.
    assert "records/records.sqlite" in found(world.root, asked.reference)
    assert "records/records.sqlite" in found(world.root, "case.received")


def test_front_door_holds_neither_reference_nor_code(world):
    asked = write_everything(world)
    for word in (asked.reference, asked.code, asked.code.replace(" ", "")):
        assert [name for name in found(world.root, word) if name.startswith("frontdoor")] == []


def test_audit_log_holds_nothing_that_people_wrote(world):
    write_everything(world)
    rows = db.records.execute_sql("SELECT facts, subject, noun, actor FROM audit_entry").fetchall()
    assert [row for row in rows if "zq7" in str(tuple(row)).lower()] == []


@pytest.mark.postgres
def test_tables_hold_nothing_that_people_wrote_on_postgres(postgres_world, postgres):
    write_everything(postgres_world)
    with postgres.connect() as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname IN ('frontdoor', 'records')"
        ).fetchall()
        rows = {
            f"{schema}.{table}": connection.execute(
                f'SELECT count(*) FROM {schema}."{table}" AS t WHERE t::text ILIKE %s'
                " OR t::text ILIKE %s", ("%zq7%", "%" + b"Zq7".hex() + "%"),
            ).fetchone()
            for schema, table in tables
        }  # fmt: skip
    assert len(rows) > 50
    assert {table: count for table, count in rows.items() if count != (0,)} == {}
