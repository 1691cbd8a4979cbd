"""Every error page, on both sites, in both languages: kind, and with a way on that stays in it."""

import pytest
from flask import session

from shared import policy
from shared.web import errors
from tests.support.visitor import Page

PAGES = [*errors.WORDS.items(), (400, errors.CSRF)]
STARTS = {("portal", "en"): "/", ("portal", "es"): "/es/", ("staff", "en"): "/",
          ("staff", "es"): "/"}  # fmt: skip


def drawn(world, site, language, code, words):
    app = world.public if site == "portal" else world.console
    path = "/es/nowhere" if (site, language) == ("portal", "es") else "/nowhere"
    with app.test_request_context(path):
        if site == "staff":
            session["language"] = language
        return Page(errors.page(code, words, "0a1b2c3d" if code == 500 else None), path)


@pytest.mark.parametrize(("site", "language"), STARTS)
def test_error_page_says_what_happened_and_leads_on_in_its_language(world, site, language):
    for code, words in PAGES:
        page = drawn(world, site, language, code, words)
        [main] = page.all("main")
        links = [a.get("href") for a in main.iter() if a.tag.endswith("}a")]
        assert links == [STARTS[site, language]], code
        assert page.one("html").get("lang") == language
        assert (page.h1 == str(words.title)) is (language == "en"), code
        if site == "portal":
            assert policy.current().contacts.toll_free.display in page.data.decode(), code
            assert page.all("a", class_="leave"), code


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/es/nada", 404), ("POST", "/es/dialogue", 405), ("POST", "/es/ask/send", 400),
])  # fmt: skip
def test_spanish_address_fails_in_spanish(world, method, path, status):
    person = world.person()
    page = person.get(path, status) if method == "GET" else person.post(path, {}, status)
    assert page.one("html").get("lang") == "es"
    assert "Ir a la página de inicio" in page.text


def test_many_tries_say_in_spanish_how_long_to_wait(world):
    person = world.person()
    for _ in range(9):
        form = {"reference": "KT47-RM36-HA94", "code": "4821 0937 5514 2266"}
        page = person.submit(person.get("/es/status"), form, expect=None)
    assert page.status == 429
    assert "minuto" in page.text or "segundo" in page.text
