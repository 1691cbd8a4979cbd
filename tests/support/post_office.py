"""A mail server on loopback that keeps what it is given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Delivered:
    """A message as it came over the wire."""

    sender: str
    recipients: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.raw, policy=default)
        assert isinstance(parsed, EmailMessage)
        return parsed


@dataclass
class PostOffice:
    """Where it listens, and what has come; `refusal` is answered to all mail while it is set."""

    host: str = "127.0.0.1"
    port: int = 0
    delivered: list[Delivered] = field(default_factory=list)
    refusal: str = ""  # e.g. "451 try again later"

    async def handle_DATA(  # noqa: N802  # the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.refusal:
            return self.refusal
        content = envelope.content
        assert isinstance(content, bytes)
        self.delivered.append(
            Delivered(str(envelope.mail_from), list(map(str, envelope.rcpt_tos)), content)
        )
        return "250 kept"


class _AnyPort(Controller):
    """Asks the system for a free port, then says which it was."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """The server for as long as the block lasts."""
    office = PostOffice()
    controller = _AnyPort(office, hostname=office.host, port=0)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()
