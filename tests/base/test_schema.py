"""Both engines: migrations make what the models describe, and what is otherwise is refused."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shared.base import db, schema
from tests.support.tables import FRONTDOOR, RECORDS, SIDES, make_from_models, numbered, text

# SHA-256 of all files of a released set, in the order of their names.
RELEASED = {
    "0001_version_1_0_0": "7b7023e4740df6f40c7f06a0f9820ab823bf3c20c2d809da4a7fdd846415ae2c",
}


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
    name = schema_of(url)
    tables = {}
    for table in sorted(set(database.get_tables(name)) - {schema.HISTORY}):
        columns = {
            one.name: (one.data_type.upper(), one.null, one.primary_key)
            for one in database.get_columns(table, name)
        }
        indexes = sorted((one.columns, one.unique) for one in database.get_indexes(table, name))
        foreign = sorted(
            (one.column, one.dest_table, one.dest_column)
            for one in database.get_foreign_keys(table, name)
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
    schema.migrate(migrated, side)
    make_from_models(created, side)
    found, wanted = shape(migrated, two_urls[0]), shape(created, two_urls[1])
    migrated.close()
    created.close()
    assert sorted(found) == sorted(wanted)
    for table in wanted:
        assert {table: found[table]} == {table: wanted[table]}


@pytest.mark.parametrize("side", sorted(SIDES))
def test_migrations_run_twice_do_nothing_more(database, database_url, side):
    assert schema.migrate(database, side) == numbered(side)
    before = shape(database, database_url)
    assert schema.migrate(database, side) == []
    assert shape(database, database_url) == before


def test_every_model_is_in_a_list_that_is_migrated():
    assert of_project(below(db.FrontdoorModel)) == {model.__name__ for model in FRONTDOOR}
    assert of_project(below(db.RecordsModel)) == {model.__name__ for model in RECORDS}


def test_migrations_begin_the_audit_chain(database):
    schema.migrate(database, "records")
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
    monkeypatch.setattr(schema, "MIGRATIONS", tmp_path)
    for _ in range(2):
        with pytest.raises(Exception, match="absent"):
            schema.migrate(database, "records")
        assert database.table_exists("half") is False
    (tmp_path / "records" / "0001_half.py").write_text(HALF.replace("absent", "half"))
    file = schema.file(database, "records", "0001_half")
    table = "half (name TEXT)" if db.is_embedded(database) else '"half" (name text)'
    file.write_text(f"-- half\n\nCREATE TABLE {table};\n")
    assert schema.migrate(database, "records") == ["0001_half"]


MIGRATE = """
import sys
from shared.base import db, schema
print(len(schema.migrate(db.connect(sys.argv[1]), "records")))
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


# -- what was released stays -------------------------------------------------------------------


def digest_of(number: str) -> str:
    found = hashlib.sha256()
    for path in sorted(schema.MIGRATIONS.glob(f"*/{number}.*")):
        found.update(path.read_bytes())
    return found.hexdigest()


@pytest.mark.parametrize("number", sorted(RELEASED))
def test_released_set_is_never_changed(number):
    assert digest_of(number) == RELEASED[number], (
        f"{number} was changed, but installations have it already and would be refused. Put it "
        "back, and add a new numbered migration to shared/migrations (CONTRIBUTING.md, Change a "
        "table)."
    )


def test_every_migration_says_what_stands_after_it():
    for side in SIDES:
        for number in numbered(side):
            for engine in ("sqlite", "postgres"):
                path = schema.MIGRATIONS / side / f"{number}.{engine}.sql"
                assert path.exists(), f"{path.name} is missing; run script/schema"


@pytest.mark.parametrize("side", sorted(SIDES))
def test_newest_files_say_what_the_models_make(database, side):
    # Also the order of columns and the names of indexes; what is not a table's is the migrations'.
    make_from_models(database, side)
    wanted = schema.statements(schema.file(database, side, numbered(side)[-1]))
    others = [
        one
        for one in schema.differences(schema.described(database), wanted)
        if not one.startswith(("trigger", "function"))
    ]
    assert others == [], "the models and the newest migration differ; see CONTRIBUTING.md"


# -- what is otherwise is refused --------------------------------------------------------------


@pytest.fixture
def migrated(database: Any) -> Any:
    schema.migrate(database, "records")
    return database


def said(database: Any, side: str = "records") -> str:
    with pytest.raises(schema.Unfit) as refused:
        schema.check(database, side)
    return str(refused.value)


def test_check_passes_what_the_migrations_made(migrated):
    schema.check(migrated, "records")


