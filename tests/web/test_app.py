"""What every site has: limits, a log that says little, and whether it is well."""

import logging

import pytest

from shared.base import db
from tests.web.tiny import OURS, Browser


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


def test_health_is_that_of_the_databases_the_site_uses(make, tmp_path):
    portal, staff = Browser(make("portal")), Browser(make("staff"))
    assert [b("/healthz").status_code for b in (portal, staff)] == [200, 200]
    db.records.close()
    db.bind(db.records, f"sqlite://{tmp_path}/no/such/folder.sqlite")
    assert [b("/healthz").status_code for b in (portal, staff)] == [200, 503]
    assert portal("/healthz").text == "ok\n"


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
