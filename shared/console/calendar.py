"""A calendar file for a date that is agreed, without content (law 6)."""

import re
from datetime import datetime, timedelta

from shared import policy
from shared.base import clock
from shared.records import vault
from shared.records.models import Visit

NAME = "appointment.ics"
TITLES = {"en": "Appointment", "es": "Cita"}
LENGTH = timedelta(hours=3)
WIDTH = 75  # octets of a line, without its end


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")


def entry(visit: Visit, language: str = "en") -> bytes:
    """An iCalendar file (RFC 5545): a neutral title and the time; no name, no place, no reminder.

    The organiser is the policy's neutral sender of messages, without an address.  A date that was
    moved takes the place of the one before, in a calendar that has it: one name, a higher number.
    """
    language = language if language in TITLES else "en"
    name = policy.current().mail.sender_name.say(language)
    series, number = _series(visit)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(name)}//{language.upper()}",
        "BEGIN:VEVENT",
        f"UID:{series}",
        f"SEQUENCE:{number}",
        f"DTSTAMP:{_stamp(clock.now())}",
        f"DTSTART:{_stamp(visit.starts_at)}",
        f"DTEND:{_stamp(visit.starts_at + LENGTH)}",
        f"SUMMARY:{_text(TITLES[language])}",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _series(visit: Visit) -> tuple[str, int]:
    """A name that every date of one case shares, and how many were planned before this one."""
    planned = Visit.select().where(Visit.case == visit.case_id).count()
    return vault.digest("calendar", visit.case_id)[:20], int(planned) - 1


def _text(words: str) -> str:
    """A value of type TEXT: what would end or divide it is escaped."""
    plain = "".join(sign for sign in words if sign.isprintable())
    return re.sub(r"([\\;,])", r"\\\1", plain)


def _folded(line: str) -> bytes:
    """A content line in at most 75 octets a piece, never within a character."""
    pieces, piece = [], b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > WIDTH:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
