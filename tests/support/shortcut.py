"""A case put at a stage by the workflow's own acts, past every page.

For tests of what comes then.  A journey goes through the pages: `tests.support.carry`.
"""

from datetime import timedelta
from typing import Any

from shared import dialogue, policy
from shared.base import clock
from shared.dialogue import meeting, preparation, queries
from shared.people import contact
from shared.records.models import Offender, Person
from shared.records.workflow import perform
from tests.support.beginnings import walked_once
from tests.support.world import HERE, Asked, World


def act(world: World, asked: Asked, who: str, action: str, **facts: Any) -> None:
    """One act, by an account, on the case as it is now."""
    case = asked.case
    perform(dialogue.FLOW, case.id, action, world.actor(who), case.version, **facts)


def _received(world: World, asked: Asked) -> None:
    world.work()


def _eligibility(world: World, asked: Asked) -> None:
    act(world, asked, "planner", "open")


def _held_at(asked: Asked) -> str:
    return str(Offender.get_by_id(asked.case.offender_id).facility_id)


def verify(world: World, asked: Asked) -> None:
    """Who asks is verified."""
    person = Person.get_by_id(asked.case.person_id)
    contact.verify(world.actor("planner"), person, "court_file", "direct")


def _checked(world: World, asked: Asked) -> None:
    verify(world, asked)
    act(world, asked, "planner", "own_wish")
    act(world, asked, "planner", "identify", name="Martin Cole", number="K4471",
        facility=HERE if HERE in policy.current().facilities else "NORTH", county="Hinds",
        year=2019)  # fmt: skip
    for item in policy.current().eligibility_items:
        act(world, asked, "planner", "find", item=item, finding="met")
    for check in ("check_orders", "check_visits"):
        act(world, asked, "planner", check, checked_on=queries.today(), found="none")


def _assessment(world: World, asked: Asked) -> None:
    act(world, asked, "planner", "ask_assessment", role="case_manager")


def _approach(world: World, asked: Asked) -> None:
    act(world, asked, f"case_manager@{_held_at(asked)}", "answer_assessment", capacity="yes",
        willingness="yes")  # fmt: skip
    act(world, asked, "planner", "accept_assessment")


def _talked(world: World, asked: Asked) -> None:
    ways = contact.allowed_ways(Person.get_by_id(asked.case.person_id))
    act(world, asked, "planner", "log_conversation", way=ways[0], told=True, retaliation="none",
        go_ahead=True)  # fmt: skip


def _agreed(world: World, asked: Asked) -> None:
    act(world, asked, "coordinator", "agree_approach")


def _told(world: World, asked: Asked) -> None:
    act(world, asked, "planner", "tell_offender")


def _review(world: World, asked: Asked) -> None:
    act(world, asked, "planner", "record_answer", answer="willing")
    act(world, asked, "planner", "ask_signatures")


def _signed(world: World, asked: Asked) -> None:
    act(world, asked, "coordinator", "sign_division", decision="approve")
    act(world, asked, f"superintendent@{_held_at(asked)}", "sign_superintendent",
        decision="approve")  # fmt: skip


def _assigned(world: World, asked: Asked) -> None:
    act(world, asked, "planner", "assign", facilitator=world.logins["facilitator"].id,
        no_conflict=True)  # fmt: skip


def _preparation(world: World, asked: Asked) -> None:
    for row in queries.participants(asked.case):
        act(world, asked, "planner", "sign_agreement", participant=row.id, on=queries.today())
    act(world, asked, "facilitator", "begin_preparation")


def _readiness(world: World, asked: Asked) -> None:
    for side, points in preparation.CRITERIA.items():
        there = [row.id for row in queries.participants(asked.case) if row.side == side]
        act(world, asked, "facilitator", "log_session", side=side, kind="meeting",
            on=queries.today(), participants=there, minutes="")  # fmt: skip
        for point in points:
            act(world, asked, "facilitator", "find_ready", side=side, criterion=point,
                finding="met", note="")  # fmt: skip
    act(world, asked, "facilitator", "recommend")


def _planned(world: World, asked: Asked) -> None:
    act(world, asked, "coordinator", "review_readiness", decision="ready", note="")
    act(world, asked, "planner", "plan_visit", starts_at=clock.now() + timedelta(days=10),
        form="face_to_face", place="facility", room="4", needs="")  # fmt: skip


def _scheduled(world: World, asked: Asked) -> None:
    act(world, asked, f"superintendent@{_held_at(asked)}", "sign_visit", decision="approve")
    for line in sorted(meeting.arrangements_for("face_to_face")):
        act(world, asked, "facilitator", "arrange", arrangement=line)
    act(world, asked, "planner", "schedule")


def _follow_up(world: World, asked: Asked) -> None:
    there = [row.id for row in queries.participants(asked.case)]
    world.clock.at = queries.visit(asked.case).starts_at + timedelta(hours=4)
    act(world, asked, "facilitator", "record_dialogue", on=queries.today(), present=there,
        facilitator_present=True, place_as_approved=True, ended="completed", pauses=0, agreed="",
        notes="")  # fmt: skip


STEPS = {
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
    "preparation": _preparation,
    "readiness": _readiness,
    "planned": _planned,
    "scheduled": _scheduled,
    "follow_up": _follow_up,
}


@walked_once
def to(world: World, stage: str, asked: Asked | None = None) -> Asked:
    """A case (a new one, unless one is given) carried as far as `stage`."""
    asked = asked or world.ask()
    for name, step in STEPS.items():
        step(world, asked)
        if name == stage:
            return asked
    raise KeyError(stage)
