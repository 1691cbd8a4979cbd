"""Whatever is sent: a clear sentence and the same words again, or 4xx; never a fault."""

import pytest

from portal.form.journeys import JOURNEYS
from portal.messages.messages import TELLINGS
from portal.pages import PAGES
from tests.portal.test_asking import NAME, WAYS, YOU, answer, opened
from tests.portal.test_returning import come_in, put
from tests.support.crawl import ANSWERS

pytestmark = pytest.mark.slow

BAD = {
    "nothing": "",
    "spaces": " \t ",
    "control signs": "a\x00b\x07c\x1b[31m",
    "emoji": "👩‍👩‍👧‍👦🙁" * 3,
    "right to left": "\u202eroines\u202c שלום",
    "half a pair": "\ud83d",
    "markup": "<script>alert(1)</script>{{ 7*7 }}",
    "quotes": "'; DROP TABLE draft; --",
    "line breaks": "one\r\ntwo\u2028three",
    "too long": "x" * 9000,
    "a number": "-1",
    "a date": "31/02/99",
}
QUESTIONS = sorted({question.key for j in JOURNEYS.values() for question in j.every})
STATES = {"letter": "letter_waiting", "arrived": "letter_sent"}  # where these are offered


def page_of(person, key):
    page = person.get(f"/ask/{key}", expect=None)
    return page if page.status == 200 else person.get(f"/notice/{key}")


def everywhere(world, person, page, path):
    """Each bad text in every field at once: kept beside a sentence, or taken; never a fault."""
    names = page.form().names - {"csrf_token", "once"}
    for text in BAD.values():
        sent = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        page = person.get(path)
        said = person.submit(page, dict.fromkeys(names, sent), expect=None, strict=False)
        assert said.status in (303, 422), text
        if said.status == 422:
            assert said.errors
            assert b"<script>alert" not in said.data
            if "words" in names and text.isalnum():
                assert said.form().values["words"] == text


@pytest.mark.parametrize("row", TELLINGS, ids=lambda row: row.key)
def test_any_input_to_what_a_holder_tells_is_kept_or_explained(world, row):
    asked = world.tick()
    person = come_in(world, asked)
    if row.key in STATES:
        put(asked, STATES[row.key])
    path = f"/status/{row.key}"
    page = person.get(path)
    if page.form().names - {"csrf_token", "once"}:
        everywhere(world, person, page, path)
    assert world.collect()[1] == 0


@pytest.mark.parametrize("path", ["/status", "/back"])
def test_any_input_to_a_code_is_kept_or_explained(world, path):
    for text in BAD.values():
        person = world.person()
        page = person.get(path)
        names = page.form().names - {"csrf_token"}
        sent = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        said = person.submit(page, dict.fromkeys(names, sent), expect=422)
        assert said.errors


@pytest.mark.parametrize("day", [
    ("2", "31", "2027"), ("13", "1", "2027"), ("5", "1", "9999"), ("5", "1", "2020"),
    ("3", "1", "2026"), ("", "", "2027"), ("0", "0", "0"), ("May", "1st", "27"),
    ("-5", "1", "2027"), ("5", "1", "٢٠٢٧"), ("99999999999999999999", "1", "2027"),
])  # fmt: skip
def test_day_that_cannot_be_is_explained_and_kept(world, day):
    asked = world.tick()
    put(asked, "letter_waiting")
    person = come_in(world, asked)
    typed = dict(zip(("later_on-month", "later_on-day", "later_on-year"), day, strict=True))
    page = person.get("/status/letter")
    said = person.submit(page, {"answer": "later"} | typed, expect=None)
    if said.status == 303:  # a day that can be understood, in the future
        [day] = [e["answers"]["later_on"] for e in opened() if e["kind"] == "letter.answered"]
        assert "2026-03-02" <= day < "2037"
        return
    assert said.status == 422
    assert len(said.errors) == 1
    kept = said.form().values
    assert kept["answer"] == "later"
    assert [kept[name] for name in typed] == [text[:20] for text in day]


@pytest.mark.S39
def test_day_without_later_is_not_sent(world):
    asked = world.tick()
    put(asked, "letter_waiting")
    person = come_in(world, asked)
    values = {"answer": "now", "later_on-month": "5", "later_on-day": "1", "later_on-year": "2027"}
    person.submit(person.get("/status/letter"), values)
    assert [e["answers"] for e in opened() if e["kind"] == "letter.answered"] == [{"answer": "now"}]


def test_what_is_wrong_is_in_sight_even_where_its_choice_is_not_taken(world):
    person = world.person()
    page = person.get("/ask/ways")
    values = {"safe": "email", "email": "a@example.org", "phone": "12"}
    said = person.submit(page, values, expect=422)
    [wrong] = [e for e in said.all("div", class_="when") if "aria-invalid" in words_of(e)]
    assert "when--phone" not in wrong.get("class")


def words_of(element):
    return {name for e in element.iter() for name in e.attrib}


@pytest.mark.parametrize("key", QUESTIONS)
def test_any_input_to_a_question_is_kept_or_explained(world, key):
    person = world.person()
    page = page_of(person, key)
    names = page.form().names - {"csrf_token"}
    for text in BAD.values():
        sent = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        said = person.submit(page, dict.fromkeys(names, sent), expect=None, strict=False)
        assert said.status in (303, 422)
        if said.status == 422:
            assert said.errors
            assert b"<script>alert" not in said.data


