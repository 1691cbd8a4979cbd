"""Her word at the last moment, in turns that a desk meets: through the pages of both sites."""

from typing import Any

import pytest

from shared import letters
from shared.base import db
from shared.frontdoor import letterbox
from shared.letters import queries
from shared.records.models import Delivery, Paper, Registration, Reply, Task
from tests.journeys import test_letter_pages as desk
from tests.journeys.test_letter_both_sites import come_back, confirmed_match, settle, to_the_post
from tests.journeys.test_letter_edges import registered, told
from tests.support import letters as bank
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow

NEW_ADDRESS = {"safe": ["phone", "post"], "phone": "601 555 0143", "post": "99 New St\nJackson MS"}


def announced(world: World, **box: Any) -> tuple[Asked, Any]:
    """She is on the list, a letter is banked, and a person has told her."""
    asked = registered(world, **box)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    told(world, delivery)
    return asked, delivery


def sealed(world: World, delivery: Any, manner: str = "post") -> None:
    """Her yes, what must be looked at, and the coordinator's seal."""
    advocate, coordinator = world.staff("advocate"), world.staff("coordinator")
    desk.act(advocate, delivery, "accept", manner=manner)
    if manner == "post":
        desk.act(advocate, delivery, "confirm_address", way=bank.way_of(delivery).id, opened="self")
    desk.act(advocate, delivery, "check_orders", found="none")
    page = coordinator.get(f"/deliveries/{delivery.id}/seal")
    coordinator.submit(page, action=page.path)


def state(delivery: Any) -> str:
    return str(Delivery.get_by_id(delivery.id).state)


def open_tasks() -> set[str]:
    return {task.kind for task in Task.select().where(Task.done_at.is_null())}


@pytest.mark.S39
@pytest.mark.law_5
@pytest.mark.parametrize("meant", ["stop", "go_on"])
def test_stop_said_on_the_telephone_holds_at_once(world: World, meant: str) -> None:
    asked, delivery = announced(world)
    sealed(world, delivery)
    advocate = world.staff("advocate")
    phone = bank.way_of(delivery, "phone").id
    desk.act(advocate, delivery, "log_attempt", way=phone, outcome="asked_to_stop")
    for action, facts in (("print", {}), ("log_attempt", {"way": phone, "outcome": "spoke"})):
        page = desk.act(advocate, delivery, action, expect=422, **facts)
        assert "asked us to stop" in page.text
    if meant == "stop":
        path = f"/registrations/{asked.registration.id}/acts/cancel"
        advocate.submit(advocate.get(path), action=path)
        assert state(delivery) == "stopped"
        return
    # She meant the call and not the letter: a person says so, and it goes on.
    task = Task.get(Task.kind == "cancellation.ask")
    advocate.submit(advocate.get("/queue"), action=f"/tasks/{task.id}/done")
    desk.act(advocate, delivery, "print")
    assert state(delivery) == "printed"


@pytest.mark.S48
@pytest.mark.law_5
def test_stop_in_the_letterbox_meets_the_reply_on_its_way(world: World) -> None:
    asked, delivery = announced(world)
    desk.act(world.staff("advocate"), delivery, "accept", manner="post")
    to_the_post(world, delivery)
    advocate, coordinator = world.staff("advocate"), world.staff("coordinator")
    path = f"/deliveries/{delivery.id}/reply"
    advocate.submit(advocate.get(path), {"words": "I read it.", "knows": "y"}, action=path)
    coordinator.submit(coordinator.get(path), {"outcome": "pass"}, action=path)
    form = coordinator.get(path)
    world.stop(asked)
    said = coordinator.submit(form, {"done": "y"}, action=path, expect=422)
    assert "Read it first, then try again" in said.text
    said = coordinator.submit(said, {"done": "y"}, action=path, expect=422)
    assert "no longer in force" in said.text
    assert Reply.get().state == "passed"


