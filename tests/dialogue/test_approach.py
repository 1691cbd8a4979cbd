"""Telling the offender, and who carries the case then: her last word, his one invitation."""

import pytest

from shared.console import reminders
from shared.dialogue import queries
from shared.papers import content
from shared.records.models import Approach, Paper, Task
from tests.dialogue.test_eligibility import change
from tests.support import carry, shortcut
from tests.support.both import either_world
from tests.support.papers import text_of
from tests.support.visitor import words
from tests.support.whole import speak
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow

__all__ = ["either_world"]
act = carry.act


def talk(world: World, asked: Asked, said: str) -> None:
    """Another conversation with the person, on the approach."""
    world.clock.move(minutes=5)
    act(world.staff("planner"), asked, "log_conversation", way="came", told="y",
        retaliation="some", go_ahead=said)  # fmt: skip


def paper(world: World, name: str) -> str:
    world.work()
    row = Paper.select().where(Paper.name == name).order_by(Paper.made_at.desc()).first()
    return text_of(content(world.actor("planner"), row))


# -- her word ----------------------------------------------------------------------------------


@pytest.mark.S14
@pytest.mark.ruling_10
def test_offender_who_was_told_is_not_told_again_after_another_conversation(
    world: World,
) -> None:
    asked = shortcut.to(world, "told")
    act(world.staff("planner"), asked, "record_answer", answer="willing")
    talk(world, asked, "yes")
    assert "approach.agree" not in {row.kind for row in Task.select().where(
        Task.subject == asked.case.id, Task.done_at.is_null())}  # fmt: skip
    page = act(world.staff("coordinator"), asked, "agree_approach", expect=422)
    assert "has already been told" in page.text
    assert Approach.select().count() == 1
    assert queries.approach(asked.case).answer == "willing"
    act(world.staff("planner"), asked, "ask_signatures")


@pytest.mark.S14
@pytest.mark.ruling_9
def test_not_now_said_after_he_was_told_goes_before_his_yes(world: World) -> None:
    asked = shortcut.to(world, "told")
    desk = world.staff("planner")
    act(desk, asked, "record_answer", answer="willing")
    talk(world, asked, "no")
    page = act(desk, asked, "ask_signatures", expect=422)
    assert "has not said to go ahead" in page.text
    talk(world, asked, "yes")
    act(desk, asked, "ask_signatures")


@pytest.mark.S20
@pytest.mark.edge_8
def test_order_entered_while_the_division_agrees_holds_and_nobody_is_told(
    either_world: World,
) -> None:
    world = either_world
    asked = shortcut.to(world, "agreed")
    desk, path = world.staff("planner"), f"/cases/{asked.case.id}/tell_offender"
    page = desk.get(path)
    world.clock.move(minutes=1)
    other = world.staff("planner2")
    act(other, asked, "check_orders", found="active")
    desk.submit(page, {"done": "y"}, action=path, expect=409)
    assert Approach.get().told_at is None
    assert asked.case.held


# -- a disclosure ------------------------------------------------------------------------------


@pytest.mark.S23
@pytest.mark.edge_7
def test_disclosure_opens_the_hard_items_again(world: World) -> None:
    asked = shortcut.to(world, "assigned")
    desk = world.staff("planner")
    world.clock.move(minutes=5)
    change(world, "disclosure")
    speak(world, asked)
    act(desk, asked, "resume")
    for row in queries.participants(asked.case):
        act(desk, asked, "sign_agreement", participant=row.id)
    page = act(world.staff("facilitator"), asked, "begin_preparation", expect=422)
    assert "items that are open" in page.text
    path = f"/cases/{asked.case.id}/checklist"
    assert path in desk.get(f"/cases/{asked.case.id}").links()
    from shared import policy

    items = policy.current().eligibility_items.values()
    desk.submit(desk.get(path), {f"item_{item.id}": item.asks for item in items}, action=path)
    act(world.staff("facilitator"), asked, "begin_preparation")


