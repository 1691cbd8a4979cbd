"""A date in a calendar: whole, in the language of the person, and saying nothing."""

import re
from datetime import UTC, datetime

import pytest

from shared.dialogue import queries
from tests.support import shortcut, whole
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow


def unfolded(data: bytes) -> list[str]:
    """The content lines, as RFC 5545 has them read."""
    assert data.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    return data.decode().replace("\r\n ", "").rstrip("\r\n").split("\r\n")


def calendar(world: World, asked: Asked, query: str = "") -> dict[str, str]:
    answer = world.staff("facilitator").get(f"/cases/{asked.case.id}/calendar{query}")
    lines = unfolded(answer.data)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    return dict(line.split(":", 1) for line in lines if not line.startswith(("BEGIN", "END:")))


@pytest.mark.law_6
@pytest.mark.S21
def test_calendar_file_is_a_whole_one_and_says_nothing(world):
    asked = shortcut.to(world, "scheduled")
    found = calendar(world, asked)
    assert set(found) == {"VERSION", "PRODID", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND",
                          "SUMMARY", "CLASS", "TRANSP"}  # fmt: skip
    starts = datetime.strptime(found["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert starts.replace(tzinfo=None) == queries.visit(asked.case).starts_at
    assert found["DTEND"] > found["DTSTART"]
    assert found["SUMMARY"] == "Appointment"
    assert asked.case.id not in str(found)
    assert calendar(world, asked, "?language=es")["SUMMARY"] == "Cita"


@pytest.mark.law_6
def test_calendar_file_speaks_the_persons_language(world):
    asked = shortcut.to(world, "scheduled", world.ask(language="es"))
    assert calendar(world, asked)["SUMMARY"] == "Cita"


@pytest.mark.law_6
def test_calendar_file_takes_nothing_from_its_address(world):
    asked = shortcut.to(world, "scheduled")
    for query in ("?language=en%0D%0ADESCRIPTION:Victim", "?language=%00", "?language=fr"):
        assert calendar(world, asked, query) == calendar(world, asked)


def test_calendar_lines_are_folded_between_characters(world, monkeypatch):
    import dataclasses

    from shared import policy
    from shared.console import calendar as console_calendar
    from shared.policy import values

    asked = shortcut.to(world, "scheduled")
    mine = policy.current()
    name = "Servicio de mensajería; citas, avisos y recordatorios de la oficina, año tras año"
    mail = dataclasses.replace(mine.mail, sender_name=values.Text(name, name))
    monkeypatch.setattr(policy.reading, "_used", [dataclasses.replace(mine, mail=mail)])
    lines = unfolded(console_calendar.entry(queries.visit(asked.case), "es"))
    escaped = re.sub("([;,])", r"\\\1", name)
    assert f"PRODID:-//{escaped}//ES" in lines


@pytest.mark.S21
def test_date_that_moved_takes_the_place_of_the_one_before(world):
    asked = shortcut.to(world, "scheduled")
    first = calendar(world, asked)
    whole.plan(world, asked, days=20)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    second = calendar(world, asked)
    assert second["UID"] == first["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == ("0", "1")
    assert second["DTSTART"] != first["DTSTART"]
