"""Turns a case may take: an answer taken back, a facilitator who goes, an order, what is late."""

from datetime import timedelta
from io import BytesIO

import pytest

from shared import dialogue
from shared.console import reminders
from shared.dialogue import queries
from shared.documents import samples
from shared.records.models import (
    Assignment,
    AuditEntry,
    DialogueCase,
    Filing,
    Paper,
    ServiceRequest,
    Task,
)
from shared.records.workflow import why_not
from tests.support import carry, shortcut, whole
from tests.support.world import HERE, Asked, World


def tasks(asked: Asked) -> set[str]:
    mine = (Task.subject == asked.case.id) & Task.done_at.is_null()
    return {row.kind for row in Task.select().where(mine)}


def scanned() -> tuple[BytesIO, str]:
    return BytesIO(samples.scanned_page()), "p.jpg"


def ready(world: World) -> Asked:
    """A case whose readiness the Division has found."""
    asked = shortcut.to(world, "assigned")
    whole.agree(world, asked)
    whole.prepare(world, asked)
    whole.recommend(world, asked)
    return asked


def hand_over_to(world: World, asked: Asked, who: str, expect: int = 303):
    return carry.act(world.staff("planner"), asked, "hand_over", expect=expect, no_conflict="y",
                     facilitator=world.logins[who].id)  # fmt: skip


@pytest.mark.S15
@pytest.mark.S30
def test_offender_may_take_back_the_answer_while_the_signatures_are_asked_for(world):
    asked = shortcut.to(world, "signed")
    carry.act(world.staff("planner"), asked, "offender_stops")
    assert queries.approach(asked.case).answer == "unwilling"
    assert "person.tell" in tasks(asked)
    said = why_not(dialogue.FLOW, world.actor("planner"), asked.case, "assign",
                   facilitator=world.logins["facilitator"].id, no_conflict=True)  # fmt: skip
    assert said == "The {offender} has not agreed to take part."
    case = f"/cases/{asked.case.id}"
    assert f"{case}/keep_on_file" in world.staff("planner").get(case).links()


@pytest.mark.S6
@pytest.mark.S16
@pytest.mark.S21
def test_another_facilitator_is_another_person_in_the_room(world):
    asked = ready(world)
    whole.plan(world, asked)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    same = hand_over_to(world, asked, "facilitator", expect=422)
    assert "This person already facilitates this case" in same.text
    hand_over_to(world, asked, "facilitator2")
    assert queries.visit(asked.case) is None  # what was approved named somebody else
    assert "person.tell" in tasks(asked)  # she hears from a person who comes now
    assert queries.assignment(asked.case).facilitator_id == world.logins["facilitator2"].id
    world.staff("facilitator").get(f"/cases/{asked.case.id}", expect=404)
    assert Paper.select().where(Paper.name == "facilitator-appointment").count() == 2


@pytest.mark.S6
@pytest.mark.S42
def test_follow_up_is_handed_over_with_what_is_still_due(world):
    asked = ready(world)
    whole.plan(world, asked, days=2)
    whole.approve(world, asked)
    whole.schedule(world, asked)
    whole.hold_dialogue(world, asked)
    assert Paper.get(Paper.name == "follow-up").language == "en"
    mine = world.staff("facilitator")
    carry.act(mine, asked, "log_follow_up", side="person", way="came", kind="first",
              outcome="needs_help")  # fmt: skip
    assert "service.answer" in tasks(asked)
    hand_over_to(world, asked, "facilitator2")
    due = Task.select().where((Task.subject == asked.case.id) & Task.done_at.is_null()
                              & Task.kind.startswith("follow_up"))  # fmt: skip
    assert {row.account_id for row in due} == {world.logins["facilitator2"].id}
    assert len(due) == 3
    carry.act(world.staff("facilitator2"), asked, "log_follow_up", side="offender", kind="first",
              outcome="spoke")  # fmt: skip
    assert not ServiceRequest.select().exists()
    assert Assignment.select().where(Assignment.ended_at.is_null()).count() == 1


@pytest.mark.S20
@pytest.mark.edge_7
def test_an_order_found_holds_the_case_in_the_same_moment(world):
    asked = ready(world)
    carry.act(world.staff("planner"), asked, "check_orders", found="active")
    assert asked.case.held
    assert "case.fact_changed" in tasks(asked)
    assert queries.division_review(asked.case) is None
    held = AuditEntry.select().where(
        (AuditEntry.event == "case.held") & (AuditEntry.subject == asked.case.id)
    )
    assert held.count() == 1
    assert reminders.raise_all() == 0  # it is not held for the same order again
    whole.speak(world, asked)
    carry.act(world.staff("planner"), asked, "resume")
    assert reminders.raise_all() == 0


@pytest.mark.S20
def test_an_order_found_at_the_beginning_is_answered_by_the_list(world):
    asked = shortcut.to(world, "checked")
    carry.act(world.staff("planner"), asked, "check_orders", found="active")
    assert not asked.case.held  # nothing is under way that could do harm


@pytest.mark.S13
@pytest.mark.S30
def test_what_a_facility_owes_is_raised_once_it_is_late(world):
    asked = shortcut.to(world, "assessment")
    world.clock.move(days=60)
    raised = reminders.raise_all()
    assert "case.late" in tasks(asked)
    assert reminders.raise_all() == 0
    assert raised >= 1
    assert DialogueCase.get().state == "assessment"  # raised, and nothing decided by it


@pytest.mark.S14
@pytest.mark.S15
def test_no_answer_from_the_offender_is_raised_and_not_taken_for_a_no(world):
    asked = shortcut.to(world, "told")
    assert reminders.raise_all() == 0
    world.clock.move(days=60)
    reminders.raise_all()
    assert "case.late" in tasks(asked)
    assert queries.approach(asked.case).answer == ""


@pytest.mark.S13
@pytest.mark.S30
def test_paper_that_a_facility_signed_is_kept_as_it_was_scanned(world):
    asked = shortcut.to(world, "assessment")
    day = carry.day("signed_on", world)
    carry.act(world.staff("planner"), asked, "answer_assessment", capacity="yes",
              willingness="yes", on_paper="y", signer="C. Manager", scan=scanned(),
              **day)  # fmt: skip
    filed = Filing.get()
    assert (filed.kind, filed.subject, filed.signed_on) == (
        "assessment", asked.case.id, world.clock.at.date(),
    )  # fmt: skip
    for step in ("talked", "agreed", "told", "review"):
        if step == "talked":
            carry.act(world.staff("planner"), asked, "accept_assessment")
        shortcut.STEPS[step](world, asked)
    carry.act(world.staff("planner"), asked, "sign_superintendent", decision="approve",
              on_paper="y", signer="W. Warden", scan=scanned(), **day)  # fmt: skip
    assert {row.kind for row in Filing.select()} == {"assessment", "signature"}
    # Whoever answers in person is asked for no paper.
    row = queries.signatures(asked.case)
    assert row["superintendent"].on_paper
    office = world.staff(f"superintendent@{HERE}")
    assert office.get("/queue").status == 200


def test_days_of_the_deadlines_are_the_policys(world):
    from shared import policy

    assert policy.current().deadline("approach_answer") < timedelta(days=60)
    assert policy.current().deadline("assessment") < timedelta(days=60)
