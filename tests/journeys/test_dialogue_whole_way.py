"""A dialogue from the request to the follow-up, through both sites, with what the person reads."""

import json

import pytest

from shared import policy
from shared.dialogue import preparation, queries
from shared.papers import content
from shared.records.models import FollowUp, Meeting, Paper, Participant
from tests.support import whole
from tests.support.world import HERE, World

pytestmark = pytest.mark.slow


@pytest.mark.S2
@pytest.mark.S3
@pytest.mark.S4
@pytest.mark.S5
@pytest.mark.S6
@pytest.mark.S7
@pytest.mark.S9
@pytest.mark.S12
@pytest.mark.S13
@pytest.mark.S14
@pytest.mark.S15
@pytest.mark.S16
@pytest.mark.S17
@pytest.mark.S18
@pytest.mark.S19
@pytest.mark.S20
@pytest.mark.S21
@pytest.mark.S22
@pytest.mark.S27
@pytest.mark.S29
@pytest.mark.S30
@pytest.mark.S31
@pytest.mark.S49
@pytest.mark.S50
@pytest.mark.slow
def test_dialogue_goes_the_whole_way(world):
    go_the_whole_way(world)


@pytest.mark.postgres
def test_dialogue_goes_the_whole_way_on_postgresql(postgres_world):
    go_the_whole_way(postgres_world)


def go_the_whole_way(world: World) -> None:
    """From a telephone in the evening to the follow-up, every step by the account whose it is."""
    asked = whole.asked_here(world)
    assert "We have your request." in whole.reads(world, asked)
    whole.carry.to(world, "assigned", asked)
    # The news comes from a person first.
    assert "Your request is under way." in whole.reads(world, asked)
    whole.speak(world, asked)
    assert "You now have a trained facilitator." in whole.reads(world, asked)

    desk, mine = world.staff("planner"), world.staff("facilitator")
    whole.act(mine, asked, "add_participant", side="person", role="support", name="Ida Delgado",
              relation="sister", ties="own_side", adult="y")  # fmt: skip
    ida = Participant.get(Participant.role == "support")
    whole.act(mine, asked, "begin_preparation", expect=422)  # nobody has signed
    whole.agree(world, asked)
    whole.prepare(world, asked)
    refused = whole.act(mine, asked, "recommend", expect=422)  # Ida was not checked
    assert "First, everyone who will be in the room must be checked" in refused.text
    whole.act(desk, asked, "clear_participant", participant=ida.id)
    assert "You now have a trained facilitator." in whole.reads(world, asked)

    whole.recommend(world, asked)
    whole.plan(world, asked)
    refused = whole.act(desk, asked, "schedule", expect=422)
    assert "superintendent must approve" in refused.text
    whole.approve(world, asked)
    whole.schedule(world, asked)
    assert "You now have a trained facilitator." in whole.reads(world, asked)
    whole.speak(world, asked)
    assert "A date is set." in whole.reads(world, asked)

    whole.hold_dialogue(world, asked)
    assert asked.case.state == "follow_up"
    held = Meeting.get()
    assert held.facilitator_id == world.logins["facilitator"].id
    assert set(json.loads(held.present)) == {row.id for row in queries.participants(asked.case)}
    assert FollowUp.select().where(FollowUp.done_on.is_null()).count() == 4
    mine, phone = world.staff("facilitator"), whole.carry.safe_way(asked).id
    whole.act(mine, asked, "log_follow_up", side="person", way=phone, kind="first",
              outcome="spoke")  # fmt: skip
    assert "The dialogue has taken place." in whole.reads(world, asked)
    early = whole.act(world.staff("coordinator"), asked, "close", closure="completed", expect=422)
    assert "each follow-up is recorded" in early.text
    whole.act(mine, asked, "log_follow_up", side="person", way=phone, kind="second",
              outcome="spoke")  # fmt: skip
    for kind in ("first", "second"):
        whole.act(mine, asked, "log_follow_up", side="offender", kind=kind, outcome="spoke")
    whole.act(world.staff("coordinator"), asked, "close", closure="completed")
    whole.speak(world, asked)
    assert "This request is closed." in whole.reads(world, asked)
    world.deliver()
    made = {row.name for row in Paper.select().where(Paper.ready_at.is_null(False))}
    assert made >= {
        "acknowledgement", "assessment-request", "offender-invitation", "superintendent-memo",
        "facilitator-appointment", "agreement-victim", "agreement-offender", "agreement-support",
        "visit-instructions", "closure", "offender-closing",
    }  # fmt: skip


@pytest.mark.S17
@pytest.mark.S49
@pytest.mark.S50
def test_points_of_preparation_cover_what_each_side_was_promised():
    assert {"questions", "impact", "heard"} <= set(preparation.CRITERIA["person"])
    assert {"responsibility", "harm", "own_story", "no_benefit"} <= set(
        preparation.CRITERIA["offender"]
    )
    assert set(preparation.CRITERIA) == {"person", "offender"}


@pytest.mark.S13
@pytest.mark.S27
@pytest.mark.S31
@pytest.mark.law_1
def test_assessment_says_nothing_of_who_asked(world):
    asked = whole.asked_here(world, "assessment")
    world.deliver()
    from io import BytesIO

    from pypdf import PdfReader

    paper = Paper.get(Paper.name == "assessment-request")
    pdf = PdfReader(BytesIO(content(world.actor("planner"), paper)))
    said = " ".join(page.extract_text() for page in pdf.pages)
    for sentinel in ("Rosa", "Delgado", "601 555", "Elm St", "our street", asked.reference):
        assert sentinel not in said
    assert "Martin Cole" in said
    office = world.staff(f"case_manager@{HERE}")
    from shared.records.models import Assessment

    page = office.get(f"/assessments/{Assessment.get().id}")
    for sentinel in ("Rosa", "Delgado", asked.reference):
        assert sentinel not in page.text
    assert "early release" in page.text or "release" in said


@pytest.mark.S8
def test_every_form_of_the_policy_is_offered_for_a_visit(world):
    asked = whole.recommended_here(world)
    page = world.staff("planner").get(f"/cases/{asked.case.id}/plan_visit")
    offered = {e.get("value") for e in page.all("input", name="form")}
    assert offered == set(policy.current().dialogue.forms)
