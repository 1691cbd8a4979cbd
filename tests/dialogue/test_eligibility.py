"""The list and what is asked beside it: orders, visits, days to look again, facts that change."""

from datetime import timedelta
from typing import Any

import pytest

from shared.console import reminders
from shared.dialogue import queries
from shared.papers import content
from shared.records.models import Facility, Offender, Paper, Person, Task
from tests.support import carry, shortcut
from tests.support.papers import text_of
from tests.support.whole import date_parts, speak
from tests.support.world import HERE, THERE, Asked, World

pytestmark = pytest.mark.slow

act = carry.act


def looking_again(asked: Asked) -> list[Any]:
    """The days on which somebody is asked to look again."""
    mine = (Task.subject == asked.case.id) & (Task.kind == "case.look_again")
    rows = Task.select().where(mine & Task.done_at.is_null())
    return [row.due_on for row in rows]


def decision(world: World, asked: Asked) -> str:
    """What the letter about the decision says, asked for on the case's page."""
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}"
    desk.submit(desk.get(path), {"name": "decision"}, action=f"{path}/papers")
    world.work()
    paper = Paper.select().where(Paper.name == "decision").order_by(Paper.made_at.desc()).first()
    return text_of(content(world.actor("planner"), paper))


def change(world: World, what: str, **values: str) -> None:
    """Custody records a change; the planner enters it by number."""
    desk = world.staff("planner")
    desk.submit(desk.get("/custody"), {"number": "K4471"}, action="/custody")
    path = desk.page.location.removeprefix(desk.origin)
    desk.submit(desk.get(path), {"what": what} | values, action=path)


# -- who the offender is -----------------------------------------------------------------------


@pytest.mark.S5
def test_place_that_nobody_chose_is_not_known(world: World) -> None:
    asked = shortcut.to(world, "eligibility")
    act(world.staff("planner"), asked, "identify", name="Martin Cole", number="K4471")
    assert queries.offender_of(asked.case).facility_id is None


@pytest.mark.S5
def test_place_found_out_later_is_entered_where_the_name_was(world: World) -> None:
    asked = shortcut.to(world, "eligibility")
    desk = world.staff("planner")
    act(desk, asked, "identify", name="Martin Cole", number="K4471", facility="")
    act(desk, asked, "identify", name="Martin Cole", number="K4471", facility=THERE)
    assert queries.offender_of(asked.case).facility_id == THERE


@pytest.mark.S5
def test_number_of_somebody_else_is_noticed_before_the_case_is_bound(world: World) -> None:
    shortcut.to(world, "checked")
    other = shortcut.to(world, "eligibility")
    desk = world.staff("planner2")
    page = act(desk, other, "identify", name="Dale Reed", number="K-4471", facility=HERE,
               expect=422)  # fmt: skip
    assert "already on file under another name" in page.text
    assert "Martin Cole" not in page.text
    assert other.case.offender_id is None
    assert page.form(action=f"/cases/{other.case.id}/identify").values["name"] == "Dale Reed"
    act(desk, other, "identify", name="COLE, Martin", number="K-4471", facility=HERE)
    assert other.case.offender_id == Offender.get().id


@pytest.mark.S5
@pytest.mark.edge_8
def test_place_that_differs_from_the_record_is_a_transfer_and_not_a_slip(world: World) -> None:
    first = shortcut.to(world, "told")
    second = shortcut.to(world, "eligibility")
    page = act(world.staff("planner2"), second, "identify", name="Martin Cole", number="K4471",
               facility=THERE, expect=422)  # fmt: skip
    assert "another facility" in page.text
    assert Facility.get_by_id(THERE).name not in page.text.split("Where held now")[0]
    assert not first.case.held
    assert second.case.offender_id is None


# -- visits and orders -------------------------------------------------------------------------


@pytest.mark.S31
def test_way_round_a_visit_restriction_stops_the_case_whatever_the_list_says(
    world: World,
) -> None:
    asked = shortcut.to(world, "checked")
    desk = world.staff("planner")
    world.clock.move(minutes=1)
    act(desk, asked, "check_visits", found="active")
    page = act(desk, asked, "ask_assessment", role="chaplain", expect=422)
    assert "this would be a way around a visit restriction" in page.text
    world.clock.move(minutes=1)
    act(desk, asked, "check_visits", found="facilitated")
    act(desk, asked, "ask_assessment", role="chaplain")


@pytest.mark.S20
@pytest.mark.edge_8
def test_order_that_allows_what_the_programme_arranges_stands_in_nobodys_way(
    world: World,
) -> None:
    """The item asks about an order that forbids, so that it can be answered truly."""
    asked = shortcut.to(world, "checked")
    desk = world.staff("planner")
    world.clock.move(minutes=1)
    act(desk, asked, "check_orders", found="facilitated")
    page = desk.get(f"/cases/{asked.case.id}/checklist")
    assert "does not allow what the program would arrange" in page.text
    act(desk, asked, "ask_assessment", role="chaplain")