DAMAGE = {
    "DROP TABLE keeping": "table keeping is missing",
    "DROP INDEX task_subject": "index task_subject is missing",
    "CREATE INDEX mine ON task (due_on)": "index mine should not be there",
    "CREATE TABLE mine (name TEXT)": "table mine should not be there",
    "ALTER TABLE task ADD COLUMN note TEXT": "table task differs",
    "ALTER TABLE task RENAME COLUMN due_on TO due": "table task differs",
}
DAMAGE_TO_TRIGGERS = {
    "sqlite": {"DROP TRIGGER audit_entry_kept": "trigger audit_entry_kept is missing"},
    "postgres": {
        "DROP TRIGGER audit_entry_kept ON audit_entry": "trigger audit_entry_kept is missing",
        "ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept":
            "table audit_entry should not be there",
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RETURN OLD; END$$": "function audit_refuse differs",
        "ALTER TABLE task ALTER COLUMN subject DROP NOT NULL": "table task differs",
        "ALTER TABLE task DROP CONSTRAINT task_account_id_fkey": "table task differs",
    },
}  # fmt: skip


def test_check_names_what_was_changed_by_hand(migrated):
    todo = DAMAGE | DAMAGE_TO_TRIGGERS[schema.engine(migrated)]
    for statement, named in todo.items():
        with migrated.atomic() as undone:
            migrated.execute_sql(statement)
            # On PostgreSQL a question within the transaction is all that can be asked.
            applied = numbered("records")[-1]
            wanted = schema.statements(schema.file(migrated, "records", applied))
            assert named in schema.differences(schema.described(migrated), wanted)
            undone.rollback()
    schema.check(migrated, "records")


def test_check_refuses_and_says_what_to_do(migrated):
    migrated.execute_sql("CREATE INDEX mine ON task (due_on)")
    sentence = said(migrated)
    assert sentence.startswith(
        "The records database is not what its version says: index mine should not be there. "
        "Undo what was changed by hand,"
    )
    assert "restore the database from its backup" in sentence
    with pytest.raises(schema.Unfit, match="index mine"):
        schema.migrate(migrated, "records")


def test_check_names_no_more_than_can_be_read(migrated):
    for number in range(9):
        migrated.execute_sql(f"CREATE TABLE mine_{number} (name TEXT)")
    assert "mine_4 should not be there, and 4 more." in said(migrated)


def test_empty_database_asks_for_migrate(database):
    assert "Run 'firstword migrate'" in said(database)


def test_database_with_tables_of_others_is_not_migrated(database):
    database.execute_sql("CREATE TABLE account (name TEXT)")
    with pytest.raises(schema.Unfit, match="table account should not be there"):
        schema.migrate(database, "records")


def test_installation_from_before_the_first_release_is_refused(database):
    runner = schema.runner(database, "records")
    runner.History.create_table()
    runner.History.create(name="0001_people")
    assert "made before version 1.0.0" in said(database)
    with pytest.raises(schema.Unfit, match="Make a new installation"):
        schema.migrate(database, "records")


def test_database_of_a_newer_release_is_refused(migrated):
    schema.runner(migrated, "records").History.create(name="0099_later")
    assert "newer release of First Word (it has 0099_later)" in said(migrated)
    with pytest.raises(schema.Unfit, match="newer release"):
        schema.migrate(migrated, "records")


LATER = """
def up(migrator, db):
    db.execute_sql("ALTER TABLE task ADD COLUMN note TEXT")
"""


@pytest.fixture
def a_later_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project with one more migration, which adds a column."""
    folder = tmp_path / "later"
    shutil.copytree(schema.MIGRATIONS, folder)
    (folder / "records" / "0002_note.py").write_text(LATER)
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    return folder


def test_database_of_an_earlier_version_asks_for_migrate(migrated, a_later_release):
    assert "is of an earlier version. Stop both sites and the worker" in said(migrated)


def test_later_migration_leads_to_what_its_file_says(migrated, a_later_release):
    path = schema.file(migrated, "records", "0002_note")
    with migrated.atomic() as undone:
        migrated.execute_sql("ALTER TABLE task ADD COLUMN note TEXT")
        found = schema.described(migrated)
        undone.rollback()
    path.write_text(text("records", "0002_note", schema.engine(migrated), found))
    assert schema.migrate(migrated, "records") == ["0002_note"]
    schema.check(migrated, "records")


def test_database_that_does_not_answer_is_passed_over_with_a_warning(caplog):
    nowhere = db.connect("postgresql://nobody@127.0.0.1:1/none?schema=records")
    schema.check(nowhere, "records")
    assert "does not answer" in caplog.text
