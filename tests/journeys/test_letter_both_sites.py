"""The letter bank through both sites: the box on a phone, the desk, the post, and her own word."""

from typing import Any

import pytest

from shared.letters import queries
from shared.records.models import Delivery, Match, Paper, ServiceRequest, Task
from tests.journeys import test_letter_pages as desk_pages
from tests.support import letters as bank
from tests.support.visitor import Page, Visitor
from tests.support.world import HERE, Asked, World

pytestmark = pytest.mark.slow

BOX = {
    "you": {"standing": "direct"},
    "name": {"name": "Rosa Delgado", "adult": "yes"},
    "ways": {"safe": ["phone", "post"], "phone": "601 555 0143", "post": "12 Elm St\nJackson MS"},
    "care": {"times": ["morning"], "news": "call"},
    "responsible": {"name": "Martin Cole", "number": "K4471", "facility": HERE},
    "happened": {"county": "Hinds", "year": "2019"},
    "telling": {"tell_received": "y"},
}  # fmt: skip


def tick_the_box(world: World, **changed: dict[str, Any]) -> Asked:
    """On the public site, question by question."""
    person = world.person()
    for key, values in (BOX | changed).items():
        person.submit(person.get(f"/notice/{key}"), values)
    check = person.get("/notice/check")
    person.submit(check, {"own_wish": "y"}, action="/notice/send")
    reference, code = ["".join(e.itertext()) for e in person.follow().all("dd")][:2]
    return Asked(reference, code)


def come_back(world: World, asked: Asked) -> tuple[Visitor, Page]:
    person = world.person()
    form = person.get("/status")
    person.submit(form, {"reference": asked.reference, "code": asked.code})
    return person, person.follow()


def verify(world: World, asked: Asked) -> None:
    planner = world.staff("planner")
    path = f"/registrations/{asked.registration.id}/acts/verify"
    planner.submit(planner.get(path), {"how": "court_file", "standing": "direct", "adult": "yes"},
                   action=path)  # fmt: skip
    settle(world)


def settle(world: World) -> None:
    """A turn of the worker, without drawing the papers."""
    world.collect()
    bank.jobs(world)


def confirmed_match(world: World) -> Any:
    advocate = world.staff("advocate")
    match = Match.get(Match.state == "proposed")
    path = f"/matches/{match.id}/acts/confirm"
    advocate.submit(advocate.get(path), action=path)
    settle(world)
    return Delivery.select().order_by(Delivery.made_at.desc()).get()


def to_the_post(world: World, delivery: Any) -> None:
    advocate, act = world.staff("advocate"), desk_pages.act
    act(advocate, delivery, "confirm_address", way=bank.way_of(delivery).id, opened="self")
    act(advocate, delivery, "check_orders", found="none")
    coordinator = world.staff("coordinator")
    page = coordinator.get(f"/deliveries/{delivery.id}/seal")
    coordinator.submit(page, action=page.path)
    act(advocate, delivery, "print")
    act(advocate, delivery, "check", **bank.tokens(delivery))
    act(world.staff("advocate2"), delivery, "dispatch", put="y")
    settle(world)


@pytest.mark.S34
@pytest.mark.S38
@pytest.mark.S39
@pytest.mark.S40
@pytest.mark.S42
@pytest.mark.S44
@pytest.mark.S45
@pytest.mark.S46
@pytest.mark.S47
@pytest.mark.S48
def test_her_word_twice_and_once_more_after(world: World) -> None:
    to_her_hand(world)


@pytest.mark.postgres
def test_her_word_twice_and_once_more_after_on_postgresql(postgres_world: World) -> None:
    to_her_hand(postgres_world)


