"""The scripts say what they do, do it once, and name what they lack."""

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.support.contracts import OnlyContract

SCRIPTS = ("setup", "server", "test", "lock", "words")


def run(*command, **options):
    return subprocess.run(command, check=False, capture_output=True, text=True, **options)


def program(path: Path, text: str) -> None:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_explains_itself(project, name):
    result = run(project / "script" / name, "--help")
    assert result.returncode == 0
    assert f"script/{name}" in result.stdout


@pytest.mark.parametrize("name", ["setup", "server", "words"])
def test_script_refuses_what_it_does_not_know(project, name):
    result = run(project / "script" / name, "--nonsense")
    assert result.returncode == 2
    assert f"script/{name}" in result.stderr


# -- setup -------------------------------------------------------------------------------------


def test_setup_leaves_alone_what_is_there(project):
    run(project / "script/setup", "--test")
    begin = time.monotonic()
    result = run(project / "script/setup", "--test")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert time.monotonic() - begin < 10  # about a third of a second on a quiet machine


@pytest.fixture
def bare_machine(tmp_path):
    """The environment of a user without root where no Debian package is installed."""
    tools = tmp_path / "tools"
    program(tools / "id", "echo 1000")
    program(tools / "dpkg-query", "exit 1")
    program(tools / "apt-get", f"touch {tmp_path}/apt-was-called")
    return {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}


@pytest.mark.parametrize(
    ("options", "named"),
    [((), "libpango-1.0-0"), (("--test",), "chromium"), (("--test",), "postgresql")],
)
def test_setup_without_root_names_what_is_missing(project, bare_machine, tmp_path, options, named):
    result = run(project / "script/setup", *options, env=bare_machine)
    assert result.returncode == 1
    [missing] = [line for line in result.stderr.splitlines() if "are missing:" in line]
    assert named in missing.split()
    names = missing.partition("are missing: ")[2]
    assert f"apt-get install --no-install-recommends {names}\n" in result.stderr
    assert not (tmp_path / "apt-was-called").exists()


def test_lock_files_pin_every_package_and_name_no_host(project):
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (project / name).read_text("utf-8")
        pins = [line for line in text.splitlines() if line[:1].isalnum()]
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins)
        assert "//" not in text
        assert "--index" not in text
        assert "find-links" not in text
    assert '"resolved"' not in (project / "tests/browser/package-lock.json").read_text("utf-8")


def test_every_dependency_says_why_it_is_here(project):
    text = (project / "docs/dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w, .-]+?) \| ([\d.]+) \|", text, re.MULTILINE)
    documented = {(name.lower(), version) for names, version in rows for name in names.split(", ")}
    asked, locked = [], {}
    for name in ("requirements", "requirements-dev"):
        lines = (project / f"{name}.in").read_text("utf-8").splitlines()
        asked += [re.match(r"[\w-]+", line)[0].lower() for line in lines if line[:1].isalpha()]
        pins = (project / f"{name}.lock").read_text("utf-8")
        locked |= dict(re.findall(r"^([\w.-]+)==(\S+)", pins, re.MULTILINE))
    browser = json.loads((project / "tests/browser/package.json").read_text("utf-8"))
    wanted = {(name, locked[name]) for name in asked} | set(browser["dependencies"].items())
    assert wanted - documented == set()


# -- server ------------------------------------------------------------------------------------


class Starter:
    """script/server with a firstword that only notes how it is called."""

    def __init__(self, root: Path, project: Path) -> None:
        self.root, self.notes = root, root / "notes"
        (root / "script").mkdir(parents=True)
        shutil.copy(project / "script/server", root / "script/server")
        program(root / "script/setup", f'echo "setup $*" >> {self.notes}')
        program(root / ".venv/bin/firstword", f'echo "firstword $*" >> {self.notes}')

    def start(self, *options: str) -> subprocess.CompletedProcess[str]:
        return run(self.root / "script/server", *options, cwd=self.root)

    @property
    def calls(self) -> list[str]:
        text = self.notes.read_text("utf-8").replace(str(self.root), "ROOT")
        return [line.strip() for line in text.splitlines()]

    def installation(self, *, sample: bool, finished: bool) -> None:
        data = self.root / "var/demo"
        (data / "frontdoor").mkdir(parents=True)
        (data / "frontdoor/site.toml").write_text(f"sample = {str(sample).lower()}\n")
        if finished:
            (data / "demo-accounts.json").write_text("{}")


@pytest.fixture
def starter(tmp_path, project):
    return Starter(tmp_path / "checkout", project)


def test_server_fills_a_new_folder_and_serves(starter):
    assert starter.start().returncode == 0
    assert starter.calls == [
        "setup",
        "firstword --data ROOT/var/demo demo",
        "firstword --data ROOT/var/demo serve --portal-port 8000 --staff-port 8001",
    ]


def test_server_brings_an_installation_up_to_date_and_adds_nothing(starter):
    starter.installation(sample=False, finished=False)
    assert starter.start("--portal-port", "9000", "--staff-port=9001").returncode == 0
    assert starter.calls[1:] == [
        "firstword --data ROOT/var/demo migrate",
        "firstword --data ROOT/var/demo serve --portal-port 9000 --staff-port 9001",
    ]


def test_server_starts_a_finished_sample_again(starter):
    starter.installation(sample=True, finished=True)
    assert starter.start().returncode == 0
    assert starter.calls[1] == "firstword --data ROOT/var/demo migrate"


def test_server_does_not_serve_half_a_sample(starter):
    starter.installation(sample=True, finished=False)
    result = starter.start()
    assert result.returncode == 1
    assert "was interrupted" in result.stderr
    assert starter.calls == ["setup"]


