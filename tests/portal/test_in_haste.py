"""Coming back as people do it in haste: codes mixed up, other tabs, and what has moved on since."""

from datetime import date

import pytest

from shared import policy
from shared.base import ids
from shared.frontdoor import hashing, noticeboard
from shared.records.models import Registration
from tests.portal.test_asking import NAME, YOU, answer, opened
from tests.portal.test_returning import come_in, key_of, last, put
from tests.support.codes import given_code
from tests.support.world import Asked

pytestmark = pytest.mark.slow

NAVIGATED = {"Sec-Fetch-Mode": "navigate"}
PRESSED = NAVIGATED | {"Sec-Fetch-User": "?1"}


def enter(person, reference, code, expect=303):
    sent = {"reference": reference, "code": code}
    return person.submit(person.get("/status"), sent, expect=expect)


def test_reference_and_code_in_each_others_box_come_in(world):
    asked = world.ask()
    person = world.person()
    enter(person, asked.code, asked.reference)
    assert "We have your request." in person.get("/status").text


def test_one_code_alone_is_shown_the_way_to_a_saved_form_and_back(world):
    person = world.person()
    assert "/back" in person.get("/status").links()
    assert "/status" in person.get("/back").links()


def test_who_knows_a_reference_cannot_keep_its_holder_out(world):
    asked = world.ask()
    abroad = {"environ_overrides": {"REMOTE_ADDR": "198.51.100.7"}}
    wrong = {"reference": asked.reference, "code": "0000 0000 0000 0000"}
    for turn in range(12):
        other = world.person()
        form = other.get("/status").form()
        page = other.post("/status", form.values | wrong, expect=None, **abroad)
        assert page.status == (422 if turn < 8 else 429)
    enter(world.person(), asked.reference, asked.code)


def test_who_is_slowed_keeps_what_was_typed_and_reads_when_to_try_again(world):
    asked = world.ask()
    for _ in range(8):
        enter(world.person(), asked.reference, "0000 0000 0000 0000", expect=422)
    page = enter(world.person(), asked.reference, asked.code, expect=429)
    assert page.form().values["reference"] == asked.reference
    assert page.errors[1] == "Try again in 2 minutes."
    world.clock.move(minutes=2)
    enter(world.person(), asked.reference, asked.code)


@pytest.mark.law_7
def test_code_that_the_history_sends_again_is_not_shown_while_tries_are_slowed(world):
    asked = world.ask()
    for _ in range(8):
        enter(world.person(), asked.reference, "0000 0000 0000 0000", expect=422)
    person = world.person()
    values = person.get("/status", headers=PRESSED).form().values
    values |= {"reference": asked.reference, "code": asked.code}
    said = person.post("/status", values, expect=429, headers=NAVIGATED)
    assert asked.code.encode() not in said.data


def test_unknown_reference_is_slowed_as_a_known_one_is(world):
    asked, said = world.ask(), []
    for reference in (asked.reference, "KT47-RM36-HA94"):
        pages = [enter(world.person(), reference, "0000 0000 0000 0000", None) for _ in range(9)]
        said.append([(page.status, page.errors) for page in pages])
    assert said[0] == said[1]
    assert said[0][-1][0] == 429


def test_form_in_the_midst_of_answering_lives_on_when_its_writer_comes_in(world):
    asked = world.ask()
    person = world.person()
    answer(person, "notice", {"you": YOU, "name": NAME})
    enter(person, asked.reference, asked.code)
    assert "Rosa Delgado" in person.get("/notice/check").text


def test_saved_form_takes_the_place_of_what_was_begun_since_and_other_forms_stay(world):
    person = world.person()
    answer(person, "ask", {"you": YOU, "name": NAME})
    person.submit(person.get("/ask/stop"), action="/ask/save")
    [code] = ["".join(e.itertext()) for e in person.get("/saved").all("dd")]
    answer(person, "ask", {"name": {"name": "Somebody Else", "adult": "yes"}})
    answer(person, "notice", {"name": {"name": "Ana Ruiz", "adult": "yes"}})
    person.submit(person.get("/back"), {"code": code})
    assert "Rosa Delgado" in person.get("/ask/check").text
    assert "Somebody Else" not in person.page.text
    assert "Ana Ruiz" in person.get("/notice/check").text


