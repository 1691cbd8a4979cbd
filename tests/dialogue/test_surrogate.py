"""Somebody stands in for the one responsible."""

from typing import Any

import pytest

from shared import dialogue, policy
from shared.dialogue import exchange, preparation, queries, surrogate
from shared.intake import custody_news
from shared.papers import content
from shared.records import workflow
from shared.records.audit import Entry
from shared.records.models import (
    Approach,
    Assessment,
    Offender,
    Paper,
    Participant,
    Signature,
    Substitution,
)
from shared.records.permissions import WORKER
from shared.records.workflow import why_not
from tests.support import carry, shortcut, whole
from tests.support.papers import text_of
from tests.support.world import DIALOGUE, HERE, Asked, World

pytestmark = pytest.mark.slow

FIRST = {"name": "Martin Cole", "number": "K4471", "facility": "NORTH"}


SECOND = {"name": "Dale Reed", "number": "R2210", "facility": "LAKE"}


STORY = ("Rosa", "Delgado", "our street", "Elm Street", "601-555", "601 555")


def asked_of(world: World) -> Asked:
    return world.ask(responsible=FIRST, contact=DIALOGUE["contact"])


def reach(world: World, asked: Asked, whom: dict[str, str], until: str) -> None:
    """From a case whose counterpart is named, through the pages, to `until`."""
    desk = world.staff("planner")
    carry.act(desk, asked, "own_wish", spoken="y")
    path = f"/cases/{asked.case.id}/checklist"
    items = policy.current().eligibility_items.values()
    desk.submit(desk.get(path), {f"item_{item.id}": item.asks for item in items}, action=path)
    carry.act(desk, asked, "check_orders", found="none")
    carry.act(desk, asked, "check_visits", found="none")
    assert Offender.get_by_id(asked.case.offender_id).facility_id == whom["facility"]
    stages = list(carry.STAGES)
    for stage in stages[stages.index("assessment") : stages.index(until) + 1]:
        carry.STAGES[stage](world, asked)


def begin(world: World, until: str) -> Asked:
    """A case about the first one, by pages, as far as `until`."""
    asked = asked_of(world)
    world.work()
    desk = world.staff("planner")
    carry.act(desk, asked, "open")
    page = desk.get(f"/people/{asked.case.person_id}/verify")
    desk.submit(page, {"how": "court_file", "standing": "direct"})
    carry.act(desk, asked, "identify", county="Hinds", year="2019", **FIRST)
    reach(world, asked, FIRST, until)
    return asked


def name_second(world: World, asked: Asked, expect: int = 303, **changed: Any) -> Any:
    values = {"way": carry.safe_way(asked).id, "explained": "y", "wished": "y", "no_tie": "y"}
    return carry.act(world.staff("planner"), asked, "name_substitute", expect=expect,
                     **(values | SECOND | changed))  # fmt: skip


def said_by(world: World, name: str, subject: str) -> str:
    world.work()
    paper = Paper.get((Paper.name == name) & (Paper.subject == subject))
    return text_of(content(world.actor("planner"), paper))


