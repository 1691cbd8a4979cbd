"""Her word at the last moment, in turns that a desk meets: through the pages of both sites."""

from typing import Any

import pytest

from shared.models import Delivery, Paper, Registration, Reply, Task
from tests.journeys import test_letter_pages as desk
from tests.journeys.test_letter_both_sites import come_back, confirmed_match, settle, to_the_post
from tests.journeys.test_letter_edges import registered, told
from tests.support import letters as bank
from tests.support.world import Asked, World

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
        desk.act(advocate, delivery, "confirm_address", way=bank.way_of(delivery).id)
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
    assert "Read it first" in said.text
    said = coordinator.submit(said, {"done": "y"}, action=path, expect=422)
    assert "not in force" in said.text
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
    assert "disclosure.tell" in open_tasks()
    coordinator = world.staff("coordinator")
    form = coordinator.get(f"/deliveries/{delivery.id}/acts/disclose")
    person.submit(person.get("/status/stop"))
    settle(world)
    assert Registration.get().state == "cancelled"
    assert "disclosure.tell" not in open_tasks()
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
    assert "Post has come in" in page.text
    assert "I broke into your house" not in page.text
