"""Commands where there is no installation."""

import pytest

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
