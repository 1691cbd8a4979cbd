"""Requests by phone, letter and fax; several offenders; double requests; the offender's side."""

import re
from typing import Any

import pytest

from shared.records.models import DialogueCase, OffenderInquiry, Paper, Person, Task
from tests.support import whole
from tests.support.codes import given_code
from tests.support.visitor import Page, Visitor
from tests.support.world import HERE, Asked, World

pytestmark = pytest.mark.slow

BY_PHONE: dict[str, Any] = {
    "source": "phone", "language": "en", "standing": "survivor", "relation": "mother",
    "name": "Elena Ruiz", "adult": "yes", "phone": "601 555 0199", "safe": ["phone"],
    "who_may_answer": "only me", "responsible_name": "Martin Cole", "number": "K4471",
    "facility": HERE, "county": "Hinds", "year": "2019", "hopes": ["questions"], "form": "face",
    "news": "call", "own_wish": "y", "other1_name": "Luis", "other1_adult": "yes",
    "support_name": "Carmen", "support_adult": "yes",
}  # fmt: skip


def held(page: Page) -> Asked:
    """The reference and code that staff read once."""
    said = [" ".join("".join(e.itertext()).split()) for e in page.all("dd")]
    reference = next(s for s in said if re.fullmatch(r"[A-Z0-9]{4}(-[A-Z0-9]{4})+", s))
    code = next(s for s in said if re.fullmatch(r"[\d ]{16,19}", s))
    return Asked(reference, code)


def take(world: World, **changed: Any) -> Asked:
    desk = world.staff("planner")
    page = desk.submit(desk.get("/desk/dialogue"), BY_PHONE | changed, expect=200)
    return held(page)


def come_in(world: World, asked: Asked) -> Visitor:
    """The holder of a code that staff have read: nothing is shown before it is renewed."""
    person = world.person()
    person.submit(person.get("/status"), {"reference": asked.reference, "code": asked.code})
    assert person.follow(expect=303).location.endswith("/status/new-code")
    return person


@pytest.mark.S2
@pytest.mark.S3
@pytest.mark.S12
@pytest.mark.S29
@pytest.mark.parametrize("source", ["phone", "letter", "fax"])
def test_request_taken_by_staff_is_the_same_case(world, source):
    asked = take(world, source=source)
    case = asked.case
    assert (case.state, case.source, case.own_wish) == ("received", source, True)
    page = world.staff("planner").get(f"/cases/{case.id}")
    for words in ("Elena Ruiz", "mother", "601 555 0199", "Luis", "Carmen", "Martin Cole"):
        assert words in page.text, words
    world.work()
    assert Paper.get(Paper.subject == case.id).name == "acknowledgement"
    # The code is one that staff have read: the page asks for a new one before anything else.
    person = come_in(world, asked)
    page = person.get("/status/new-code")
    assert "We have your request." not in page.text
    person.get("/status/stop", expect=303)
    page = person.submit(page, {}, number=-1, action="/status/new-code", expect=200)
    renewed = held(page)
    assert renewed.code != asked.code
    assert "We have your request." in person.get("/status").text
    _again, answer = whole.come_back(world, renewed)
    assert "We have your request." in answer.text
    old = world.person()
    old.submit(old.get("/status"), {"reference": asked.reference, "code": asked.code}, expect=422)


@pytest.mark.S2
def test_request_taken_without_own_wish_waits_for_it(world):
    asked = take(world, own_wish=None)
    assert asked.case.own_wish is False
    whole.act(world.staff("planner"), asked, "open")
    refused = whole.act(world.staff("planner"), asked, "ask_assessment", expect=422,
                        role="case_manager")  # fmt: skip
    assert "identity" in refused.text or "own wish" in refused.text


@pytest.mark.S3
@pytest.mark.S12
def test_whoever_answers_the_telephone_takes_a_request_and_nobody_else(world):
    for who in ("advocate", "coordinator"):
        desk = world.staff(who)
        assert "/desk/dialogue" in desk.get("/queue").links()
        page = desk.submit(desk.get("/desk/dialogue"), BY_PHONE, expect=200)
        asked = held(page)
        assert asked.case.source == "phone"
        # A case is the planner's: an advocate has no page of it, nor a way to one.
        mine = desk.get(f"/cases/{asked.case.id}", expect=403 if who == "advocate" else 200)
        assert (f"/cases/{asked.case.id}" in page.links()) == (mine.status == 200)
        assert asked.reference in world.staff("planner").get("/queue").text
    for who in ("facilitator", "auditor", "administrator", f"superintendent@{HERE}"):
        world.staff(who).get("/desk/dialogue", expect=403)
        assert "/desk/dialogue" not in world.staff(who).get("/queue").links()


