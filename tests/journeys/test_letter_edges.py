"""The hard cases of the letter bank, walked through the pages of both sites."""

from typing import Any

import pytest

from shared import letters
from shared.letters import queries
from shared.records.models import Delivery, Intercept, Letter, Match, Paper, Registration, Task
from tests.journeys import test_letter_pages as desk_pages
from tests.journeys.test_letter_both_sites import (
    come_back,
    confirmed_match,
    settle,
    tick_the_box,
    to_the_post,
    verify,
)
from tests.support import letters as bank
from tests.support.world import World

pytestmark = pytest.mark.slow

ON_THE_LIST = "You are on the list."


def registered(world: World, **changed: Any) -> Any:
    asked = tick_the_box(world, **changed)
    settle(world)
    verify(world, asked)
    return asked


def told(world: World, delivery: Any) -> None:
    desk_pages.act(world.staff("advocate"), delivery, "log_attempt",
                   way=bank.way_of(delivery, "phone").id, outcome="spoke")  # fmt: skip
    settle(world)


@pytest.mark.edge_1
@pytest.mark.S34
@pytest.mark.S45
def test_the_box_ticked_after_the_deposit_and_a_declined_letter_never_announced_again(
    world: World,
) -> None:
    desk_pages.banked(world, desk_pages.deposit(world.staff("screener@MSP")))
    assert Match.select().count() == 0
    asked = registered(world)
    delivery = confirmed_match(world)
    told(world, delivery)
    person, _page = come_back(world, asked)
    person.submit(person.get("/status/letter"), {"answer": "no"})
    settle(world)
    assert Delivery.get_by_id(delivery.id).state == "declined"
    # She enrols once more: the same letter is not put before anybody as news.
    again = registered(world)
    assert {row.state for row in Match.select()} == {"confirmed", "declined_before"}
    assert ON_THE_LIST in come_back(world, again)[1].text


@pytest.mark.edge_3
@pytest.mark.S32
@pytest.mark.S41
def test_the_answer_to_a_withdrawal_is_the_same_whether_or_not_it_was_mailed(
    world: World,
) -> None:
    registered(world)
    screener = world.staff("screener@MSP")
    awaited = desk_pages.deposit(screener)
    lonely = desk_pages.deposit(screener, addressee="Ana Ruiz")
    for letter in (awaited, lonely):
        desk_pages.banked(world, letter)
    delivery = confirmed_match(world)
    told(world, delivery)
    desk_pages.act(world.staff("advocate"), delivery, "accept", manner="post")
    to_the_post(world, delivery)

    def withdrawn(letter: Letter) -> tuple[str, str]:
        path = f"/letters/{letter.id}/acts/withdraw"
        form = screener.get(path)
        said = screener.submit(form, {"asked": "y"}, action=path)
        after = screener.follow().text
        named = {letter.receipt: "*", "Rosa Delgado": "*", "Ana Ruiz": "*"}
        for word, star in named.items():
            after = after.replace(word, star)
        return said.location.replace(letter.id, "*"), after

    assert withdrawn(awaited) == withdrawn(lonely)


@pytest.mark.edge_5
@pytest.mark.S39
def test_a_death_stops_what_is_printed_and_the_wish_passes_to_nobody(world: World) -> None:
    asked = registered(world)
    desk_pages.banked(world, desk_pages.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    told(world, delivery)
    desk_pages.act(world.staff("advocate"), delivery, "accept", manner="post")
    path = f"/registrations/{asked.registration.id}/acts/record_death"
    planner = world.staff("planner")
    on = queries.today()
    planner.submit(
        planner.get(path),
        {"died_on-day": str(on.day), "died_on-month": str(on.month), "died_on-year": str(on.year)},
        action=path,
    )
    settle(world)
    assert Delivery.get_by_id(delivery.id).state == "stopped"
    assert Registration.get_by_id(asked.registration.id).closure == "person_died"
    kin = registered(world, name={"name": "Luis Delgado", "adult": "yes"})
    assert Match.select().where(Match.registration == kin.registration).count() == 0


@pytest.mark.edge_6
def test_an_addressee_who_turns_18_is_asked_from_that_day_on(world: World) -> None:
    asked = tick_the_box(world)
    settle(world)
    birthday = queries.today().replace(day=20)
    path = f"/registrations/{asked.registration.id}/acts/verify"
    planner = world.staff("planner")
    planner.submit(planner.get(path), {
        "how": "court_file", "standing": "direct", "adult": "no", "adult_on-day": "20",
        "adult_on-month": str(birthday.month), "adult_on-year": str(birthday.year),
    }, action=path)  # fmt: skip
    settle(world)
    desk_pages.banked(world, desk_pages.deposit(world.staff("screener@MSP")))
    assert Match.select().count() == 0
    assert ON_THE_LIST in come_back(world, asked)[1].text
    world.clock.move(days=20)
    letters.JOBS["letters.daily"]({})
    settle(world)
    assert Match.select().count() == 1
    said = come_back(world, asked)[1].text  # nobody has told them yet
    assert ON_THE_LIST in said
    assert "There is a letter for you." not in said


@pytest.mark.edge_9
@pytest.mark.S41
@pytest.mark.S37
def test_a_threat_is_preserved_and_decided_whether_or_not_anybody_is_registered(
    world: World,
) -> None:
    screener = world.staff("screener@MSP")
    letter = desk_pages.deposit(screener, text="I know where you live now. You will be sorry.")
    page = screener.get(f"/letters/{letter.id}/review")
    assert "You will be sorry." in [
        "".join(one.itertext()) for one in page.all("q")
    ]  # marked at its line
    answers = desk_pages.clean(page) | {"a_threat": "yes"}
    refused = screener.submit(
        page, answers | {"outcome": "return", "reasons": ["excuses"]}, action=page.path, expect=422
    )
    assert "preserved" in refused.text
    screener.submit(refused, {"outcome": "escalate"}, action=page.path)
    assert Letter.get_by_id(letter.id).state == "escalated"
    assert Task.get(Task.kind == "letter.decide_threat").role == "coordinator"
    assert not Paper.select().where(Paper.name == "letter-returned").exists()
    coordinator = world.staff("coordinator")
    path = f"/letters/{letter.id}/acts/decide_threat"
    coordinator.submit(coordinator.get(path), {"decision": "warn"}, action=path)
    path = f"/letters/{letter.id}/acts/reject"
    coordinator.submit(coordinator.get(path), action=path)
    assert Letter.get_by_id(letter.id).state == "rejected"
    assert "You will be sorry." in coordinator.get(f"/letters/{letter.id}").text


@pytest.mark.S32
@pytest.mark.S33
def test_a_letter_round_the_bank_is_logged_by_a_screener_and_goes_no_further(
    world: World,
) -> None:
    asked = registered(world)
    screener = world.staff("screener@MSP")
    page = screener.get("/letters/intercepts")
    caught = {"channel": "mail", "kept": "Evidence locker 4", "envelope": "To Mrs. Delgado"}
    screener.submit(page, caught, action=page.path)
    assert Intercept.select().count() == 1
    assert "To Mrs. Delgado" not in screener.get(page.path).text
    assert "To Mrs. Delgado" in world.staff("coordinator").get(page.path).text
    settle(world)
    assert ON_THE_LIST in come_back(world, asked)[1].text
