"""The tables that the command line prints."""

import json

from shared.cli.tables import BEGIN, END
from tests.cli.running import run
from tests.support.world import World


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
