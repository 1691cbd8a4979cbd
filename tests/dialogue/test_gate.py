"""The gate before a dialogue: what shuts it again, how late, and who hears of it."""

from datetime import timedelta
from typing import Any

import pytest

from shared import dialogue, policy
from shared.console import reminders
from shared.dialogue import queries
from shared.records import audit
from shared.records.models import Credential, Meeting, Paper, Participant, Task, Visit
from shared.records.permissions import WORKER
from shared.records.workflow import why_not
from tests.dialogue.test_change_notice import change
from tests.dialogue.test_follow_up import stored
from tests.support import carry, shortcut, whole
from tests.support.world import HERE, Asked, World

pytestmark = pytest.mark.slow


def tasks(asked: Asked) -> set[str]:
    mine = (Task.subject == asked.case.id) & Task.done_at.is_null()
    return {row.kind for row in Task.select().where(mine)}


def with_support(world: World) -> tuple[Asked, Any]:
    """A case with a confirmed date, a support person, and a person who knows the date."""
    asked = shortcut.to(world, "assigned")
    carry.act(world.staff("facilitator"), asked, "add_participant", side="person", role="support",
              name="Ann Reed", relation="sister", ties="own_side", adult="y")  # fmt: skip
    shortcut.STEPS["preparation"](world, asked)
    row = Participant.get(Participant.role == "support")
    carry.act(world.staff("planner"), asked, "clear_participant", participant=row.id)
    for step in ("readiness", "planned", "scheduled"):
        shortcut.STEPS[step](world, asked)
    whole.speak(world, asked)
    return asked, row


def at(world: World, asked: Asked, **before: float) -> None:
    """So long before the dialogue; everybody has signed in again."""
    world.clock.at = queries.visit(asked.case).starts_at - timedelta(**before)
    world._visitors.clear()


@pytest.mark.S18
@pytest.mark.S21
def test_support_person_who_withdraws_the_evening_before_opens_everything_again(world):
    asked, support = with_support(world)
    assert "A date is set." in whole.reads(world, asked)
    at(world, asked, hours=16)
    carry.act(world.staff("facilitator"), asked, "remove_participant", participant=support.id)
    case = asked.case
    assert (case.state, queries.visit(case), queries.division_review(case)) == (
        "readiness", None, None,
    )  # fmt: skip
    assert {"gate.closed_late", "person.tell"} <= tasks(asked)
    # Nobody can act on a date that does not stand, and the next one finds the next step.
    path = f"/cases/{case.id}"
    assert f"{path}/record_dialogue" not in world.staff("facilitator").get(path).links()
    assert f"{path}/calendar" not in world.staff("planner").get(path).links()
    assert f"{path}/review_readiness" in world.staff("coordinator").get(path).links()
    whole.speak(world, asked)
    assert "person.tell" not in tasks(asked)
    assert "gate.closed_late" in tasks(asked)  # until the others were called too
    assert "You now have a trained facilitator." in whole.reads(world, asked)
    # Without that person, once it is found ready and approved anew, it may go on.
    shortcut.STEPS["planned"](world, asked)
    shortcut.STEPS["scheduled"](world, asked)
    assert asked.case.state == "scheduled"


@pytest.mark.S21
@pytest.mark.S28
def test_instructions_for_a_date_that_fell_are_not_sent(world):
    asked, support = with_support(world)
    world.work()
    old = Paper.get(Paper.name == "visit-instructions")
    desk = world.staff("planner")
    assert desk.get(f"/papers/{old.id}").data.startswith(b"%PDF")
    at(world, asked, hours=90)
    carry.act(world.staff("facilitator"), asked, "remove_participant", participant=support.id)
    world.work()
    stays = world.staff("planner").get(f"/papers/{old.id}", expect=409)
    assert "Something changed since this was made" in stays.text
    assert "Do not send" in world.staff("planner").get(f"/cases/{asked.case.id}").text


