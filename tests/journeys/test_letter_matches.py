"""What becomes of a match when one side is corrected, ends, or asks again: through the pages."""

from typing import Any

import pytest

from shared.records.models import Delivery, Letter, Match, Task
from tests.journeys import test_letter_pages as desk
from tests.journeys.test_letter_both_sites import come_back, confirmed_match, settle
from tests.journeys.test_letter_edges import ON_THE_LIST, registered, told
from tests.support import letters as bank
from tests.support.visitor import Page
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow


def open_tasks() -> set[str]:
    return {task.kind for task in Task.select().where(Task.done_at.is_null())}


def decide(world: World, match: Match, action: str, expect: int = 303, **values: str) -> Page:
    advocate, path = world.staff("advocate"), f"/matches/{match.id}/acts/{action}"
    return advocate.submit(advocate.get(path), values, action=path, expect=expect)


def identify(world: World, asked: Asked, **values: str) -> None:
    path = f"/registrations/{asked.registration.id}/acts/identify"
    planner = world.staff("planner")
    given = {"name": "Martin Cole", "number": "K4471", "county": "Hinds", "year": "2019"}
    planner.submit(planner.get(path), given | values, action=path)
    settle(world)


@pytest.mark.S45
def test_correction_between_match_and_decision_takes_the_match_away(world: World) -> None:
    asked = registered(world)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    match = Match.get()
    assert match.state == "proposed"
    page = world.staff("advocate").get(f"/matches/{match.id}/acts/confirm")
    # Compared with the court file: the other Martin Cole, his cousin, did it.
    identify(world, asked, number="L9902")
    assert Match.get().state == "lapsed"
    assert "match.confirm" not in open_tasks()
    said = world.staff("advocate").submit(page, action=page.path, expect=409)
    assert "That action is no longer available" in said.text
    assert Delivery.select().count() == 0
    # That was the mistake: it is found again.
    identify(world, asked)
    assert Match.get().state == "proposed"
    assert "match.confirm" in open_tasks()
    decide(world, Match.get(), "confirm")


@pytest.mark.S45
@pytest.mark.S46
def test_correction_after_the_match_stops_the_telling_and_the_post(world: World) -> None:
    asked = registered(world)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    identify(world, asked, number="L9902")
    assert "match.doubtful" in open_tasks()
    advocate = world.staff("advocate")
    said = desk.act(advocate, delivery, "log_attempt", expect=422, outcome="spoke",
                    way=bank.way_of(delivery, "phone").id)  # fmt: skip
    assert "no longer seems to be for this person" in said.text
    desk.act(advocate, delivery, "undo")
    assert Match.get().state == "undone"


@pytest.mark.S45
def test_what_was_found_is_let_go_when_one_side_ends(world: World) -> None:
    asked = registered(world)
    letter = desk.deposit(world.staff("screener@MSP"))
    desk.banked(world, letter)
    assert "match.confirm" in open_tasks()
    screener, path = world.staff("screener@MSP"), f"/letters/{letter.id}/replace"
    given = {"addressee": "Rosa Delgado", "text": "I was wrong. I did it."}
    screener.submit(screener.get(path), given, action=path)
    settle(world)
    assert "match.confirm" not in open_tasks()
    desk.banked(world, Letter.get())
    assert "match.confirm" in open_tasks()
    world.stop(asked)
    settle(world)
    assert "match.confirm" not in open_tasks()


@pytest.mark.S45
def test_wrong_button_is_not_the_end_of_a_match(world: World) -> None:
    registered(world)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    match = Match.get()
    decide(world, match, "refuse")
    advocate = world.staff("advocate")
    assert "Not a match" in advocate.get(f"/matches/{match.id}").text
    advocate.get(f"/matches/{match.id}/acts/refuse", expect=403)
    assert "/matches" in advocate.get("/deliveries").links()
    assert f"/matches/{match.id}" in advocate.get("/matches").links()
    decide(world, match, "reopen")
    decide(world, match, "confirm")
    assert Delivery.select().count() == 1


