"""Notices by e-mail that say nothing: a number to call, and when (law 6).

A mailbox may be read by others.  So there is one notice, the same for everyone and every cause,
and it is refused if any word of it would tell a stranger what it is about.
"""

import smtplib
import ssl
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.base import clock, ids
from shared.documents import words
from shared.policy import Policy, current
from shared.policy.sense import WORDS_THAT_TELL

FOLDER = Path(__file__).parents[2] / "templates" / "mail"
TIMEOUT = 20  # seconds, for each step of the conversation with the server
LOOPBACK = ("localhost", "127.0.0.1", "::1")

TELLING = (
    *WORDS_THAT_TELL,
    "crime",
    "delito",
    "dialog",
    "diálogo",
    "letter",
    "carta",
    "ofensor",
    "prisión",
    "justice",
    "justicia",
)


class NotSent(Exception):
    """A notice could not be handed to the mail server."""


class NotSentYet(NotSent):
    """The server did not answer or asked to wait: try again later."""


class NeverSent(NotSent):
    """The address or the notice was refused: trying again is useless, a person must look."""


@dataclass(frozen=True)
class Notice:
    """A request to call back, for one address.  It holds nothing else on purpose."""

    to: str


class MailServer(Protocol):
    """The part of the console's settings that is needed here."""

    @property
    def smtp_host(self) -> str: ...
    @property
    def smtp_port(self) -> int: ...


@cache
def _templates() -> Environment:
    loader = FileSystemLoader(FOLDER)
    # Plain text: there is nothing to escape, and no value of a person is ever printed.
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=False)  # noqa: S701


def _render(name: str, policy: Policy, language: str) -> str:
    translate = words.translator(policy, language)
    number = policy.mail.callback or policy.contacts.toll_free or policy.contacts.phone
    if number is None:
        raise NeverSent("the policy has no number to call back")
    text = (
        _templates()
        .get_template(name)
        .render(
            _=lambda message, **values: translate(message, **values).unescape(),
            number=number.display,
            opens=words.hour(policy.contact_hours.start, language),
            closes=words.hour(policy.contact_hours.end, language),
            first=words.weekday(policy.contact_hours.days[0], language),
            last=words.weekday(policy.contact_hours.days[-1], language),
        )
    )
    return " ".join(text.split())


def _address(value: str) -> Address:
    try:
        return Address(addr_spec=value)
    except (MessageError, ValueError, IndexError) as wrong:
        raise NeverSent("that is not an e-mail address") from wrong


def compose(notice: Notice, language: str, policy: Policy | None = None) -> EmailMessage:
    """The e-mail for a notice, in "en" or "es".

    Raises NeverSent if the address is none, if the policy has no number, or if any word would
    tell a stranger what it is about.
    """
    chosen = policy or current()
    sender = _address(chosen.mail.sender)
    message = EmailMessage()
    message["From"] = Address(chosen.mail.sender_name.say(language), addr_spec=sender.addr_spec)
    message["To"] = _address(notice.to)
    message["Subject"] = _render("notice-subject.txt", chosen, language)
    message["Date"] = format_datetime(clock.local(clock.now(), chosen.zone))
    message["Message-ID"] = f"<{ids.new_token('mail')[:32]}@{sender.domain}>"
    message["Content-Language"] = language
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_render("notice-body.txt", chosen, language) + "\n")
    seen = f"{message['From']} {message['Subject']} {message.get_content()}".lower()
    for word in TELLING:
        if word in seen:
            raise NeverSent(f"the notice would tell a stranger what it is about: {word!r}")
    return message


def send(message: EmailMessage, config: MailServer) -> None:
    """Hand a composed notice to the mail server.

    Raises NotSentYet (no answer, or the server asks to wait) or NeverSent (refused).  Encrypted
    where the server offers it, and always unless it is on this machine.
    """
    if not config.smtp_host:
        raise NeverSent("no mail server is set up")
    try:
        with smtplib.SMTP(config.smtp_host, config.smtp_port, timeout=TIMEOUT) as server:
            if config.smtp_host not in LOOPBACK:
                server.starttls(context=ssl.create_default_context())
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        raise _failure(code)("the address was refused") from refused
    except smtplib.SMTPResponseException as answer:
        raise _failure(answer.smtp_code)("the server refused the notice") from answer
    except smtplib.SMTPNotSupportedError as missing:
        raise NeverSent("the server lacks what this notice needs") from missing
    except (smtplib.SMTPException, OSError) as silent:
        raise NotSentYet("the mail server did not answer") from silent


def _failure(code: int) -> type[NotSent]:
    return NeverSent if 500 <= code < 600 else NotSentYet
