"""Papers that were made, and should not leave any more: what the print room is told."""

import pytest

from shared import worker
from shared.records.models import Delivery, Paper
from tests.journeys import test_letter_pages as desk
from tests.journeys.test_letter_both_sites import come_back, confirmed_match, settle, to_the_post
from tests.journeys.test_letter_edges import registered
from tests.journeys.test_letter_last_word import announced, sealed
from tests.support import letters as bank
from tests.support.world import World

pytestmark = pytest.mark.slow


@pytest.mark.S47
@pytest.mark.law_5
def test_covers_of_an_answer_that_changed_are_not_printed_by_mistake(world: World) -> None:
    asked, delivery = announced(world)
    sealed(world, delivery)
    advocate = world.staff("advocate")
    desk.act(advocate, delivery, "print")
    worker.deliver()
    cover = Paper.get(Paper.name == "cover-letter")
    outer = Paper.get(Paper.name == "outer-envelope")
    assert advocate.get(f"/papers/{cover.id}").data.startswith(b"%PDF")
    # Her stop lies in the letterbox: neither is opened before it was collected.
    world.drop("letter.answered", asked.reference, {"answer": "later"})
    assert (
        "New messages arrived from the website"
        in advocate.get(f"/papers/{outer.id}", expect=409).text
    )
    settle(world)
    assert Delivery.get_by_id(delivery.id).state == "deferred"
    for paper in (cover, outer):
        assert (
            "This was made for an envelope that is now void"
            in advocate.get(f"/papers/{paper.id}", expect=409).text
        )
    assert "Made, but do not send (" in advocate.get("/print-room").text


@pytest.mark.S40
@pytest.mark.law_5
@pytest.mark.parametrize("word", ["untick", "stop"])
def test_disclosure_that_she_took_back_stays_here(world: World, word: str) -> None:
    asked, delivery = announced(world)
    desk.act(world.staff("advocate"), delivery, "accept", manner="post")
    to_the_post(world, delivery)
    person, _page = come_back(world, asked)
    person.submit(person.get("/status/arrived"), {"received": "y"})
    settle(world)
    coordinator = world.staff("coordinator")
    desk.act(coordinator, delivery, "disclose", fact="received")
    worker.deliver()
    paper = Paper.get(Paper.name == "offender-disclosure")
    assert coordinator.get(f"/papers/{paper.id}").data.startswith(b"%PDF")
    if word == "stop":
        world.stop(asked)
    else:
        world.drop("disclosure.changed", asked.reference, {"tell_requested": True})
    assert (
        "New messages arrived from the website"
        in coordinator.get(f"/papers/{paper.id}", expect=409).text
    )
    settle(world)
    said = coordinator.get(f"/papers/{paper.id}", expect=409).text
    assert ("no longer in force" if word == "stop" else "no longer allows") in said


@pytest.mark.S34
def test_confirmation_for_whom_post_is_not_safe_says_so(world: World) -> None:
    ways = {"ways": [{"channel": "phone", "value": "601-555-0143", "safe": True}]}
    asked = world.tick(contact=ways)
    world.collect()
    bank.verify(world, asked.registration)
    worker.deliver()
    assert "Not by mail" in world.staff("advocate").get("/print-room").text


@pytest.mark.S46
def test_who_is_reached_by_post_alone_is_told_by_a_letter(world: World) -> None:
    box = {"ways": {"safe": ["post"], "post": "12 Elm St\nJackson MS"}}
    asked = registered(world, **box)
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    advocate, path = world.staff("advocate"), f"/deliveries/{delivery.id}"
    page = advocate.get(path)
    advocate.submit(page, action=f"{path}/notice")
    worker.deliver()
    paper = Paper.get(Paper.name == "letter-available")
    assert advocate.get(f"/papers/{paper.id}").data.startswith(b"%PDF")
    desk.act(advocate, delivery, "log_attempt", way=bank.way_of(delivery).id, outcome="sent")
    # A sending proves nothing: until she answers, her page says what it said.
    settle(world)
    assert "You are on the list." in come_back(world, asked)[1].text
    desk.act(advocate, delivery, "log_attempt", way="came", outcome="spoke")
    settle(world)
    assert "There is a letter for you." in come_back(world, asked)[1].text
    assert f"{path}/notice" not in [form.get("action") for form in advocate.get(path).all("form")]


@pytest.mark.S46
def test_no_letter_is_made_for_whom_post_is_not_safe(world: World) -> None:
    registered(world, ways={"safe": ["phone"], "phone": "601 555 0143"})
    desk.banked(world, desk.deposit(world.staff("screener@MSP")))
    delivery = confirmed_match(world)
    advocate, path = world.staff("advocate"), f"/deliveries/{delivery.id}"
    page = advocate.get(path)
    assert f"{path}/notice" not in [form.get("action") for form in page.all("form")]
    token = page.form(action=f"{path}/custody").values["csrf_token"]
    advocate.post(f"{path}/notice", {"csrf_token": token}, expect=403)
    assert not Paper.select().where(Paper.name == "letter-available").exists()
