"""The front of a site in `firstword serve`: reads each request whole before a worker sees it.

A web worker reads a body in its only threads, so six visitors sending two bytes a second stopped
a site.  Here they cost a little memory and are cut off after a while.  It is a small HTTP/1.1
proxy: one request a connection, which it passes on over a socket file.

    python -m shared.base.front HOST PORT SOCKET MOST_BYTES

Bounded: header and body in size, time and pace; all bodies together; connections, and those of
one address.  Behind a proxy of one's own all visitors have one address; that bound is then wide.
"""

import asyncio
import contextlib
import re
import signal
import sys
from collections import Counter
from dataclasses import dataclass, field

HEAD_WITHIN = 10.0  # seconds for the whole header
BODY_WITHIN = 15.0  # seconds for a body of any size, and more for a large one:
PACE = 16 * 1024  # bytes a second that a body may be slow
ANSWER_WITHIN = 120.0  # seconds for the site to begin its answer
TAKE_WITHIN = 60.0  # seconds for a visitor to take the next piece of an answer
MOST_HEAD = 32 * 1024  # bytes
MOST_HELD = 256 * 1024 * 1024  # bytes of all bodies together
MOST_CONNECTIONS = 1000
MOST_OF_ONE = 200  # connections of one address
PIECE = 64 * 1024

_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,12})[ \t]*\r$")
_CHUNKED = re.compile(rb"(?im)^transfer-encoding:")
_HOP = re.compile(rb"(?im)^(?:connection|keep-alive|proxy-connection|upgrade|te|expect):.*\r\n")
_EXPECT = re.compile(rb"(?im)^expect:[ \t]*100-continue[ \t]*\r$")


class Refused(Exception):
    """The request is not passed on; `status` is the answer."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


@dataclass
class Front:
    """What one front holds at this moment."""

    upstream: str
    most_body: int
    held: int = 0
    open: int = 0
    of: Counter[str] = field(default_factory=Counter)

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection, whatever comes."""
        peer = str((writer.get_extra_info("peername") or ("",))[0])
        if self.open >= MOST_CONNECTIONS or self.of[peer] >= MOST_OF_ONE:
            writer.transport.abort()
            return
        self.open += 1
        self.of[peer] += 1
        try:
            await self._serve(reader, writer, peer)
        except Refused as refused:
            await _say(writer, refused.status)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the visitor is gone, or too slow
        finally:
            self.open -= 1
            self.of[peer] -= 1
            if not self.of[peer]:
                del self.of[peer]
            with contextlib.suppress(OSError, TimeoutError):
                writer.close()
                await asyncio.wait_for(writer.wait_closed(), 5)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, peer: str
    ) -> None:
        async with asyncio.timeout(HEAD_WITHIN):
            head = await reader.readuntil(b"\r\n\r\n")
        size = self._size(head)
        if _EXPECT.search(head) and size:
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.held += size
        try:
            async with asyncio.timeout(BODY_WITHIN + size / PACE):
                body = await reader.readexactly(size)
            await self._pass_on(_passed(head, peer), body, writer)
        except TimeoutError as slow:
            raise Refused("408 Request Timeout") from slow
        finally:
            self.held -= size

    def _size(self, head: bytes) -> int:
        lengths = set(_LENGTH.findall(head))
        if _CHUNKED.search(head) or len(lengths) > 1:
            raise Refused("411 Length Required")
        size = int(lengths.pop()) if lengths else 0
        if size > self.most_body:
            raise Refused("413 Content Too Large")
        if self.held + size > MOST_HELD:
            raise Refused("503 Service Unavailable")
        return size

    async def _pass_on(self, head: bytes, body: bytes, writer: asyncio.StreamWriter) -> None:
        try:
            back, forth = await asyncio.open_unix_connection(self.upstream)
        except OSError as away:
            raise Refused("503 Service Unavailable") from away
        try:
            forth.write(head)
            forth.write(body)
            await forth.drain()
            piece = await asyncio.wait_for(back.read(PIECE), ANSWER_WITHIN)
            if not piece:
                raise Refused("503 Service Unavailable")
            while piece:
                writer.write(piece)
                await asyncio.wait_for(writer.drain(), TAKE_WITHIN)
                piece = await asyncio.wait_for(back.read(PIECE), ANSWER_WITHIN)
        finally:
            forth.close()


def _passed(head: bytes, peer: str) -> bytes:
    """The header as the site gets it: our own view of the visitor added last, one answer asked."""
    line, rest = head.split(b"\r\n", 1)
    rest = _HOP.sub(b"", rest)[:-2]
    for name, seen in ((b"X-Forwarded-For", peer.encode()), (b"X-Forwarded-Proto", b"http")):
        pattern = re.compile(rb"(?im)^" + name + rb":[ \t]*(.*?)[ \t]*\r\n")
        said = b", ".join([*pattern.findall(rest), seen])
        rest = pattern.sub(b"", rest) + name + b": " + said + b"\r\n"
    return line + b"\r\n" + rest + b"Connection: close\r\n\r\n"


async def _say(writer: asyncio.StreamWriter, status: str) -> None:
    body = f"{status[:3]}\n".encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\nRetry-After: 30\r\nConnection: close\r\n\r\n"
    )
    with contextlib.suppress(OSError):
        writer.write(head.encode() + body)
        await writer.drain()


async def run(host: str, port: int, upstream: str, most_body: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    front = Front(upstream, most_body)
    server = await asyncio.start_server(front.meet, host, port, limit=MOST_HEAD, backlog=512)
    async with server:
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4])))
