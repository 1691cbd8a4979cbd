"""Errors say what happened; an address leads back to where one was."""

import pytest

from shared import web
from tests.web.tiny import ORIGIN, Browser


def test_error_pages_say_what_happened_in_both_languages(browser):
    for path in ("/nowhere", "/es/nowhere"):
        text = browser(path).text
        assert f'lang="{"es" if path.startswith("/es") else "en"}"' in text
        assert text.count("<p>") == 2


def test_method_not_allowed_names_those_that_are(browser):
    assert browser("/plain").headers["Allow"] == "POST"


@pytest.mark.parametrize(("seconds", "said"), [
    (1, "Try again in 1 second."),
    (45, "Try again in 45 seconds."),
    (60, "Try again in 1 minute."),
    (75, "Try again in 2 minutes."),
])  # fmt: skip
def test_slowing_down_says_when_to_come_back(browser, seconds, said):
    response = browser(f"/slow?seconds={seconds}")
    assert response.headers["Retry-After"] == str(seconds)
    assert said in response.text


def test_fault_shows_a_number_that_is_logged_and_no_words(browser, caplog):
    response = browser("/fault")
    incident = response.text.split("<i>")[1].split("</i>")[0]
    assert len(incident) == 8
    assert f"incident {incident} ZeroDivisionError" in caplog.text
    for said in (response.text, caplog.text):
        assert "Rosa" not in said
        assert "Traceback" not in said


def test_error_page_that_fails_is_replaced_by_a_plain_one(make, tmp_path):
    (tmp_path / "templates/shared/error.html").write_text("{{ missing }}")
    response = Browser(make())("/nowhere")
    assert response.status_code == 404
    assert "Nothing was changed." in response.text
    assert "No se cambió nada." in response.text


def test_undefined_name_in_a_template_is_a_fault(browser):
    assert browser("/wrong").status_code == 500


def test_region_is_answered_alone_to_htmx(browser):
    whole = browser("/page")
    alone = browser("/page", headers={"HX-Request": "true"})
    assert whole.text == "page of en: region offender False portal"
    assert alone.text == "region offender False portal"
    assert whole.headers["Vary"] == alone.headers["Vary"] == "HX-Request"


def test_page_that_asks_nothing_sets_no_cookie(browser):
    for path in ("/", "/page", "/links", "/healthz", "/nowhere", "/fault", "/slow?seconds=1"):
        assert "Set-Cookie" not in browser(path).headers, path


@pytest.mark.parametrize(("path", "goes"), [
    ("/page", "/page"), ("/page?x=1", "/page?x=1"), ("//evil.example", "/"), ("", "/"),
    ("/\\evil.example", "/"), ("https://evil.example", "/"), (None, "/"), ("/a\r\nb", "/"),
])  # fmt: skip
def test_back_to_stays_on_the_site(make, path, goes):
    app = make("staff")
    with app.test_request_context("/", base_url=ORIGIN):
        assert web.back_to(path, "pages.start").location == goes