def test_bytes_that_are_no_text_are_refused_or_explained(world):
    person = world.person()
    page = person.get("/ask/name")
    token = page.form().values["csrf_token"]
    body = b"csrf_token=" + token.encode() + b"&name=%ff%fe%00%d8&adult=%80"
    said = person.client.post(
        "/ask/name", data=body, base_url=person.origin,
        content_type="application/x-www-form-urlencoded", headers={"Sec-Fetch-Site": "same-origin"},
    )  # fmt: skip
    assert said.status_code == 422


@pytest.mark.parametrize("key", QUESTIONS)
def test_json_query_or_no_body_is_an_empty_form(world, key):
    person = world.person()
    path = page_of(person, key).path
    for options in (
        {"headers": {"Content-Type": "application/json"}},
        {"query_string": "name=Rosa&name=Ruiz"},
        {},
    ):
        person.post(path, None, expect=None, **options)
        assert person.page.status in (303, 400, 422)


def test_ten_megabytes_are_refused(world):
    person = world.person()
    page = person.get("/ask/hopes")
    person.submit(page, {"hopes_words": "x" * 10_000_000}, expect=413)
    assert "too large" in person.page.text.lower()


def test_too_long_an_answer_is_shown_again_whole(world):
    person = world.person()
    words = "word " * 500
    page = person.submit(person.get("/ask/hopes"), {"hopes_words": words}, expect=422)
    assert page.form().values["hopes_words"].strip() == words.strip()


@pytest.mark.law_7
def test_answer_without_its_token_is_not_kept_and_not_shown(world):
    person = world.person()
    page = person.get("/ask/name")
    said = person.submit(page, NAME | {"csrf_token": None}, expect=400)
    assert b"Delgado" not in said.data
    assert "we do not show what was typed" in said.errors[0]
    person.get("/ask/check", expect=303)
    person.submit(said, NAME)
    assert "Rosa Delgado" in person.get("/ask/check").text


@pytest.mark.parametrize("path", ["/ask/send", "/ask/stop", "/ask/save"])
def test_act_without_its_token_does_nothing(world, path):
    person = world.person()
    answer(person, "ask", {"you": YOU, "name": NAME, "ways": WAYS})
    person.post(path, {}, expect=400)
    assert "Rosa Delgado" in person.get("/ask/check").text
    assert opened() == []


@pytest.mark.parametrize("headers", [
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "", "Origin": "https://elsewhere.example"},
])  # fmt: skip
def test_form_of_another_site_is_refused(world, headers):
    person = world.person()
    values = person.get("/ask/name").form().values | NAME
    person.post("/ask/name", values, expect=400, headers=headers)


@pytest.mark.law_7
@pytest.mark.parametrize("page", [page.path for page in PAGES] + ["/", "/ask", "/notice"])
@pytest.mark.parametrize("language", ["", "/es"])
def test_page_that_only_says_something_sets_no_cookie(world, page, language):
    assert "Set-Cookie" not in world.person().get(f"{language}{page}").headers


def test_one_page_mode_begins_from_our_own_pages_alone(world):
    person = world.person()
    person.post("/one-page", {}, expect=400, headers={"Sec-Fetch-Site": "cross-site"})
    assert "Set-Cookie" not in person.page.headers
    person.submit(person.get("/safety"), action="/one-page")
    assert "Set-Cookie" in person.page.headers
    assert person.page.location == "/"
    assert b"data-hx-get" in person.get("/ask").data


@pytest.mark.parametrize("start", ["", "/es"])
def test_one_page_mode_stays_with_the_form_in_which_it_was_chosen(world, start):
    person = world.person()
    person.submit(person.get(f"{start}/notice"), action=f"{start}/one-page")
    assert person.page.location == f"{start}/notice"


SHADOWING = {"form", "action", "method", "elements", "target", "submit", "reset", "id"}


@pytest.mark.parametrize("journey", JOURNEYS.values(), ids=lambda journey: journey.name)
def test_no_control_hides_its_form_from_scripts(world, journey):
    with world.public.test_request_context("/"):
        named = {field.name for q in journey.every for field in q.form().questions}
    assert not named & SHADOWING


def test_reference_of_somebody_else_opens_nothing_with_ones_own_code(world):
    mine, theirs = world.ask(), world.ask()
    person = come_in(world, type(mine)(theirs.reference, mine.code), expect=422)
    assert person.get("/status/stop", expect=303)


@pytest.mark.parametrize("path", [
    "/ask/nothing", "/ask/telling", "/status/nothing", "/nowhere", "/ask/you/note/more",
    "/ask/..%2f..%2fetc", "/status/%00", "/es/ask/nothing", "/fr/ask", "/static/../wsgi.py",
])  # fmt: skip
def test_address_that_is_none_is_not_found(world, path):
    person = come_in(world, world.ask())
    page = person.get(path, expect=404)
    assert "could not find" in page.text or "No encontramos esa página" in page.text


@pytest.mark.law_8
def test_looking_changes_nothing(world):
    person = come_in(world, world.tick())
    answer(person, "ask", ANSWERS_OF_ASK)
    before = stored(world)
    for path in (
        "/", "/es/", "/ask", "/ask/you", "/ask/check", "/ask/stop", "/ask/rules/note", "/back",
        "/status", "/status/stop", "/status/news", "/reach", "/saved",
    ):  # fmt: skip
        person.get(path, expect=None)
    assert stored(world) == before


ANSWERS_OF_ASK = {key: ANSWERS[key] for key in ("you", "name", "ways", "rules")}


def stored(_world):
    from shared.base import db

    tables = ("letterbox", "noticeboard", "access", "portal_session", "draft", "throttle")
    return {t: sorted(map(repr, db.frontdoor.execute_sql(f"select * from {t}"))) for t in tables}
