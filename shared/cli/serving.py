"""Running both sites and the worker as three children of one command."""

import os
import signal
import socket
import subprocess
import sys
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

STOP_WITHIN = 10.0  # seconds that children have to end before they are killed
READY_WITHIN = 60.0  # seconds


def _site(factory: str, port: int, host: str, processes: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", f"wsgi:{factory}",
        "--host", host, "--port", str(port), "--workers", str(processes),
        "--blocking-threads", "1", "--respawn-failed-workers", "--no-ws", "--log-level", "warning",
        "--workers-kill-timeout", "5",
    ]  # fmt: skip


class Children:
    """Processes of ours, each the leader of its own group, ended together."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        """Start one child, which the system ends if this process is killed and cannot."""
        tied = ["setpriv", "--pdeathsig", "TERM", *command]
        self.running[name] = subprocess.Popen(tied, env=environment, start_new_session=True)  # noqa: S603 - our own words

    def ended(self) -> str | None:
        """The name of a child that is no longer running."""
        return next((n for n, child in self.running.items() if child.poll() is not None), None)

    def stop(self) -> None:
        """End every child and whatever it started."""
        for child in self.running.values():
            _signal(child, signal.SIGTERM)
        end = time.monotonic() + STOP_WITHIN
        for child in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, end - time.monotonic()))
            _signal(child, signal.SIGKILL)
            child.wait()


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
    # A site answers to its own name alone.
    asked = urllib.request.Request(f"{url}/healthz", headers={"Host": urlsplit(origin).netloc})  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(asked, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
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
        worker.run(stop)
        return
    _insist_on(host, portal_port, "--portal-port")
    _insist_on(host, staff_port, "--staff-port")
    portal, staff = f"http://{host}:{portal_port}", f"http://{host}:{staff_port}"
    environment = dict(os.environ, FIRSTWORD_DATA=str(settings.root))
    if settings.portal_origin.startswith("http://127.0.0.1"):  # not behind a proxy
        environment |= {"FIRSTWORD_PORTAL_ORIGIN": portal, "FIRSTWORD_STAFF_ORIGIN": staff}
        settings = replace(settings, portal_origin=portal, staff_origin=staff)
    here = Path(__file__).resolve().parents[2]
    environment["PYTHONPATH"] = str(here)
    children = Children()
    try:
        children.start("portal", _site("portal", portal_port, host, processes), environment)
        children.start("console", _site("staff", staff_port, host, processes), environment)
        children.start("worker", [sys.executable, "-m", "shared.cli", "serve", "--worker-only"],
                       environment)  # fmt: skip
        _announce(portal, staff, settings, children, stop)
        while not stop.wait(0.5):
            if (name := children.ended()) is not None:
                raise click.ClickException(f"The {name} stopped by itself; see above.")
    finally:
        children.stop()
    click.echo("Stopped.")


def _announce(
    portal: str, staff: str, settings: config.StaffConfig, children: Children,
    stop: threading.Event,
) -> None:  # fmt: skip
    end = time.monotonic() + READY_WITHIN
    sites = ((portal, settings.portal_origin), (staff, settings.staff_origin))
    while not all(_is_ready(*site) for site in sites):
        if (name := children.ended()) is not None:
            raise click.ClickException(f"The {name} did not start; see above.")
        if stop.wait(0.2) or time.monotonic() > end:
            if not stop.is_set():
                raise click.ClickException("The sites did not answer in time; see above.")
            return
    click.echo(f"Public site  {portal}/")
    click.echo(f"Console      {staff}/sign-in")
    sample = settings.root / "demo-accounts.json"
    if sample.exists():
        click.echo(f"Sign in with the names, passphrases and codes in {sample}")
    click.echo("Ctrl-C stops everything.")
