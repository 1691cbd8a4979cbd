"""The public site of a world, really listening on a port of loopback."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support.world import World


class Quiet(WSGIRequestHandler):
    """Keeps no log."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - its own name
        """Say nothing: what is asked for may hold what somebody typed."""


@pytest.fixture
def site(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the public site of `world`, such as ``http://127.0.0.1:40123``.

    It answers one request after another in a thread of this process, so the world's clock and
    draws are its own.
    """
    server = make_server("127.0.0.1", 0, lambda *_: [], request_handler=Quiet)
    origin = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("FIRSTWORD_PORTAL_ORIGIN", origin)
    server.app = world.public
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield origin
    server.shutdown()
    thread.join()
    server.server_close()
