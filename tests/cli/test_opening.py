"""Commands where there is no installation, or one that cannot be used as it is."""

import importlib

import apsw
import pytest

from shared.base import schema
from tests.cli.running import run

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


def test_command_refuses_a_database_that_was_changed_by_hand(root):
    with apsw.Connection(f"{root}/records/records.sqlite") as raw:
        raw.execute("DROP TRIGGER audit_entry_stays")
    for words in (["collect"], ["migrate"], ["serve", "--worker-only"]):
        said = run("--data", root, *words, status=1).output
        assert said.startswith("Error: The records database is not what its version says: ")
        assert "trigger audit_entry_stays is missing" in said
    run("--data", root, "audit", "verify")  # which is there to find out what was changed


@pytest.mark.parametrize("site", ["portal", "staff"])
def test_site_does_not_start_on_a_database_that_was_changed(root, site):
    with apsw.Connection(f"{root}/frontdoor/frontdoor.sqlite") as raw:
        raw.execute("ALTER TABLE throttle ADD COLUMN note TEXT")
    with pytest.raises(schema.Unfit, match="table throttle differs"):
        importlib.import_module(site).create_app(root)
