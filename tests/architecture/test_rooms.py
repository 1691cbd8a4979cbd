"""What the house's plan says of its rooms, held by looking at the rooms."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateSyntaxError, meta

from shared import web
from shared.base import db
from shared.records.models import Assessment, AuditEntry, Signature
from shared.records.permissions import RULES
from tests.support import shortcut
from tests.support.world import HERE

ROOT = Path(__file__).parents[2]
GET_ENTRIES = (".read", "search.run")  # what a GET may commit, besides last-seen (law 8)


def test_import_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.law_2
def test_portals_process_never_loads_the_console_or_the_records(world):
    script = """
import sys
sys.path.insert(0, %r)
import os
os.environ["FIRSTWORD_DATA"] = %r
import wsgi
app = wsgi.portal()
client = app.test_client()
for path in ("/", "/ask", "/notice", "/status", "/safety", "/es/"):
    client.get(path, base_url=%r)
closed = ("staff", "shared.records")
bad = [m for m in sys.modules if any(m == c or m.startswith(c + ".") for c in closed)]
print(bad)
"""
    text = script % (str(ROOT), str(world.root), world.settings.portal_origin)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.law_2
def test_portal_opens_no_file_of_the_records(world):
    """Where its user may not even look into the records' folder, the portal works all the same."""
    hidden = world.root.with_name("elsewhere")
    (world.root / "records").rename(hidden)
    try:
        page = world.person().get("/")
        assert page.status == 200
    finally:
        hidden.rename(world.root / "records")


def routes(world: Any) -> list[dict[str, Any]]:
    return [*web.routes(world.console), *web.routes(world.public)]


@pytest.mark.law_3
def test_every_route_has_a_requirement(world):
    for route in routes(world):
        wanted = route["requirement"]
        assert wanted, route["path"]
        if route["site"] == "staff" and wanted not in ("public", "account"):
            noun, _, verb = wanted.partition(".")
            assert (noun, verb) in RULES, f"{route['path']} requires {wanted}, which is nobody's"


def test_what_anybody_may_open_of_the_console_is_this_and_no_more(world):
    public = {r["path"] for r in web.routes(world.console) if r["requirement"] == "public"}
    assert public == {"/", "/enroll", "/enroll/secrets", "/healthz", "/language", "/sign-in",
                      "/static/<path:name>"}  # fmt: skip


@pytest.mark.law_3
def test_stranger_gets_no_page_of_the_console(world):
    stranger = world.stranger()
    for route in web.routes(world.console):
        path = re.sub(r"<[^>]+>", "0" * 20, route["path"])
        if route["requirement"] == "public" or "GET" not in route["methods"]:
            continue
        page = stranger.get(path, expect=303)
        assert "/sign-in" in page.location, path


@pytest.mark.law_3
@pytest.mark.slow
def test_every_role_gets_only_the_pages_that_its_rights_name(world):
    from shared.records import permissions

    shortcut.to(world, "review")
    for who in ("planner", "advocate", "facilitator2", "auditor", "administrator",
                f"screener@{HERE}", f"chaplain@{HERE}", f"superintendent@{HERE}"):  # fmt: skip
        visitor, actor = world.staff(who), world.actor(who)
        for route in web.routes(world.console):
            if "GET" not in route["methods"] or route["requirement"] in ("public", "account"):
                continue
            path = re.sub(r"<[^>]+>", "0" * 20, route["path"])
            page = visitor.get(path, expect=None)
            noun, _, verb = route["requirement"].partition(".")
            if permissions.may(actor, noun, verb):
                assert page.status in (200, 404), (who, path, page.status)
            else:
                assert page.status == 403, (who, path, page.status)


class Commits:
    """How the records look, table by table."""

    def __init__(self) -> None:
        self.seen = self.look()

    @staticmethod
    def look() -> dict[str, list[Any]]:
        tables = [t for t in db.records.get_tables() if t not in ("staff_session", "audit_head")]
        return {
            table: db.records.execute_sql(f"SELECT * FROM {table}").fetchall() for table in tables
        }

    def since(self) -> set[str]:
        """The tables that changed, apart from entries of a reading."""
        now = self.look()
        changed = {table for table in now if now[table] != self.seen[table]}
        new = len(now["audit_entry"]) - len(self.seen["audit_entry"])
        rows = AuditEntry.select().order_by(AuditEntry.seq.desc()).limit(new)
        if all(row.event.endswith(GET_ENTRIES) for row in rows):
            changed.discard("audit_entry")
        return changed


