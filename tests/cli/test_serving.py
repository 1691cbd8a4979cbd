"""`firstword serve`: both sites and the worker, and nothing left of them afterwards."""

import fcntl
import http.client
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

from shared.base import db, front
from shared.records import installation
from shared.records.installation import Plan

pytestmark = [pytest.mark.slow, pytest.mark.slow, pytest.mark.timeout(180)]


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
        """The processes that were started for this folder, no matter who is their parent now."""
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
        said = out if self.process.returncode == 0 else err
        return self.process.returncode, said.splitlines()[-1]

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


def answers_again(served: Served, site: int, within: float = 60) -> float:
    """The seconds until a site answers 200."""
    begun = time.monotonic()
    while time.monotonic() - begun < within:
        with suppress(OSError):
            if served.get(site, "/healthz")[0] == 200:
                return time.monotonic() - begun
        time.sleep(0.1)
    raise AssertionError("it does not answer any more")


def test_serve_starts_again_whatever_is_killed_however_often(served):
    for number in range(3):
        for factory in ("portal", "staff"):
            os.kill(served.main_of(factory), signal.SIGKILL)
        mark = f"shared.base.front 127.0.0.1 {served.ports[0]}"
        (its_front,) = [pid for pid in served.all() if mark in served.words(pid)]
        os.kill(its_front, signal.SIGKILL)
        took = max(answers_again(served, site) for site in (0, 1))
        print(f"kill {number + 1}: both sites answer again after {took:.1f} s")
    workers = [pid for pid in served.all() if "--worker-only" in served.words(pid)]
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        now = [pid for pid in served.all() if "--worker-only" in served.words(pid)]
        if now and not set(now) & set(workers):
            break
        time.sleep(0.1)
    assert now
    assert served.end() == (0, "Stopped.")
    assert served.left() == []
    assert [is_taken(port) for port in served.ports] == [False, False]


@pytest.mark.parametrize("site", [0, 1])
def test_slow_bodies_stop_nobody(served, site):
    slow = []
    for _ in range(12):
        one = socket.create_connection(("127.0.0.1", served.ports[site]), timeout=60)
        one.sendall(
            b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\nab"
        )
        slow.append(one)
    took = []
    for _ in range(10):
        for one in slow:
            one.sendall(b"ab")
        begun = time.monotonic()
        assert served.get(site, "/healthz")[0] == 200
        took.append(time.monotonic() - begun)
    print(f"with 12 slow bodies: slowest answer {max(took):.2f} s")
    assert max(took) < 5
    end = time.monotonic() + front.BODY_WITHIN + 10
    answered = b""
    while not answered and time.monotonic() < end:
        with suppress(OSError):
            slow[0].sendall(b"a")
        slow[0].settimeout(1)
        with suppress(OSError):
            answered = slow[0].recv(100)
    for one in slow:
        one.close()
    assert answered.startswith(b"HTTP/1.1 408 ")


def test_held_lock_stops_no_reading(served):
    with (served.root / "frontdoor" / "frontdoor.sqlite.turn").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        took = []
        for path, expected in (("/", 200), ("/exit", 303), ("/healthz", 503), ("/safety", 200)):
            begun = time.monotonic()
            one = http.client.HTTPConnection("127.0.0.1", served.ports[0], timeout=20)
            one.request("GET", path)  # follows no way out
            answer = one.getresponse()
            said = answer.read()
            one.close()
            took.append(time.monotonic() - begun)
            assert (path, answer.status // 100) == (path, expected // 100)
            assert path != "/healthz" or said == b"locked\n"
        print(f"with a held lock: slowest page {max(took):.2f} s")
        assert max(took) < 5
    assert served.get(0, "/healthz") == (200, "ok\n")


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
