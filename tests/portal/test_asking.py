"""Asking: one question a page, looked over, sent once, and unreadable from then on."""

from typing import Any

import pytest

from shared.base import ids
from shared.frontdoor import letterbox, noticeboard, sealing
from shared.records import vault
from tests.support.visitor import Page, Visitor

pytestmark = pytest.mark.slow

YOU = {"standing": "direct"}
NAME = {"name": "Rosa Delgado", "adult": "yes"}
WAYS = {"safe": ["phone", "post"], "phone": "601 555 0143", "post": "12 Elm Street\nJackson MS",
        "email": "shared@example.org", "substitute": "y"}  # fmt: skip
CARE = {"times": ["morning"], "who_may_answer": "my sister", "news": "call"}
ASKED: dict[str, dict[str, Any]] = {
    "you": YOU,
    "name": NAME,
    "ways": WAYS,
    "care": CARE,
    "responsible": {"name": "Martin Cole", "number": "K4471", "facility": "MSP"},
    "happened": {"county": "Hinds", "year": "2019"},
    "rules": {},
    "hopes": {"hopes": ["questions"], "hopes_words": "Why our street?"},
    "meeting": {"talk": "other", "other_forms": ["letters"]},
    "support": {"support_name": "Ida", "support_relation": "sister", "support_adult": "yes",
                "interpreter": "Spanish"},
    "others": {"other1_name": "Ben", "other1_relation": "brother", "other1_adult": "yes"},
}  # fmt: skip


def answer(person: Visitor, journey: str, questions: dict[str, dict[str, Any]]) -> Page:
    """Answer the questions in their order; the page of answers."""
    for key, values in questions.items():
        person.submit(person.get(f"/{journey}/{key}"), values)
    return person.get(f"/{journey}/check")


def opened() -> list[dict[str, Any]]:
    """What lies in the letterbox, opened with the staff's private key."""
    found = []
    for envelope in letterbox.envelopes():
        private = vault.keys().letterbox[envelope.key_id]
        found.append(sealing.open_envelope(private, envelope.format, envelope.id, envelope.body))
    return found


def shown(page: Page) -> tuple[str, str]:
    """The reference and the code on the confirmation."""
    lines = ["".join(e.itertext()) for e in page.all("dd")]
    return lines[0], lines[1]


@pytest.mark.S2
@pytest.mark.S12
def test_request_goes_from_first_page_to_a_reference(world):
    person = world.person()
    page = person.get("/")
    assert "/ask" in page.links()
    check = answer(person, "ask", ASKED)
    person.submit(check, {"own_wish": "y"}, action="/ask/send")
    sent = person.get(person.page.location)
    reference, code = shown(sent)
    assert ids.clean_reference(reference) == reference
    assert ids.clean_access_code(code)
    [envelope] = opened()
    assert envelope["kind"] == "dialogue.asked"
    assert envelope["reference"] == reference
    assert envelope["language"] == "en"


@pytest.mark.S3
@pytest.mark.S4
@pytest.mark.S8
@pytest.mark.S18
@pytest.mark.S29
def test_envelope_holds_what_was_answered_and_nothing_else(world):
    person = world.person()
    person.submit(answer(person, "ask", ASKED), {"own_wish": "y"}, action="/ask/send")
    [envelope] = opened()
    assert envelope["answers"] == {
        "standing": "direct",
        "name": "Rosa Delgado",
        "adult": True,
        "contact": {
            "ways": [
                {"channel": "phone", "value": "601 555 0143", "safe": True, "voicemail": False,
                 "who_may_answer": "my sister"},
                {"channel": "post", "value": "12 Elm Street\nJackson MS", "safe": True,
                 "substitute": True, "who_may_answer": "my sister"},
            ],
            "times": ["morning"],
            "no_contact": False,
            "interpreter": "Spanish",
        },
        "responsible": {"name": "Martin Cole", "number": "K4471", "facility": "MSP"},
        "happened": {"county": "Hinds", "year": "2019"},
        "hopes": ["questions"],
        "hopes_words": "Why our street?",
        "support": {"name": "Ida", "relation": "sister", "adult": True},
        "others": [{"name": "Ben", "relation": "brother", "adult": True}],
        "form": "other",
        "other_forms": ["letters"],
        "own_wish": True,
        "news": "call",
    }  # fmt: skip


