"""Nothing comes in from another site's page, another host, or past a requirement."""

import pytest
from flask import request

from shared.frontdoor.sessions import PortalSession
from tests.web.tiny import ORIGIN, OURS, Browser

SENT_BY = [
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "none"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": ORIGIN}, False),
    ({"Origin": ORIGIN}, True),
    ({"Origin": "null"}, False),
    ({"Origin": "http://fw.example"}, False),
    ({"Origin": "https://fw.example:8443"}, False),
    ({"Origin": "https://fw.example.evil.example"}, False),
    ({"Origin": "https://evil.example", "Referer": f"{ORIGIN}/form"}, False),
    ({"Referer": f"{ORIGIN}/form"}, True),  # text browsers send nothing else
    ({"Referer": "https://evil.example/https://fw.example/"}, False),
    ({"Referer": "https://fw.example@evil.example/"}, False),
    ({}, False),
]


@pytest.mark.parametrize(("headers", "is_taken"), SENT_BY)
def test_unsafe_request_comes_from_our_own_page(browser, headers, is_taken):
    token = browser.token()
    response = browser("/plain", "POST", headers, data={"csrf_token": token})
    assert response.status_code == (303 if is_taken else 400)
    assert PortalSession.select().count() == int(is_taken)


def test_token_of_another_visit_is_refused(make):
    app = make()
    mine, theirs = Browser(app), Browser(app)
    mine.token()
    for token in (theirs.token(), "x", ""):
        response = mine("/plain", "POST", OURS, data={"csrf_token": token})
        assert response.status_code == 400
        assert "Please send this page again" in response.text
    assert PortalSession.select().count() == 0


def test_failed_token_keeps_what_was_typed_where_the_view_reshows(browser):
    response = browser("/form", "POST", OURS, data={"line": "my words"})
    assert response.status_code == 400
    token, typed, said = response.text.split("|")
    assert typed == "my words"
    assert said == "This page was open too long, so nothing was sent. Please send it again."
    again = browser("/form", "POST", OURS, data={"line": typed, "csrf_token": token})
    assert again.status_code == 303


def test_wrong_answer_is_422_with_what_was_typed(browser):
    values = {"line": " ", "csrf_token": browser.token()}
    response = browser("/form", "POST", OURS, data=values)
    assert response.status_code == 422
    assert response.text.split("|")[2] == "Say it."


def test_view_that_goes_on_with_a_failed_token_does_not_answer(browser):
    assert browser("/careless", "POST", OURS).status_code == 400


def test_leaving_needs_no_token_but_our_own_page(browser):
    assert browser("/leave", "POST", OURS).status_code == 200
    assert browser("/leave", "POST", {"Sec-Fetch-Site": "cross-site"}).status_code == 400


@pytest.mark.parametrize(("sample", "host", "status"), [
    (False, "fw.example", 200),
    (False, "evil.example", 400),
    (False, "fw.example:8443", 400),
    (False, "localhost", 400),
    (True, "localhost:8000", 200),
    (True, "127.0.0.1:8000", 200),
    (True, "[::1]:8000", 200),
    (True, "[::1]", 200),
    (True, "[::1", 400),
    (True, "", 400),
    (True, "evil.example", 400),
    (True, "localhost.evil.example", 400),
])  # fmt: skip
def test_only_our_own_host_is_answered(make, sample, host, status):
    client = make(sample=sample).test_client()
    assert client.get("/page", headers={"Host": host}).status_code == status


def test_loopback_origin_is_ours_in_sample_mode_only(make):
    for sample, status in ((True, 303), (False, 400)):
        app = make(origin="http://127.0.0.1:8000", sample=sample)
        local = Browser(app, "http://localhost:8000" if sample else "http://127.0.0.1:8000")
        values = {"csrf_token": local.token()}
        headers = {"Origin": "http://localhost:8000"}
        assert local("/plain", "POST", headers, data=values).status_code == status


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "192.0.2.7")])
def test_proxy_is_believed_only_when_configured(make, proxies, address):
    seen = []
    app = make(proxies=proxies, authorise=lambda _r: seen.append(request.remote_addr))
    Browser(app)("/page", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})
    assert seen == [address]
