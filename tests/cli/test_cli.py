"""The command line: every command says what it does, and every error what to do next."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import click
import pytest
from click.testing import CliRunner, Result

from shared.base import config, db
from shared.cli import main
from shared.cli.tables import BEGIN, END
from shared.records import installation, vault
from shared.records.models import Account, Grant
from tests.support.world import World


def commands(group: Any = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in sorted(group.commands.items()):
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def command_at(path: tuple[str, ...]) -> Any:
    found: Any = main
    for name in path:
        found = found.commands[name]
    return found


def run(*words: str | Path, status: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert (result.exit_code, result.output) == (status, result.output)
    return result


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    for proxy in (db.frontdoor, db.records):
        if proxy.obj is not None and not proxy.is_closed():
            proxy.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    run("--data", tmp_path / "data", "init")
    return tmp_path / "data"


# -- help --------------------------------------------------------------------------------------


def test_commands_are_those_that_were_promised():
    assert {path for path in commands() if path[0] != "account"} >= {
        ("serve",), ("init",), ("migrate",), ("demo",), ("collect",), ("deliver",), ("audit",),
        ("audit", "verify"), ("workflow-table",), ("routes",), ("documents",),
        ("documents", "render"), ("keys",),
    }  # fmt: skip


@pytest.mark.parametrize("path", [(), *commands()], ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_of_every_command_is_complete(path, flag):
    said = run(*path, flag).output
    command = command_at(path)
    assert said.startswith(f"Usage: main {' '.join(path)}".rstrip())
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.opts[0] in said
        else:
            assert option.human_readable_name in command.help.upper() + said


# -- without an installation -------------------------------------------------------------------

NEED = [
    ["migrate"], ["keys"], ["account", "x", "--role", "planner"], ["collect"], ["deliver"],
    ["audit", "verify"], ["serve"],
]  # fmt: skip


@pytest.mark.parametrize("words", NEED, ids=" ".join)
def test_command_without_an_installation_says_to_make_one(tmp_path, words):
    result = run("--data", tmp_path / "none", *words, status=1)
    missing = tmp_path.resolve() / "none" / "frontdoor" / "site.toml"
    assert result.output == f"Error: {missing} is missing; run 'firstword init' first\n"
    assert not (tmp_path / "none").exists()


# -- init, migrate, keys -----------------------------------------------------------------------


def test_init_says_what_to_keep_and_what_comes_next(tmp_path):
    said = run("--data", tmp_path / "data", "init", "--policy", "harmed-person",
               "--portal-origin", "https://ask.example.org/",
               "--smtp", "mail.example.org:587").output  # fmt: skip
    assert "Back up its two keys.json files" in said
    assert "Next: firstword account" in said
    settings = config.load_staff(tmp_path / "data")
    assert (settings.policy, settings.portal_origin, settings.https, settings.smtp_host,
            settings.smtp_port) == (
        "harmed-person", "https://ask.example.org", True, "mail.example.org", 587,
    )  # fmt: skip


def test_init_again_is_refused_and_says_what_to_do(root):
    before = (root / "records" / "keys.json").read_bytes()
    said = run("--data", root, "init", status=1).output
    assert "holds an installation already; 'firstword migrate' brings it up to date" in said
    assert (root / "records" / "keys.json").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--smtp", "mail:many"], "'mail:many' is no HOST:PORT"),
        (["--policy", "nowhere"], "'nowhere' is not one of"),
        (["--records-url", "mysql://x"], "unknown kind of database"),
    ],
)
def test_init_with_a_wrong_option_says_so_and_makes_nothing(tmp_path, words, said):
    assert said in run("--data", tmp_path / "data", "init", *words, status=2).output
    assert not (tmp_path / "data").exists()


def test_migrate_says_what_was_applied(root):
    assert run("--data", root, "migrate").output == "Both databases are up to date.\n"


def test_keys_are_named_and_never_shown(root):
    installation.open_staff(root)
    facts = json.loads(run("--data", root, "keys", "--json").output)
    plain = run("--data", root, "keys").output
    held = vault.keys()
    assert (facts["letterbox"], facts["letterbox in use"], facts["data keys"]) == (
        sorted(held.letterbox), held.portal.letterbox_key_id, 0,
    )  # fmt: skip
    for secret in (held.audit.hex(), held.index.hex(), held.web_secret, "PRIVATE KEY",
                   held.portal.reference_key.hex()):  # fmt: skip
        assert secret not in plain + json.dumps(facts)


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}"])
def test_damaged_keys_are_named_with_what_to_do(root, damage):
    (root / "records" / "keys.json").write_text(damage)
    said = run("--data", root, "keys", status=1).output
    assert "Put keys and settings back from their backup; nothing was changed." in said
    assert "keys.json" in said


def test_missing_keys_are_named_with_what_to_do(root):
    (root / "frontdoor" / "keys.json").unlink()
    said = run("--data", root, "keys", status=1).output
    assert "frontdoor/keys.json" in said
    assert "Put keys and settings back from their backup" in said


# -- accounts ----------------------------------------------------------------------------------


def test_account_prints_its_secrets_once(root):
    said = run("--data", root, "account", "Ada", "--role", "administrator", "--role",
               "screener@MSP").output  # fmt: skip
    lines = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
    assert sorted(lines) == ["one-time-code secret", "passphrase", "user name"]
    account = Account.get()
    assert (account.username, lines["passphrase"] in account.passphrase) == ("ada", False)
    assert {(row.role, row.facility_id) for row in Grant.select()} == {
        ("administrator", None), ("screener", "MSP"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "role", ["screener", "screener@NOWHERE", "planner@MSP", "king", "", "@MSP"]
)
def test_account_with_a_wrong_role_is_refused_and_names_the_facilities(root, role):
    result = CliRunner().invoke(main, ["--data", str(root), "account", "ada", "--role", role])
    assert (result.exit_code, Account.select().count()) == (1, 0)
    assert "Facilities: " in result.output


def test_account_twice_is_refused(root):
    run("--data", root, "account", "ada", "--role", "planner")
    said = run("--data", root, "account", "ADA", "--role", "planner", status=1).output
    assert "This user name is taken." in said


# -- post, jobs, audit -------------------------------------------------------------------------


def test_collect_and_deliver_say_how_many(world: World):
    world.ask()
    world.drop("nonsense", "KT47-RM36-HA94", {})
    assert run("--data", world.root, "collect").output.endswith("Collected 1, set aside 1.\n")
    assert run("--data", world.root, "collect").output == "Collected 0, set aside 0.\n"


def test_audit_verify_keeps_an_anchor_and_finds_what_was_cut_off(world: World, tmp_path):
    anchor = tmp_path / "anchor"
    said = run("--data", world.root, "audit", "verify", "--anchor", anchor).output
    kept = json.loads(anchor.read_text())
    assert said == f"All {kept['entry']} entries hold. Head: {kept['digest']}\n"
    world.ask()
    world.collect()
    run("--data", world.root, "audit", "verify", "--anchor", anchor)
    after = json.loads(anchor.read_text())
    assert after["entry"] > kept["entry"]
    db.records.close()
    with apsw.Connection(f"{world.root}/records/records.sqlite") as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(f"DELETE FROM audit_entry WHERE seq > {kept['entry']}")
        raw.execute("UPDATE audit_head SET seq = ?, mac = ?", (kept["entry"], kept["digest"]))
    run("--data", world.root, "audit", "verify")
    said = run("--data", world.root, "audit", "verify", "--anchor", anchor, status=1).output
    assert said == (
        f"Error: entry {kept['entry'] + 1}: entries after the anchor are missing. "
        f"The {kept['entry']} before it hold.\n"
    )
    assert json.loads(anchor.read_text()) == after


@pytest.mark.parametrize("text", ["", "not json", "{}", '{"entry": "x", "digest": 1}'])
def test_audit_verify_with_a_damaged_anchor_says_so(world: World, tmp_path, text):
    (tmp_path / "anchor").write_text(text)
    said = run("--data", world.root, "audit", "verify", "--anchor", tmp_path / "anchor",
               status=1).output  # fmt: skip
    assert said.startswith(f"Error: {tmp_path / 'anchor'} is no anchor")
    assert (tmp_path / "anchor").read_text() == text


# -- tables ------------------------------------------------------------------------------------


def test_workflow_table_needs_no_installation_and_can_be_written(tmp_path):
    printed = run("workflow-table").output
    assert printed.startswith("#### Case\n\n| State |")
    page = tmp_path / "README.md"
    page.write_text(f"before\n{BEGIN}\nstale\n{END}\nafter\n")
    run("workflow-table", "--write", page)
    assert page.read_text() == f"before\n{BEGIN}\n{printed}{END}\nafter\n"


def test_workflow_table_refuses_a_file_without_the_marks(tmp_path):
    page = tmp_path / "README.md"
    page.write_text("no marks\n")
    assert "workflow tables" in run("workflow-table", "--write", page, status=1).output
    assert page.read_text() == "no marks\n"


def test_routes_list_every_route_with_what_it_requires(world: World):
    rows = json.loads(run("--data", world.root, "routes", "--json").output)
    assert {row["site"] for row in rows} == {"portal", "staff"}
    assert [row for row in rows if not row["requirement"]] == []
    plain = run("--data", world.root, "routes").output
    assert len(plain.splitlines()) == len(rows)


def test_documents_are_listed_and_an_unknown_one_names_them(tmp_path):
    listed = run("documents").output.splitlines()
    assert len(listed) > 5
    said = run("documents", "render", "nothing", "--sample", "-o", tmp_path / "x.pdf",
               status=2).output  # fmt: skip
    assert "nothing is no document. They are: " in said
    assert not (tmp_path / "x.pdf").exists()
