"""Accounts made on the command line."""

from typing import Any

import pytest
from click.testing import CliRunner

from shared.accounts import enrollment, totp
from shared.cli import main
from shared.records.models import Account, Grant
from tests.cli.running import run


def halves(said: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)


def enroll(username: str, lines: dict[str, str]) -> Any:
    opened = enrollment.opened_by(username, lines["first half"], lines["second half"])
    secret = totp.new_secret()
    return enrollment.enroll(opened.id, "gravel piano quilt otter", secret, totp.last_code(secret))


def test_account_prints_the_holders_code_once_and_no_secret(root):
    said = run("--data", root, "account", "Ada", "--role", "administrator", "--role",
               "auditor").output  # fmt: skip
    lines = halves(said)
    assert sorted(lines) == ["first half", "second half", "user name"]
    account = Account.get()
    assert (account.username, account.passphrase) == ("ada", "")
    assert {(row.role, row.facility_id) for row in Grant.select()} == {
        ("administrator", None), ("auditor", None),
    }  # fmt: skip
    assert enroll("ada", lines).passphrase.startswith("$argon2id$")


def test_first_two_administrators_are_made_at_init(tmp_path):
    root = tmp_path / "data"
    said = run("--data", root, "init", "--administrator", "ada", "--administrator", "ben").output
    assert said.count("first half: ") == said.count("second half: ") == 2
    assert [row.username for row in Account.select().order_by(Account.username)] == ["ada", "ben"]
    assert {row.role for row in Grant.select()} == {"administrator"}


@pytest.mark.parametrize("names", [["ada"], ["ada", "ADA"], ["ada", "b c"]])
def test_one_administrator_at_init_is_refused_and_nothing_is_made(tmp_path, names):
    root = tmp_path / "data"
    given = [word for name in names for word in ("--administrator", name)]
    assert "Give --administrator twice" in run("--data", root, "init", *given, status=2).output
    assert not root.exists()


def test_account_is_renewed_where_no_two_administrators_are_left(root):
    first = halves(run("--data", root, "account", "ada", "--role", "administrator").output)
    enroll("ada", first)
    lines = halves(run("--data", root, "account", "ADA", "--renew").output)
    assert Account.get().passphrase == ""
    assert enrollment.opened_by("ada", first["first half"], first["second half"]) is None
    assert enroll("ada", lines).passphrase != ""
    run("--data", root, "account", "nobody", "--renew", status=1)
    run("--data", root, "account", "ada", "--renew", "--role", "planner", status=2)


def test_account_with_roles_apart_is_refused_with_the_policys_line(root):
    said = run("--data", root, "account", "ada", "--role", "screener@MSP", "--role", "planner",
               status=1).output  # fmt: skip
    assert "One person cannot hold these roles together. No one who works at" in said
    assert Account.select().count() == 0


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
