"""No two modules of the shared layer need one another, whether early or late."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"


def modules() -> dict[str, Path]:
    """Every module of the layer by its dotted name."""
    found = {}
    for path in SHARED.rglob("*.py"):
        parts = path.relative_to(SHARED.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def needs(path: Path, known: dict[str, Path]) -> set[str]:
    """What a module imports of the layer, in functions too; a package only for its own names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{one.name}" for one in node.names}
            found |= {name if name in known else node.module for name in inside}
    return found & set(known)


def test_no_import_goes_in_a_circle() -> None:
    known = modules()
    graph = {name: needs(path, known) - {name} for name, path in known.items()}
    assert len(graph) > 100
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        raise AssertionError(" → ".join(circle.args[1])) from circle


def test_a_circle_would_be_seen() -> None:
    known = modules()
    graph = {name: needs(path, known) - {name} for name, path in known.items()}
    graph["shared.letters.delivery.row"].add("shared.letters.table")
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return
    raise AssertionError("the circle was not seen")
