"""The recipes of CONTRIBUTING.md, followed to the letter in a copy; each step forgotten once."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

STEP = re.compile(
    r"^\d+\. (?:Run `(?P<command>script/\w+)`|`(?P<file>[\w/.-]+)`, "
    r"(?P<where>a new file|after `(?P<after>[^`]+)`|before `(?P<before>[^`]+)`))",
    re.MULTILINE,
)
BLOCK = re.compile(r"^   ```\w+\n(.*?)^   ```$", re.MULTILINE | re.DOTALL)
KEPT = (".py", ".html", ".md", ".po", ".toml", ".txt", ".sql")  # what a recipe may add
NAMED = (
    "tests/architecture/test_steps.py",
    "tests/architecture/test_words.py::test_words_of_the_project_are_complete",
    "tests/architecture/test_rooms.py::test_workflow_tables_are_fresh",
    "tests/documents/test_registry.py",
)


@dataclass(frozen=True)
class Step:
    """One step: what it changes, and how to tell of which file a failure speaks."""

    file: str = ""
    after: str = ""
    before: str = ""
    text: str = ""
    command: str = ""

    def carry_out(self, copy: Path) -> None:
        """Change the copy as the step says.  Raises AssertionError where its place is not found."""
        if self.command:
            call(copy, f"{self.command}")
            if self.command == "script/words":
                write_spanish(copy)
            return
        path = copy / self.file
        if not (self.after or self.before):
            assert not path.exists(), f"{self.file} is there already"
            path.write_text(self.text, "utf-8")
            return
        lines = path.read_text("utf-8").splitlines(keepends=True)
        mark = self.after or self.before
        places = [number for number, line in enumerate(lines) if mark in line]
        assert places, f"{self.file} has no line with {mark!r}"
        lines.insert(places[0] + bool(self.after), self.text)
        path.write_text("".join(lines), "utf-8")


def steps_of(title: str, project: Path) -> list[Step]:
    """The steps of a recipe, in order."""
    page = (project / "CONTRIBUTING.md").read_text("utf-8")
    part = page.split(f"### {title}\n", 1)[1].split("\n### ")[0].split("\n## ")[0]
    starts = list(STEP.finditer(part))
    found = []
    for number, start in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(part)
        block = BLOCK.search(part, start.end(), end)
        text = "" if block is None else re.sub(r"^   ", "", block[1], flags=re.MULTILINE)
        found.append(
            Step(start["file"] or "", start["after"] or "", start["before"] or "", text,
                 start["command"] or "")
        )  # fmt: skip
    return found


def write_spanish(copy: Path) -> None:
    """Write something for every message that lacks its Spanish, as a person would."""
    for path in (copy / "shared/words/es/LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            catalog = read_po(file, locale="es")
        for message in catalog:
            if message.id and (not message.string or message.fuzzy):
                message.string = f"En español: {message.id}"
                message.flags.discard("fuzzy")
        page = BytesIO()
        write_po(page, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
        path.write_bytes(page.getvalue())
    call(copy, "script/words")


def call(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run something in the copy, with the copy's own code."""
    return subprocess.run(
        command, cwd=copy, capture_output=True, text=True, check=False, timeout=300,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PYTHONPATH": str(copy),
             "HOME": str(copy)},
    )  # fmt: skip


def named_tests(copy: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """The tests that a forgotten step makes fail."""
    return call(
        copy, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
        "--assert=plain", "--tb=short", *(tests or NAMED),
    )  # fmt: skip


def put_back(copy: Path, project: Path) -> None:
    """Make the copy what git has: what a recipe changed is as before, what it added is gone."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=project, capture_output=True,
        text=True, check=True,
    ).stdout.split()  # fmt: skip
    wanted = {
        name for name in listed
        if not name.startswith(("docs/tour/", "static/forms/")) and (project / name).is_file()
    }  # fmt: skip
    for path in copy.rglob("*"):
        name = path.relative_to(copy).as_posix()
        if path.is_file() and not path.is_symlink() and name not in wanted and path.suffix in KEPT:
            path.unlink()
    for name in wanted:
        source, target = project / name, copy / name
        if not target.exists() or source.stat().st_mtime_ns != target.stat().st_mtime_ns:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the copy lies: always the same, so that Python compiles a file of it once."""
    folder = tmp_path_factory.mktemp("recipes")
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


@pytest.fixture
def copy(place: Path, project: Path) -> Path:
    """The project as git has it, beside the one that is tested."""
    put_back(place, project)
    return place


def test_recipes_work_as_they_are_written(copy: Path, project: Path) -> None:
    """All three, one after another in one copy, as one person would."""
    for title in ("Add a transition", "Add a page", "Add a document"):
        steps = steps_of(title, project)
        assert len(steps) >= 4
        for step in steps:
            step.carry_out(copy)
    done = named_tests(copy)
    assert done.returncode == 0, done.stdout[-3000:]


STEPS, WORDS, TABLES, PAPERS = NAMED
# The step that is forgotten (its number in the recipe), the file that is named, and by which test.
FORGOTTEN = (
    ("Add a transition", 1, "shared/records/facts.py", STEPS),
    ("Add a transition", 2, "shared/records/events.py", STEPS),
    ("Add a transition", 8, "staff/cases/case_forms.py", STEPS),
    ("Add a transition", 9, "shared/words/es", WORDS),
    ("Add a transition", 10, "docs/workflows.md", TABLES),
    ("Add a page", 2, "portal/__init__.py", STEPS),
    ("Add a page", 4, "templates/portal/what_to_bring.html", STEPS),
    ("Add a document", 1, "shared.documents.victim", STEPS),
    ("Add a document", 2, "shared/documents/registry.py", STEPS),
    ("Add a document", 3, "templates/documents/interpreter-note.html", STEPS),
    ("Add a document", 4, "shared/papers/dialogue.py", STEPS),
    ("Add a document", 5, "shared/papers/", STEPS),
    ("Add a document", 6, "staff/print_room/papers.py", STEPS),
    ("Add a document", 7, "docs/documents.md", PAPERS),
    ("Add a document", 8, "shared/words/es", WORDS),
)


@pytest.mark.parametrize(("title", "number", "file", "test"), FORGOTTEN)
def test_forgotten_step_is_named(
    title: str, number: int, file: str, test: str, copy: Path, project: Path
) -> None:
    for at, step in enumerate(steps_of(title, project), 1):
        if at != number and not step.command:  # each command's own test is another
            step.carry_out(copy)
    done = named_tests(copy, test)
    assert done.returncode != 0
    said = done.stdout + done.stderr  # a module that cannot be imported is told on the latter
    assert file in said, said[-3000:]
