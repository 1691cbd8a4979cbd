"""Errors say what happened; limits hold; the address says the language; logs say little."""

import logging

import pytest
from flask import request, session

from shared import web
from shared.base import db
from shared.web.languages import twin
from tests.web.tiny import ORIGIN, OURS, Browser, pages

# -- limits and errors -------------------------------------------------------------------------


@pytest.mark.parametrize(("site", "size", "status"), [
    ("portal", 200_000, 422), ("portal", 300_000, 413), ("portal", 10_000_000, 413),
    ("staff", 300_000, 422), ("staff", 2_000_000, 413), ("staff", 51_000_000, 413),
])  # fmt: skip
def test_body_has_a_limit(make, site, size, status):
    browser = Browser(make(site))
    values = {"csrf_token": browser.token(), "line": "x" * size}
    assert browser("/form", "POST", OURS, data=values).status_code == status


def test_too_many_parts_are_too_large(browser):
    parts = {f"name{n}": (None, "x") for n in range(400)}
    body = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\nx\r\n' for name in parts
    )
    kind = "multipart/form-data; boundary=b"
    response = browser("/form", "POST", OURS, data=f"{body}--b--\r\n", content_type=kind)
    assert response.status_code == 413


@pytest.mark.parametrize(("content_type", "body"), [
    ("application/x-www-form-urlencoded", b"line=%ff%fe%00&line=2&=&%ed%a0%80=1"),
    ("application/x-www-form-urlencoded", b"\xff\xfe\x00"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=b", b"--b\r\ngarbage"),
    ("multipart/form-data; boundary=b",
     b'--b\r\nContent-Disposition: form-data; name="line"; filename="f"\r\n\r\n\xff\r\n--b--\r\n'),
    ("application/json", b'{"line": "x"}'),
    ("application/json", b"[1, 2"),
    ("", b"line=x"),
])  # fmt: skip
def test_broken_body_is_the_senders_error(browser, content_type, body):
    response = browser("/form", "POST", OURS, data=body, content_type=content_type)
    assert response.status_code in (400, 413)


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


def test_log_has_one_line_a_request_and_nothing_that_was_typed(browser, caplog):
    caplog.set_level(logging.INFO, "firstword.web")
    values = {"csrf_token": browser.token(), "line": "KT47-RM36-HA94"}
    caplog.clear()
    browser("/form?reference=KT47-RM36-HA94", "POST", OURS, data=values)
    browser("/KT47-RM36-HA94")
    lines = [record.getMessage() for record in caplog.records if record.name == "firstword.web"]
    assert [line.rsplit(" ", 1)[0] for line in lines] == ["POST pages.form 303", "GET - 404"]
    assert "KT47" not in caplog.text
    assert "127.0.0.1" not in caplog.text


# -- health ------------------------------------------------------------------------------------


def test_health_is_that_of_the_databases_the_site_uses(make, tmp_path):
    portal, staff = Browser(make("portal")), Browser(make("staff"))
    assert [b("/healthz").status_code for b in (portal, staff)] == [200, 200]
    db.records.close()
    db.bind(db.records, f"sqlite://{tmp_path}/no/such/folder.sqlite")
    assert [b("/healthz").status_code for b in (portal, staff)] == [200, 503]
    assert portal("/healthz").text == "ok\n"


# -- languages, regions, templates -------------------------------------------------------------


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


@pytest.mark.parametrize(("path", "other"), [
    ("/", "/es/"), ("/es/", "/"), ("/es", "/"), ("/page", "/es/page"), ("/es/page", "/page"),
    ("/espresso", "/es/espresso"), ("/es//evil.example", "/evil.example"),
    ('/"><b>', "/es/%22%3E%3Cb%3E"), ("/é", "/es/%C3%A9"),
])  # fmt: skip
def test_twin_never_leads_to_another_site(path, other):
    assert twin(path) == other


def test_database_that_goes_away_is_a_503_and_comes_back(make, tmp_path):
    browser = Browser(make())
    values = {"csrf_token": browser.token(), "line": "x"}
    assert browser("/form", "POST", OURS, data=values).status_code == 303
    db.frontdoor.execute_sql("ALTER TABLE portal_session RENAME TO elsewhere")
    for _ in range(2):
        response = browser("/form", "POST", OURS, data=values)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "120"
    db.frontdoor.execute_sql("ALTER TABLE elsewhere RENAME TO portal_session")
    assert browser("/form", "POST", OURS, data=values).status_code == 303
