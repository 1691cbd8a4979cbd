"""At every step of a dialogue the next one is asked, with a day (law 12)."""

from datetime import timedelta

import pytest

from shared import policy
from shared.dialogue import meeting, queries
from shared.records import awaited
from shared.records.models import FollowUp, Task
from tests.support import shortcut
from tests.support.seen import tasks_of

pytestmark = [pytest.mark.slow, pytest.mark.law_12]

# stage: what is asked for then, of whom.
ASKED = {
    "received": {("case.open", "planner")},
    "eligibility": {("case.ask_assessment", "planner")},
    "assessment": {("case.answer_assessment", "case_manager")},
    "approach": {("case.log_conversation", "planner")},
    "talked": {("case.agree_approach", "coordinator")},
    "agreed": {("case.tell_offender", "planner")},
    "told": {("case.record_answer", "planner")},
    "review": {("case.sign_division", "coordinator"),
               ("case.sign_superintendent", "superintendent")},
    "signed": {("case.assign", "planner")},
    "assigned": {("case.begin_preparation", "facilitator")},
    "preparation": {("case.recommend", "facilitator")},
    "readiness": {("case.review_readiness", "coordinator")},
    "planned": {("case.sign_visit", "superintendent"), ("case.arrange", "facilitator")},
    "scheduled": {("case.record_dialogue", "facilitator")},
}  # fmt: skip


def asked_for(case):
    """What the table asks for, and of whom."""
    return {(task.kind, task.role) for task in tasks_of(case.id) if task.parent}


@pytest.mark.parametrize("stage", ASKED)
def test_whoever_comes_next_is_asked_for_a_day(world, stage):
    asked = shortcut.to(world, stage)
    assert asked_for(asked.case) == ASKED[stage]
    assert all(task.due_on for task in tasks_of(asked.case.id) if task.parent)


def test_request_is_due_within_the_days_that_the_page_promises(world):
    asked = shortcut.to(world, "received")
    promised = policy.current().deadlines["acknowledgement"].days
    assert tasks_of(asked.case.id)[0].due_on <= queries.today() + timedelta(days=promised)


def test_ready_and_signed_visit_lead_to_the_planner(world):
    asked = shortcut.to(world, "readiness")
    shortcut.act(world, asked, "coordinator", "review_readiness", decision="ready", note="")
    assert asked_for(asked.case) == {("case.plan_visit", "planner")}
    asked = shortcut.to(world, "planned")
    shortcut.act(world, asked, "superintendent@MSP", "sign_visit", decision="approve")
    for line in sorted(meeting.arrangements_for("face_to_face")):
        shortcut.act(world, asked, "facilitator", "arrange", arrangement=line)
    assert asked_for(asked.case) == {("case.schedule", "planner")}


def test_last_follow_up_leads_to_the_coordinator(world):
    asked = shortcut.to(world, "follow_up")
    assert asked_for(asked.case) == {("case.look", "facilitator")}  # its own tasks have days
    FollowUp.update(done_on=queries.today()).execute()
    awaited.ask_next(shortcut.dialogue.FLOW, asked.case)
    assert asked_for(asked.case) == {("case.close", "coordinator")}


def test_done_act_ends_its_task_by_name_of_who_did_it(world):
    shortcut.to(world, "eligibility")
    done = Task.get(Task.kind == "case.open")
    assert done.done_by_id == world.logins["planner"].id


def test_held_case_is_looked_at_on_the_next_working_day(world):
    asked = shortcut.to(world, "eligibility")
    shortcut.act(world, asked, "planner", "hold", reason="counsel")
    assert asked_for(asked.case) == {("case.resume", "planner")}
    due = policy.current().due("emergency_review", queries.today())
    assert tasks_of(asked.case.id)[0].due_on == due
    shortcut.act(world, asked, "planner", "resume")
    assert asked_for(asked.case) == {("case.ask_assessment", "planner")}


def test_facilitator_who_takes_over_is_asked(world):
    asked = shortcut.to(world, "preparation")
    other = world.logins["facilitator2"].id
    shortcut.act(world, asked, "planner", "hand_over", facilitator=other, no_conflict=True)
    accounts = [task.account_id for task in tasks_of(asked.case.id) if task.parent]
    assert accounts == [other]
