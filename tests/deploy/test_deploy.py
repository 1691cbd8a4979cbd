"""What is shipped for a real machine: the rights on PostgreSQL, the units, the proxy."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shared import worker
from shared.base import db, schema
from shared.frontdoor import letterbox
from shared.intake import collecting
from shared.records import audit, installation, vault
from shared.records.installation import Plan
from shared.records.models import AuditEntry
from tests.support.postgres import programs
from tests.support.tables import FRONTDOOR

STAFF, PORTAL = "firstword_staff", "firstword_portal"

# Everything that the public site does on its own tables.
VISIT = """
import sys
from datetime import date, timedelta
from pathlib import Path
import portal
from shared.base import clock, config, db
from shared.frontdoor import (
    drafts, hashing, letterbox, noticeboard, sealing, sessions, throttle,
)
root = Path(sys.argv[1])
app = portal.create_app(root)
keys = sealing.load_portal_keys(root / "frontdoor" / "keys.json")
key = sealing.reference_key_of(keys, "KT47-RM36-HA94")
with db.write(db.frontdoor):
    letterbox.drop(keys, {"kind": "complaint", "reference": "KT47-RM36-HA94", "language": "en",
                          "answers": {"words": "x"}})
noticeboard.admit(key, "dialogue", hashing.hash_code("1234567890123456"), date(2026, 3, 2))
assert noticeboard.enter(key, "1234567890123456")
noticeboard.visit(key)
noticeboard.ask(key, "stop")
noticeboard.renew(key, hashing.hash_code("6543210987654321"))
assert noticeboard.read(key).state == "dialogue_received"
assert throttle.hit("k", 5, 60) == 0
throttle.forget("k")
throttle.sweep()
sessions.sweep(sessions.PortalSession)
drafts.sweep()
client = app.test_client()
for page in ("/", "/ask", "/notice", "/status", "/safety", "/healthz"):
    answer = client.get(page, base_url="http://127.0.0.1:8000")
    assert answer.status_code in (200, 302, 303), (page, answer.status_code)
    answer.close()
print("visited")
"""

# table: what the portal's role may do there, of the four
RIGHTS = {
    "frontdoor.letterbox": "INSERT", "frontdoor.noticeboard": "SELECT",
    "frontdoor.access": "DELETE INSERT SELECT UPDATE",
    "frontdoor.draft": "DELETE INSERT SELECT UPDATE",
    "frontdoor.portal_session": "DELETE INSERT SELECT UPDATE",
    "frontdoor.throttle": "DELETE INSERT SELECT UPDATE", "frontdoor.schema_migration": "SELECT",
}  # fmt: skip


def run_script(postgres: Any, project: Path) -> str:
    done = subprocess.run(
        [programs() / "psql", "-q", "-X", "-d", postgres.url(), "-f", "deploy/postgres.sql"],
        cwd=project, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture
def bare(postgres: Any) -> Iterator[Any]:
    """An empty database; the roles, which are the server's, go with it."""
    with postgres.connect() as connection:
        connection.execute("DROP SCHEMA frontdoor")
        connection.execute("DROP SCHEMA records")
    yield postgres
    for proxy in (db.frontdoor, db.records):
        if proxy.obj is not None and not proxy.is_closed():
            proxy.close()
    with postgres.connect() as connection:
        for role in (PORTAL, STAFF):
            connection.execute(f"DROP OWNED BY {role} CASCADE")
            connection.execute(f"DROP ROLE {role}")


@pytest.fixture
def installed(bare: Any, tmp_path: Path, project: Path, monkeypatch: Any) -> Any:
    """An installation as the manual makes it: addresses without a user, a role for each."""
    run_script(bare, project)
    monkeypatch.setenv("PGUSER", STAFF)
    where = f"postgresql://127.0.0.1:{bare.port}/{bare.name}"
    installation.init(Plan(
        tmp_path / "data", frontdoor_url=f"{where}?schema=frontdoor",
        records_url=f"{where}?schema=records",
    ))  # fmt: skip
    run_script(bare, project)
    return bare


def rights_of(postgres: Any, role: str) -> dict[str, str]:
    with postgres.connect() as connection:
        rows = connection.execute(
            "SELECT schemaname || '.' || tablename, string_agg(verb, ' ' ORDER BY verb)"
            " FROM pg_tables, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE',"
            " 'REFERENCES', 'TRIGGER']) AS verb"
            " WHERE schemaname IN ('frontdoor', 'records', 'public')"
            " AND has_table_privilege(%s, quote_ident(schemaname) || '.' || quote_ident(tablename),"
            " verb) GROUP BY 1",
            (role,),
        ).fetchall()
    return dict(rows)


