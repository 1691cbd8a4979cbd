"""Asking when something comes between: time, a full disk, an odd address."""

import pytest

from portal.form.sending import SENDS
from shared.base import db
from tests.portal.test_asking import ASKED, NAME, WAYS, YOU, answer, opened
from tests.support.visitor import words

pytestmark = pytest.mark.slow

WORDS = {"hopes_words": "Why our street?"}


@pytest.fixture
def unwritable():
    """The front door's tables cannot be written until the test says so."""

    def let(*, write):
        db.frontdoor.execute_sql(f"PRAGMA query_only={0 if write else 1}")

    let(write=False)
    yield let
    let(write=True)


def test_what_is_sent_after_the_idle_time_is_said_not_to_be_sent(world):
    person = world.person()
    check = answer(person, "ask", ASKED)
    world.clock.move(minutes=21)
    person.submit(check, {"own_wish": "y"}, action="/ask/send")
    assert "nothing was sent" in person.follow().one("div", class_="inset")[0].text
    assert opened() == []


def test_answer_given_after_the_idle_time_is_kept_and_the_page_says_what_is_missing(world):
    person = world.person()
    answer(person, "ask", {"you": YOU, "name": NAME})
    page = person.get("/ask/ways")
    world.clock.move(minutes=21)
    person.submit(page, WAYS)
    text = person.get("/ask/check").text
    assert "601 555 0143" in text
    assert "this site clears your answers after 20 minutes" in text


def test_back_to_the_answers_after_they_were_sent_shows_the_code_again(world):
    person = world.person()
    person.submit(answer(person, "ask", ASKED), action="/ask/send")
    person.get("/ask/check", expect=303)
    assert person.page.location == "/ask/sent"


def test_stopping_in_the_midst_of_a_page_keeps_what_was_written_on_it(world):
    person = world.person()
    answer(person, "ask", {"you": YOU})
    page = person.get("/ask/hopes")
    assert [b.get("name") for b in page.all("button") if b.get("name")] == ["stop"]
    person.submit(page, WORDS | {"stop": "y"}, strict=False)
    assert person.page.location == "/ask/stop"
    person.submit(person.get("/ask/stop"), action="/ask/save")
    [code] = ["".join(e.itertext()) for e in person.get("/saved").all("dd")]
    later = world.person()
    later.submit(later.get("/back"), {"code": code})
    assert "Why our street?" in later.get("/ask/check").text


def test_stopping_is_never_in_the_way(world):
    person = world.person()
    page = person.get("/ask/name")
    person.submit(page, {"stop": "y"}, strict=False)
    assert person.page.location == "/ask/stop"
    assert [f.get("action") for f in person.get("/ask/stop").all("form")] == ["/ask/stop"]
    wrong = person.submit(page, {"name": "Rosa", "stop": "y"}, expect=422, strict=False)
    assert wrong.form().values["name"] == "Rosa"
    assert "/ask/stop" in wrong.links()


def test_nothing_written_gives_no_code(world):
    person = world.person()
    person.submit(person.get("/ask/hopes"), {"stop": "y"}, strict=False)
    assert "Save and show me the code" not in person.get("/ask/stop").text


@pytest.mark.parametrize("key", ["you", "hopes", "name"])
def test_answer_that_cannot_be_kept_now_is_shown_again_whole(world, unwritable, key):
    unwritable(write=True)
    person = world.person()
    answer(person, "ask", {"you": YOU})
    page = person.get(f"/ask/{key}")
    world.clock.move(minutes=3)  # long enough for the visit to be noted as seen
    unwritable(write=False)
    values = {"you": YOU, "hopes": WORDS, "name": NAME}[key]
    said = person.submit(page, values, expect=503)
    assert "Your words are still here" in said.errors[0]
    assert values.items() <= said.form().values.items()
    unwritable(write=True)
    person.submit(said, values)


def test_first_answer_of_a_visit_that_cannot_be_kept_now_is_shown_again(world, unwritable):
    person = world.person()
    said = person.submit(person.get("/ask/name"), NAME, expect=503)
    assert said.form().values["name"] == "Rosa Delgado"
    unwritable(write=True)
    person.submit(said, NAME)
    assert "Rosa Delgado" in person.get("/ask/check").text


def test_request_that_cannot_be_sent_now_is_said_and_its_answers_stay(world, unwritable):
    unwritable(write=True)
    person = world.person()
    check = answer(person, "ask", ASKED)
    world.clock.move(minutes=3)
    unwritable(write=False)
    said = person.submit(check, {"own_wish": "y"}, action="/ask/send", expect=503)
    assert "We could not receive this just now" in said.errors[0]
    assert "Martin Cole" in said.text
    assert said.one("input", name="own_wish").get("checked") is not None
    unwritable(write=True)
    person.submit(said, action="/ask/send")
    assert "Write down your reference and your code, or print this page" in person.follow().text
    assert [e["answers"]["own_wish"] for e in opened()] == [True]


def test_letterbox_on_a_full_disk_takes_nothing_and_says_so(world):
    person = world.person()
    check = answer(person, "ask", ASKED)
    [(pages,)] = db.frontdoor.execute_sql("PRAGMA page_count")
    db.frontdoor.execute_sql(f"PRAGMA max_page_count={pages}")
    for _ in range(200):
        other = world.person()
        said = other.submit(other.get("/ask/hopes"), {"hopes_words": "word " * 390}, expect=None)
        if said.status != 303:
            break
    assert said.status == 503
    assert "Your words are still here" in said.errors[0]
    said = person.submit(check, action="/ask/send", expect=None)
    assert said.status in (303, 503)
    db.frontdoor.execute_sql("PRAGMA max_page_count=1073741823")
    assert len(opened()) == (said.status == 303)


