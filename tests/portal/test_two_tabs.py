"""What was shown is what is sent; nothing is sent as another's (law 15)."""

import pytest

from tests.portal.test_asking import NAME, WAYS, YOU, answer, opened, shown

pytestmark = [pytest.mark.slow, pytest.mark.law_15]

ASKED = {"you": YOU, "name": NAME, "ways": WAYS}


@pytest.mark.parametrize("start", ["", "/es"])
@pytest.mark.parametrize("form", ["ask", "notice"])
def test_answers_changed_in_another_tab_are_shown_again_before_they_are_sent(world, form, start):
    person = world.person()
    answer(person, form, ASKED)
    first = person.get(f"{start}/{form}/check")
    person.submit(person.get(f"{start}/{form}/name"), {"name": "Another Name"})
    again = person.submit(first, action=f"{start}/{form}/send", expect=422)
    assert "Another Name" in again.text
    assert again.errors
    assert opened() == []
    person.submit(again, action=f"{start}/{form}/send")
    [envelope] = opened()
    assert envelope["answers"]["name"] == "Another Name"


def test_a_form_sent_without_what_it_showed_is_shown_again(world):
    person = world.person()
    page = answer(person, "ask", ASKED)
    person.submit(page, {"shown": "another"}, action="/ask/send", expect=422)
    assert opened() == []


def test_a_second_form_is_not_passed_off_as_the_first(world):
    person = world.person()
    one = answer(person, "ask", ASKED)
    person.submit(person.get("/ask/name"), {"name": "Another Name"})
    two = person.get("/ask/check")
    person.submit(two, action="/ask/send")
    reference = shown(person.get("/ask/sent"))[0]
    person.submit(one, action="/ask/send")
    said = person.get(person.page.location)
    assert "One form was sent" in said.text
    assert shown(said)[0] == reference
    person.submit(two, action="/ask/send")
    assert "One form was sent" not in person.get(person.page.location).text