@pytest.mark.S34
@pytest.mark.S40
@pytest.mark.S44
def test_notice_tells_nothing_unless_it_is_ticked(world):
    person = world.person()
    asked = {key: ASKED[key] for key in ("you", "name", "ways")}
    page = person.get("/notice/telling")
    assert [box.get("checked") for box in page.all("input", type="checkbox")] == [None] * 3
    person.submit(answer(person, "notice", asked), action="/notice/send")
    [envelope] = opened()
    told = {k: v for k, v in envelope["answers"].items() if k.startswith("tell_")}
    assert told == {"tell_requested": False, "tell_received": False, "tell_read": False}
    assert envelope["kind"] == "notice.asked"


@pytest.mark.S40
def test_notice_tells_just_what_was_ticked(world):
    person = world.person()
    asked = {key: ASKED[key] for key in ("you", "name", "ways")}
    asked["telling"] = {"tell_read": "y"}
    person.submit(answer(person, "notice", asked), action="/notice/send")
    [envelope] = opened()
    told = {k: v for k, v in envelope["answers"].items() if k.startswith("tell_")}
    assert told == {"tell_requested": False, "tell_received": False, "tell_read": True}


def test_sending_twice_drops_one_envelope_and_shows_one_reference(world):
    person = world.person()
    check = answer(person, "ask", ASKED)
    form = check.form(action="/ask/send").values
    person.submit(check, action="/ask/send")
    first = shown(person.get("/ask/sent"))
    person.post("/ask/send", form)
    assert person.page.location.endswith("/ask/sent")
    assert shown(person.get("/ask/sent")) == first
    assert len(opened()) == 1


def test_one_answer_is_changed_and_the_others_stay(world):
    person = world.person()
    check = answer(person, "ask", ASKED)
    change = next(link for link in check.links() if link.startswith("/ask/name?"))
    page = person.get(change)
    assert page.form().values["name"] == "Rosa Delgado"
    person.submit(page, {"name": "Rosa M. Delgado"})
    assert person.page.location.endswith("/ask/check")
    text = person.get("/ask/check").text
    assert "Rosa M. Delgado" in text
    assert "Martin Cole" in text


def test_answers_are_read_over_with_the_words_that_asked_for_them(world):
    person = world.person()
    asked = {"you": YOU, "happened": {"year": "2019"}, "support": {"interpreter": "Spanish"}}
    text = answer(person, "ask", asked).text
    assert "Year, or a guess: 2019" in text
    assert "Do you need an interpreter? Which language? Spanish" in text
    person.submit(person.get("/ask/happened"), {"county": "Hinds", "year": "2019"})
    assert "Which case is it?Hinds" in person.get("/ask/check").text.replace("? Hinds", "?Hinds")


def test_request_with_a_needed_answer_missing_is_not_sent(world):
    person = world.person()
    check = answer(person, "ask", {"you": YOU, "name": NAME})
    assert "How can we reach you safely?" in check.text
    person.submit(check, action="/ask/send")
    assert person.page.location.endswith("/ask/ways")
    assert opened() == []


def test_what_was_sent_can_be_read_neither_in_the_database_nor_on_the_site(world):
    person = world.person()
    person.submit(answer(person, "ask", ASKED), action="/ask/send")
    for path in ("/ask/check", "/ask/name", "/ask", "/ask/sent"):
        person.get(path, expect=None)
        assert b"Delgado" not in person.page.data
    stored = b"".join(p.read_bytes() for p in (world.root / "frontdoor").glob("frontdoor.sqlite*"))
    for words in (b"Delgado", b"Elm Street", b"601 555 0143", b"Why our street"):
        assert words not in stored


def test_answers_can_be_read_in_no_other_visit_and_not_after_the_idle_time(world):
    person = world.person()
    answer(person, "ask", {"you": YOU, "name": NAME})
    other = world.person()
    assert b"Delgado" not in other.get("/ask/name").data
    world.clock.move(minutes=21)
    assert b"Delgado" not in person.get("/ask/name").data
    person.submit(person.get("/ask/ways"), WAYS)
    assert b"Delgado" not in person.get("/ask/check").data


@pytest.mark.S23
@pytest.mark.S24
@pytest.mark.S25
@pytest.mark.ruling_7
@pytest.mark.parametrize("rule", ["domestic_violence", "child_sexual_abuse", "death_row"])
def test_rule_is_explained_with_what_is_open_and_the_person_may_still_ask(world, rule):
    person = world.person()
    person.submit(person.get("/ask/rules"), {"rules": rule})
    page = person.get(person.page.location)
    assert "You can still ask" in page.text
    assert {"/notice", "/contact", "/ask/check"} <= set(page.links())
    person.submit(answer(person, "ask", ASKED | {"rules": {"rules": rule}}), action="/ask/send")
    assert opened()[0]["answers"]["rules"] == [rule]