@pytest.mark.parametrize("path", ["/reach", "/reach/ways", "/reach/check", "/status/stop"])
def test_code_that_staff_have_seen_opens_no_form_before_it_is_replaced(world, path):
    asked = world.ask()
    noticeboard.renew(
        key_of(asked), hashing.hash_code(ids.clean_access_code(asked.code)), must_renew=True
    )
    person = come_in(world, asked)
    person.get(path, expect=303)
    assert person.page.location.endswith("/status/new-code")


@pytest.mark.edge_2
@pytest.mark.S39
@pytest.mark.S46
def test_answer_can_be_changed_until_the_letter_is_out(world):
    asked = world.tick()
    put(asked, "letter_coming")
    person = come_in(world, asked)
    assert "You can still change your answer." in person.get("/status").text
    person.submit(person.get("/status/letter"), {"answer": "no"})
    assert last("letter.answered")["answers"] == {"answer": "no"}


@pytest.mark.edge_2
@pytest.mark.ruling_9
@pytest.mark.parametrize("state", ["letter_sent", "letter_registered", "letter_stopped"])
def test_answer_from_a_page_of_before_is_not_lost(world, state):
    asked = world.tick()
    put(asked, "letter_waiting")
    person = come_in(world, asked)
    page = person.get("/status/letter")
    put(asked, state)
    person.submit(page, {"answer": "no"})
    assert last("letter.answered")["answers"] == {"answer": "no"}
    assert "A person on our staff will read it" in person.follow().text
    assert world.collect()[1] == 0


@pytest.mark.law_1
def test_holder_of_a_dialogue_cannot_answer_about_a_letter(world):
    person = come_in(world, world.ask())
    values = person.get("/status/complaint").form().values | {"answer": "no"}
    person.post("/status/letter", values)
    assert person.page.location == "/status"
    assert [e["kind"] for e in opened()] == ["dialogue.asked"]


def test_choices_from_a_page_of_before_a_stop_are_not_lost(world):
    person = come_in(world, world.tick())
    page = person.get("/status/choices")
    person.submit(person.get("/status/stop"))
    person.submit(page, {})
    assert last("disclosure.changed")["answers"]["tell_read"] is False
    assert world.collect()[1] == 0


@pytest.mark.parametrize("state", ["dialogue_closed", "stopped", "letter_stopped"])
def test_code_of_a_request_that_has_ended_still_opens_its_page_with_a_next_step(world, state):
    asked = world.tick() if state.startswith("letter") else world.ask()
    put(asked, state)
    page = come_in(world, asked).get("/status")
    assert "You can ask again" in page.text
    anew = "/notice" if state.startswith("letter") else "/ask"
    assert {"/status/help", "/status/complaint", anew} <= set(page.links())


def test_nothing_is_promised_of_a_request_that_was_just_stopped(world):
    person = come_in(world, world.ask())
    assert "/ask" not in person.get("/status").links()
    world.clock.move(days=2)
    person = come_in(world, world.ask())
    person.submit(person.get("/status/stop"))
    page = person.get("/status")
    assert "will read it" not in page.text
    assert page.text.count("You asked us to stop.") == 1
    assert "Mar 4, 2026" in page.text
    assert "/ask" in page.links()


@pytest.mark.law_7
def test_words_of_a_visit_that_was_left_are_not_shown_when_its_page_is_sent_again(world):
    person = come_in(world, world.ask())
    page = person.get("/status/complaint")
    long = {"words": "Rosamunda " * 500}
    person.submit(page, long, expect=422)
    person.client.post("/exit", base_url=person.origin, headers={"Sec-Fetch-Site": "same-origin"})
    person.submit(page, long)
    assert person.page.location.endswith("/status?ended=")
    asking = person.get("/ask/hopes")
    person.submit(asking, {"hopes_words": "Rosamunda " * 500}, expect=422)
    person.client.post("/exit", base_url=person.origin, headers={"Sec-Fetch-Site": "same-origin"})
    for _ in ("nobody yet", "the next person at this browser"):
        said = person.submit(asking, {"hopes_words": "Rosamunda"}, expect=400)
        assert b"Rosamunda" not in said.data
        assert "we do not show what was typed" in said.errors[0]