@pytest.mark.S5
@pytest.mark.S8
@pytest.mark.S13
@pytest.mark.S14
@pytest.mark.S15
@pytest.mark.S30
@pytest.mark.slow
def test_dialogue_is_held_with_somebody_who_stands_in(second_world: World) -> None:
    world = second_world
    asked = begin(world, "told")
    desk, case = world.staff("planner"), f"/cases/{asked.case.id}"
    assert f"{case}/name_substitute" not in desk.get(case).links()  # he may still say yes
    carry.act(desk, asked, "record_answer", answer="unwilling")
    first = Offender.get_by_id(asked.case.offender_id)
    refused = name_second(world, asked, expect=422, wished=None)
    assert "Record that the person wants this, and" in refused.text
    refused = name_second(world, asked, expect=422, **FIRST)
    assert "has a part in the case and" in refused.text
    name_second(world, asked)

    now = asked.case
    second = Offender.get_by_id(now.offender_id)
    assert (now.state, now.own_wish, second.facility_id) == ("eligibility", False, "LAKE")
    record = Substitution.get()
    assert (record.former_id, record.cause) == (first.id, "no")
    page = desk.get(case)
    assert "Dale Reed" in page.text
    assert "Martin Cole" in page.text  # staff know for whom
    # What was found of the first one is there to be read, and says that it counts no more.
    assert page.text.count("Previous person: no longer valid") == 3
    # The first one gets the one closing notice, which has no cause in it.
    said = said_by(world, "offender-closing", Approach.get(Approach.offender == first).id)
    assert "Martin Cole" in said
    for sentinel in ("Dale", "Reed", "R2210", "stand", *STORY):
        assert sentinel not in said
    # Nobody at the first facility finds anything of it.
    for who in ("case_manager@NORTH", "superintendent@NORTH"):
        queue = world.staff(who).get("/queue").text
        assert "Reed" not in queue
        assert "R2210" not in queue

    refused = carry.act(desk, asked, "ask_assessment", role="case_manager", expect=422)
    assert "own wish" in refused.text
    reach(world, asked, SECOND, "agreed")
    asked_now = Assessment.get(Assessment.offender == second)
    said = said_by(world, "assessment-request", asked_now.id)
    assert "This would be a surrogate dialogue." in said
    agreed = Approach.get(Approach.offender == second)
    invited = said_by(world, "offender-invitation", agreed.id)
    assert "you would meet with a person you did not harm, to talk" in invited
    carry.STAGES["told"](world, asked)
    carry.STAGES["review"](world, asked)
    row = queries.signatures(asked.case)["superintendent"]
    assert row.facility_id == "LAKE"
    memo = said_by(world, "superintendent-memo", row.id)
    assert "This would be a surrogate dialogue." in memo
    for text in (said, invited, memo):
        for sentinel in (*STORY, "Martin", "Cole", "K4471", asked.reference):
            assert sentinel not in text, sentinel
    office = world.staff("superintendent@LAKE").get(f"/signatures/{row.id}").text
    assert "here would be a surrogate, with a" in office
    assert "Martin" not in office
    carry.STAGES["signed"](world, asked)
    carry.STAGES["assigned"](world, asked)
    his = Participant.get((Participant.offender == second) & Participant.left_at.is_null())
    assert "I am taking the place of someone else" in said_by(world, "agreement-offender", his.id)
    hers = Participant.get((Participant.role == "person_harmed") & Participant.left_at.is_null())
    assert "taking the place of someone else" in said_by(world, "agreement-victim", hers.id)

    whole.agree(world, asked)
    whole.prepare(world, asked)
    whole.recommend(world, asked)
    whole.plan(world, asked)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    whole.hold_dialogue(world, asked)
    assert asked.case.state == "follow_up"
    # What happens to the first one from now on touches nothing.
    custody_news.change_custody(WORKER, first, "death")
    assert not asked.case.held


@pytest.mark.S8
@pytest.mark.S30
@pytest.mark.slow
def test_nothing_of_the_first_opens_a_gate_for_the_second(second_world: World) -> None:
    """An oracle of its own: at the door of every stage, all that the first had is still missing."""
    world = second_world
    asked = asked_of(world)
    shortcut.to(world, "assigned", asked)
    case = asked.case
    for row in queries.participants(case):
        shortcut.act(world, asked, "planner", "sign_agreement", participant=row.id,
                     on=queries.today())  # fmt: skip
    shortcut.act(world, asked, "facilitator", "begin_preparation")
    for side, points in preparation.CRITERIA.items():
        there = [row.id for row in queries.participants(case) if row.side == side]
        shortcut.act(world, asked, "facilitator", "log_session", side=side, kind="call",
                     on=queries.today(), participants=there)  # fmt: skip
        for point in points:
            shortcut.act(world, asked, "facilitator", "find_ready", side=side, criterion=point,
                         finding="met")  # fmt: skip
    shortcut.act(world, asked, "facilitator", "recommend")
    shortcut.act(world, asked, "coordinator", "review_readiness", decision="ready")
    shortcut.act(world, asked, "facilitator", "offender_stops")
    shortcut.act(world, asked, "planner", "name_substitute", came_to_us=True, explained=True,
                 wished=True, no_tie=True, **SECOND)  # fmt: skip

    case = asked.case
    assert queries.findings(case) == {}
    assert queries.unmet(case) == list(policy.current().eligibility_items)
    assert queries.last_check(case, "orders") is None
    assert queries.last_check(case, "visits") is None
    assert queries.last_assessment(case) is None
    assert queries.last_conversation(case) is None
    assert queries.approach(case) is None
    assert queries.signatures(case) == {}
    assert queries.assignment(case) is None
    assert queries.participants(case) == []
    assert queries.agreed_participants(case) == set()
    assert queries.prepared_participants(case) == set()
    assert queries.division_review(case) is None
    assert queries.visit(case) is None
    for side in preparation.CRITERIA:
        assert queries.readiness(case, side) == {}
    # The same of the doors themselves, wherever the case may stand.
    doors = {
        "assessment": ("accept_assessment", "planner", {}),
        "approach": ("ask_signatures", "planner", {}),
        "review": ("assign", "planner", {"facilitator": world.logins["facilitator"].id,
                                         "no_conflict": True}),
        "readiness": ("schedule", "planner", {}),
    }  # fmt: skip
    for state, (action, who, facts) in doors.items():
        case.state = state
        assert why_not(dialogue.FLOW, world.actor(who), case, action, **facts), action
    case.state = "approach"
    assert why_not(dialogue.FLOW, world.actor("coordinator"), case, "agree_approach")
    assert why_not(dialogue.FLOW, world.actor("planner"), case, "tell_offender")
    assert not Signature.select().where(Signature.void_at.is_null()).exists()


