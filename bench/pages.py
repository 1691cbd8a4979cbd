"""What a page costs: CPU a request, beside the same bytes answered from memory.

Both are asked in one process and by turns, so that a slow moment hits both; the median of each
counts.  `ratio` of memory: 1 is as cheap as answering from memory, 0.5 twice as dear.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyotp
from flask import Flask, Response

import portal
import staff
from shared.base import config
from shared.records import installation, vault

CONSOLE = {"queue": "/queue", "cases": "/cases", "letters": "/letters", "print_room": "/print-room"}
PUBLIC = {"start": "/", "question": "/ask/you", "status": "/status"}


def main() -> int:
    """Measure each page; a table, and lines of JSON in a file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True, help="a folder made by script/server")
    asked.add_argument("--rounds", type=int, default=60)
    asked.add_argument("--json", type=Path)
    given = asked.parse_args()
    lines = [_measured(name, ask, given.rounds) for name, ask in _pages(given.data)]
    say = sys.stdout.write
    say(f"{'page':<18}{'ours ms':>9}{'memory ms':>11}{'of memory':>11}{'spread':>8}\n")
    for line in lines:
        costs = f"{line['ours']:>9.2f}{line['memory']:>11.2f}"
        say(f"{line['name']:<18}{costs}{line['of_memory']:>11.2f}{line['spread']:>8.2f}\n")
    if given.json:
        given.json.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return 0


def _pages(root: Path) -> list[tuple[str, Callable[[], bytes]]]:
    known = json.loads((root / "demo-accounts.json").read_text("utf-8"))
    settings = installation.open_staff(root)
    public = portal.build(config.load_portal(root), vault.keys().portal).test_client()
    console = staff.build(settings, vault.keys()).test_client()
    _come_in(public, settings.portal_origin, known["people"][0])
    planner = next(one for one in known["staff"] if one["role"] == "planner")
    _sign_in(console, settings.staff_origin, planner)
    found = [_asking(public, settings.portal_origin, *page) for page in PUBLIC.items()]
    found += [_asking(console, settings.staff_origin, *page) for page in CONSOLE.items()]
    text = console.get("/cases", base_url=settings.staff_origin).get_data(as_text=True)
    case = text.split('href="/cases/', 1)[1].split('"', 1)[0]
    return [*found, _asking(console, settings.staff_origin, "case", f"/cases/{case}")]


def _asking(client: Any, origin: str, name: str, path: str) -> tuple[str, Callable[[], bytes]]:
    def ask() -> bytes:
        answer = client.get(path, base_url=origin)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answers {answer.status_code}")
        return bytes(answer.get_data())

    return f"pages.{name}", ask


def _send(client: Any, origin: str, path: str, values: dict[str, str]) -> None:
    page = client.get(path, base_url=origin).get_data(as_text=True)
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    answer = client.post(
        path, base_url=origin, data=values | {"csrf_token": token}, headers=headers
    )
    if answer.status_code != 303:
        raise SystemExit(f"{path} was not taken: {answer.status_code}")


def _come_in(client: Any, origin: str, card: dict[str, str]) -> None:
    _send(client, origin, "/status",
          {"reference": card["reference"], "code": card["access_code"]})  # fmt: skip


def _sign_in(client: Any, origin: str, one: dict[str, str]) -> None:
    _send(client, origin, "/sign-in", {
        "username": one["user"], "passphrase": one["passphrase"],
        "code": pyotp.TOTP(one["totp_secret"]).now(),
    })  # fmt: skip


def _measured(name: str, ask: Callable[[], bytes], rounds: int) -> dict[str, Any]:
    body = ask()
    plain = Flask("memory")
    plain.add_url_rule("/", "page", lambda: Response(body, mimetype="text/html"))
    client = plain.test_client()
    ours, memory = [], []
    for _ in range(rounds):
        ours.append(_cpu(ask))
        memory.append(_cpu(lambda: client.get("/").get_data()))
    mine, theirs = statistics.median(ours), statistics.median(memory)
    quarters = statistics.quantiles(ours, n=4)
    return {
        "name": name, "ours": mine, "memory": theirs, "unit": "CPU ms a request",
        "of_memory": theirs / mine, "spread": (quarters[2] - quarters[0]) / mine,
    }  # fmt: skip


def _cpu(ask: Callable[[], Any]) -> float:
    begun = time.process_time()
    ask()
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    sys.exit(main())
