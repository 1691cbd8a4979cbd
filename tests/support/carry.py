"""Carrying a case forward as its people do: through the console's pages, each with its account.

    asked = carry.to(world, "told")           # planner, case manager, coordinator, planner
    carry.act(world.staff("planner"), asked, "record_answer", answer="willing")

Every act is found on the case's page, its form is opened, filled in and sent.  Where a test needs
a case at some stage and nothing of the way there, `tests.support.shortcut` is quicker.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from shared import policy
from shared.dialogue import queries
from shared.records.models import Assessment
from tests.support.beginnings import walked_once
from tests.support.visitor import Page, Visitor
from tests.support.world import HERE, Asked, World

WHOM = {"name": "Martin Cole", "number": "K4471", "facility": HERE, "county": "Hinds",
        "year": "2019"}  # fmt: skip


def act(desk: Visitor, asked: Asked, action: str, expect: int = 303, **values: Any) -> Page:
    """Open the act's form from the case's page, fill it in, send it; the case says it was done."""
    case = f"/cases/{asked.case.id}"
    assert f"{case}/{action}" in desk.get(case).links(), f"{action} is not offered"
    return again(desk, asked, action, expect, **values)


def again(desk: Visitor, asked: Asked, action: str, expect: int = 303, **values: Any) -> Page:
    """The same from the form's own page: for the second of many alike."""
    path = f"/cases/{asked.case.id}/{action}"
    answer = desk.submit(desk.get(path), values, action=path, expect=expect)
    if expect == 303:
        assert answer.location.endswith(f"/cases/{asked.case.id}?said=recorded"), answer.location
    return answer


def answer_limited(office: Visitor, path: str, **values: Any) -> Page:
    """Somebody at a facility answers on the limited page, which their queue leads to."""
    assert path in office.get("/queue").links(), f"{path} is not in the queue"
    office.submit(office.get(path), values, action=path)
    return office.follow()


def sign(world: World, asked: Asked, kind: str = "participation", **values: Any) -> None:
    """The superintendent signs, or refuses, on the limited page."""
    row = queries.signatures(asked.case, kind)["superintendent"]
    answer_limited(world.staff(f"superintendent@{row.facility_id}"), f"/signatures/{row.id}",
                   **({"decision": "approve"} | values))  # fmt: skip


def day(name: str, world: World, **before: int) -> dict[str, str]:
    """A day as its three boxes, some days `before` today."""
    on = world.clock.at.date() - timedelta(**before)
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month),
            f"{name}-year": str(on.year)}  # fmt: skip


def safe_way(asked: Asked, channel: str = "phone") -> Any:
    """A way to reach the person that they have said is safe."""
    return next(way for way in asked.case.person.ways if way.safe and way.channel == channel)


# -- stages ------------------------------------------------------------------------------------


def _received(world: World, asked: Asked) -> None:
    world.work()
    assert asked.reference in world.staff("planner").get("/queue").text


def _eligibility(world: World, asked: Asked) -> None:
    act(world.staff("planner"), asked, "open")


def _checked(world: World, asked: Asked) -> None:
    desk, case = world.staff("planner"), asked.case
    page = desk.get(f"/people/{case.person_id}/verify")
    desk.submit(page, {"how": "court_file", "standing": case.person.standing or "direct"})
    act(desk, asked, "own_wish", spoken="y")
    act(desk, asked, "identify", **WHOM)
    path = f"/cases/{case.id}/checklist"
    assert path in desk.get(f"/cases/{case.id}").links()
    items = policy.current().eligibility_items.values()
    desk.submit(desk.get(path), {f"item_{item.id}": item.asks for item in items}, action=path)
    act(desk, asked, "check_orders", found="none")
    act(desk, asked, "check_visits", found="none")


def _assessment(world: World, asked: Asked) -> None:
    act(world.staff("planner"), asked, "ask_assessment", role="case_manager")


def _approach(world: World, asked: Asked) -> None:
    request = Assessment.get(
        (Assessment.case == asked.case) & Assessment.answered_at.is_null()
    )  # fmt: skip
    office = world.staff(f"case_manager@{request.facility_id}")
    answer_limited(office, f"/assessments/{request.id}", capacity="yes", willingness="yes")
    act(world.staff("planner"), asked, "accept_assessment")


def _talked(world: World, asked: Asked) -> None:
    way = safe_way(asked).id
    act(world.staff("planner"), asked, "log_conversation", way=way, told="y", retaliation="none",
        go_ahead="yes")  # fmt: skip


def _agreed(world: World, asked: Asked) -> None:
    act(world.staff("coordinator"), asked, "agree_approach")


def _told(world: World, asked: Asked) -> None:
    act(world.staff("planner"), asked, "tell_offender", done="y")


def _review(world: World, asked: Asked) -> None:
    act(world.staff("planner"), asked, "record_answer", answer="willing")
    act(world.staff("planner"), asked, "ask_signatures")


def _signed(world: World, asked: Asked) -> None:
    act(world.staff("coordinator"), asked, "sign_division", decision="approve")
    sign(world, asked)


def _assigned(world: World, asked: Asked) -> None:
    who = world.logins["facilitator"].id
    act(world.staff("planner"), asked, "assign", facilitator=who, no_conflict="y")
    assert f"/cases/{asked.case.id}" in world.staff("facilitator").get("/queue").links()


STAGES: dict[str, Callable[[World, Asked], None]] = {
    "received": _received,
    "eligibility": _eligibility,
    "checked": _checked,
    "assessment": _assessment,
    "approach": _approach,
    "talked": _talked,
    "agreed": _agreed,
    "told": _told,
    "review": _review,
    "signed": _signed,
    "assigned": _assigned,
}


@walked_once
def to(world: World, stage: str, asked: Asked | None = None) -> Asked:
    """A case (a new one, unless one is given) carried as far as `stage`."""
    asked = asked or world.ask()
    for name, step in STAGES.items():
        step(world, asked)
        if name == stage:
            return asked
    raise KeyError(stage)
