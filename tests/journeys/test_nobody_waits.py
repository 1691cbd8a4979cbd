"""Nobody waits unseen: after each step the next person has it in the queue, with a due day."""

from datetime import timedelta
from typing import Any

import pytest

from shared.dialogue import meeting, queries
from shared.papers import content
from shared.records.models import Paper
from tests.support import whole
from tests.support.visitor import HTML, Visitor
from tests.support.world import HERE, World

pytestmark = [pytest.mark.slow, pytest.mark.law_12]


def row_of(desk: Visitor, path: str, what: str) -> str:
    """The line of the queue that leads to `path` and says `what`, with its due day."""
    page = desk.get("/queue")
    lines = [
        " ".join("".join(line.itertext()).split()) for line in page.all("tr")
        if any(link.get("href") == path for link in line.iter(f"{HTML}a"))
    ]  # fmt: skip
    found = [line for line in lines if what in line]
    assert found, f"{what!r} is not among {lines}"
    assert not found[0].endswith("–"), "no due day"
    return found[0]


def language(world: World, who: str, code: str) -> Visitor:
    """An account whose console is in a language."""
    desk = world.staff(who)
    page = desk.get("/queue")
    desk.submit(page, {"language": code}, action="/language", strict=False)
    return desk


@pytest.mark.S20
@pytest.mark.S21
@pytest.mark.S30
@pytest.mark.S42
def test_next_person_has_it_in_the_queue_with_a_due_day(world):
    """Both signatures; ready; the visit signed; the last follow-up."""
    asked = whole.asked_here(world, "signed")
    path = f"/cases/{asked.case.id}"
    desk, mine = world.staff("planner"), world.staff("facilitator")
    row_of(desk, path, "Assign a facilitator")
    who = world.logins["facilitator"].id
    whole.act(desk, asked, "assign", facilitator=who, no_conflict="y")
    row_of(mine, path, "You were assigned a case")
    whole.agree(world, asked)
    whole.prepare(world, asked)
    whole.act(mine, asked, "recommend")
    row_of(world.staff("coordinator"), path, "Review readiness, for the Division")
    whole.act(world.staff("coordinator"), asked, "review_readiness", decision="ready")
    row_of(desk, path, "Plan the date, place and people")
    whole.plan(world, asked)
    signing = f"/signatures/{queries.signatures(asked.case, 'visit')['superintendent'].id}"
    row_of(world.staff(f"superintendent@{HERE}"), signing, "Sign, or refuse: date, room and people")
    whole.approve(world, asked)
    for line in sorted(meeting.arrangements_for("face_to_face")):
        whole.carry.again(mine, asked, "arrange", arrangement=line)
    row_of(desk, path, "Confirm the date")
    whole.schedule(world, asked)
    row_of(mine, path, "Record the dialogue")
    whole.hold_dialogue(world, asked)
    mine, phone = world.staff("facilitator"), whole.carry.safe_way(asked).id
    for kind in ("first", "second"):
        whole.act(mine, asked, "log_follow_up", side="person", way=phone, kind=kind,
                  outcome="spoke")  # fmt: skip
        whole.act(mine, asked, "log_follow_up", side="offender", kind=kind, outcome="spoke")
    row_of(world.staff("coordinator"), path, "Follow-up is over: close the case")


def date_set(world: World, days: int) -> Any:
    """A case whose visit is confirmed, so many days from now."""
    asked = whole.recommended_here(world)
    whole.plan(world, asked, days=days)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    return asked


@pytest.mark.S1
@pytest.mark.S21
@pytest.mark.S31
@pytest.mark.parametrize("prefix", ["", "/es"], ids=["en", "es"])
def test_visit_of_tomorrow_falls_when_the_person_stops_and_all_are_told(world, prefix):
    """On the portal; the planner calls now, facility and facilitator are told, on paper too."""
    asked = date_set(world, days=1)
    day = queries.day_of(queries.visit(asked.case).starts_at)
    facility = f"superintendent@{HERE}"
    code = str(queries.signatures(asked.case, "visit")["superintendent"].id)[:4].upper()
    person, _page = whole.come_back(world, asked)
    page = person.get(f"{prefix}/status/stop")
    person.submit(page, {})
    world.work()
    assert asked.case.state == "withdrawn"
    row_of(world.staff("planner"), f"/cases/{asked.case.id}",
           "Something changed shortly before the day: call now")  # fmt: skip
    for who in (facility, "facilitator"):
        assert (
            "A visit was called off: it does not take place" in world.staff(who).get("/queue").text
        )
    assert code in world.staff(facility).get("/queue").text
    spanish = language(world, "facilitator", "es")
    assert "Se canceló una visita: no se hará" in spanish.get("/queue").text
    for name in ("visit-canceled", "visit-canceled-facilitator"):
        paper = Paper.get(Paper.name == name)
        assert (paper.language, paper.ready_at is not None) == ("en", True)
        assert content(world.actor("planner"), paper)[:5] == b"%PDF-"
    assert day == queries.today() + timedelta(days=1)
