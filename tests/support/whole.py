"""A dialogue walked through both sites, step by step, for journeys that tell one story each."""

import re
from datetime import timedelta
from typing import Any

from shared.dialogue import meeting, participants, preparation, queries
from tests.journeys.test_dialogue_both_sites import ask, come_back
from tests.support import carry
from tests.support.beginnings import walked_once
from tests.support.carry import act
from tests.support.world import Asked, World

__all__ = ["act", "agree", "approve", "ask", "asked_here", "carry", "come_back", "date_parts",
           "hold_dialogue", "plan", "prepare", "reads", "recommend",
           "recommended_here", "schedule", "speak"]  # fmt: skip


@walked_once
def asked_here(world: World, stage: str = "", **changed: dict[str, Any]) -> Asked:
    """A request made on the public site, collected, and carried to `stage` through the console.

    `changed`: other answers, by the key of the question.
    """
    _, asked = ask(world, **changed)
    world.work()
    return carry.to(world, stage, asked) if stage else asked


def reads(world: World, asked: Asked) -> str:
    """What the person finds when they come back, after the worker has published."""
    world.work()
    said = come_back(world, asked)[1].text
    return re.split(r"You were last here|This is your first visit", said)[0]


def speak(world: World, asked: Asked) -> None:
    """Somebody on the staff tells the person what stands now."""
    world.work()  # nobody is called before the post is collected
    desk = world.staff("planner")
    path = f"/cases/{asked.case.id}/contact"
    page = desk.get(path)
    way = next(str(e.get("value")) for e in page.all("input", name="way"))
    desk.submit(page, {"way": way, "outcome": "spoke"}, action=path)


def date_parts(name: str, day: Any) -> dict[str, str]:
    """A date as its three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month),
            f"{name}-year": str(day.year)}  # fmt: skip


def agree(world: World, asked: Asked) -> None:
    """Everyone has signed; preparation begins."""
    for row in queries.participants(asked.case):
        act(world.staff("planner"), asked, "sign_agreement", participant=row.id)
    act(world.staff("facilitator"), asked, "begin_preparation")


def prepare(world: World, asked: Asked, leaving: tuple[str, ...] = ()) -> None:
    """Each side on its own track, every point reached but `leaving` (`side:point`)."""
    mine, case = world.staff("facilitator"), asked.case
    for side in participants.SIDES:
        there = [row.id for row in queries.participants(case) if row.side == side]
        act(mine, asked, "log_session", side=side, kind="meeting", participants=there,
            minutes=f"minutes of {side}")  # fmt: skip
        for point in (f"{side}:{name}" for name in preparation.CRITERIA[side]):
            if point not in leaving:
                carry.again(mine, asked, "find_ready", point=point, finding="met")


def recommend(world: World, asked: Asked) -> None:
    """The facilitator recommends, the Division reviews."""
    act(world.staff("facilitator"), asked, "recommend")
    act(world.staff("coordinator"), asked, "review_readiness", decision="ready")


@walked_once
def recommended_here(world: World) -> Asked:
    """A request carried so far that the facilitator recommends the dialogue to the Division."""
    asked = asked_here(world, "assigned")
    agree(world, asked)
    prepare(world, asked)
    recommend(world, asked)
    return asked


def plan(world: World, asked: Asked, form: str = "face_to_face", days: int = 10) -> None:
    """Date, place and people."""
    day = queries.today() + timedelta(days=days)
    act(world.staff("planner"), asked, "plan_visit", starts_at="10:30", form=form,
        place="facility", room="Room 4", **date_parts("starts_on", day))  # fmt: skip


def approve(world: World, asked: Asked) -> None:
    """The superintendent signs for exactly that, on the limited page."""
    carry.sign(world, asked, "visit")
    assert queries.signatures(asked.case, "visit")["superintendent"].decision == "approve"


def schedule(world: World, asked: Asked) -> None:
    """Every arrangement is made, and the date is confirmed."""
    visit = queries.visit(asked.case)
    for line in sorted(meeting.arrangements_for(visit.form)):
        carry.again(world.staff("facilitator"), asked, "arrange", arrangement=line)
    act(world.staff("planner"), asked, "schedule")


def hold_dialogue(world: World, asked: Asked, expect: int = 303) -> None:
    """The day has come, and it takes place."""
    visit = queries.visit(asked.case)
    world.clock.at = visit.starts_at + timedelta(hours=4)
    for who in list(world._visitors):
        world._visitors.pop(who)  # the visits of ten days ago are over
    there = [row.id for row in queries.participants(asked.case)]
    act(world.staff("facilitator"), asked, "record_dialogue", expect=expect, present=there,
        facilitator_present="y", place_as_approved="y", ended="completed", pauses="1")  # fmt: skip
