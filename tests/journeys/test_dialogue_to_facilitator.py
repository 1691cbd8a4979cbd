"""From a request to an assigned facilitator, through the console, on real databases."""

from datetime import timedelta
from typing import Any

import pytest

from shared import policy
from shared.models import Assessment, Assignment, AuditEntry, Signature, Task
from tests.support.visitor import Page, Visitor
from tests.support.world import HERE, Asked, World


def act(desk: Visitor, asked: Asked, action: str, expect: int = 303, **values: Any) -> Page:
    """Open the act's form from the case's page, fill it in, send it."""
    path = f"/cases/{asked.case.id}/{action}"
    assert path in desk.get(f"/cases/{asked.case.id}").links(), f"{action} is not offered"
    return desk.submit(desk.get(path), values, action=path, expect=expect)


def day(name: str, world: World, **before: int) -> dict[str, str]:
    on = world.clock.at.date() - timedelta(**before)
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


def open_case(world: World) -> Asked:
    asked = world.ask()
    world.work()
    desk = world.staff("planner")
    assert asked.reference in desk.get("/queue").text
    act(desk, asked, "open")
    return asked


def check(world: World, asked: Asked) -> None:
    """Verified, own wish, offender, every item, orders, visits."""
    desk, case = world.staff("planner"), asked.case
    page = desk.get(f"/people/{case.person_id}/verify")
    desk.submit(page, {"how": "court_file", "standing": "direct"})
    act(desk, asked, "own_wish", spoken="y")
    act(desk, asked, "identify", name="Martin Cole", number="K4471", facility=HERE, county="Hinds",
        year="2019")  # fmt: skip
    for item in policy.current().eligibility_items.values():
        act(desk, asked, "find", item=item.id, answer=item.asks)
    act(desk, asked, "check_orders", found="none")
    act(desk, asked, "check_visits", found="none")


def assess(world: World, asked: Asked) -> None:
    desk = world.staff("planner")
    act(desk, asked, "ask_assessment", role="case_manager")
    request = Assessment.get(Assessment.case == asked.case)
    office = world.staff(f"case_manager@{HERE}")
    path = f"/assessments/{request.id}"
    assert path in office.get("/queue").links()
    office.submit(office.get(path), {"capacity": "yes", "willingness": "yes"}, action=path)
    act(desk, asked, "accept_assessment")


def approach(world: World, asked: Asked) -> None:
    desk = world.staff("planner")
    way = asked.case.person.ways.where(channel_is("phone")).get()
    act(desk, asked, "log_conversation", way=way.id, told="y", retaliation="none", go_ahead="yes")
    act(world.staff("coordinator"), asked, "agree_approach")
    act(desk, asked, "tell_offender", done="y")
    act(desk, asked, "record_answer", answer="willing")


def channel_is(name: str) -> Any:
    from shared.models import ContactWay

    return ContactWay.channel == name


def sign(world: World, asked: Asked) -> None:
    act(world.staff("planner"), asked, "ask_signatures")
    act(world.staff("coordinator"), asked, "sign_division", decision="approve")
    row = Signature.get((Signature.case == asked.case) & (Signature.authority == "superintendent"))
    office, path = world.staff(f"superintendent@{HERE}"), f"/signatures/{row.id}"
    assert path in office.get("/queue").links()
    office.submit(office.get(path), {"decision": "approve"}, action=path)


def assign(world: World, asked: Asked) -> None:
    who = world.logins["facilitator"].id
    act(world.staff("planner"), asked, "assign", facilitator=who, no_conflict="y")


def to_facilitator(world: World) -> Asked:
    asked = open_case(world)
    for step in (check, assess, approach, sign, assign):
        step(world, asked)
    return asked


@pytest.mark.S12
@pytest.mark.S13
@pytest.mark.S14
@pytest.mark.S15
@pytest.mark.S16
@pytest.mark.S20
@pytest.mark.S30
def test_request_reaches_an_assigned_facilitator(world):
    asked = to_facilitator(world)
    assert asked.case.state == "assigned"
    mine = world.staff("facilitator")
    assert f"/cases/{asked.case.id}" in mine.get("/queue").links()
    assert "Rosa Delgado" in mine.get(f"/cases/{asked.case.id}").text
    world.staff("facilitator2").get(f"/cases/{asked.case.id}", expect=404)
    assert Assignment.get().facilitator_id == world.logins["facilitator"].id
    assert not Task.select().where(Task.kind << ("assessment.answer", "approach.tell")
                                   , Task.done_at.is_null()).exists()  # fmt: skip
    assert AuditEntry.select().where(AuditEntry.event == "case.facilitator_assigned").count() == 1


@pytest.mark.postgres
def test_request_reaches_an_assigned_facilitator_on_postgresql(postgres_world):
    assert to_facilitator(postgres_world).case.state == "assigned"