@pytest.mark.S21
@pytest.mark.S31
def test_date_moved_twice_is_approved_twice_and_told_each_time(world):
    asked = shortcut.to(world, "scheduled")
    whole.speak(world, asked)
    for days in (12, 20):
        whole.plan(world, asked, days=days)
        assert asked.case.state == "readiness"
        assert "person.tell" in tasks(asked)
        assert queries.signatures(asked.case, "visit")["superintendent"].decision == ""
        whole.speak(world, asked)
        refused = carry.act(world.staff("planner"), asked, "schedule", expect=422)
        assert "The superintendent must approve the date, room and people" in refused.text
        whole.approve(world, asked)
        whole.schedule(world, asked)
        assert "person.tell" in tasks(asked)
        whole.speak(world, asked)
    assert Visit.select().where(Visit.void_at.is_null()).count() == 1
    world.work()
    sent = list(Paper.select().where(Paper.name == "visit-instructions"))
    assert len(sent) == 3
    desk = world.staff("planner")
    statuses = [desk.get(f"/papers/{row.id}", expect=None).status for row in
                sorted(sent, key=lambda row: row.made_at)]  # fmt: skip
    assert statuses.count(200) >= 1


@pytest.mark.S21
def test_another_room_of_the_same_facility_is_another_visit(world):
    asked = shortcut.to(world, "scheduled")
    visit = queries.visit(asked.case)
    desk = world.staff("planner")
    day = queries.day_of(visit.starts_at)
    carry.act(desk, asked, "plan_visit", starts_at="10:00", form="face_to_face", place="facility",
              room="Room 9", **whole.date_parts("starts_on", day))  # fmt: skip
    assert queries.visit(asked.case).id != visit.id
    assert queries.visit(asked.case).arranged == "[]"
    refused = carry.act(desk, asked, "schedule", expect=422)
    assert "The superintendent must approve the date, room and people" in refused.text


@pytest.mark.S30
def test_another_superintendent_changes_nothing_that_the_facility_signed(world):
    from shared.accounts import accounts
    from shared.records.models import Account

    asked = shortcut.to(world, "scheduled")
    gone = Account.get_by_id(world.logins[f"superintendent@{HERE}"].id)
    accounts.deactivate(world.actor("administrator"), gone)
    shortcut.STEPS["follow_up"](world, asked)
    assert asked.case.state == "follow_up"


# -- how late ----------------------------------------------------------------------------------


@pytest.mark.S21
@pytest.mark.parametrize(("hours", "is_late"), [(71, True), (72, True), (73, False)])
@pytest.mark.parametrize("starts", [
    stored(2026, 3, 17),  # a Tuesday: 72 hours before is a Saturday
    stored(2026, 3, 9),  # the Monday after the clocks went forward
], ids=["weekend", "clock change"])  # fmt: skip
def test_closing_within_72_hours_asks_to_telephone(world, starts, hours, is_late):
    asked = shortcut.to(world, "readiness")
    shortcut.act(world, asked, "coordinator", "review_readiness", decision="ready", note="")
    shortcut.act(world, asked, "planner", "plan_visit", starts_at=starts, form="face_to_face",
                 place="facility", room="4", needs="")  # fmt: skip
    shortcut.STEPS["scheduled"](world, asked)
    at(world, asked, hours=hours)
    carry.act(world.staff("coordinator"), asked, "close_gate", cause="place")
    assert ("gate.closed_late" in tasks(asked)) is is_late
    assert "person.tell" in tasks(asked)  # she may know the date, however far it is


def test_change_after_the_dialogue_is_no_late_closing(world):
    asked = shortcut.to(world, "follow_up")
    world.clock.move(days=3)
    world._visitors.clear()
    change(world, "release")
    assert asked.case.held
    assert "gate.closed_late" not in tasks(asked)


@pytest.mark.S6
def test_credential_that_ends_the_day_before_stops_the_date_in_time(world):
    asked = shortcut.to(world, "planned")
    day = queries.day_of(queries.visit(asked.case).starts_at)
    who = world.logins["facilitator"].id
    with audit.recorded(WORKER, "credential.recorded", "account", who, kind="x", expires_on=""):
        Credential.update(expires_on=day - timedelta(days=1)).where(
            Credential.account == who
        ).execute()
    with pytest.raises(Exception, match="ends before that day"):
        shortcut.STEPS["scheduled"](world, asked)
    page = world.staff("planner").get(f"/cases/{asked.case.id}")
    assert "ends before that day" in page.text
    with audit.recorded(WORKER, "credential.recorded", "account", who, kind="x", expires_on=""):
        Credential.update(expires_on=day).where(Credential.account == who).execute()
    carry.act(world.staff("planner"), asked, "schedule")