@pytest.mark.law_1
@pytest.mark.edge_7
def test_what_one_said_is_entered_in_that_case_and_touches_no_other(world: World) -> None:
    asked, other = shortcut.to(world, "preparation"), shortcut.to(world, "approach")
    desk = world.staff("planner")
    world.clock.move(minutes=5)
    act(desk, asked, "find", item="domestic_violence", answer="yes")
    assert (asked.case.held, other.case.held) == (True, False)
    offender = asked.case.offender_id
    assert "that case alone" in desk.get(f"/custody/{offender}").text


@pytest.mark.S2
@pytest.mark.S3
def test_somebody_found_not_to_be_who_they_said_stops_the_case(world: World) -> None:
    asked = shortcut.to(world, "approach")
    desk = world.staff("planner")
    world.clock.move(minutes=5)
    act(desk, asked, "find", item="identity", answer="no", note="Not who they said.")
    assert asked.case.held
    speak(world, asked)
    act(desk, asked, "resume")
    talk(world, asked, "yes")
    act(world.staff("coordinator"), asked, "agree_approach", expect=422)


# -- papers ------------------------------------------------------------------------------------


@pytest.mark.S8
@pytest.mark.S30
def test_superintendent_is_asked_about_the_form_that_she_chose(world: World) -> None:
    asked = shortcut.to(world, "told")
    desk = world.staff("planner")
    act(desk, asked, "record_answer", answer="unwilling")
    act(desk, asked, "other_form", form="shuttle", way="came", explained="y")
    talk(world, asked, "yes")
    act(world.staff("coordinator"), asked, "agree_approach")
    act(desk, asked, "tell_offender", done="y")
    act(desk, asked, "record_answer", answer="willing")
    act(desk, asked, "ask_signatures")
    said = paper(world, "superintendent-memo")
    assert "The facilitator relays messages" in said
    assert "Face to face" not in said


@pytest.mark.S18
def test_companion_signs_in_the_language_of_her_side(world: World) -> None:
    asked = world.ask("es")
    shortcut.to(world, "assigned", asked)
    act(world.staff("facilitator"), asked, "add_participant", side="person", role="support",
        name="Ida Delgado", ties="own_side", adult="y")  # fmt: skip
    assert Paper.get(Paper.name == "agreement-support").language == "es"


# -- a facilitator who goes --------------------------------------------------------------------


def close_account(world: World, who: str) -> None:
    """The administrator closes an account on its page."""
    desk = world.staff("administrator")
    path = f"/accounts/{world.logins[who].id}"
    page = desk.get(path)
    desk.submit(page, {"leaves": "y"}, action=f"{path}/close")


@pytest.mark.S6
@pytest.mark.S16
@pytest.mark.parametrize("who", ["facilitator", "facilitator2"])
def test_case_of_a_facilitator_who_left_is_raised_and_held(world: World, who: str) -> None:
    asked = shortcut.to(world, "preparation")
    desk = world.staff("planner")
    act(desk, asked, "add_second", facilitator=world.logins["facilitator2"].id, no_conflict="y")
    reminders.raise_all()
    assert not asked.case.held
    world.clock.move(minutes=5)
    close_account(world, who)
    world.clock.move(minutes=5)
    reminders.raise_all()
    assert asked.case.held
    speak(world, asked)
    act(desk, asked, "resume")
    reminders.raise_all()
    assert not asked.case.held  # somebody has looked
    page = act(world.staff("facilitator2" if who == "facilitator" else "facilitator"), asked,
               "recommend", expect=422)  # fmt: skip
    assert page.status == 422


def test_page_names_who_agreed_and_who_told(world: World) -> None:
    asked = shortcut.to(world, "told")
    text = world.staff("planner").get(f"/cases/{asked.case.id}").text
    card = text.split("Offender approach")[-1].split("Documents")[0]
    assert "Coordinator Person" in card
    assert "Planner Person" in card


