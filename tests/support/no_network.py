"""Only this machine may be spoken to: the suite, like the service, needs no one else."""

import ipaddress
import sys
from typing import Any

_installed = False


class OutsideCall(RuntimeError):
    """Something tried to reach another machine."""


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):  # a Unix socket's path
        return True
    host = str(address[0]).partition("%")[0]
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and not _is_here(arguments[1]):
        raise OutsideCall(f"a test tried to reach {arguments[1]!r}")
    if event == "socket.getaddrinfo" and not _is_here((arguments[0] or "localhost",)):
        raise OutsideCall(f"a test asked where {arguments[0]!r} is")


def forbid() -> None:
    """From now on, in this process, a call to another machine raises OutsideCall."""
    global _installed  # noqa: PLW0603  # an audit hook cannot be taken away, nor be added twice
    if not _installed:
        sys.addaudithook(_watch)
        _installed = True
