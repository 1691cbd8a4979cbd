"""No function, method or class stands that nothing calls."""

import re
from pathlib import Path

from vulture import Vulture

# Called by a library, by its own name for them.
BY_LIBRARY = {
    "fetch": "WeasyPrint",
    "wrap_formdata": "WTForms",
    "process_formdata": "WTForms",
    "open_session": "Flask",
    "save_session": "Flask",
    "_get_file_stream": "Werkzeug",
    "log_exception": "Flask",
    "writable": "io",
    "readinto": "io",
}
# Views and commands are called by their routes and names; WTForms calls validate_FIELD.
DECORATED = ["@blueprint.*", "@app.*", "@click.*", "@*.command", "@*.group"]
KINDS = {"function", "method", "class"}


def unused(project: Path, *more: Path) -> list[str]:
    """What vulture finds, but for what a template or a library calls."""
    watch = Vulture(ignore_names=[*BY_LIBRARY, "validate_*"], ignore_decorators=DECORATED)
    watch.scavenge([project / name for name in ("portal", "shared", "staff", "wsgi.py")])
    for path in more:
        watch.scan(path.read_text("utf-8"), filename=path)
    said = "\n".join(
        path.read_text("utf-8") for path in (project / "templates").rglob("*") if path.is_file()
    )
    return [
        f"{item.filename}:{item.first_lineno}: {item.name}"
        for item in watch.get_unused_code(min_confidence=60)
        if item.typ in KINDS and not re.search(rf"\b{item.name}\b", said)
    ]  # fmt: skip


def test_nothing_stands_that_no_one_calls(project: Path) -> None:
    scripts = [path for path in (project / "script").iterdir() if path.is_file()]
    used = "\n".join(path.read_text("utf-8") for path in scripts)
    found = [one for one in unused(project) if not re.search(rf"\b{one.split()[-1]}\b", used)]
    tests = "\n".join(path.read_text("utf-8") for path in (project / "tests").rglob("*.py"))
    by_tests = [one for one in found if re.search(rf"\b{one.split()[-1]}\b", tests)]
    assert sorted(set(found) - set(by_tests)) == []


def test_the_watch_has_eyes(project: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("def is_never_called_at_all() -> None:\n    pass\n")
    assert any("is_never_called_at_all" in one for one in unused(project, planted))