@pytest.mark.S8
@pytest.mark.edge_8
@pytest.mark.parametrize(("what", "cause"), [
    ("death", "died"), ("release", "away"), ("escape", "away"),
])  # fmt: skip
def test_somebody_may_stand_in_for_one_who_is_gone(second_world, what, cause):
    world = second_world
    asked = asked_of(world)
    shortcut.to(world, "told", asked)
    first = Offender.get_by_id(asked.case.offender_id)
    custody_news.change_custody(WORKER, first, what)
    whole.speak(world, asked)
    shortcut.act(world, asked, "planner", "resume")
    name_second(world, asked)
    assert Substitution.get().cause == cause
    # A letter to somebody who has died would be opened by somebody else.
    closing = Paper.select().where(Paper.name == "offender-closing").count()
    assert closing == (0 if what == "death" else 1)


@pytest.mark.S8
def test_nobody_stands_in_while_the_one_responsible_can_be_asked(second_world):
    world = second_world
    asked = asked_of(world)
    shortcut.to(world, "told", asked)
    said = why_not(dialogue.FLOW, world.actor("planner"), asked.case, "name_substitute")
    assert said == (
        "The person responsible can still be asked. A surrogate can be named only after that is "
        "over."
    )
    assert surrogate.cause_of(asked.case) == ""


@pytest.mark.S8
def test_somebody_may_stand_in_for_one_who_was_never_found(second_world):
    world = second_world
    asked = asked_of(world)
    shortcut.to(world, "eligibility", asked)
    desk = world.staff("planner")
    page = desk.get(f"/people/{asked.case.person_id}/verify")
    desk.submit(page, {"how": "court_file", "standing": "direct"})
    name_second(world, asked)
    assert (Substitution.get().former_id, Substitution.get().cause) == (None, "unknown")
    # A wrong one is replaced, as long as nobody was told; the one responsible is not named again.
    refused = carry.act(desk, asked, "identify", expect=422, **FIRST)
    assert "There is already a surrogate for the" in refused.text
    name_second(world, asked, name="Lee Hart", number="R2211")
    assert queries.substitution(asked.case).cause == "unknown"


@pytest.mark.S8
@pytest.mark.S32
@pytest.mark.S36
def test_whoever_stands_in_writes_no_letter_to_her(second_world):
    world = second_world
    asked = asked_of(world)
    shortcut.to(world, "eligibility", asked)
    shortcut.verify(world, asked)
    shortcut.act(world, asked, "planner", "name_substitute", came_to_us=True, explained=True,
                 wished=True, no_tie=True, **SECOND)  # fmt: skip
    case = asked.case
    planner = world.actor("planner")
    entry = Entry(planner, "case.visit_planned", "case", case.id)
    for form in exchange.THROUGH_THE_BANK:
        facts = exchange.FormChosen(form=form)
        act = workflow.Act(case, "plan_visit", planner, facts, entry)
        said = next(said for guard in exchange.FORM_OPEN if (said := guard.unmet(act)))
        assert "letter bank takes only letters" in said


@pytest.mark.S6
@pytest.mark.S8
def test_policy_that_does_not_allow_it_refuses_and_does_not_offer_it(world: World) -> None:
    asked = whole.asked_here(world, "told")
    shortcut.act(world, asked, "planner", "record_answer", answer="unwilling")
    case = f"/cases/{asked.case.id}"
    desk = world.staff("planner")
    assert f"{case}/name_substitute" not in desk.get(case).links()
    path = f"{case}/name_substitute"
    refused = desk.submit(desk.get(path), {
        "way": "came", "explained": "y", "wished": "y", "no_tie": "y", "name": "Dale Reed",
        "number": "R2210", "facility": HERE,
    }, action=path, expect=422)  # fmt: skip
    assert "policy does not allow" in refused.text
    assert not Substitution.select().exists()