@pytest.mark.S20
def test_order_found_while_the_assessment_is_asked_for_holds_the_case(world: World) -> None:
    asked = shortcut.to(world, "assessment")
    world.clock.move(minutes=1)
    act(world.staff("planner"), asked, "check_orders", found="active")
    assert (asked.case.held, asked.case.state) == (True, "assessment")


@pytest.mark.S20
@pytest.mark.edge_8
def test_order_known_to_custody_is_checked_anew_before_anybody_is_told(world: World) -> None:
    asked = shortcut.to(world, "agreed")
    desk = world.staff("planner")
    world.clock.move(minutes=5)
    change(world, "order")
    assert asked.case.held
    speak(world, asked)
    act(desk, asked, "resume")
    page = act(desk, asked, "tell_offender", done="y", expect=422)
    assert "check for protection and no-contact orders" in page.text
    act(desk, asked, "check_orders", found="none")
    act(desk, asked, "tell_offender", done="y")


@pytest.mark.S20
def test_order_found_while_the_division_agrees_comes_first(world: World) -> None:
    asked = shortcut.to(world, "talked")
    coordinator, path = world.staff("coordinator"), f"/cases/{asked.case.id}/agree_approach"
    page = coordinator.get(path)
    world.clock.move(minutes=1)
    act(world.staff("planner"), asked, "check_orders", found="active")
    coordinator.submit(page, action=path, expect=409)
    assert queries.approach(asked.case) is None


# -- days to look again ------------------------------------------------------------------------


@pytest.mark.S20
def test_nearest_of_two_days_to_look_again_is_the_one_that_waits(world: World) -> None:
    asked = shortcut.to(world, "checked")
    desk, today = world.staff("planner"), queries.today()
    far, near = today + timedelta(days=200), today + timedelta(days=30)
    act(desk, asked, "find", item="proceedings", answer="deferred",
        **date_parts("look_again_on", far))  # fmt: skip
    act(desk, asked, "find", item="order", answer="deferred", **date_parts("look_again_on", near))
    assert looking_again(asked) == [near]
    act(desk, asked, "find", item="order", answer="no")
    assert looking_again(asked) == [far]
    act(desk, asked, "find", item="proceedings", answer="no")
    assert looking_again(asked) == []


@pytest.mark.S20
def test_day_to_look_again_is_the_planners_once_it_has_come(world: World) -> None:
    asked = shortcut.to(world, "checked")
    saturday = queries.today() + timedelta(days=19)
    act(world.staff("planner"), asked, "find", item="proceedings", answer="deferred",
        **date_parts("look_again_on", saturday))  # fmt: skip
    queue = world.staff("planner").get("/queue").text
    assert "It is time, or almost time, to look again" not in queue
    world.clock.move(days=21)  # the Monday after
    world._visitors.clear()
    assert "to look again" in world.staff("planner").get("/queue").text
    page = act(world.staff("planner"), asked, "ask_assessment", role="chaplain", expect=422)
    assert "put off" in page.text


# -- facts that change later -------------------------------------------------------------------


@pytest.mark.S23
@pytest.mark.edge_7
@pytest.mark.parametrize("stage", ["assessment", "approach", "review", "assigned", "preparation"])
def test_exclusion_found_late_is_recorded_holds_and_bars(world: World, stage: str) -> None:
    asked = shortcut.to(world, stage)
    desk = world.staff("planner")
    world.clock.move(minutes=5)
    act(desk, asked, "find", item="domestic_violence", answer="yes")
    assert asked.case.held
    speak(world, asked)
    act(desk, asked, "resume")
    onward = {"assessment": ("planner", "accept_assessment", {}),
              "approach": ("planner", "log_conversation", None),
              "review": ("planner", "assign", None),
              "assigned": ("facilitator", "begin_preparation", {}),
              "preparation": ("facilitator", "recommend", {})}  # fmt: skip
    who, action, values = onward[stage]
    if stage == "assigned":
        shortcut_agreements(world, asked)
    if values is not None:
        page = act(world.staff(who), asked, action, expect=422)
        assert page.status == 422
    assert asked.case.state == stage


def shortcut_agreements(world: World, asked: Asked) -> None:
    for row in queries.participants(asked.case):
        act(world.staff("planner"), asked, "sign_agreement", participant=row.id)