def declined(world: World, answer: str) -> Any:
    registered(world)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    told(world, delivery)
    desk.act(world.staff("advocate"), delivery, "decline", answer=answer)
    return delivery


@pytest.mark.edge_1
@pytest.mark.S39
def test_who_declined_and_enrols_again_may_have_it_when_they_ask(world: World) -> None:
    first = declined(world, "no")
    world.stop(Asked(first.registration.reference, ""))
    settle(world)
    again = registered(world)
    match = Match.get(Match.registration == again.registration)
    assert match.state == "declined_before"
    assert "match.confirm" not in open_tasks()
    assert (
        "The person asked about this letter on their own"
        in decide(world, match, "confirm", expect=422).text
    )
    decide(world, match, "confirm", own_accord="y")
    settle(world)
    assert Delivery.select().where(Delivery.state == "matched").count() == 1
    assert ON_THE_LIST in come_back(world, again)[1].text


@pytest.mark.S32
@pytest.mark.S39
@pytest.mark.parametrize(("answer", "other", "state"), [
    ("no", {}, "declined_before"),
    ("never", {}, "declined_before"),
    ("no", {"year": "2016"}, "proposed"),
    ("never", {"year": "2016"}, "declined_before"),
])  # fmt: skip
def test_writer_who_deposits_once_more_does_not_reach_who_said_no(
    world: World, answer: str, other: dict[str, str], state: str
) -> None:
    delivery = declined(world, answer)
    screener = world.staff("screener@MSP")
    path = f"/letters/{delivery.letter_id}/acts/withdraw"
    screener.submit(screener.get(path), {"asked": "y"}, action=path)
    settle(world)
    world.clock.move(minutes=1)
    desk.banked(world, desk.deposit(screener, **other))
    newest = Match.get(Match.id != delivery.match_id)
    assert newest.state == state
    assert "Earlier letters from this writer to this person" in (
        world.staff("advocate").get(f"/matches/{newest.id}").text
    )


@pytest.mark.S39
def test_a_son_of_the_same_name_is_not_the_father_who_declined(world: World) -> None:
    name = {"name": "Carlos Ruiz Sr.", "adult": "yes"}
    registered(world, name=name)
    desk.banked(world, desk.deposit(world.staff("screener@MSP"), addressee="Carlos Ruiz"))
    delivery = confirmed_match(world)
    told(world, delivery)
    desk.act(world.staff("advocate"), delivery, "decline", answer="no")
    son = registered(world, name=name | {"name": "Carlos Ruiz Jr."})
    assert Match.get(Match.registration == son.registration).state == "proposed"


@pytest.mark.S45
@pytest.mark.S46
def test_match_is_not_undone_once_the_person_was_told(
    world: World,
) -> None:
    registered(world)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    delivery, advocate = confirmed_match(world), world.staff("advocate")
    phone = bank.way_of(delivery, "phone").id
    desk.act(advocate, delivery, "log_attempt", way=phone, outcome="no_answer")
    undo = advocate.get(f"/deliveries/{delivery.id}/acts/undo")
    desk.act(advocate, delivery, "log_attempt", way=phone, outcome="spoke")
    advocate.submit(undo, action=undo.path, expect=409)
    said = desk.act(advocate, delivery, "undo", expect=422)
    assert "Put it on hold" in said.text
    assert Match.get().state == "confirmed"


@pytest.mark.S45
def test_match_is_undone_after_a_call_that_reached_nobody(world: World) -> None:
    registered(world)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    delivery, advocate = confirmed_match(world), world.staff("advocate")
    phone = bank.way_of(delivery, "phone").id
    desk.act(advocate, delivery, "log_attempt", way=phone, outcome="no_answer")
    desk.act(advocate, delivery, "undo")
    assert Delivery.get_by_id(delivery.id).state == "set_aside"
    assert Match.get().state == "undone"
