"""`firstword serve`: both sites and the worker, and nothing left of them afterwards."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from shared.base import db
from shared.records import installation
from shared.records.installation import Plan

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Served:
    """A running `firstword serve`, and every process that belongs to it."""

    def __init__(self, root: Path, project: Path) -> None:
        self.root = root
        self.ports = free_port(), free_port()
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "shared.cli", "--data", root, "serve", "--processes", "2",
             "--portal-port", str(self.ports[0]), "--staff-port", str(self.ports[1])],
            cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.said: list[str] = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if line.startswith("Ctrl-C"):
                break
        self.took = time.monotonic() - begun

    def all(self) -> list[int]:
        """The processes that were started for this folder, whoever is their parent now."""
        mark = f"FIRSTWORD_DATA={self.root.resolve()}\0".encode()
        found = []
        for entry in Path("/proc").iterdir():
            with suppress(OSError, ValueError):
                if mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
        return sorted(found)

    def words(self, pid: int) -> str:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()

    def main_of(self, factory: str) -> int:
        """The process that the command itself started for a site."""
        mine = [pid for pid in self.all() if f"wsgi:{factory}" in self.words(pid)]
        (found,) = [pid for pid in mine if os.getsid(pid) == pid]
        return found

    def get(self, site: int, path: str) -> tuple[int, str]:
        url = f"http://127.0.0.1:{self.ports[site]}{path}"
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Send a signal; the exit status, and what was said last."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> tuple[int, str]:
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, (err or out).splitlines()[-1]

    def left(self) -> list[str]:
        return [self.words(pid) for pid in self.all()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    installation.init(Plan(tmp_path / "data"))
    for proxy in (db.frontdoor, db.records):
        proxy.close()
    return tmp_path / "data"


@pytest.fixture
def served(root: Path, project: Path) -> Iterator[Served]:
    running = Served(root, project)
    yield running
    for pid in [running.process.pid, *running.all()]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    running.process.communicate()


def test_serve_answers_on_both_sites_and_ends_with_all_it_started(served, project):
    portal, console = served.ports
    assert served.said == [
        f"Public site  http://127.0.0.1:{portal}/",
        f"Console      http://127.0.0.1:{console}/sign-in",
        "Ctrl-C stops everything.",
    ]
    assert [served.get(site, "/healthz")[0] for site in (0, 1)] == [200, 200]
    assert served.get(0, "/")[0] == 200
    assert served.get(1, "/sign-in")[0] == 200
    assert len(served.all()) >= 7  # two mains, two workers each, and the worker
    assert served.end() == (0, "Stopped.")
    assert served.left() == []
    assert [is_taken(port) for port in served.ports] == [False, False]
    again = Served(served.root, project)
    try:
        assert again.get(0, "/healthz")[0] == 200
        print(f"serve: first start {served.took:.1f} s, second start {again.took:.1f} s")
        assert again.took < 30
    finally:
        assert again.end()[0] == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_serve_ends_with_all_it_started_by_other_signals_too(served, number):
    assert served.end(number) == (0, "Stopped.")
    assert served.left() == []


@pytest.mark.parametrize("factory", ["portal", "staff"])
def test_serve_leaves_no_orphan_when_a_site_s_main_is_killed(served, factory):
    os.kill(served.main_of(factory), signal.SIGKILL)
    name = {"portal": "portal", "staff": "console"}[factory]
    assert served.wait() == (1, f"Error: The {name} stopped by itself; see above.")
    assert served.left() == []
    assert [is_taken(port) for port in served.ports] == [False, False]


def test_nothing_goes_on_when_the_command_itself_is_killed(served):
    os.kill(served.process.pid, signal.SIGKILL)
    end = time.monotonic() + 30
    while served.all() and time.monotonic() < end:
        time.sleep(0.1)
    assert served.left() == []
    assert [is_taken(port) for port in served.ports] == [False, False]


def test_serve_replaces_a_web_process_that_died(served):
    main = served.main_of("portal")
    workers = [pid for pid in served.all() if os.getsid(pid) == main and pid != main]
    for pid in workers:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(OSError):
            if served.get(0, "/healthz")[0] == 200:
                break
        time.sleep(0.1)
    assert served.get(0, "/healthz")[0] == 200
    assert served.process.poll() is None


def test_serve_behind_a_proxy_answers_to_its_own_names(tmp_path, project):
    installation.init(Plan(
        tmp_path / "data", portal_origin="https://ask.example.org",
        staff_origin="https://console.example.org",
    ))  # fmt: skip
    for proxy in (db.frontdoor, db.records):
        proxy.close()
    running = Served(tmp_path / "data", project)
    try:
        assert running.said[-1] == "Ctrl-C stops everything."
        assert running.get(0, "/healthz")[0] == 400  # by its number it is not known
    finally:
        assert running.end() == (0, "Stopped.")
    assert running.left() == []


def test_serve_on_a_taken_port_says_so_and_leaves_nothing(root, project):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "shared.cli", "--data", root, "serve",
             "--portal-port", str(port), "--staff-port", str(free_port())],
            cwd=project, capture_output=True, text=True, timeout=100, check=False,
        )  # fmt: skip
    said = f"127.0.0.1:{port} cannot be listened on: Address already in use."
    assert (done.returncode, done.stdout, done.stderr) == (
        1, "", f"Error: {said} Choose another --portal-port.\n",
    )  # fmt: skip