@pytest.mark.S48
def test_she_takes_her_reply_back_before_it_is_carried(world: World) -> None:
    _asked, delivery = announced(world)
    desk.act(world.staff("advocate"), delivery, "accept", manner="post")
    to_the_post(world, delivery)
    advocate, coordinator = world.staff("advocate"), world.staff("coordinator")
    path = f"/deliveries/{delivery.id}/reply"
    advocate.submit(advocate.get(path), {"words": "I read it.", "knows": "y"}, action=path)
    coordinator.submit(coordinator.get(path), {"outcome": "pass"}, action=path)
    neither = coordinator.submit(coordinator.get(path), action=path, expect=422)
    assert neither.errors
    coordinator.submit(neither, {"taken_back": "y"}, action=path)
    assert Reply.get().state == "back"
    assert "reply.carry" not in open_tasks()


@pytest.mark.S40
@pytest.mark.law_5
def test_nothing_more_is_told_to_the_offender_once_she_has_left_the_list(world: World) -> None:
    asked, delivery = announced(world)
    desk.act(world.staff("advocate"), delivery, "accept", manner="post")
    to_the_post(world, delivery)
    person, _page = come_back(world, asked)
    person.submit(person.get("/status/arrived"), {"received": "y"})
    settle(world)
    assert "delivery.disclose" in open_tasks()
    coordinator = world.staff("coordinator")
    form = coordinator.get(f"/deliveries/{delivery.id}/acts/disclose")
    person.submit(person.get("/status/stop"))
    settle(world)
    assert Registration.get().state == "cancelled"
    assert "delivery.disclose" not in open_tasks()
    said = coordinator.submit(form, {"fact": "received"}, action=form.path, expect=422)
    assert said.errors
    assert not Paper.select().where(Paper.name == "offender-disclosure").exists()
    assert "/acts/disclose" not in " ".join(coordinator.get(f"/deliveries/{delivery.id}").links())


@pytest.mark.S46
@pytest.mark.law_5
def test_words_are_opened_for_reading_aloud_only_when_everything_stands(world: World) -> None:
    asked, delivery = announced(world)
    advocate = world.staff("advocate")
    desk.act(advocate, delivery, "accept", manner="read_aloud")
    path = f"/deliveries/{delivery.id}/words"
    assert "First record a check for protection" in advocate.get(path).text
    desk.act(advocate, delivery, "check_orders", found="none")
    assert "must seal the letter" in advocate.get(path).text
    coordinator = world.staff("coordinator")
    page = coordinator.get(f"/deliveries/{delivery.id}/seal")
    coordinator.submit(page, action=page.path)
    assert "I broke into your house" in advocate.get(path).text
    world.stop(asked)
    page = advocate.get(path)
    assert "New messages arrived from the website" in page.text
    assert "I broke into your house" not in page.text


@pytest.mark.S47
@pytest.mark.edge_2
def test_address_changed_after_print_is_confirmed_and_printed_anew(world: World) -> None:
    asked, delivery = announced(world)
    sealed(world, delivery)
    advocate = world.staff("advocate")
    desk.act(advocate, delivery, "print")
    old = bank.tokens(delivery)
    person, _page = come_back(world, asked)
    person.get("/reach")
    person.submit(person.get("/reach/ways"), NEW_ADDRESS)
    person.submit(person.get("/reach/check"), action="/reach/send")
    settle(world)
    said = desk.act(advocate, delivery, "check", expect=422, **old)
    assert "Confirm one with the person" in said.text
    # Staff check that the new address is her own word; then the way on is a button of its page.
    path = f"/people/{asked.registration.person_id}"
    page = advocate.get(path)
    assert "/acts/confirm_address" in " ".join(advocate.get(f"/deliveries/{delivery.id}").links())
    form = next(link for link in page.links() if link.endswith("/ways"))
    advocate.submit(advocate.get(form), {"word": "yes", "how": "call_back"})
    way = bank.way_of(delivery)
    desk.act(advocate, delivery, "confirm_address", way=way.id, opened="self")
    assert state(delivery) == "confirmed"
    assert {"papers.destroy", "delivery.print"} <= open_tasks()
    desk.act(advocate, delivery, "print")
    assert bank.tokens(delivery)["outer_token"] != old["outer_token"]
    assert bank.tokens(delivery)["seal_token"] == old["seal_token"]