def to_her_hand(world: World) -> None:
    """From the box on a telephone to the letter in her hand, and her word about it."""
    asked = tick_the_box(world)
    settle(world)
    assert "We have your form." in come_back(world, asked)[1].text
    verify(world, asked)
    registered = come_back(world, asked)[1].text
    assert "You are on the list." in registered

    letter = desk_pages.deposit(world.staff("screener@MSP"))
    desk_pages.banked(world, letter)
    delivery = confirmed_match(world)
    # S39: nothing of a letter before a person has spoken with her
    assert come_back(world, asked)[1].text.replace("Mar", "") == registered.replace("Mar", "")

    advocate = world.staff("advocate")
    desk_pages.act(advocate, delivery, "log_attempt", way=bank.way_of(delivery, "phone").id,
                   outcome="spoke")  # fmt: skip
    settle(world)
    person, page = come_back(world, asked)
    assert "There is a letter for you." in page.text
    # S46: the second yes, in her own hand
    person.submit(person.get("/status/letter"), {"answer": "now"})
    settle(world)
    assert Delivery.get_by_id(delivery.id).state == "confirmed"
    to_the_post(world, delivery)
    person, page = come_back(world, asked)
    assert "The letter has been sent to you." in page.text

    # S40: received is her word, and the one fact she ticked
    person.submit(person.get("/status/arrived"), {"received": "y"})
    settle(world)
    assert queries.facts_to_tell(Delivery.get_by_id(delivery.id)) == ["received"]
    coordinator = world.staff("coordinator")
    desk_pages.act(coordinator, delivery, "disclose", fact="received")
    assert Paper.select().where(Paper.name == "offender-disclosure").count() == 1

    # S42: other services, by name; S48: contact outside the programme is an urgent task
    person.submit(person.get("/status/help"), {"services": ["dialogue"]})
    person.submit(person.get("/status/someone-wrote"), {"words": "He wrote to my sister."})
    settle(world)
    assert ServiceRequest.get().service == "dialogue"
    assert Task.select().where(Task.kind == "outside.contact").exists()
    reply = f"/deliveries/{delivery.id}/reply"
    advocate.submit(advocate.get(reply), {"words": "Thank you.", "knows": "y"}, action=reply)
    coordinator.submit(coordinator.get(reply), {"outcome": "pass"}, action=reply)
    coordinator.submit(coordinator.get(reply), {"done": "y"}, action=reply)
    assert "delivered" in coordinator.get(reply).text


@pytest.mark.edge_2
@pytest.mark.law_5
def test_stop_pressed_between_yes_and_print(world: World) -> None:
    asked = tick_the_box(world, care={"times": ["morning"], "news": "page"})
    settle(world)
    verify(world, asked)
    desk_pages.banked(world, desk_pages.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    person, page = come_back(world, asked)
    assert "There is a letter for you." in page.text  # she chose to read news here
    person.submit(person.get("/status/letter"), {"answer": "now"})
    settle(world)
    advocate, act = world.staff("advocate"), desk_pages.act
    act(advocate, delivery, "confirm_address", way=bank.way_of(delivery).id, opened="self")
    act(advocate, delivery, "check_orders", found="none")
    coordinator = world.staff("coordinator")
    seal = coordinator.get(f"/deliveries/{delivery.id}/seal")
    coordinator.submit(seal, action=seal.path)
    button = advocate.get(f"/deliveries/{delivery.id}/acts/print")
    person.submit(person.get("/status/stop"), {})
    said = advocate.submit(button, action=button.path, expect=None)
    assert said.status in (409, 422)
    assert Delivery.get_by_id(delivery.id).state == "stopped"
    assert not Paper.select().where(Paper.name == "cover-letter").exists()
    settle(world)
    assert "You are no longer on the list." in come_back(world, asked)[1].text


@pytest.mark.S43
@pytest.mark.S41
def test_the_writer_hears_that_it_is_in_the_bank_and_no_more(world: World) -> None:
    screener = world.staff("screener@MSP")
    letter = desk_pages.deposit(screener)
    desk_pages.banked(world, letter)
    page = screener.get(f"/letters/{letter.id}")
    assert "In the bank" in page.text
    assert {"offender-receipt", "offender-banked"} == {
        paper.name for paper in Paper.select().where(Paper.noun == "letter")
    }
    # The words are not the facility's to read any more, whatever becomes of them.
    assert bank.WORDS[:20] not in page.text


@pytest.mark.edge_4
def test_one_letter_two_victims_needs_two_letters(world: World) -> None:
    first, second = (
        tick_the_box(world),
        tick_the_box(world, name={"name": "Luis Delgado", "adult": "yes"}),
    )
    settle(world)
    for asked in (first, second):
        verify(world, asked)
    desk_pages.banked(world, desk_pages.deposit(world.staff("screener@MSP")))
    assert Match.select().count() == 1
    assert Match.get().registration_id == first.registration.id
    assert "You are on the list." in come_back(world, second)[1].text


@pytest.mark.edge_10
def test_a_way_not_marked_safe_is_never_offered(world: World) -> None:
    asked = tick_the_box(world, ways={
        "safe": ["post"], "phone": "601 555 0143", "post": "12 Elm St\nJackson MS",
    })  # fmt: skip
    settle(world)
    verify(world, asked)
    desk_pages.banked(world, desk_pages.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    advocate = world.staff("advocate")
    page = advocate.get(f"/deliveries/{delivery.id}")
    assert "601 555 0143" not in page.text
    form = advocate.get(f"/deliveries/{delivery.id}/acts/log_attempt")
    offered = [radio.get("value") for radio in form.all("input", name="way")]
    assert offered == [bank.way_of(delivery).id, "came"]