@pytest.mark.edge_7
@pytest.mark.S23
def test_disclosure_asks_for_what_it_may_change_before_the_case_goes_on(world: World) -> None:
    asked = shortcut.to(world, "preparation")
    desk = world.staff("planner")
    world.clock.move(minutes=5)
    change(world, "disclosure")
    # While it waits, what was disclosed is entered on the list.
    act(desk, asked, "find", item="domestic_violence", answer="no", note="Compared anew.")
    speak(world, asked)
    act(desk, asked, "resume")


# -- age ---------------------------------------------------------------------------------------


@pytest.mark.S26
@pytest.mark.edge_6
def test_somebody_who_is_18_tomorrow_waits_one_day(world: World) -> None:
    asked = world.ask(adult=False)
    shortcut.to(world, "checked", asked)
    desk = world.staff("planner")
    tomorrow = queries.today() + timedelta(days=1)
    act(desk, asked, "record_age", **date_parts("adult_on", tomorrow))
    act(desk, asked, "ask_assessment", role="chaplain", expect=422)
    world.clock.move(hours=13, minutes=30)  # half past eleven in the evening
    world._visitors.clear()
    reminders.raise_all()
    assert Person.get_by_id(asked.case.person_id).adult is False
    world.clock.move(hours=1)
    world._visitors.clear()
    reminders.raise_all()
    assert Person.get_by_id(asked.case.person_id).adult is True
    act(world.staff("planner"), asked, "ask_assessment", role="chaplain")


@pytest.mark.S26
@pytest.mark.edge_6
@pytest.mark.parametrize("stage", ["checked", "approach"])
def test_age_that_was_said_wrongly_is_put_right(world: World, stage: str) -> None:
    asked = shortcut.to(world, stage)  # said to be 18 or older
    desk = world.staff("planner")
    world.clock.move(minutes=5)
    act(desk, asked, "find", item="adult", answer="no", note="The document says 17.")
    day = queries.today() + timedelta(days=30)
    act(desk, asked, "record_age", **date_parts("adult_on", day))
    assert Person.get_by_id(asked.case.person_id).adult is False
    world.clock.move(days=31)
    world._visitors.clear()
    reminders.raise_all()
    assert Person.get_by_id(asked.case.person_id).adult is True
    assert "look again" in world.staff("planner").get("/queue").text


# -- the letter about it -----------------------------------------------------------------------


@pytest.mark.S20
@pytest.mark.law_1
@pytest.mark.parametrize(("item", "answer"), [
    ("release", "no"), ("admits", "no"), ("misconduct", "yes"),
])  # fmt: skip
def test_letter_about_the_decision_tells_nothing_of_his_reasons(
    world: World, item: str, answer: str
) -> None:
    asked = shortcut.to(world, "checked")
    act(world.staff("planner"), asked, "find", item=item, answer=answer)
    said = decision(world, asked)
    for word in ("early release", "motive", "admit", "misconduct"):
        assert word not in said


@pytest.mark.S20
def test_letter_about_the_decision_does_not_say_yes_before_the_list_does(world: World) -> None:
    asked = shortcut.to(world, "eligibility")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}"
    page = desk.submit(desk.get(path), {"name": "decision"}, action=f"{path}/papers", expect=None)
    assert page.status in (303, 422)
    world.work()
    for paper in Paper.select().where(Paper.name == "decision"):
        said = text_of(content(world.actor("planner"), paper))
        assert "No rule prevents it" not in said


@pytest.mark.S19
@pytest.mark.S20
def test_case_that_waits_for_a_day_is_not_called_quiet_before_it(world: World) -> None:
    asked = shortcut.to(world, "checked")
    far = queries.today() + timedelta(days=200)
    act(world.staff("planner"), asked, "find", item="proceedings", answer="deferred",
        **date_parts("look_again_on", far))  # fmt: skip

    def kinds() -> set[str]:
        open_now = (Task.subject == asked.case.id) & Task.done_at.is_null()
        return {row.kind for row in Task.select().where(open_now)}

    world.clock.move(days=100)
    reminders.raise_all()
    assert "case.quiet" not in kinds()
    world.clock.move(days=101)
    reminders.raise_all()
    assert "case.quiet" in kinds()


@pytest.mark.S3
@pytest.mark.edge_5
@pytest.mark.edge_6
def test_somebody_related_to_both_sides_is_asked_about_and_decided_on_by_a_person(
    world: World,
) -> None:
    asked = shortcut.to(world, "checked")
    desk = world.staff("planner")
    assert "also related to the offender" in desk.get(f"/cases/{asked.case.id}/checklist").text
    act(desk, asked, "find", item="both_sides", answer="yes", note="His sister, and the widow.")
    assert "His sister, and the widow." in desk.get(f"/cases/{asked.case.id}").text
    act(desk, asked, "ask_assessment", role="chaplain")  # weighed, and no rule by itself
