"""An installation with sample data, and both sites on it, for as long as a tour lasts."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
READY_WITHIN = 60  # seconds


@dataclass(frozen=True)
class Sites:
    """The two addresses, and who can sign in and come back."""

    portal: str
    console: str
    staff: list[dict[str, str]]
    people: list[dict[str, str]]

    def login(self, role: str) -> dict[str, str]:
        """The first account of a role."""
        return next(one for one in self.staff if one["role"] == role)


def firstword(*words: str) -> list[str]:
    """A command of ours."""
    return [sys.executable, "-m", "shared.cli", *words]


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def _is_up(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _wait(serving: Any, *addresses: str) -> None:
    end = time.monotonic() + READY_WITHIN
    while not all(_is_up(address) for address in addresses):
        if serving.poll() is not None or time.monotonic() > end:
            sys.exit("tour: the sites did not start")
        time.sleep(0.3)


@contextlib.contextmanager
def running(data: Path) -> Iterator[Sites]:
    """Both sites on free ports of loopback, stopped at the end with all that they started."""
    if not (data / "demo-accounts.json").exists():
        subprocess.run(firstword("--data", str(data), "demo"), cwd=ROOT, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
    one, two = _free_ports()
    portal, console = f"http://127.0.0.1:{one}", f"http://127.0.0.1:{two}"
    serving = subprocess.Popen(
        firstword("--data", str(data), "serve", "--portal-port", str(one), "--staff-port",
                  str(two), "--processes", "1"),
        cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        _wait(serving, portal, console)
        known = json.loads((data / "demo-accounts.json").read_text("utf-8"))
        yield Sites(portal, console, known["staff"], known["people"])
    finally:
        serving.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            serving.wait(20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(serving.pid, signal.SIGKILL)
        serving.wait()