@pytest.mark.S46
def test_what_was_settled_by_telephone_is_not_undone_by_a_yes_on_the_page(world: World) -> None:
    asked, delivery = announced(world)
    advocate = world.staff("advocate")
    desk.act(advocate, delivery, "accept", manner="post")
    desk.act(advocate, delivery, "confirm_address", way=bank.way_of(delivery).id, opened="self")
    desk.act(advocate, delivery, "accept", manner="hand")
    settle(world)
    person, _page = come_back(world, asked)
    person.submit(person.get("/status/letter"), {"answer": "now"})
    settle(world)
    row = Delivery.get_by_id(delivery.id)
    assert (row.state, row.manner) == ("confirmed", "hand")
    desk.act(advocate, delivery, "accept", manner="post")
    assert Delivery.get_by_id(delivery.id).confirmed_at is None


@pytest.mark.S39
def test_yes_becomes_no_on_the_page_until_it_has_left(world: World) -> None:
    asked, delivery = announced(world)
    sealed(world, delivery)
    advocate = world.staff("advocate")
    desk.act(advocate, delivery, "print")
    settle(world)
    person, _page = come_back(world, asked)
    form = person.get("/status/letter")
    desk.act(advocate, delivery, "check", **bank.tokens(delivery))
    person.submit(form, {"answer": "no"})
    said = desk.act(world.staff("advocate2"), delivery, "dispatch", put="y", expect=None)
    assert said.status in (409, 422)
    assert state(delivery) == "declined"
    assert "papers.destroy" in open_tasks()


@pytest.mark.S39
def test_day_to_ask_again_ends_with_her_answer(world: World) -> None:
    _asked, delivery = announced(world)
    advocate = world.staff("advocate")
    on = {"look_again_on-day": "4", "look_again_on-month": "3", "look_again_on-year": "2026"}
    desk.act(advocate, delivery, "defer", **on)
    world.clock.move(days=2)
    letters.JOBS["letters.daily"]({})
    assert "person.ask_again" in open_tasks()
    advocate = world.sign_in("advocate")
    desk.act(advocate, delivery, "defer", **on | {"look_again_on-month": "5"})
    assert "person.ask_again" not in open_tasks()
    letters.JOBS["letters.daily"]({})
    assert "person.ask_again" not in open_tasks()


def replaced(world: World, delivery: Any, words: str) -> None:
    path = f"/letters/{delivery.letter_id}/replace"
    screener = world.staff("screener@MSP")
    screener.submit(screener.get(path), {"addressee": "Rosa Delgado", "text": words}, action=path)
    settle(world)


@pytest.mark.S39
@pytest.mark.S46
@pytest.mark.parametrize("when", ["before", "after"])
def test_newer_letter_is_told_by_a_person_once_banked_and_hers_if_she_chooses_it(
    world: World, when: str
) -> None:
    _asked, delivery = announced(world)
    advocate = world.staff("advocate")
    if when == "after":
        desk.act(advocate, delivery, "accept", manner="post")
        to_the_post(world, delivery)
    else:
        sealed(world, delivery)
    replaced(world, delivery, "I broke into your house. I was wrong. I have no excuse.")
    assert "letter.changed" not in open_tasks()  # nobody has read it yet
    assert "Say nothing about it" in advocate.get(f"/deliveries/{delivery.id}").text
    desk.banked(world, delivery.letter)
    assert "letter.changed" in open_tasks()
    desk.act(advocate, delivery, "take_newer", asked="y")
    row = Delivery.get_by_id(delivery.id)
    assert (row.letter_version, row.state, row.answer) == (2, "verifying", "")
    assert "letter.changed" not in open_tasks()
    sealed(world, delivery)
    desk.act(advocate, delivery, "print")
    desk.act(advocate, delivery, "check", **bank.tokens(delivery))
    desk.act(world.staff("advocate2"), delivery, "dispatch", put="y")
    approved = queries.approved_sha256(delivery.letter, 2)
    assert Delivery.get_by_id(delivery.id).sealed_sha256 == approved


@pytest.mark.S39
def test_who_declined_is_told_of_no_newer_letter(world: World) -> None:
    _asked, delivery = announced(world)
    desk.act(world.staff("advocate"), delivery, "decline", answer="never")
    replaced(world, delivery, "I broke into your house. I was wrong. I have no excuse.")
    desk.banked(world, delivery.letter)
    assert "letter.changed" not in open_tasks()
    assert "match.confirm" not in open_tasks()


