"""The workflow's tables and the list of routes, for people to read."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import click

from shared import dialogue, letters, policy
from shared.base.values import Values
from shared.cli.opening import pass_data
from shared.frontdoor.wording import WORDS
from shared.records.workflow import ANY, KEEP, AnyWorkflow

FLOWS = (dialogue.FLOW, letters.LETTER, letters.DELIVERY, letters.REGISTRATION,
         letters.MATCH)  # fmt: skip
INTRODUCTION = """# The workflows

Each workflow is two tables: what a state means, and who may move it where, on what terms. Made by
`script/tables` from the rows in the code; a test fails when this page is stale. "Only if" names
the conditions; below each table is what staff read when one is not met. "With a code": the form
asks for a one-time code again, for this act alone.
"""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _states(flow: AnyWorkflow) -> list[str]:
    lines = [_row("State", "Waiting on", "The person reads", "Until told by a person")]
    lines.append("|---|---|---|---|")
    for state in flow.states:
        reads = WORDS[state.reads].sentence if state.reads else "–"
        until = _until_told(state.until_told)
        lines.append(
            _row(f"**{state.label}** `{state.name}`", state.waiting_on or "–", reads, until)
        )
    return lines


def _until_told(code: str) -> str:
    if code == KEEP:
        return "what it said before"
    return WORDS[code].sentence if code else ""


def _transitions(flow: AnyWorkflow) -> list[str]:
    lines = [
        _row("From", "Action", "To", "By whom", "Only if", "Then"),
        "|---|---|---|---|---|---|",
    ]
    return lines + [
        _row(
            ", ".join("any open" if state == ANY else state for state in row.sources),
            f"{row.label} `{row.action}`" + ", with a code" * row.steps_up,
            row.target or "–", ", ".join(row.by), _names(row.guards), _names(row.effects),
        )
        for row in flow.transitions
    ]  # fmt: skip


def _names(parts: tuple[object, ...]) -> str:
    """Guards by their predicates, effects by their own names."""
    return ", ".join(_name(part) for part in parts)


def _name(part: Any) -> str:
    name: str = getattr(part, "predicate", part).__name__
    return name.replace("_", " ")


def _conditions(flow: AnyWorkflow) -> list[str]:
    said = {
        _name(guard): guard.sentence
        for row in flow.transitions for guard in row.guards
    }  # fmt: skip
    return [f"- *{name}*, or: {said[name]}" for name in sorted(said)]


def as_markdown() -> str:
    """Every workflow's two tables, as `docs/workflows.md` has them."""
    lines = [INTRODUCTION]
    for flow in FLOWS:
        lines += [f"## {flow.noun.capitalize()}", "", *_states(flow), "", *_transitions(flow), ""]
        lines += [*_conditions(flow), ""]
    return policy.fill("\n".join(lines).rstrip() + "\n", policy.load("mississippi"), "en")


@click.command("workflow-table")
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False),
              help="Write them to FILE.")  # fmt: skip
def workflow_table(write: Path | None) -> None:
    """Print every workflow as two tables: states, and transitions."""
    if write is None:
        click.echo(as_markdown(), nl=False)
        return
    write.write_text(as_markdown(), "utf-8")
    click.echo(f"Wrote the tables to {write}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_data
def routes(data: Path, as_json: bool) -> None:
    """List every route: site, methods, address, endpoint, and what it requires.

    Works without an installation too: one is made for the moment.
    """
    with tempfile.TemporaryDirectory() as scratch:
        rows = _routes(data, Path(scratch) / "data")
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        where = f"{row['site']:7} {','.join(row['methods']):9} {row['path']:40}"
        click.echo(f"{where} {row['endpoint']:32} {row['requirement']}")


def _routes(data: Path, scratch: Path) -> list[Values]:
    import wsgi
    from shared import web
    from shared.base import config
    from shared.records import installation

    try:
        root = config.load_staff(data).root
    except config.NotInstalled:
        root = installation.init(installation.Plan(scratch)).root
    os.environ["FIRSTWORD_DATA"] = str(root)
    return [
        {"site": site} | route
        for site, make in (("portal", wsgi.portal), ("staff", wsgi.staff))
        for route in web.routes(make())
    ]
