"""Every line that runs has its types: mypy is strict over all rooms, and `Any` is rare."""

import re
import tomllib
from pathlib import Path

ROOMS = ("shared", "staff", "portal", "script", "wsgi.py")
# How often the word stands in them, imports among it.  May fall, and never rise.
CEILING = 290
# Libraries without types; and the one module that gives on what it imports.
UNTYPED = {
    "flask_babel", "flask_login", "flask_wtf", "playhouse.migrations", "pypdfium2", "segno",
    "weasyprint", "wtforms",
}  # fmt: skip
REEXPORTS = {"shared.records.models"}


def _is_python(path: Path) -> bool:
    if not path.is_file() or "__pycache__" in path.parts:
        return False
    return path.suffix == ".py" or (
        not path.suffix and path.read_bytes().startswith(b"#!/usr/bin/env python3")
    )


def _sources(project: Path) -> list[Path]:
    found = []
    for room in ROOMS:
        path = project / room
        found += [path] if path.is_file() else sorted(filter(_is_python, path.rglob("*")))
    return found


def uses(source: str) -> int:
    """How many lines of `source` have the word."""
    return sum(bool(re.search(r"\bAny\b", line)) for line in source.splitlines())


def test_any_is_rare(project: Path) -> None:
    found = {path: uses(path.read_text("utf-8")) for path in _sources(project)}
    most = sorted(found.items(), key=lambda one: -one[1])[:5]
    assert sum(found.values()) <= CEILING, most


def test_the_count_has_eyes(project: Path) -> None:
    assert uses("from typing import Any\nx: Any = 1\nAnything = 2\n") == 2
    assert {path.name for path in _sources(project)} >= {"words", "wsgi.py", "workflow.py"}


def test_mypy_is_strict_over_all_of_it(project: Path) -> None:
    mypy = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    scripts = {f"script/{path.name}" for path in filter(_is_python, (project / "script").iterdir())}
    assert set(mypy["files"]) == {*ROOMS, *scripts} - {"script"}
    assert mypy["strict"] is True
    assert mypy["exclude"] == ["^shared/migrations/"]


def test_mypy_lets_no_module_off(project: Path) -> None:
    mypy = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    loosened = {
        (module.removesuffix(".*"), key)
        for override in mypy["overrides"]
        for module in override["module"]
        for key in override.keys() - {"module"}
    }
    assert loosened == {(name, "ignore_missing_imports") for name in UNTYPED} | {
        (name, "implicit_reexport") for name in REEXPORTS
    }