def test_what_a_holder_tells_and_cannot_be_taken_now_is_shown_again(world, unwritable):
    from tests.portal.test_returning import come_in

    unwritable(write=True)
    person = come_in(world, world.ask())
    page = person.get("/status/complaint")
    world.clock.move(minutes=3)
    unwritable(write=False)
    said = person.submit(page, {"words": "Nobody called."}, expect=503)
    assert said.form().values["words"].strip() == "Nobody called."
    unwritable(write=True)
    person.submit(said)
    assert opened()[-1]["answers"] == {"words": "Nobody called."}


def test_other_language_of_a_question_to_be_changed_leads_back_to_the_answers(world):
    person = world.person()
    answer(person, "ask", ASKED)
    page = person.get("/ask/name?change=")
    [other] = page.all("a", hreflang="es")
    spanish = person.get(other.get("href"))
    person.submit(spanish, NAME)
    assert person.page.location == "/es/ask/check"


@pytest.mark.parametrize("path", ["/ask/", "/es/ask/", "/dialogue/", "/status/", "/ask/name/"])
def test_address_with_a_stroke_at_its_end_is_the_same_page(world, path):
    assert world.person().get(path).h1 == world.person().get(path.removesuffix("/")).h1


@pytest.mark.parametrize("path", ["/ask/rules/note", "/ask/check", "/ask/sent", "/saved"])
def test_address_deep_in_a_form_without_a_draft_leads_to_where_one_can_begin(world, path):
    person = world.person()
    page = person.get(path, expect=303)
    while page.status == 303:
        page = person.follow(None)
    assert page.status == 200
    assert page.all("form") or page.all("a", class_="button")


def named_by(page, element):
    """The words that a screen reader says of a group: those of what `aria-labelledby` names."""
    ids = (element.get("aria-labelledby") or "").split()
    said = [words(one) for name in ids for one in page.tree.iter() if one.get("id") == name]
    return element.get("aria-label") or " ".join(said)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/ask/you", "Who was harmed? Choose one"),
        ("/ask/ways", "How can we reach you safely? Check what is safe"),
        ("/ask/hopes", "What do you hope for? Check any that apply"),
        ("/ask/meeting", "How would you like to talk? Choose one"),
        ("/ask/rules", "Does a rule apply? Check what is true in your case"),
        ("/notice/telling", "What may the other person know?"),
        ("/es/ask/you", "¿Quién sufrió el daño? Elija una opción"),
    ],
)
def test_group_of_answers_is_heard_with_its_question(world, path, said):
    page = world.person().get(path)
    groups = [*page.all("fieldset"), *page.all("div", role="group")]
    assert named_by(page, groups[0]) == said


def test_each_of_several_people_is_asked_about_in_a_group_of_their_own(world):
    page = world.person().get("/ask/others")
    groups = [*page.all("fieldset", class_="group"), *page.all("div", role="group")]
    assert [len([e for e in g.iter() if e.get("type") == "radio"]) for g in groups] == [2, 2, 2]
    heard = [named_by(page, g) or words(next(iter(g))) for g in groups]
    assert heard == ["One person", "Add another person", "Add a third person"]


@pytest.mark.S1
def test_heap_of_requests_from_one_network_is_slowed_and_nobody_elses_is(world):
    few = {key: ASKED[key] for key in ("you", "name", "ways")}
    for _ in range(SENDS):
        person = world.person()
        person.submit(answer(person, "notice", few), action="/notice/send")
    person = world.person()
    check = answer(person, "ask", few)
    said = person.submit(check, {"own_wish": "y"}, action="/ask/send", expect=429)
    assert said.errors[1] == "Try again in 2 minutes."
    assert "Rosa Delgado" in said.text
    assert len(opened()) == SENDS
    elsewhere = world.person()
    values = answer(elsewhere, "ask", few).form(action="/ask/send").values
    elsewhere.post("/ask/send", values, environ_overrides={"REMOTE_ADDR": "198.51.100.7"})
    assert elsewhere.page.location == "/ask/sent"
    world.clock.move(minutes=2)
    person.submit(said, action="/ask/send")
    assert person.page.location == "/ask/sent"


@pytest.mark.parametrize("journey", ["ask", "notice"])
def test_who_wants_no_contact_is_not_asked_when_to_call(world, journey):
    person = world.person()
    person.submit(person.get(f"/{journey}/ways"), {"safe": "none"})
    assert person.page.location == f"/{journey}/responsible"
    assert f"/{journey}/ways" in person.get(f"/{journey}/responsible").links()
    assert "When we get in touch" not in person.get(f"/{journey}/check").text
    person.submit(person.get(f"/{journey}/ways"), WAYS)
    assert person.page.location == f"/{journey}/care"
    assert "When we get in touch" in person.get(f"/{journey}/check").text


def test_saved_form_that_was_opened_says_that_its_code_is_used_up(world):
    person = world.person()
    answer(person, "ask", {"you": YOU, "name": NAME})
    person.submit(person.get("/ask/stop"), action="/ask/save")
    code = words(person.get("/saved").one("dd"))
    later = world.person()
    later.submit(later.get("/back"), {"code": code})
    assert "The code you used no longer works." in later.follow().text
    assert "The code you used no longer works" not in later.get("/ask/check").text


@pytest.mark.parametrize("path", ["/ask/send", "/ask/save", "/es/notice/send"])
def test_address_of_a_button_opened_by_itself_leads_to_its_page(world, path):
    person = world.person()
    start, journey = ("/es", "notice") if path.startswith("/es") else ("", "ask")
    person.submit(person.get(f"{start}/{journey}/name"), NAME)
    person.get(path, expect=303)
    assert person.page.location == f"{start}/{journey}/check"
    assert "Rosa Delgado" in person.follow().text
