"""One request through both sites: asked from a phone, carried to a facilitator, read, withdrawn."""

from typing import Any

import pytest

from shared.records.models import DialogueCase, Reference
from tests.support import carry
from tests.support.visitor import Page, Visitor
from tests.support.world import HERE, Asked, World

pytestmark = pytest.mark.slow

ANSWERS = {
    "you": {"standing": "direct"},
    "name": {"name": "Rosa Delgado", "adult": "yes"},
    "ways": {"safe": ["phone", "post"], "phone": "601 555 0143", "post": "12 Elm St\nJackson MS",
             "email": "shared@example.org"},
    "care": {"times": ["morning"], "who_may_answer": "my sister", "news": "call"},
    "responsible": {"name": "Martin Cole", "number": "K4471", "facility": HERE},
    "happened": {"county": "Hinds", "year": "2019"},
    "rules": {},
    "hopes": {"hopes": ["questions"], "hopes_words": "Why our street?"},
    "meeting": {"talk": "other", "other_forms": ["letters"]},
    "support": {"support_name": "Ida", "support_relation": "sister", "support_adult": "yes"},
    "others": {"other1_name": "Ben", "other1_relation": "brother", "other1_adult": "yes"},
}  # fmt: skip


def ask(world: World, **changed: dict[str, Any]) -> tuple[Visitor, Asked]:
    """On the public site, question by question; `changed` by the key of the question."""
    person = world.person()
    for key, values in (ANSWERS | changed).items():
        person.submit(person.get(f"/ask/{key}"), values)
    check = person.get("/ask/check")
    person.submit(check, {"own_wish": "y"}, action="/ask/send")
    sent = person.follow()
    reference, code = ["".join(e.itertext()) for e in sent.all("dd")][:2]
    return person, Asked(reference, code)


def come_back(world: World, asked: Asked) -> tuple[Visitor, Page]:
    person = world.person()
    form = person.get("/status")
    person.submit(form, {"reference": asked.reference, "code": asked.code})
    return person, person.follow()


@pytest.mark.S2
@pytest.mark.S3
@pytest.mark.S4
@pytest.mark.S8
@pytest.mark.S12
@pytest.mark.S18
@pytest.mark.S29
def test_request_goes_through_both_sites(world):
    _, asked = ask(world)
    assert "We have your request." in come_back(world, asked)[1].text
    world.work()
    desk = world.staff("planner")
    case = asked.case
    page = desk.get(f"/cases/{case.id}")
    for words in ("Rosa Delgado", "Why our street?", "Ida", "sister", "Ben", "601 555 0143",
                  "my sister", "Martin Cole"):  # fmt: skip
        assert words in page.text, words
    assert "shared@example.org" not in page.text.split("What they wrote")[0]
    for step in carry.STAGES.values():
        step(world, asked)
        world.work()
    assert asked.case.state == "assigned"
    # Ruling 6: the page says it once a person has told her.
    assert "Your request is under way." in come_back(world, asked)[1].text
    path = f"/cases/{case.id}/contact"
    world.collect()
    way = next(way for way in asked.case.person.ways if way.channel == "phone")
    desk.submit(desk.get(path), {"way": way.id, "outcome": "spoke"}, action=path)
    world.work()
    assert Reference.get_by_id(asked.reference).told_state == "assigned"


@pytest.mark.ruling_6
@pytest.mark.S39
def test_page_says_the_news_once_a_person_has_told_it(world):
    _, asked = ask(world)
    world.work()
    carry.act(world.staff("planner"), asked, "open")
    carry.act(world.staff("coordinator"), asked, "close", closure="not_suitable")
    world.work()
    assert "This request is closed." not in come_back(world, asked)[1].text
    page = world.staff("coordinator").get(f"/cases/{asked.case.id}")
    assert "Call first" in page.text
    path = f"/cases/{asked.case.id}/contact"
    world.collect()
    way = next(way for way in asked.case.person.ways if way.channel == "phone")
    desk = world.staff("planner")
    desk.submit(desk.get(path), {"way": way.id, "outcome": "spoke"}, action=path)
    world.work()
    assert "This request is closed." in come_back(world, asked)[1].text


@pytest.mark.ruling_9
@pytest.mark.S19
def test_person_withdraws_on_the_page_and_the_console_knows(world):
    _, asked = ask(world)
    world.work()
    person, page = come_back(world, asked)
    stop = next(link for link in page.links() if "stop" in link)
    form = person.get(stop)
    person.submit(form)
    world.work()
    assert asked.case.state == "withdrawn"
    queue = world.staff("planner").get("/queue")
    assert "A person withdrew" in queue.text
    text = world.staff("planner").get(f"/cases/{asked.case.id}").text
    assert "Withdrawn by the person" in text
    assert "The person, through the public site" in text


@pytest.mark.S1
def test_two_requests_of_two_people_never_meet(world):
    _, first = ask(world)
    _, second = ask(world)
    world.work()
    assert DialogueCase.select().count() == 2
    page = world.staff("planner").get(f"/cases/{first.case.id}")
    assert second.reference not in page.text
    assert second.reference not in come_back(world, first)[1].text