def test_what_is_found_late_is_entered_beside_the_list_and_is_no_next_step(world: World) -> None:
    asked = shortcut.to(world, "review")
    page = world.staff("planner").get(f"/cases/{asked.case.id}")
    to_do = next(page_ul for page_ul in page.all("ul", class_="acts"))
    leads = {str(a.get("href")) for a in to_do.iter() if a.get("href")}
    assert f"/cases/{asked.case.id}/find" not in leads
    assert f"/cases/{asked.case.id}/find" in page.links()
    assert "Did something come to light?" in page.text
    # What stands in the way is to be seen at once; what does not, is folded away.
    folded = next(d for d in page.all("details") if "items, as they were answered" in words(d))
    assert folded.get("open") is None
    act(world.staff("planner"), asked, "find", item="domestic_violence", answer="yes")
    page = world.staff("planner").get(f"/cases/{asked.case.id}")
    assert any(d.get("open") is not None for d in page.all("details")
               if "items, as they were answered" in words(d))  # fmt: skip


@pytest.mark.S14
@pytest.mark.S15
def test_offender_is_written_to_in_the_language_he_reads(world: World) -> None:
    asked = shortcut.to(world, "eligibility")
    desk = world.staff("planner")
    act(desk, asked, "identify", name="Martín Cole", number="K4471", facility="MSP",
        language="es")  # fmt: skip
    # Left as it is, it stays: also in another case, and when the name is entered again.
    act(desk, asked, "identify", name="Martín Cole", number="K4471", facility="MSP")
    other = shortcut.to(world, "assigned", world.ask(name="Eva Ruiz"))
    act(world.staff("coordinator"), other, "close", closure="not_suitable")
    his = ("offender-invitation", "agreement-offender", "offender-closing")
    rows = Paper.select().where(Paper.name << his)
    assert {(row.name, row.language) for row in rows} == {(name, "es") for name in his}


def test_case_on_hold_after_a_change_leads_to_the_call_that_comes_first(world: World) -> None:
    asked = shortcut.to(world, "approach")
    world.clock.move(minutes=5)
    change(world, "order")
    desk = world.staff("planner")
    path = f"/cases/{asked.case.id}"
    page = desk.get(path)
    first = next(a for a in page.all("a", class_="button"))
    assert first.get("href") == f"{path}/contact"
    assert first.get("class") == "button"
    speak(world, asked)
    assert f"{path}/contact" not in {
        a.get("href") for a in desk.get(path).all("a", class_="button")
    }


@pytest.mark.S1
@pytest.mark.S8
@pytest.mark.S20
@pytest.mark.ruling_10
@pytest.mark.parametrize("stage", ["talked", "agreed"])
def test_division_may_say_no_until_somebody_is_told(world: World, stage: str) -> None:
    asked = shortcut.to(world, stage)
    desk, coordinator = world.staff("planner"), world.staff("coordinator")
    page = act(coordinator, asked, "refuse_approach", expect=422)
    assert "choose a reason" in page.text
    act(coordinator, asked, "refuse_approach", reason="not_safe")
    act(desk, asked, "tell_offender", done="y", expect=422)
    assert "cannot offer it safely" in desk.get(f"/cases/{asked.case.id}").text
    open_now = Task.select().where(Task.subject == asked.case.id, Task.done_at.is_null())
    assert {row.kind for row in open_now} == {"person.tell", "case.keep_on_file"}
    # Nobody on the other side was told; she chooses what becomes of it.
    if stage == "talked":
        act(desk, asked, "keep_on_file", way="came", explained="y")
        assert asked.case.state == "kept"
        assert Paper.select().where(Paper.name == "offender-closing").count() == 0
    else:
        act(coordinator, asked, "agree_approach")
        act(desk, asked, "tell_offender", done="y")
        page = coordinator.get(f"/cases/{asked.case.id}/refuse_approach")
        path = f"/cases/{asked.case.id}/refuse_approach"
        coordinator.submit(page, {"reason": "not_safe"}, action=path, expect=422)
