"""The day itself: who comes in, what stands on paper and in a calendar, and who telephones."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.dialogue import queries
from shared.papers import content
from shared.records.models import Paper, Participant, Person, Task
from tests.support import carry, shortcut, whole
from tests.support.papers import text_of
from tests.support.world import Asked, World


def tasks(asked: Asked) -> set[str]:
    mine = (Task.subject == asked.case.id) & Task.done_at.is_null()
    return {row.kind for row in Task.select().where(mine)}


def said(world: World, name: str) -> str:
    world.work()
    row = Paper.select().where(Paper.name == name).order_by(Paper.made_at.desc()).first()
    return text_of(content(world.actor("planner"), row))


def with_company(world: World) -> Asked:
    """Both sides bring somebody, and an interpreter comes."""
    asked = shortcut.to(world, "assigned")
    for side, role, name, ties in (
        ("person", "support", "Ann Reed", "own_side"),
        ("person", "interpreter", "Ivo Lang", "none"),
        ("offender", "support", "Omar Vale", "own_side"),
    ):
        carry.act(world.staff("facilitator"), asked, "add_participant", side=side, role=role,
                  name=name, ties=ties, adult="y")  # fmt: skip
    for row in Participant.select().where(Participant.cleared_on.is_null()):
        carry.act(world.staff("planner"), asked, "clear_participant", participant=row.id)
    for step in ("preparation", "readiness"):
        shortcut.STEPS[step](world, asked)
    shortcut.act(world, asked, "coordinator", "review_readiness", decision="ready", note="")
    return asked


@pytest.mark.S30
@pytest.mark.S31
@pytest.mark.law_1
@pytest.mark.parametrize(("form", "named", "exception"), [
    ("face_to_face", {"Rosa Delgado", "Ann Reed", "Ivo Lang", "Omar Vale"}, True),
    ("shuttle", {"Omar Vale"}, False),
])  # fmt: skip
def test_facility_is_told_of_those_who_come_in_and_of_nobody_else(world, form, named, exception):
    asked = with_company(world)
    world.clock.move(minutes=5)
    whole.plan(world, asked, form=form)
    memo = said(world, "superintendent-memo")
    everyone = {"Rosa Delgado", "Ann Reed", "Ivo Lang", "Omar Vale"}
    assert {name for name in everyone if name in memo} == named
    assert ("Will attend, and is named below" in memo) is ("Ivo Lang" in named)
    assert ("as an exception" in memo) is exception
    assert ("No exception is needed." in memo) is not exception


@pytest.mark.S30
@pytest.mark.law_1
def test_exchange_of_letters_names_nobody_to_the_facility(world):
    asked = with_company(world)
    box = world.tick()
    world.work()
    from shared.people import merging

    hers = [Person.get_by_id(row.person_id) for row in (asked.case, box.registration)]
    merging.join(world.actor("planner"), *hers)
    world.clock.move(minutes=5)
    whole.plan(world, asked, form="letters")
    memo = said(world, "superintendent-memo")
    for name in ("Rosa Delgado", "Ann Reed", "Ivo Lang", "Omar Vale"):
        assert name not in memo


@pytest.mark.S18
def test_instructions_name_everybody_she_will_meet(world):
    asked = with_company(world)
    second = world.logins["facilitator2"].id
    carry.act(world.staff("planner"), asked, "add_second", facilitator=second, no_conflict="y")
    shortcut.act(world, asked, "coordinator", "review_readiness", decision="ready", note="")
    whole.plan(world, asked)
    shortcut.STEPS["scheduled"](world, asked)
    page = said(world, "visit-instructions")
    assert "Facilitator Person, Facilitator2 Person" in page
    assert "Ann Reed" in page
    assert "Interpreter Arranged" in page
    for word in ("Omar Vale", "Martin Cole", "K4471"):
        assert word not in page


@pytest.mark.S30
@pytest.mark.law_1
def test_memo_that_was_answered_takes_no_name_to_the_facility_any_more(world):
    asked = with_company(world)
    world.clock.move(minutes=5)
    whole.plan(world, asked)
    world.work()
    memo = Paper.select().where(Paper.name == "superintendent-memo").order_by(
        Paper.made_at.desc()
    ).first()  # fmt: skip
    desk = world.staff("planner")
    assert desk.get(f"/papers/{memo.id}").data.startswith(b"%PDF")
    whole.approve(world, asked)
    assert "This document cannot go out" in desk.get(f"/papers/{memo.id}", expect=409).text


# -- a calendar --------------------------------------------------------------------------------


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


# -- the evening before ------------------------------------------------------------------------


def evening_before(world: World) -> Asked:
    asked = shortcut.to(world, "scheduled")
    whole.speak(world, asked)
    world.clock.at = queries.visit(asked.case).starts_at - timedelta(hours=16)
    world._visitors.clear()
    return asked


def _hold(world: World, asked: Asked) -> None:
    carry.act(world.staff("facilitator"), asked, "hold", reason="wellbeing")


def _close(world: World, asked: Asked) -> None:
    carry.act(world.staff("coordinator"), asked, "close", closure="facility_not_able")


def _withdraw(world: World, asked: Asked) -> None:
    world.stop(asked)
    world.work()


def _stop(world: World, asked: Asked) -> None:
    carry.act(world.staff("facilitator"), asked, "offender_stops")


@pytest.mark.S15
@pytest.mark.S21
@pytest.mark.parametrize("end", [_hold, _close, _withdraw, _stop])
def test_whatever_stops_it_the_evening_before_somebody_telephones(world, end: Any):
    asked = evening_before(world)
    end(world, asked)
    assert "gate.closed_late" in tasks(asked)
    assert ("person.tell" in tasks(asked)) is (end is not _withdraw)
    path = f"/cases/{asked.case.id}"
    assert (
        f"{path}/record_dialogue"
        not in world.staff("facilitator").get(path, expect=None).data.decode()
    )


def test_hold_of_a_case_without_a_date_asks_nobody_to_telephone(world):
    asked = shortcut.to(world, "preparation")
    _hold(world, asked)
    assert not {"gate.closed_late"} & tasks(asked)
