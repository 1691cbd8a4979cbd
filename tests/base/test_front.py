"""The front of a site: what it passes on, what it refuses, and how long it waits."""

import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.base import front

MOST = 100_000


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Echo(threading.Thread):
    """A site behind the front: it answers with the whole request that it got."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(str(path))
        self.server.listen()
        self.seen: list[bytes] = []

    def run(self) -> None:
        while True:
            try:
                one, _ = self.server.accept()
            except OSError:
                return
            with one:
                got = b""
                while b"\r\n\r\n" not in got:
                    got += one.recv(65536)
                head, _, body = got.partition(b"\r\n\r\n")
                size = int((front._LENGTH.findall(head + b"\r\n") or [b"0"])[0])
                while len(body) < size:
                    body += one.recv(65536)
                self.seen.append(head + b"\r\n\r\n" + body)
                one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


@pytest.fixture
def site(tmp_path: Path, project: Path) -> Iterator[tuple[int, Echo]]:
    echo = Echo(tmp_path / "site")
    echo.start()
    port = free_port()
    child = subprocess.Popen(
        [sys.executable, "-m", "shared.base.front", "127.0.0.1", str(port), tmp_path / "site",
         str(MOST)], cwd=project,
    )  # fmt: skip
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield port, echo
    child.terminate()
    assert child.wait(20) == 0
    echo.server.close()


def said(port: int, *pieces: bytes, pause: float = 0) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as one:
        for piece in pieces:
            one.sendall(piece)
            time.sleep(pause)
        answer = b""
        while piece := one.recv(65536):
            answer += piece
    return answer


def test_request_is_passed_on_whole_with_who_asks(site):
    port, echo = site
    answer = said(
        port, b"POST /x?y=1 HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.9\r\n"
        b"X-Forwarded-Proto: https\r\nConnection: keep-alive\r\nContent-Length: 6\r\n\r\nabc",
        b"def", pause=0.2,
    )  # fmt: skip
    assert answer.endswith(b"\r\n\r\nok")
    passed_on = (
        b"POST /x?y=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n"
        b"X-Forwarded-For: 203.0.113.9, 127.0.0.1\r\nX-Forwarded-Proto: https, http\r\n"
        b"Connection: close\r\n\r\nabcdef"
    )
    assert echo.seen == [passed_on]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", b"411"),
        (b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", b"411"),
        (b"POST / HTTP/1.1\r\nContent-Length: 100001\r\n\r\n", b"413"),
        (b"POST / HTTP/1.1\r\nContent-Length: 999999999999\r\n\r\n", b"413"),
    ],
)
def test_request_that_is_not_read_reaches_nobody(site, request_, status):
    port, echo = site
    assert said(port, request_).startswith(b"HTTP/1.1 " + status)
    assert echo.seen == []


def test_header_without_end_is_cut_off(site):
    port, echo = site
    answer = b"none"
    try:
        answer = said(port, b"GET / HTTP/1.1\r\nX: " + b"a" * (front.MOST_HEAD + 10))
    except ConnectionError:
        answer = b""
    assert (answer, echo.seen) == (b"", [])


def test_one_address_does_not_take_every_place(site):
    port, _ = site
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(front.MOST_OF_ONE + 20)]
    end = time.monotonic() + 30
    while len(select.select(held, [], [], 0.05)[0]) < 20 and time.monotonic() < end:
        time.sleep(0.05)
    cut = 0
    for one in held:
        one.settimeout(0.01)
        try:
            cut += one.recv(1) == b""
        except ConnectionError:
            cut += 1
        except TimeoutError:
            pass
        one.close()
    assert cut == 20
    time.sleep(0.3)
    assert said(port, b"GET / HTTP/1.1\r\n\r\n").endswith(b"ok")


def test_site_that_is_away_is_said(tmp_path, project):
    port = free_port()
    child = subprocess.Popen(
        [sys.executable, "-m", "shared.base.front", "127.0.0.1", str(port), tmp_path / "none", "9"],
        cwd=project,
    )  # fmt: skip
    try:
        end = time.monotonic() + 30
        answer = b""
        while not answer and time.monotonic() < end:
            try:
                answer = said(port, b"GET / HTTP/1.1\r\n\r\n")
            except ConnectionError:
                time.sleep(0.05)
        assert answer.startswith(b"HTTP/1.1 503 ")
    finally:
        child.terminate()
        child.wait(20)
