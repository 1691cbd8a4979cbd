"""The day itself: who comes in, what stands on paper, and who makes the calls."""

from datetime import timedelta
from typing import Any

import pytest

from shared.dialogue import queries
from shared.papers import content
from shared.records.models import Paper, Participant, Person, Task
from tests.support import carry, shortcut, whole
from tests.support.papers import text_of
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow


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