@pytest.mark.law_8
@pytest.mark.slow
def test_get_commits_nothing_but_a_read_entry(world):
    asked = shortcut.to(world, "review")
    world.tick()
    world.work()
    answers = {"subject": asked.case.id, "action": "hold", "grant_id": "0", "name": "none"}
    people = {
        "/people/<subject>": asked.case.person_id,
        "/assessments/<subject>": Assessment.get().id,
        "/signatures/<subject>": Signature.get().id,
        "/accounts/<subject>": world.logins["auditor"].id,
    }
    opened = 0
    for who in ("planner", "coordinator", "auditor", "administrator", f"superintendent@{HERE}"):
        visitor = world.staff(who)
        for route in web.routes(world.console):
            if "GET" not in route["methods"]:
                continue
            subject = next((v for k, v in people.items() if route["path"].startswith(k)), None)
            given = answers | ({"subject": subject} if subject else {})
            path = re.sub(r"<(?:\w+:)?(\w+)>", lambda m, g=given: g.get(m[1], "0"), route["path"])
            before = Commits()
            page = visitor.get(path, expect=None)
            assert page.status < 500, path
            opened += page.status == 200
            assert before.since() == set(), f"GET {path} as {who}"
    assert opened > 40


def _templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def test_every_template_compiles_and_asks_only_for_templates_that_exist(world):
    sites = {"staff": world.console.jinja_env, "portal": world.public.jinja_env}
    for file in _templates():
        name = file.relative_to(ROOT / "templates")
        if name.parts[0] == "documents":
            continue  # the documents' own environment; their samples render every one
        for environment in [sites[name.parts[0]]] if name.parts[0] in sites else sites.values():
            try:
                environment.get_template(str(name))
            except TemplateSyntaxError as wrong:
                pytest.fail(f"{name}:{wrong.lineno}: {wrong.message}")
            tree = environment.parse(file.read_text("utf-8"))
            for used in meta.find_referenced_templates(tree):
                if used is not None:
                    environment.get_template(used)


def test_undefined_is_an_error_in_pages(world):
    from jinja2 import StrictUndefined

    assert world.console.jinja_env.undefined is StrictUndefined
    assert world.public.jinja_env.undefined is StrictUndefined


FORM = re.compile(r"<form\b[^>]*>", re.IGNORECASE)


@pytest.mark.law_8
def test_no_form_changes_anything_by_get(world):
    """A form without a method, or with GET, only goes where a GET route leads."""
    gets = {r["path"] for r in routes(world) if r["methods"] == ["GET"] or "GET" in r["methods"]}
    for file in _templates():
        for tag in FORM.findall(file.read_text("utf-8")):
            if 'method="post"' in tag or "{{ method }}" in tag:
                continue
            endpoint = re.search(r"url_for\('([\w.]+)'", tag)
            assert endpoint, f"{file.name}: {tag}"
            assert any("GET" in r["methods"] for r in routes(world) if r["endpoint"] == endpoint[1])
    assert gets


def test_no_script_and_no_style_stands_in_a_page():
    for file in _templates():
        if file.parent.name == "documents":
            continue
        text = file.read_text("utf-8")
        assert " style=" not in text, file.name
        assert not re.search(r"\son\w+=", text), file.name
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script, file.name


def test_files_are_short():
    long = [
        f"{file.relative_to(ROOT)}: {count}"
        for room in ("shared", "staff", "portal") for file in (ROOT / room).rglob("*.py")
        if "migrations" not in file.parts
        for count in [len(file.read_text("utf-8").splitlines())] if count > 400
    ]  # fmt: skip
    assert long == []


def test_public_functions_say_what_they_do():
    kinds = ast.FunctionDef | ast.ClassDef
    silent = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for room in ("shared", "staff", "portal") for file in (ROOT / room).rglob("*.py")
        if not {"migrations", "samples"} & set(file.parts)
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, kinds) and node.name[0] != "_" and not ast.get_docstring(node)
    ]  # fmt: skip
    assert silent == []


def test_workflow_tables_are_fresh():
    from shared.cli import tables

    text = (ROOT / "docs" / "workflows.md").read_text("utf-8")
    assert text == tables.as_markdown(), "docs/workflows.md is stale: run script/tables"


def test_readme_is_short():
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert len(lines) <= 150
