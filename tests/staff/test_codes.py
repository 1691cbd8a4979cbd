"""A new access code: no one member of staff alone can speak as the person."""

import re

import pytest

from shared import papers
from shared.frontdoor.noticeboard import Noticeboard
from shared.people import access_codes, contact
from shared.records.models import (
    AuditEntry,
    CodeRequest,
    ContactWay,
    DialogueCase,
    Paper,
    Person,
    Reference,
    Task,
)
from shared.records.workflow import Refused
from tests.support import letters, shortcut
from tests.support.codes import ask_again, ask_for_code, given_code
from tests.support.world import World

pytestmark = pytest.mark.S2


@pytest.fixture
def path(world: World) -> str:
    asked = world.ask()
    world.work()
    return f"/cases/{asked.case.id}"


def test_person_who_asks_for_a_code_does_not_give_it(world, path):
    """The attack: one empty click, and a planner speaks as the person."""
    where = f"/codes/{ask_for_code(world, path).id}"
    desk = world.staff("planner")
    page = desk.get(where)
    assert "Another person must give the code: you asked for it." in page.text
    token = page.form(action=f"{where}/refuse").values["csrf_token"]
    page = desk.post(where, {"csrf_token": token}, expect=422)
    assert "Another person must give the code: you asked for it." in page.text
    assert not AuditEntry.select().where(AuditEntry.event == "code.given").exists()


def test_code_is_not_asked_for_without_saying_who_asks(world, path):
    desk = world.staff("planner")
    page = desk.submit(desk.get(f"{path}/code"), action=f"{path}/code", expect=422)
    assert page.errors == ["Choose how you made sure who asks."]
    page = desk.submit(page, {"how": "own_way"}, action=f"{path}/code", expect=422)
    assert page.errors == ["Choose the way on which you called the person back."]
    assert CodeRequest.select().count() == 0


def test_way_that_is_not_safe_is_no_way_to_call_back_on(world, path):
    desk = world.staff("planner")
    unsafe = ContactWay.get(ContactWay.channel == "email")
    page = desk.get(f"{path}/code")
    assert unsafe.id not in page.data.decode()
    desk.submit(page, {"how": "own_way", "way": unsafe.id}, action=f"{path}/code", expect=422)


def test_others_who_may_give_it_have_it_in_their_queue(world, path):
    where = f"/codes/{ask_for_code(world, path).id}"
    assert where in world.staff("coordinator").get("/queue").links()
    assert where not in world.staff("planner").get("/queue").links()
    other = world.staff("coordinator")
    other.submit(other.get(where), action=f"{where}/refuse")
    assert not Task.select().where((Task.kind == "code.give") & Task.done_at.is_null()).exists()
    other.post(where, {"csrf_token": "x"}, expect=400)


def test_word_under_a_given_code_waits_until_a_third_person_asked_again(world, path):
    subject = path.removeprefix("/cases/")
    assert access_codes.is_word_under_own_code(subject)
    given_code(world, path)
    assert not access_codes.is_word_under_own_code(subject)
    where = f"/codes/{CodeRequest.get().id}"
    for who in ("planner", "coordinator"):
        said = "Another person must ask: you had a part in giving the code."
        assert said in world.staff(who).get(where).text
    third = world.staff("planner2")
    way = ContactWay.get(ContactWay.channel == "phone").id
    third.submit(third.get(where), {"way": way}, action=f"{where}/asked-again")
    assert access_codes.is_word_under_own_code(subject)
    assert (
        not Task.select().where((Task.kind == "code.ask_again") & Task.done_at.is_null()).exists()
    )


@pytest.mark.parametrize("who", ["facilitator", "auditor", "administrator", "screener@MSP"])
def test_who_has_no_part_in_requests_sees_no_code(world, path, who):
    where = f"/codes/{ask_for_code(world, path).id}"
    world.staff(who).get(where, expect=403)
    world.staff(who).get(f"{path}/code", expect=403)


def test_advocate_gives_no_code_of_a_case_they_may_not_read(world, path):
    where = f"/codes/{ask_for_code(world, path).id}"
    world.staff("advocate").get(where, expect=404)


