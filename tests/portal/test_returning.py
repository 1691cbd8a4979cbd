"""Coming back: slowed and never locked out, told what stands, and heard at once."""

import pytest

from shared import policy
from shared.frontdoor import envelopes, noticeboard, sealing, wording
from shared.records import vault
from tests.portal.test_asking import opened

pytestmark = pytest.mark.slow

TELLINGS = {
    "dialogue": ["help", "someone-wrote", "complaint", "stop"],
    "letter": ["choices", "help", "someone-wrote", "complaint", "stop"],
}


def key_of(asked):
    return sealing.reference_key_of(vault.keys().portal, asked.reference)


def come_in(world, asked, code=None, expect=303):
    world.clock.move(seconds=1)  # nobody tells anything in the moment in which they asked
    person = world.person()
    page = person.get("/status")
    person.submit(page, {"reference": asked.reference, "code": code or asked.code}, expect=expect)
    return person


def cookie(person):
    return person.client.get_cookie("fw", domain="127.0.0.1").value


def put(asked, state):
    from datetime import date

    noticeboard.publish(key_of(asked), state, date(2026, 3, 5))


def last(kind):
    return [e for e in opened() if e["kind"] == kind][-1]


def test_person_reads_what_stands_and_when_it_changed(world):
    asked = world.ask()
    text = come_in(world, asked).get("/status").text
    assert "We have your request." in text
    assert "Mar 2, 2026" in text


@pytest.mark.parametrize("typed", ["{}", " {} ", "{lower}", "{bare}"])
def test_reference_and_code_forgive_how_they_are_typed(world, typed):
    asked = world.ask()
    person = world.person()
    reference = typed.format(
        asked.reference, lower=asked.reference.lower(), bare=asked.reference.replace("-", "")
    )
    code = asked.code.replace(" ", "-").replace("0", "O").replace("1", "l")
    person.submit(person.get("/status"), {"reference": reference, "code": code})
    assert "We have your request." in person.get("/status").text


def test_wrong_code_and_unknown_reference_are_answered_alike(world):
    asked, other = world.ask(), world.ask()
    wrong = come_in(world, asked, code=other.code, expect=422).page
    unknown = type(asked)("KT47-RM36-HA94", asked.code)
    missing = come_in(world, unknown, expect=422).page
    assert wrong.errors == missing.errors
    assert len(wrong.errors) == 1


def test_many_tries_are_slowed_with_a_time_and_nobody_is_locked_out(world):
    asked, other = world.ask(), world.ask()
    for _ in range(8):
        come_in(world, asked, code=other.code, expect=422)
    slowed = come_in(world, asked, code=other.code, expect=429)
    assert "Try again in" in slowed.page.text
    assert int(slowed.page.headers["Retry-After"]) > 0
    world.clock.move(minutes=2)
    come_in(world, asked)


def test_visit_ends_after_twenty_idle_minutes(world):
    person = come_in(world, world.ask())
    world.clock.move(minutes=19)
    assert "Where things stand" in person.get("/status").text
    world.clock.move(minutes=19)
    assert "Where things stand" in person.get("/status").text
    world.clock.move(minutes=21)
    assert "See where things stand" in person.get("/status").text


def test_cookie_is_another_after_coming_in(world):
    asked = world.ask()
    person = world.person()
    page = person.get("/status")
    before = cookie(person)
    person.submit(page, {"reference": asked.reference, "code": asked.code})
    assert cookie(person) != before


def test_last_visit_is_shown_from_the_second_one_on(world):
    asked = world.ask()
    assert "first visit" in come_in(world, asked).get("/status").text
    world.clock.move(days=1)
    assert "Mar 2, 2026 at 10:00" in come_in(world, asked).get("/status").text


@pytest.mark.parametrize("kind", ["dialogue", "letter"])
def test_what_a_holder_may_do_is_offered_and_each_page_opens(world, kind):
    person = come_in(world, world.ask() if kind == "dialogue" else world.tick())
    links = person.get("/status").links()
    offered = [x.removeprefix("/status/") for x in links if x.startswith("/status/")]
    assert offered == TELLINGS[kind]
    for name in offered:
        person.get(f"/status/{name}")


