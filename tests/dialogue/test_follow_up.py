"""Aftercare: on which day, in which way, and that it never presses anybody (S42)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from shared import policy
from shared.accounts import accounts
from shared.console import reminders
from shared.dialogue import follow_up, queries
from shared.intake import third_parties
from shared.papers import content
from shared.records.models import Account, Complaint, ContactAttempt, FollowUp, Paper, Task
from tests.support import carry, shortcut, whole
from tests.support.papers import text_of
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow


def stored(year: int, month: int, day: int) -> datetime:
    """Ten in the morning or so, in Jackson, as it is stored."""
    return datetime(year, month, day, 15, tzinfo=UTC).replace(tzinfo=None)


def tasks(asked: Asked) -> set[str]:
    mine = (Task.subject == asked.case.id) & Task.done_at.is_null()
    return {row.kind for row in Task.select().where(mine)}


def held(world: World, at: datetime | None = None) -> Asked:
    """A dialogue that was held just now (or at `at`, stored); everybody signs in again."""
    asked = shortcut.to(world, "readiness")
    shortcut.act(world, asked, "coordinator", "review_readiness", decision="ready", note="")
    shortcut.act(world, asked, "planner", "plan_visit", form="face_to_face", place="facility",
                 starts_at=at or stored(2026, 3, 10), room="4", needs="")  # fmt: skip
    shortcut.STEPS["scheduled"](world, asked)
    shortcut.STEPS["follow_up"](world, asked)
    world._visitors.clear()
    return asked


def due(asked: Asked) -> dict[tuple[str, str], date]:
    rows = FollowUp.select().where(FollowUp.case == asked.case)
    return {(row.side, row.kind): row.due_on for row in rows}


def log(world: World, asked: Asked, expect: int = 303, **values: Any):
    given = {"side": "person", "kind": "first", "outcome": "spoke"} | values
    return carry.act(world.staff("facilitator"), asked, "log_follow_up", expect=expect, **given)


@pytest.mark.S42
@pytest.mark.parametrize(("at", "first", "second"), [
    # A Tuesday: on Friday, and on a Thursday a month later.
    (stored(2026, 3, 10), date(2026, 3, 13), date(2026, 4, 9)),
    # A Thursday: 72 hours end on a Sunday, so by Friday; 30 days end on a Saturday, so on Monday.
    (stored(2026, 3, 12), date(2026, 3, 13), date(2026, 4, 13)),
    # A Friday: nobody is called before Monday, which is still within the time.
    (stored(2026, 3, 13), date(2026, 3, 16), date(2026, 4, 13)),
])  # fmt: skip
def test_days_of_the_follow_ups_are_days_on_which_people_are_called(world, at, first, second):
    asked = held(world, at)
    for side in ("person", "offender"):
        assert due(asked)[side, "first"] == first
        assert due(asked)[side, "second"] == second


@pytest.mark.S42
def test_holiday_is_no_day_to_call(monkeypatch):
    import dataclasses

    mine = policy.load("mississippi")
    hours = dataclasses.replace(mine.contact_hours, closed=(date(2026, 7, 3), date(2026, 7, 6)))
    monkeypatch.setattr(policy.reading, "_used", [dataclasses.replace(mine, contact_hours=hours)])
    # Wednesday, July 1: the third day after is a Saturday, Friday is a holiday, so on Thursday.
    assert follow_up._first_due(date(2026, 7, 1)) == date(2026, 7, 2)
    # Friday, July 3 is a holiday with a long weekend: the time ends, and is named all the same.
    assert follow_up._first_due(date(2026, 7, 3)) == date(2026, 7, 6)
    assert follow_up._second_due(date(2026, 6, 3)) == date(2026, 7, 7)


@pytest.mark.S42
@pytest.mark.law_5
def test_contact_with_the_person_is_in_a_safe_way_and_counts_as_one(world):
    asked = held(world)
    page = world.staff("facilitator").get(f"/cases/{asked.case.id}/log_follow_up")
    offered = {e.get("value") for e in page.all("input", name="way")}
    assert offered == {way.id for way in asked.case.person.ways if way.safe} | {"came"}
    missing = log(world, asked, expect=422)
    assert "Choose how the person was reached." in missing.text
    before = ContactAttempt.select().count()
    log(world, asked, way=carry.safe_way(asked).id)
    assert ContactAttempt.select().count() == before + 1
    assert "The dialogue has taken place." in whole.reads(world, asked)
    log(world, asked, side="offender")  # nobody asks how he was reached
    assert ContactAttempt.select().count() == before + 1


@pytest.mark.S42
@pytest.mark.ruling_9
@pytest.mark.law_5
def test_who_wishes_to_be_left_in_peace_is_left_in_peace(world):
    asked = held(world)
    page = world.staff("facilitator").get(f"/cases/{asked.case.id}/log_follow_up")
    way = carry.safe_way(asked).id
    world.clock.move(days=30)
    world.drop("contact.changed", asked.reference,
               {"contact": {"ways": [], "no_contact": True}})  # fmt: skip
    # What lies in the letterbox comes first, also for somebody with the page open.
    world._visitors.clear()
    again = log(world, asked, expect=422, kind="second", way=way)
    assert again.status == 422
    world.work()
    offered = world.staff("facilitator").get(f"/cases/{asked.case.id}/log_follow_up")
    ways = {e.get("value") for e in offered.all("input", name="way")}
    assert ways == {"came"}
    assert way in {e.get("value") for e in page.all("input", name="way")}
    log(world, asked, kind="second", outcome="left_alone")
    row = FollowUp.get((FollowUp.side == "person") & (FollowUp.kind == "second"))
    assert (row.outcome, row.done_on) == ("left_alone", queries.today())
    assert not ContactAttempt.select().where(ContactAttempt.outcome == "no_answer").exists()
    refused = log(world, asked, expect=422, side="offender", outcome="left_alone")
    assert "is only for the person who made the request" in refused.text
    log(world, asked, kind="agreed", way="came")  # she came to us: that is her own doing


@pytest.mark.S42
def test_next_contact_is_agreed_with_each_side(world):
    asked = held(world)
    day = queries.today() + timedelta(days=90)
    log(world, asked, way="came", **whole.date_parts("again_on", day))
    assert due(asked)["person", "agreed"] == day
    assert "follow_up.person.agreed" in tasks(asked)
    late = log(world, asked, expect=422, side="offender",
               **whole.date_parts("again_on", queries.today() - timedelta(days=1)))  # fmt: skip
    assert "Choose a future date" in late.text
    world.clock.at = world.clock.at + timedelta(days=90)
    world._visitors.clear()
    log(world, asked, kind="agreed", way="came")
    assert "follow_up.person.agreed" not in tasks(asked)
    assert FollowUp.select().where(FollowUp.kind == "agreed").count() == 1


@pytest.mark.S42
def test_aftercare_goes_on_while_the_case_is_on_hold(world):
    asked = held(world)
    carry.act(world.staff("planner"), asked, "hold", reason="wellbeing")
    log(world, asked, way="came", outcome="needs_help")
    assert {"service.answer"} <= tasks(asked)


@pytest.mark.S42
def test_follow_up_that_nobody_made_is_raised(world):
    asked = held(world)
    reminders.raise_all()  # what else is late by now
    world.clock.move(days=4)
    assert reminders.raise_all() == 2  # with either side
    late = Task.select().where((Task.subject == asked.case.id) & Task.deputy)
    assert {row.kind for row in late} >= {"follow_up.person.first", "follow_up.offender.first"}


@pytest.mark.S42
@pytest.mark.S48
@pytest.mark.parametrize("is_left", [False, True])
def test_letter_after_the_meeting_says_truly_whether_somebody_calls(world, is_left):
    asked = held(world)
    if is_left:
        world.drop("contact.changed", asked.reference,
                   {"contact": {"ways": [], "no_contact": True}})  # fmt: skip
    world.work()
    said = text_of(content(world.actor("coordinator"), Paper.get(Paper.name == "follow-up")))
    assert ("Until then we will not call." in said) is is_left
    assert ("will be in touch on March 13, 2026" in said) is not is_left


@pytest.mark.S42
def test_complaint_about_the_planner_is_read_by_the_coordinator_alone(world):
    asked = held(world)
    world.drop("complaint", asked.reference, {"words": "Zanzibarplanner was rude."})
    world.work()
    row = Complaint.get()
    for who in ("planner", "planner2", "facilitator", "advocate", "auditor", "administrator"):
        desk = world.staff(who)
        desk.get(f"/outside/complaints/{row.id}", expect=None)
        assert desk.page.status in (403, 404), who
        for path in ("/queue", f"/cases/{asked.case.id}", "/outside", "/audit", "/people",
                     f"/people/{asked.case.person_id}", "/reports"):  # fmt: skip
            page = desk.get(path, expect=None)
            assert b"Zanzibarplanner" not in page.data, (who, path)
            assert f"/outside/complaints/{row.id}".encode() not in page.data, (who, path)
    with pytest.raises(Exception, match="answer complaint"):
        third_parties.answer_complaint(world.actor("planner"), row, "No.")
    page = world.staff("coordinator").get(f"/outside/complaints/{row.id}")
    assert "Zanzibarplanner" in page.text


@pytest.mark.S42
def test_complaint_is_answered_by_somebody_who_was_not_involved(world):
    asked = shortcut.to(world, "told")  # the first coordinator agreed to telling him
    world.drop("complaint", asked.reference, {"words": "I was pressed."})
    world.work()
    path = f"/outside/complaints/{Complaint.get().id}"
    first, second = world.staff("coordinator"), world.staff("coordinator2")
    refused = first.submit(first.get(path), {"answer": "It was right."}, action=path, expect=422)
    assert "was not involved" in refused.text
    assert "It was right." in str(refused.one("textarea", name="answer").text)
    second.submit(second.get(path), {"answer": "I called, and listened."}, action=path)
    assert Complaint.get().answered_by_id == world.logins["coordinator2"].id


@pytest.mark.S42
def test_in_a_unit_of_one_coordinator_a_complaint_is_still_answered(world):
    asked = shortcut.to(world, "told")
    world.drop("complaint", asked.reference, {"words": "I was pressed."})
    world.work()
    accounts.deactivate(
        world.actor("administrator"), Account.get_by_id(world.logins["coordinator2"].id)
    )
    path, desk = f"/outside/complaints/{Complaint.get().id}", world.staff("coordinator")
    desk.submit(desk.get(path), {"answer": "I called, and listened."}, action=path)
    assert Complaint.get().answered_at is not None


@pytest.mark.S42
def test_complaint_of_somebody_on_the_list_is_the_coordinators_too(world):
    box = world.tick()
    world.work()
    world.drop("complaint", box.reference, {"words": "Zanzibarplanner was rude."})
    world.work()
    path = f"/registrations/{box.registration.id}"
    for who in ("planner", "advocate"):
        assert b"Zanzibarplanner" not in world.staff(who).get(path).data
    assert b"Zanzibarplanner" in world.staff("coordinator").get(path).data
