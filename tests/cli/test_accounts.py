"""Accounts made on the command line."""

import pytest
from click.testing import CliRunner

from shared.cli import main
from shared.records.models import Account, Grant
from tests.cli.running import run


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