def test_nobody_else_may_open_a_holders_page(world):
    stranger = world.person()
    for name in ("stop", "news", "complaint"):
        stranger.get(f"/status/{name}", expect=303)
        assert stranger.page.location.endswith("/status?ended=")


@pytest.mark.ruling_9
@pytest.mark.S39
def test_stopping_takes_one_button_and_no_reason_and_is_said_at_once(world):
    asked = world.ask()
    person = come_in(world, asked)
    page = person.get("/status/stop")
    assert page.form().names == {"csrf_token", "once"}
    person.submit(page)
    assert "Your request is stopped" in person.get(person.page.location).text
    assert "You asked us to stop" in person.get("/status").text
    assert last("stopped")["reference"] == asked.reference
    world.work()
    assert "We have stopped" in come_in(world, asked).get("/status").text


@pytest.mark.ruling_9
@pytest.mark.parametrize("kind", ["dialogue", "letter"])
def test_stopping_is_offered_in_every_state(world, kind):
    asked = world.ask() if kind == "dialogue" else world.tick()
    person = come_in(world, asked)
    for state in (s for s in wording.WORDS if s.startswith(kind) and s != "letter_stopped"):
        put(asked, state)
        assert "/status/stop" in person.get("/status").links(), state


def test_form_sent_twice_is_one_envelope(world):
    person = come_in(world, world.ask())
    page = person.get("/status/complaint")
    for _ in range(2):
        person.submit(page, {"words": "Nobody called me."})
        assert person.page.location.endswith("/status/complaint/done")
    assert [e["kind"] for e in opened()] == ["dialogue.asked", "complaint"]


@pytest.mark.ruling_6
def test_every_visit_offers_to_read_news_here_or_to_be_called(world):
    asked = world.ask()
    person = come_in(world, asked)
    for state in (s for s in wording.WORDS if s.startswith("dialogue")):
        put(asked, state)
        page = person.get("/status")
        assert [b.get("value") for b in page.all("button", name="news")] == ["page", "call"], state
    for news in ("page", "call"):
        world.clock.move(seconds=1)
        values = {"news": news}
        person.submit(person.get("/status"), values, action="/status/news", strict=False)
        assert "We have your choice" in person.follow().text
        assert last("news.chosen")["answers"] == {"news": news}


@pytest.mark.ruling_6
def test_news_has_a_page_of_its_own_when_nothing_was_chosen(world):
    person = come_in(world, world.ask())
    page = person.submit(person.get("/status"), {}, action="/status/news", expect=422)
    person.submit(page, {"news": "call"})
    assert last("news.chosen")["answers"] == {"news": "call"}


HAS_LETTER = ("letter_waiting", "letter_coming", "letter_kept", "letter_declined")


@pytest.mark.S39
@pytest.mark.S46
def test_letter_is_answered_in_each_way_while_it_lies_here(world):
    asked = world.tick()
    person = come_in(world, asked)
    for state in HAS_LETTER:
        put(asked, state)
        for answer in envelopes.LETTER_ANSWERS:
            world.clock.move(seconds=1)
            person.submit(person.get("/status/letter"), {"answer": answer})
            assert last("letter.answered")["answers"]["answer"] == answer


@pytest.mark.S39
def test_later_may_have_a_day(world):
    asked = world.tick()
    put(asked, "letter_waiting")
    person = come_in(world, asked)
    day = {"later_on-month": "5", "later_on-day": "1", "later_on-year": "2027"}
    person.submit(person.get("/status/letter"), {"answer": "later"} | day)
    assert last("letter.answered")["answers"] == {"answer": "later", "later_on": "2027-05-01"}


@pytest.mark.law_1
def test_letter_is_not_spoken_of_in_any_other_state(world):
    asked = world.tick()
    person = come_in(world, asked)
    for state in (s for s in wording.WORDS if s not in HAS_LETTER):
        put(asked, state)
        assert "/status/letter" not in person.get("/status").links(), state
        person.get("/status/letter", expect=303)