@pytest.mark.law_7
def test_words_that_the_history_sends_again_are_not_shown_even_before_the_visit_is_over(world):
    person = world.person()
    page = person.get("/ask/hopes", headers=PRESSED)
    values = page.form().values | {"hopes_words": "Rosamunda " * 500}
    for headers in (PRESSED, NAVIGATED):
        said = person.post("/ask/hopes", values, expect=422, headers=headers)
        assert (b"Rosamunda" in said.data) == (headers is PRESSED)


@pytest.mark.parametrize("path", ["/ask/hopes", "/status", "/back", "/status/complaint"])
def test_browser_that_never_says_who_pressed_keeps_what_was_typed(world, path):
    """Safari sends Sec-Fetch-Mode and no Sec-Fetch-User."""
    person = come_in(world, world.ask()) if path.endswith("complaint") else world.person()
    page = person.get(path, headers=NAVIGATED)
    [name] = page.form().names & {"hopes_words", "code", "words"}
    values = page.form().values | {name: "Rosamunda " * 500}
    said = person.post(path, values, expect=422, headers=NAVIGATED)
    assert "Rosamunda" in said.form().values[name]


def test_code_is_not_written_back_when_its_page_was_of_an_earlier_visit(world):
    asked = world.ask()
    person = world.person()
    page = person.get("/status")
    enter(person, asked.reference, asked.code)
    person.submit(person.get("/status"), action="/status/close")
    said = person.submit(page, {"reference": asked.reference, "code": asked.code}, expect=400)
    assert asked.code.encode() not in said.data
    assert policy.current().contacts.toll_free.display in said.data.decode()


def test_last_day_of_a_saved_form_is_still_a_day(world):
    person = world.person()
    answer(person, "ask", {"you": YOU, "name": NAME})
    person.submit(person.get("/ask/stop"), action="/ask/save")
    [code] = ["".join(e.itertext()) for e in person.get("/saved").all("dd")]
    world.clock.move(days=policy.current().site.draft_days, seconds=-1)
    later = world.person()
    later.submit(later.get("/back"), {"code": code.replace(" ", "")})
    assert "Rosa Delgado" in later.get("/ask/check").text
    assert date(2026, 3, 9) >= world.clock.at.date()


def test_visit_that_was_left_in_another_tab_can_still_be_closed_here(world):
    person = come_in(world, world.ask())
    page = person.get("/status")
    person.client.post("/exit", base_url=person.origin, headers={"Sec-Fetch-Site": "same-origin"})
    person.submit(page, action="/status/close")
    assert person.page.location == "/"


IMPORTED = "name,notify,offender_name,offender_number\nInés Muñoz,yes,Martin Cole,K4471\n"


def new_code(world, path):
    """What staff read to somebody who lost their code, from the page of their request."""
    page = given_code(world, path)
    reference, code = ("".join(e.itertext()) for e in page.all("dd"))
    return Asked(reference, code)


@pytest.mark.S34
@pytest.mark.S44
@pytest.mark.parametrize("source", ["the public site", "a file"])
def test_lost_code_of_the_letter_bank_is_replaced_by_a_person(world, source):
    if source == "a file":
        planner = world.staff("planner")
        plan = planner.submit(
            planner.get("/registrations/import"), {"table": IMPORTED}, expect=200,
            action="/registrations/import",
        )  # fmt: skip
        planner.submit(plan, {"go": "y"}, action="/registrations/import")
    else:
        world.tick()
    world.work()
    registration = Registration.get()
    given = new_code(world, f"/registrations/{registration.id}")
    person = come_in(world, given)
    page = person.submit(person.get("/status/new-code"), expect=200)
    own = "".join(page.all("dd")[1].itertext())
    assert "Where things stand" in come_in(world, given, code=own).get("/status").text
    come_in(world, given, expect=422)


def test_lost_code_of_a_request_is_replaced_by_a_person(world):
    asked = world.ask()
    world.work()
    given = new_code(world, f"/cases/{asked.case.id}")
    come_in(world, asked).get("/status")
    assert come_in(world, asked).follow().h1 == "Your old code"
    person = come_in(world, given)
    person.get("/status", expect=303)
    assert person.page.location == "/status/new-code"