@pytest.mark.law_5
@pytest.mark.edge_2
def test_envelope_that_cannot_be_opened_may_be_her_withdrawal(world: World) -> None:
    _asked, delivery = announced(world)
    sealed(world, delivery)
    advocate, other = world.staff("advocate"), world.staff("advocate2")
    desk.act(advocate, delivery, "print")
    desk.act(advocate, delivery, "check", **bank.tokens(delivery))
    world.clock.move(minutes=5)
    with db.write(db.frontdoor):
        letterbox.Letterbox.create(
            id="a" * 20, format=1, key_id="lost", dropped_at=world.clock.at, body=b"?" * 200
        )
    assert world.collect() == (0, 1)
    said = desk.act(other, delivery, "dispatch", put="y", expect=422)
    assert "could not be opened" in said.text
    assert state(delivery) == "printed"
    # She is called once more, and nothing in it was hers.
    world.clock.move(minutes=5)
    desk.act(advocate, delivery, "log_attempt", way=bank.way_of(delivery, "phone").id,
             outcome="spoke")  # fmt: skip
    desk.act(other, delivery, "dispatch", put="y")
    assert state(delivery) == "mailed"


@pytest.mark.S46
@pytest.mark.edge_10
def test_where_others_open_the_post_nothing_is_mailed(world: World) -> None:
    _asked, delivery = announced(world)
    advocate = world.staff("advocate")
    desk.act(advocate, delivery, "accept", manner="post")
    way = bank.way_of(delivery).id
    unasked = desk.act(advocate, delivery, "confirm_address", expect=422, way=way)
    assert "who opens mail there?" in unasked.errors[0]
    said = desk.act(advocate, delivery, "confirm_address", expect=422, way=way, opened="others")
    assert "handed over or read by staff" in said.text
    assert Delivery.get_by_id(delivery.id).confirmed_at is None
    desk.act(advocate, delivery, "accept", manner="read_aloud")
    links = " ".join(advocate.get(f"/deliveries/{delivery.id}").links())
    assert "confirm_address" not in links


@pytest.mark.S47
def test_what_came_back_twice_is_sent_only_after_she_was_asked_each_time(world: World) -> None:
    asked, delivery = announced(world)
    sealed(world, delivery)
    advocate, other = world.staff("advocate"), world.staff("advocate2")
    seals = set()
    for how in ("broken", "whole", ""):
        if not Delivery.get_by_id(delivery.id).seal_token:
            page = world.staff("coordinator").get(f"/deliveries/{delivery.id}/seal")
            world.staff("coordinator").submit(page, action=page.path)
        seals.add(Delivery.get_by_id(delivery.id).seal_token)
        desk.act(advocate, delivery, "print")
        desk.act(advocate, delivery, "check", **bank.tokens(delivery))
        desk.act(other, delivery, "dispatch", put="y")
        if how:
            desk.act(advocate, delivery, "came_back", seal=how)
            settle(world)
            assert "has been sent to you" in come_back(world, asked)[1].text  # until she is told
            assert {"delivery.log_attempt", "papers.destroy"} <= open_tasks()
            told(world, delivery)
            desk.act(advocate, delivery, "accept", manner="post")
            address = {"way": bank.way_of(delivery).id, "opened": "self"}
            desk.act(advocate, delivery, "confirm_address", **address)
    assert state(delivery) == "mailed"
    assert len(seals) == 2  # an envelope that came back opened is sealed anew, a whole one is not


@pytest.mark.S48
def test_reply_that_tells_where_she_is_found_is_marked_for_who_screens_it(world: World) -> None:
    _asked, delivery = announced(world)
    desk.act(world.staff("advocate"), delivery, "accept", manner="post")
    to_the_post(world, delivery)
    advocate, coordinator = world.staff("advocate"), world.staff("coordinator")
    path = f"/deliveries/{delivery.id}/reply"
    words = "I read your letter. Call me at 601 555 0199."
    advocate.submit(advocate.get(path), {"words": words, "knows": "y"}, action=path)
    page = coordinator.get(path)
    assert ["".join(one.itertext()).strip() for one in page.all("mark")] == [
        "Call me at 601 555 0199."
    ]
    coordinator.submit(page, {"outcome": "back"}, action=path)
    assert "person.call" in open_tasks()
    said = advocate.get(path)
    assert words in said.text