@pytest.mark.S40
def test_received_and_read_are_the_persons_own_word(world):
    asked = world.tick()
    put(asked, "letter_sent")
    person = come_in(world, asked)
    person.submit(person.get("/status/arrived"), {"received": "y"})
    assert last("letter.said")["answers"] == {"received": True, "read": False}


@pytest.mark.S40
def test_nothing_said_of_the_letter_is_not_sent(world):
    asked = world.tick()
    put(asked, "letter_sent")
    person = come_in(world, asked)
    page = person.submit(person.get("/status/arrived"), {}, expect=422)
    assert page.errors == ["Check what is true. Or go back, and tell us nothing."]
    person.submit(page, {"read": "y"})
    assert last("letter.said")["answers"] == {"received": False, "read": True}


@pytest.mark.S40
def test_new_choices_are_the_whole_set(world):
    person = come_in(world, world.tick())
    person.submit(person.get("/status/choices"), {"tell_received": "y"})
    assert last("disclosure.changed")["answers"] == {
        "tell_requested": False, "tell_received": True, "tell_read": False,
    }  # fmt: skip


@pytest.mark.S42
def test_other_services_are_asked_for_by_name(world):
    person = come_in(world, world.tick())
    person.submit(person.get("/status/help"), {"services": ["dialogue", "referral"]})
    assert last("service.asked")["answers"] == {"services": ["dialogue", "referral"]}


@pytest.mark.S48
@pytest.mark.parametrize(
    ("page", "kind"), [("someone-wrote", "outside.contact"), ("complaint", "complaint")]
)
def test_words_to_staff_are_dropped(world, page, kind):
    person = come_in(world, world.ask())
    person.submit(person.get(f"/status/{page}"), {"words": "A card came. 🙁"})
    assert last(kind)["answers"] == {"words": "A card came. 🙁"}
    assert "A person will read it" in person.get("/status").text


def test_new_ways_of_contact_replace_the_old_and_the_page_says_why_those_are_not_shown(world):
    asked = world.ask()
    person = come_in(world, asked)
    assert "cannot show you" in person.get("/reach").text
    person.submit(person.get("/reach/ways"), {"safe": "email", "email": "new@example.org"})
    person.submit(person.get("/reach/check"), action="/reach/send")
    assert "no longer use the ways you left out" in person.get("/reach/sent").text
    assert last("contact.changed")["answers"] == {"contact": {
        "ways": [{"channel": "email", "value": "new@example.org", "safe": True}],
        "no_contact": False,
    }}  # fmt: skip
    world.work()


def test_nobody_else_may_change_ways_of_contact(world):
    stranger = world.person()
    for path in ("/reach", "/reach/ways", "/reach/check", "/reach/sent"):
        stranger.get(path, expect=303)
        assert stranger.page.location.endswith("/status?ended=")


@pytest.mark.parametrize("start", ["", "/es"])
def test_visit_that_is_over_asks_to_come_in_again_and_says_why(world, start):
    person = come_in(world, world.ask())
    forms = [person.get(start + path) for path in ("/status/complaint", "/reach/ways")]
    world.clock.move(minutes=21)
    for form in forms:
        person.submit(form, {"words": "Nobody called.", "safe": "none"}, strict=False)
        assert person.page.location.endswith(f"{start}/status?ended=")
        assert "20" in person.follow().one("div", class_="inset")[0].text
    assert [e["kind"] for e in opened()] == ["dialogue.asked"]


def test_every_form_of_a_holder_is_taken_in_by_the_collector(world):
    asked = world.tick()
    person = come_in(world, asked)
    person.submit(person.get("/status/news"), {"news": "page"})
    person.submit(person.get("/status/choices"), {"tell_read": "y"})
    person.submit(person.get("/status/help"), {"services": ["referral"]})
    person.submit(person.get("/status/complaint"), {"words": "Slow."})
    person.submit(person.get("/status/stop"))
    assert world.collect() == (6, 0)


def test_lost_code_leads_to_a_person(world):
    page = world.person().get("/status/lost")
    assert policy.current().contacts.toll_free.display in page.text
    assert page.all("form") == []