@pytest.mark.postgres
@pytest.mark.law_2
def test_portal_s_role_has_exactly_its_rights(installed):
    assert rights_of(installed, PORTAL) == RIGHTS
    with installed.connect() as connection:
        schemas = connection.execute(
            "SELECT nspname, has_schema_privilege(%s, nspname, 'USAGE'),"
            " has_schema_privilege(%s, nspname, 'CREATE') FROM pg_namespace"
            " WHERE nspname IN ('frontdoor', 'records', 'public') ORDER BY 1",
            (PORTAL, PORTAL),
        ).fetchall()
    assert schemas == [
        ("frontdoor", True, False), ("public", False, False), ("records", False, False),
    ]  # fmt: skip


REFUSED = [
    "SELECT body FROM frontdoor.letterbox", "SELECT count(*) FROM frontdoor.letterbox",
    "DELETE FROM frontdoor.letterbox", "UPDATE frontdoor.letterbox SET body = ''",
    ("INSERT INTO frontdoor.letterbox (id, about, format, key_id, dropped_at, body)"
     " VALUES ('x', 'a', 1, 'k', now(), '') RETURNING body"),
    "TRUNCATE frontdoor.letterbox", "UPDATE frontdoor.noticeboard SET state = 'stopped'",
    "INSERT INTO frontdoor.noticeboard VALUES ('x', 'stopped', now(), 1)",
    "DELETE FROM frontdoor.noticeboard", "SELECT 1 FROM records.person",
    "SELECT 1 FROM records.audit_head", "CREATE TABLE frontdoor.mine (x int)",
    "CREATE TABLE public.mine (x int)", "CREATE SCHEMA mine", "SET ROLE firstword_staff",
    "DROP TABLE frontdoor.access", "ALTER TABLE frontdoor.letterbox DISABLE TRIGGER ALL",
]  # fmt: skip


@pytest.mark.postgres
@pytest.mark.law_2
def test_portal_s_role_is_refused_everything_else(installed):
    with installed.connect(PORTAL) as connection:
        for statement in REFUSED:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
        # PostgreSQL warns here, and grants nothing.
        connection.execute("GRANT SELECT ON frontdoor.letterbox TO firstword_portal")
    assert rights_of(installed, PORTAL) == RIGHTS


@pytest.mark.postgres
def test_portal_does_all_it_does_with_its_role(installed, tmp_path, project):
    done = subprocess.run(
        [sys.executable, "-c", VISIT, tmp_path / "data"], cwd=project, capture_output=True,
        text=True, timeout=100, check=False, env=os.environ | {"PGUSER": PORTAL},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "visited\n", "")
    assert letterbox.waiting() == 1
    assert collecting.collect() == (0, 1)  # a complaint under a reference that nobody has
    assert worker.deliver() == (0, 0)


@pytest.mark.postgres
def test_staff_s_role_appends_to_the_log_and_changes_nothing_in_it(installed):
    with audit.recorded(installation.WORKER, "account.changed", "account", "x", what="x"):
        pass
    assert audit.verify(vault.keys().audit).entries == AuditEntry.select().count() == 2
    kept = (
        "UPDATE records.audit_entry SET facts = ''", "DELETE FROM records.audit_entry",
        "TRUNCATE records.audit_entry", "DELETE FROM records.audit_head",
        "INSERT INTO records.audit_head VALUES (2, 0, '')",
    )  # fmt: skip
    with installed.connect(STAFF) as connection:
        for statement in kept:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


@pytest.mark.postgres
def test_script_run_again_changes_nothing(installed, project):
    before = rights_of(installed, PORTAL), rights_of(installed, STAFF)
    assert run_script(installed, project) == ""
    assert (rights_of(installed, PORTAL), rights_of(installed, STAFF)) == before
    assert installation.migrate() == []


@pytest.mark.postgres
def test_script_takes_back_what_was_granted_by_hand(installed, project):
    with installed.connect() as connection:
        connection.execute(f"GRANT ALL ON frontdoor.letterbox, records.person TO {PORTAL}")
        connection.execute(f"GRANT USAGE ON SCHEMA records TO {PORTAL}")
    run_script(installed, project)
    assert rights_of(installed, PORTAL) == RIGHTS


@pytest.mark.postgres
def test_a_stranger_s_role_cannot_even_enter(installed):
    stranger = installed.role("stranger")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        installed.connect(stranger)


def test_portal_s_tables_are_those_of_its_migrations():
    granted = {name.partition(".")[2] for name in RIGHTS}
    assert granted == {model._meta.table_name for model in FRONTDOOR} | {schema.HISTORY}
