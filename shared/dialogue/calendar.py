"""A calendar file for a date that is agreed, without content (law 6)."""

from datetime import datetime, timedelta
from typing import Any

from shared import clock, policy

NAME = "appointment.ics"
TITLES = {"en": "Appointment", "es": "Cita"}
LENGTH = timedelta(hours=3)


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")


def entry(visit: Any, language: str = "en") -> bytes:
    """An iCalendar file (RFC 5545): a neutral title and the time; no name, no place, no reminder.

    The organiser is the policy's neutral sender of messages, without an address.
    """
    words = policy.current().mail.sender_name.say(language)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{words}//{language.upper()}",
        "BEGIN:VEVENT",
        f"UID:{visit.id}",
        f"DTSTAMP:{_stamp(clock.now())}",
        f"DTSTART:{_stamp(visit.starts_at)}",
        f"DTEND:{_stamp(visit.starts_at + LENGTH)}",
        f"SUMMARY:{TITLES.get(language, TITLES['en'])}",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()
