"""Which language an answer is in, and how one comes to the other."""

import pytest
from flask import request, session

from shared import web
from shared.web.languages import twin
from tests.web.tiny import OURS, Browser, pages


def test_address_says_the_language_and_links_keep_it(browser):
    assert browser("/links").text == "/ /form /es/links /static/site.0a1b2c.css"
    assert browser("/es/links").text == "/es/ /es/form /links /static/site.0a1b2c.css"


@pytest.mark.parametrize(("path", "goes"), [
    ("/?lang=es", "/es/"), ("/es/?lang=en", "/"), ("/page?lang=es&x=1", "/es/page"),
    ("/es/page?lang=es", "/es/page"), ("/page?lang=fr", None), ("/nowhere?lang=es", None),
])  # fmt: skip
def test_lang_leads_to_the_twin(browser, path, goes):
    assert browser(path).location == goes


def test_console_takes_the_language_of_the_session(make):
    blueprint = pages()

    @blueprint.post("/language")
    @web.requires("public")
    def choose():
        session["language"] = request.form["language"]
        return web.see_other("pages.swapped")

    browser = Browser(make("staff", blueprints=[blueprint]))
    for chosen, used in (("es", "es"), ("en", "en"), ("xx", "en")):
        values = {"csrf_token": browser.token(), "language": chosen}
        browser("/language", "POST", OURS, data=values)
        assert browser("/page").text.startswith(f"page of {used}")
    assert browser("/es/page").status_code == 404


@pytest.mark.parametrize(("path", "other"), [
    ("/", "/es/"), ("/es/", "/"), ("/es", "/"), ("/page", "/es/page"), ("/es/page", "/page"),
    ("/espresso", "/es/espresso"), ("/es//evil.example", "/evil.example"),
    ('/"><b>', "/es/%22%3E%3Cb%3E"), ("/é", "/es/%C3%A9"),
])  # fmt: skip
def test_twin_never_leads_to_another_site(path, other):
    assert twin(path) == other