@pytest.mark.S20
def test_more_preparation_needs_a_new_review(world):
    asked = shortcut.to(world, "planned")
    carry.act(world.staff("facilitator"), asked, "prepare_more")
    assert queries.division_review(asked.case) is None
    assert queries.visit(asked.case) is None
    carry.act(world.staff("facilitator"), asked, "recommend")
    said = why_not(dialogue.FLOW, world.actor("planner"), asked.case, "schedule")
    assert said == "First, the Division must find that everyone is ready."


# -- held, or not ------------------------------------------------------------------------------


def record(world: World, asked: Asked, who: str = "facilitator", expect: int = 303, **changed):
    there = [row.id for row in queries.participants(asked.case)]
    day = whole.date_parts("on", queries.day_of(queries.visit(asked.case).starts_at))
    values = {"present": there, "facilitator_present": "y", "place_as_approved": "y",
              "ended": "completed"} | day | changed  # fmt: skip
    return carry.act(world.staff(who), asked, "record_dialogue", expect=expect, **values)


@pytest.mark.S6
@pytest.mark.S22
def test_held_is_refused_before_its_hour(world):
    asked = shortcut.to(world, "scheduled")
    at(world, asked, days=3)
    assert "must not be after" in record(world, asked, expect=422).text
    at(world, asked, hours=1)
    assert "the start time must have come" in record(world, asked, expect=422).text
    assert not Meeting.select().exists()


@pytest.mark.S6
@pytest.mark.S22
def test_held_needs_both_sides_and_says_which_form_was_approved(world):
    asked = shortcut.to(world, "scheduled")
    at(world, asked, hours=-2)
    page = world.staff("facilitator").get(f"/cases/{asked.case.id}/record_dialogue")
    assert "It was as approved: Face to face, Mississippi State Penitentiary" in page.text
    hers = Participant.get(Participant.role == "person_harmed").id
    alone = record(world, asked, expect=422, present=[hers])
    assert "Without both parties there was no dialogue." in alone.text
    other = record(world, asked, expect=422, place_as_approved=None)
    assert "approved form" in other.text
    assert not Meeting.select().exists()


@pytest.mark.S6
def test_held_names_the_facilitator_who_was_there(world):
    asked = shortcut.to(world, "scheduled")
    second = world.logins["facilitator2"].id
    carry.act(world.staff("planner"), asked, "add_second", facilitator=second, no_conflict="y")
    for step in ("planned", "scheduled"):
        shortcut.STEPS[step](world, asked)
    at(world, asked, hours=-2)
    record(world, asked, "facilitator2")
    assert Meeting.get().facilitator_id == second


@pytest.mark.S6
def test_second_facilitator_without_training_cannot_say_that_it_was_held(world):
    asked = shortcut.to(world, "scheduled")
    second = world.logins["facilitator2"].id
    carry.act(world.staff("planner"), asked, "add_second", facilitator=second, no_conflict="y")
    for step in ("planned", "scheduled"):
        shortcut.STEPS[step](world, asked)
    with audit.recorded(WORKER, "credential.recorded", "account", second, kind="x", expires_on=""):
        Credential.update(expires_on=queries.today()).where(Credential.account == second).execute()
    at(world, asked, hours=-2)
    assert "training or ethics code" in record(world, asked, "facilitator2", expect=422).text


@pytest.mark.S15
@pytest.mark.parametrize("ended", ["stopped_offender", "stopped_person"])
def test_pauses_and_a_stop_are_part_of_what_was_held(world, ended):
    asked = shortcut.to(world, "scheduled")
    at(world, asked, hours=-2)
    record(world, asked, pauses="2", ended=ended)
    row = Meeting.get()
    assert (row.pauses, row.ended, asked.case.state) == (2, ended, "follow_up")
    said = whole.reads(world, asked)
    for word in ("stopped", "ended", "refus"):
        assert word not in said.replace("stop at any time", "")


def test_day_that_passed_without_a_word_is_raised(world):
    asked = shortcut.to(world, "scheduled")
    at(world, asked, hours=-30)
    assert reminders.raise_all() >= 1
    late = Task.get(Task.deputy & (Task.kind == "case.record_dialogue"))
    assert (late.kind, late.parent, late.role) == ("case.record_dialogue", asked.case.id, "planner")
    assert reminders.raise_all() == 0
    assert asked.case.state == "scheduled"
    whole.plan(world, asked)  # and there is a way on
    assert asked.case.state == "readiness"
    assert policy.current().deadline("late_change") == timedelta(hours=72)