@pytest.mark.S26
def test_person_under_18_is_told_who_to_talk_to_and_may_leave_a_way_to_be_reached(world):
    person = world.person()
    person.submit(person.get("/ask/name"), {"name": "Kim", "adult": "no"})
    page = person.get(person.page.location)
    assert "988" in page.text
    assert "No one under 18" in page.text
    asked = {"you": YOU, "name": {"name": "Kim", "adult": "no"}, "ways": WAYS}
    person.submit(answer(person, "ask", asked), action="/ask/send")
    assert opened()[0]["answers"]["adult"] is False


def test_note_without_a_rule_leads_to_its_question(world):
    person = world.person()
    person.get("/es/ask/rules/note", expect=303)
    assert person.page.location.endswith("/es/ask/rules")


@pytest.mark.S26
def test_support_person_under_18_is_explained_too(world):
    person = world.person()
    person.submit(person.get("/ask/support"), {"support_name": "Tim", "support_adult": "no"})
    assert "No one under 18" in person.get(person.page.location).text


def test_person_who_wants_no_contact_needs_no_way_to_be_reached(world):
    person = world.person()
    asked = {"you": YOU, "name": NAME, "ways": {"safe": "none"}}
    person.submit(answer(person, "ask", asked), action="/ask/send")
    assert opened()[0]["answers"]["contact"] == {"no_contact": True}


def test_stopping_keeps_nothing(world):
    person = world.person()
    answer(person, "ask", {"you": YOU, "name": NAME})
    person.submit(person.get("/ask/stop"), action="/ask/stop")
    assert b"Delgado" not in person.get("/ask/name").data


def test_saved_form_is_opened_by_its_code_once_and_elsewhere(world):
    person = world.person()
    answer(person, "ask", {"you": YOU, "name": NAME})
    person.submit(person.get("/ask/stop"), action="/ask/save")
    page = person.get("/saved")
    [code] = ["".join(e.itertext()) for e in page.all("dd")]
    assert b"Delgado" not in person.get("/ask/name").data
    later = world.person()
    world.clock.move(days=6)
    later.submit(later.get("/back"), {"code": code})
    assert "Rosa Delgado" in later.get("/ask/check").text
    again = world.person()
    again.submit(again.get("/back"), {"code": code}, expect=422)
    assert "This code did not work" in again.page.errors[0]


def test_saved_form_is_gone_after_the_policys_days(world):
    person = world.person()
    answer(person, "ask", {"you": YOU})
    person.submit(person.get("/ask/stop"), action="/ask/save")
    [code] = ["".join(e.itertext()) for e in person.get("/saved").all("dd")]
    world.clock.move(days=7, seconds=1)
    later = world.person()
    later.submit(later.get("/back"), {"code": code}, expect=422)


def test_reference_that_was_sent_is_admitted_to_its_board(world):
    person = world.person()
    person.submit(answer(person, "ask", ASKED), action="/ask/send")
    reference, _code = shown(person.get("/ask/sent"))
    key = sealing.reference_key_of(vault.keys().portal, reference)
    assert noticeboard.read(key).state == "dialogue_received"


def test_request_reaches_the_records_through_the_collector(world):
    person = world.person()
    person.submit(answer(person, "ask", ASKED), action="/ask/send")
    assert world.collect() == (1, 0)


@pytest.mark.law_7
def test_in_one_page_mode_no_step_is_an_address_of_its_own(world):
    person = world.person()
    person.submit(person.get("/safety"), action="/one-page")
    answer(person, "ask", ASKED | {"rules": {"rules": "death_row"}})
    paths = ["/ask", "/ask/check", "/ask/stop", "/ask/rules/note", "/back"]
    for path in [*paths, *(f"/ask/{key}" for key in ASKED)]:
        [main] = person.get(path).all("main")
        links = [e for e in main.iter() if (e.get("href") or "").startswith(("/ask", "/back"))]
        assert [e.get("href") for e in links if not e.get("data-hx-get")] == [], path
        forms = [e for e in main.iter() if e.get("method") == "post"]
        assert [e.get("action") for e in forms if not e.get("data-hx-post")] == [], path
