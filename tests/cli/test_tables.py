"""The tables that the command line prints."""

import json

from tests.cli.running import run
from tests.support.world import World


def test_workflow_table_needs_no_installation_and_can_be_written(tmp_path):
    printed = run("workflow-table").output
    assert printed.startswith("# The workflows\n")
    assert "## Case\n\n| State |" in printed
    page = tmp_path / "workflows.md"
    run("workflow-table", "--write", page)
    assert page.read_text() == printed


def test_routes_list_every_route_with_what_it_requires(world: World):
    rows = json.loads(run("--data", world.root, "routes", "--json").output)
    assert {row["site"] for row in rows} == {"portal", "staff"}
    assert [row for row in rows if not row["requirement"]] == []
    plain = run("--data", world.root, "routes").output
    assert len(plain.splitlines()) == len(rows)
