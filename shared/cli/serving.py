"""Running both sites and the worker as three children of one command."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from shared import worker
from shared.base import config
from shared.cli.opening import open_records, pass_data
from shared.records import jobs
from shared.web.app import MOST_BODY

STOP_WITHIN = 10.0  # seconds that children have to end before they are killed
JOB_WITHIN = 5.0  # seconds that the worker has to finish its job before it hands it back
READY_WITHIN = 60.0  # seconds
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before a child that ended is started again
LIVED = 60.0  # seconds after which a child counts as having worked
THREADS = 4  # of a web process: one that waits for a lock never stops the others


def _site(factory: str, where: list[str], processes: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", f"wsgi:{factory}",
        *where, "--workers", str(processes), "--blocking-threads", str(THREADS),
        "--respawn-failed-workers", "--no-ws", "--log-level", "warning",
        "--workers-kill-timeout", "5",
    ]  # fmt: skip


def _front(host: str, port: int, file: Path, site: str) -> list[str]:
    return [sys.executable, "-m", "shared.base.front", host, str(port), str(file),
            str(MOST_BODY[site])]  # fmt: skip


class Child:
    """A process of ours, the leader of its own group, started again whenever it ends."""

    def __init__(self, name: str, command: list[str], socket_file: Path | None = None) -> None:
        self.name = name
        # The system ends it if this process is killed and cannot.
        self.command = ["setpriv", "--pdeathsig", "TERM", *command]
        self.socket_file = socket_file
        self.wait = FIRST_WAIT
        self.process: subprocess.Popen[bytes] | None = None
        self.started = self.due = 0.0

    def start(self, environment: dict[str, str]) -> None:
        if self.socket_file is not None:
            self.socket_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(self.command, env=environment, start_new_session=True)  # noqa: S603 - our own words
        self.started, self.due = time.monotonic(), 0.0

    def tend(self, environment: dict[str, str]) -> None:
        """Start it again if it ended: soon at first, then twice as late each time, for ever."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            _signal(self.process, signal.SIGKILL)  # whatever it started
            self.wait = FIRST_WAIT if now - self.started > LIVED else self.wait
            click.echo(f"The {self.name} stopped (status {self.process.returncode}); "
                       f"starting it again in {self.wait:g} s.", err=True)  # fmt: skip
            self.process, self.due = None, now + self.wait
            self.wait = min(self.wait * 2, LONGEST_WAIT)
        if self.process is None and now >= self.due:
            self.start(environment)


class Children:
    """All processes of ours, ended together."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.all: list[Child] = []

    def start(self, name: str, command: list[str], socket_file: Path | None = None) -> None:
        """Start one child."""
        child = Child(name, command, socket_file)
        self.all.append(child)
        child.start(self.environment)

    def ended(self) -> str | None:
        """The name of a child that is no longer running."""
        return next((c.name for c in self.all if c.process and c.process.poll() is not None), None)

    def tend(self) -> None:
        """Start again what ended."""
        for child in self.all:
            child.tend(self.environment)

    def stop(self) -> None:
        """End every child and whatever it started."""
        running = [child.process for child in self.all if child.process is not None]
        for process in running:
            _signal(process, signal.SIGTERM)
        end = time.monotonic() + STOP_WITHIN
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, end - time.monotonic()))
            _signal(process, signal.SIGKILL)
            process.wait()


def _signal(child: subprocess.Popen[bytes], number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _insist_on(host: str, port: int, option: str) -> None:
    """Say at once that a port cannot be had; a server that cannot get it would only try again."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise click.ClickException(
                f"{host}:{port} cannot be listened on: {taken.strerror}. Choose another {option}."
            ) from taken


def _is_ready(url: str, origin: str) -> bool:
    """Whether the site itself answers; what it says of its health is for a monitor."""
    # A site answers to its own name alone.
    asked = urllib.request.Request(f"{url}/healthz", headers={"Host": urlsplit(origin).netloc})  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        with error:
            return error.read(4) != b"503\n"  # the front's word, while the site starts
    except (urllib.error.URLError, OSError):
        return False


@click.command()
@click.option("--portal-port", default=8000, show_default=True, help="Port of the public site.")
@click.option("--staff-port", default=8001, show_default=True, help="Port of the console.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--processes", default=2, show_default=True, help="Web processes for each site.")
@click.option("--worker-only", is_flag=True, help="Run the worker alone, in this process.")
@pass_data
def serve(
    data: Path, portal_port: int, staff_port: int, host: str, processes: int, worker_only: bool
) -> None:
    """Run both sites and the worker until Ctrl-C."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    settings = open_records(data)
    if worker_only:
        _work(stop)
        return
    _insist_on(host, portal_port, "--portal-port")
    _insist_on(host, staff_port, "--staff-port")
    portal, staff = f"http://{host}:{portal_port}", f"http://{host}:{staff_port}"
    environment = dict(os.environ, FIRSTWORD_DATA=str(settings.root))
    if settings.portal_origin.startswith("http://127.0.0.1"):  # not behind a proxy
        environment |= {"FIRSTWORD_PORTAL_ORIGIN": portal, "FIRSTWORD_STAFF_ORIGIN": staff}
        settings = replace(settings, portal_origin=portal, staff_origin=staff)
    environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    environment["FIRSTWORD_FRONT"] = "1"
    with tempfile.TemporaryDirectory(prefix="firstword-") as folder:
        children = Children(environment)
        try:
            for name, factory, port in (("portal", "portal", portal_port),
                                        ("console", "staff", staff_port)):  # fmt: skip
                file = Path(folder) / name
                children.start(name, _site(factory, ["--uds", str(file)], processes), file)
                children.start(f"{name}'s front", _front(host, port, file, factory))
            children.start("worker", [sys.executable, "-m", "shared.cli", "serve", "--worker-only"])
            if _announce(portal, staff, settings, children, stop):
                while not stop.wait(0.2):
                    children.tend()
        finally:
            children.stop()
    click.echo("Stopped.")


def _work(stop: threading.Event) -> None:
    """Run the worker; told to stop, it finishes its job or hands it back."""

    def end(*_: object) -> None:
        stop.set()
        signal.setitimer(signal.ITIMER_REAL, JOB_WITHIN)

    def hand_back(*_: object) -> None:
        raise jobs.HandedBack

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    signal.signal(signal.SIGALRM, hand_back)
    with suppress(jobs.HandedBack):
        worker.run(stop)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _announce(
    portal: str, staff: str, settings: config.StaffConfig, children: Children,
    stop: threading.Event,
) -> bool:  # fmt: skip
    end = time.monotonic() + READY_WITHIN
    sites = ((portal, settings.portal_origin), (staff, settings.staff_origin))
    while not all(_is_ready(*site) for site in sites):
        if (name := children.ended()) is not None:
            raise click.ClickException(f"The {name} did not start; see above.")
        if stop.wait(0.2) or time.monotonic() > end:
            if not stop.is_set():
                raise click.ClickException("The sites did not answer in time; see above.")
            return False
    click.echo(f"Public site  {portal}/")
    click.echo(f"Console      {staff}/sign-in")
    sample = settings.root / "demo-accounts.json"
    if sample.exists():
        click.echo(f"Sign in with the names, passphrases and codes in {sample}")
    click.echo("Ctrl-C stops everything.")
    return True