def test_server_takes_a_folder_from_where_it_was_called(starter):
    starter.start("--data", "elsewhere")
    assert starter.calls[1] == "firstword --data ROOT/elsewhere demo"


def test_server_stops_when_the_sample_fails(starter):
    program(starter.root / ".venv/bin/firstword", f'echo "$*" >> {starter.notes}; exit 3')
    assert starter.start().returncode == 3
    assert len(starter.calls) == 2


@pytest.mark.parametrize(
    "options",
    [("--portal-port", "x"), ("--staff-port",), ("--data", ""), ("--portal-port", "70000"), ("x",)],
)
def test_server_refuses_what_it_cannot_use(starter, options):
    assert starter.start(*options).returncode == 2
    assert not starter.notes.exists()


# -- test --------------------------------------------------------------------------------------


class Runner:
    """script/test with checks and a pytest that only note how they are called."""

    CHECKS = ("ruff", "mypy", "lint-imports")

    def __init__(self, root: Path, project: Path) -> None:
        self.root, self.notes = root, root / "notes"
        (root / "script").mkdir(parents=True)
        shutil.copy(project / "script/test", root / "script/test")
        program(root / "script/setup", "true")
        program(root / "script/words", f'echo "words $*" >> {self.notes}')
        for name in (*self.CHECKS, "pytest"):
            self.answer(name, 0)

    def answer(self, name: str, status: int) -> None:
        note = f'echo "{name} $* soak=$FIRSTWORD_SOAK" >> {self.notes}'
        program(self.root / ".venv/bin" / name, f"{note}; exit {status}")

    def test(self, *options: str) -> int:
        environment = {k: v for k, v in os.environ.items() if k != "FIRSTWORD_SOAK"}
        return run(self.root / "script/test", *options, env=environment).returncode

    @property
    def called(self) -> list[str]:
        return [line.split()[0] for line in self.calls]

    @property
    def calls(self) -> list[str]:
        return self.notes.read_text("utf-8").splitlines()

    @property
    def last(self) -> str:
        return self.calls[-1]


@pytest.fixture
def runner(tmp_path, project):
    return Runner(tmp_path / "checkout", project)


def test_test_runs_every_check_and_the_default_suite(runner):
    assert runner.test() == 0
    checks = ["ruff", "ruff", "mypy", "lint-imports", "words"]
    assert runner.called == [*checks, "pytest", "pytest"]
    # No mark is left out: the campaigns are among it, a fixed twentieth of each.
    together, alone = runner.calls[-2:]
    assert "--numprocesses=2 --dist=worksteal -m not alone soak=" in together
    assert " -m alone soak=" in alone
    assert "numprocesses" not in alone


def test_test_fast_leaves_out_what_is_dear(runner):
    assert runner.test("--fast") == 0
    cheap = "-m not slow and not browser and not postgres and not soak and "
    assert [cheap + "not alone" in runner.calls[-2], cheap + "alone" in runner.last] == [True] * 2


def test_test_soak_runs_whole_campaigns_by_name(runner):
    assert runner.test("--soak", "kills") == 0
    assert runner.called == ["pytest", "pytest"]
    together, alone = runner.calls
    assert "--timeout=0 -s -k kills" in together
    assert together.endswith("-m soak and not alone soak=1")
    assert "--timeout=0 -s -k kills" in alone
    assert alone.endswith("-m soak and alone soak=1")


@pytest.mark.parametrize("name", Runner.CHECKS)
def test_test_fails_with_a_check_and_still_runs_the_rest(runner, name):
    runner.answer(name, 1)
    assert runner.test() == 1
    assert runner.called[-1] == "pytest"


@pytest.mark.parametrize(("status", "calls"), [(1, 2), (2, 1), (5, 2)])
def test_test_passes_on_how_the_suite_ended(runner, status, calls):
    runner.answer("pytest", status)
    assert runner.test() == status
    assert runner.called.count("pytest") == calls  # after Ctrl-C, which is 2, there is no more


def test_test_is_content_when_one_of_its_two_calls_has_nothing_to_run(runner):
    note = f'echo "pytest $*" >> {runner.notes}'
    program(runner.root / ".venv/bin/pytest", f'{note}; case "$*" in *" and alone") exit 5;; esac')
    assert runner.test("--fast") == 0
    assert runner.called.count("pytest") == 2


def test_test_hands_on_arguments_without_the_checks(runner):
    assert runner.test("tests/test_x.py", "-k", "one thing") == 0
    assert runner.called == ["pytest"]
    assert "tests/test_x.py -k one thing" in runner.last


def test_ci_runs_the_whole(project):
    assert "exec script/test\n" in (project / ".ci/run").read_text("utf-8")


# -- the import contract of our own ------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "is_kept"),
    [
        ("from hall import open_door", True),
        ("import hall.open_door.deeper", True),
        ("import json", True),
        ("from hall import shut_door", False),
        ("def f():\n    import hall.shut_door", False),
    ],
)
def test_only_contract_closes_what_is_not_named(tmp_path, monkeypatch, source, is_kept):
    import grimp

    for package in ("hall", "hall/open_door", "guest"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    (tmp_path / "hall/open_door/deeper.py").touch()
    (tmp_path / "hall/shut_door.py").touch()
    (tmp_path / "guest/room.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    contract = OnlyContract(
        "guests", {}, {"importer": "guest", "package": "hall", "allowed": ["hall.open_door"]}
    )
    graph = grimp.build_graph("hall", "guest", cache_dir=None)
    assert contract.check(graph, verbose=False).kept is is_kept