@pytest.mark.S40
def test_nothing_is_mailed_on_a_word_under_a_given_code(world):
    delivery = letters.on_the_way(world)
    letters.printed(world, delivery)
    letters.act(world, delivery, "check", **letters.tokens(delivery))
    given_code(world, f"/registrations/{delivery.registration_id}")
    with pytest.raises(Refused, match="Staff gave out a new access code"):
        letters.act(world, delivery, "dispatch", "advocate2")
    row, third = CodeRequest.get(), world.actor("planner2")
    person = Person.get_by_id(delivery.registration.person_id)
    way = contact.allowed_ways(person)[0].id
    access_codes.ask_again(third, row, person, way)
    letters.act(world, delivery, "dispatch", "advocate2")


def test_no_letter_to_the_person_is_printed_under_a_given_code(world):
    asked = shortcut.to(world, "eligibility")
    paper = Paper.get(Paper.name == "acknowledgement")
    world.staff("planner").get(f"/papers/{paper.id}")
    given_code(world, f"/cases/{asked.case.id}")
    assert "Staff gave out a new access code" in papers.why_not(paper)
    ask_again(world, asked.case)
    assert papers.why_not(paper) is None


def test_what_is_said_under_a_given_code_is_marked(world, path):
    said = "Sent with a code that staff gave out"
    given_code(world, path)
    asked = Reference.get()
    world.clock.move(minutes=1)
    world.drop("service.asked", asked.id, {"services": ["counseling"]})
    world.collect()
    page = world.staff("planner").get(path)
    assert page.text.count(said) == 1
    ask_again(world, DialogueCase.get())
    world.clock.move(minutes=1)
    world.drop("service.asked", asked.id, {"services": ["legal"]})
    world.collect()
    assert world.staff("planner").get(path).text.count(said) == 1


@pytest.mark.ruling_6
def test_news_are_not_read_by_whoever_has_a_given_code(world):
    asked = shortcut.to(world, "signed")
    Reference.update(read_here=True).execute()
    world.work()
    given_code(world, f"/cases/{asked.case.id}")
    shortcut.act(world, asked, "planner", "assign", facilitator=world.logins["facilitator"].id,
                 no_conflict=True)  # fmt: skip
    world.work()
    assert Noticeboard.get().state == "dialogue_under_way"
    ask_again(world, asked.case)
    world.work()
    assert Noticeboard.get().state == "dialogue_facilitator"


@pytest.mark.ruling_9
@pytest.mark.slow
def test_own_code_still_stops_after_staff_gave_out_another(world):
    """Anyone who got a code by lying takes one of their own; the person's still ends it all."""
    asked = world.ask()
    world.work()
    given = given_code(world, f"/cases/{asked.case.id}")
    other = world.person()
    [code] = re.findall(r"\d{4} \d{4} \d{4} \d{4}", given.text)
    other.submit(other.get("/status"), {"reference": asked.reference, "code": code})
    other.submit(other.get("/status/new-code"), expect=200)  # as who has it may
    person = world.person()
    person.submit(person.get("/status"), {"reference": asked.reference, "code": asked.code})
    page = person.follow()
    assert "this one does not show you anything now" in page.text
    assert person.get("/status").h1 == "See where things stand"
    assert person.get("/status/help", expect=303).location.endswith("/status?ended=")
    person.submit(page)
    assert "Your request is stopped" in person.follow().text
    world.work()
    assert asked.case.state == "withdrawn"


@pytest.mark.slow
def test_former_code_ends_once_the_person_was_asked_again(world):
    asked = world.ask()
    world.work()
    given_code(world, f"/cases/{asked.case.id}")
    person = world.person()
    page = person.submit(person.get("/status"), {"reference": asked.reference, "code": asked.code})
    held = person.follow()
    ask_again(world, asked.case)
    assert person.submit(held).location.endswith("/status")
    given = {"reference": asked.reference, "code": asked.code}
    page = person.submit(person.get("/status"), given, expect=422)
    assert "do not match" in page.text
    assert asked.case.state != "withdrawn"