@pytest.mark.S2
def test_new_code_for_somebody_who_lost_theirs(world):
    asked = whole.asked_here(world)
    fresh = held(given_code(world, f"/cases/{asked.case.id}"))
    old = world.person()
    old.submit(old.get("/status"), {"reference": asked.reference, "code": asked.code})
    assert old.page.location.endswith("/status/old-code")  # to stop, and nothing else
    come_in(world, fresh)


@pytest.mark.S5
@pytest.mark.law_1
def test_another_offender_is_a_strand_of_its_own(world):
    asked = whole.asked_here(world, "told")
    desk = world.staff("planner")
    page = desk.get(f"/cases/{asked.case.id}/another-offender")
    other = held(desk.submit(page, {"source": "phone", "responsible_name": "Dale Reed",
                                    "number": "R2210", "facility": HERE}, expect=200))  # fmt: skip
    assert other.case.person_id == asked.case.person_id
    assert other.case.id != asked.case.id
    assert other.reference not in whole.reads(world, asked)
    # One refusal ends only that strand.
    whole.act(desk, asked, "record_answer", answer="unwilling")
    whole.act(world.staff("coordinator"), asked, "close", closure="offender_not_taking_part")
    assert (asked.case.state, other.case.state) == ("closed", "received")
    # The facilitator of one sees nothing of the other.
    world.staff("facilitator").get(f"/cases/{other.case.id}", expect=404)


@pytest.mark.S3
@pytest.mark.law_1
def test_nobody_learns_of_another_request_about_the_same_incident(world):
    first = whole.asked_here(world, "checked")
    second = take(world)
    whole.carry.to(world, "checked", second)
    assert first.case.offender_id == second.case.offender_id
    said = whole.reads(world, first)
    for sentinel in ("Elena", "Ruiz", second.reference):
        assert sentinel not in said
    whole.act(world.staff("coordinator"), second, "close", closure="not_suitable")
    assert whole.reads(world, first) == said
    assert first.case.state == "eligibility"


@pytest.mark.S3
def test_double_requests_are_suggested_joined_and_taken_apart_by_a_person(world):
    first = whole.asked_here(world)
    second = take(world, name="Rosa DELGADO", phone="(601) 555-0143")
    stranger = take(world, name="Ana Delgado", phone="601 555 7777", number="Z9")
    desk, person = world.staff("planner"), second.case.person_id
    page = desk.get(f"/people/{person}/same")
    assert first.reference in page.text
    assert stranger.reference not in page.text
    assert Person.get_by_id(person).merged_into == ""
    kept = first.case.person_id
    form = desk.get(f"/people/{kept}/same")
    desk.submit(form, {"join": person}, action=f"/people/{kept}/same")
    assert Person.get_by_id(person).merged_into == kept
    page = desk.follow()
    merge = page.one("input", name="part").get("value")
    desk.submit(page, {"part": merge}, action=f"/people/{kept}/same")
    assert Person.get_by_id(person).merged_into == ""
    for who in ("advocate", "facilitator"):
        world.staff(who).get(f"/people/{kept}/same", expect=403)


@pytest.mark.S2
@pytest.mark.S38
@pytest.mark.parametrize("by", ["offender", "family", "lawyer"])
def test_request_from_the_offenders_side_is_logged_and_answered_with_one_letter(world, by):
    asked = whole.asked_here(world, "checked")
    before = whole.reads(world, asked)
    desk = world.staff("planner")
    desk.submit(desk.get("/outside/inquiries/new"), {
        "asked_by": by, "came_by": "letter", "name": "Martin Cole", "address": "MSP",
        "words": "I want to meet Rosa Delgado", "language": "en",
    })  # fmt: skip
    row = OffenderInquiry.get()
    assert DialogueCase.select().count() == 1
    world.work()
    paper = Paper.get(Paper.subject == row.id)
    assert paper.name == "offender-side-answer"
    assert paper.ready_at is not None
    page = desk.get(f"/outside/inquiries/{row.id}")
    desk.submit(page, {}, action=f"/outside/inquiries/{row.id}")
    assert OffenderInquiry.get().answered_at is not None
    assert not Task.select().where(Task.subject == row.id, Task.done_at.is_null()).exists()
    assert whole.reads(world, asked) == before
    assert "I want to meet" not in desk.get(f"/cases/{asked.case.id}").text
    for who in ("advocate", "facilitator", f"screener@{HERE}"):
        world.staff(who).get(f"/outside/inquiries/{row.id}", expect=None)
        assert world.staff(who).page.status in (403, 404)


@pytest.mark.S12
def test_button_pressed_twice_takes_a_request_in_once(world):
    desk = world.staff("planner")
    page = desk.get("/desk/dialogue")
    desk.submit(page, BY_PHONE, expect=200)
    desk.submit(page, BY_PHONE, expect=303)
    assert "This request was already saved" in desk.follow().text
    assert DialogueCase.select().count() == 1
