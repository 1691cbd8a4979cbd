"""A session is opened by its cookie alone; a GET stores nothing; two requests lose nothing."""

import hashlib
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.base import db, schema
from shared.frontdoor import drafts
from shared.frontdoor.sessions import PORTAL_LIMITS, PortalSession
from tests.support.visits import again, app_of, bound, cookie, fresh

# -- cookies -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("site", "is_https", "name", "rest"), [
    ("portal", True, "__Host-fw", "; Secure; HttpOnly; Path=/; SameSite=Strict"),
    ("staff", True, "__Host-fs", "; Secure; HttpOnly; Path=/; SameSite=Strict"),
    ("portal", False, "fw", "; HttpOnly; Path=/; SameSite=Strict"),
    ("staff", False, "fs", "; HttpOnly; Path=/; SameSite=Strict"),
])  # fmt: skip
def test_cookie_has_its_exact_form(tables, site, is_https, name, rest):
    base = "https://fw.example" if is_https else "http://127.0.0.1"
    client = app_of(site, is_https=is_https).test_client()
    sent = cookie(client.get("/form", base_url=base))
    assert sent.startswith(f"{name}=")
    assert sent[len(name) + 1 + 64 :] == rest


def test_page_without_the_session_sets_no_cookie_and_reads_no_table(tables):
    db.frontdoor.close()
    (tables / "frontdoor.sqlite").unlink()
    client = app_of().test_client()
    client.set_cookie("__Host-fw", "ab" * 32, domain="fw.example")
    response = client.get("/still", base_url="https://fw.example")
    assert (response.status_code, cookie(response)) == (200, None)
    assert "Cookie" not in response.vary


@pytest.mark.law_8
def test_get_stores_nothing(tables):
    client = app_of().test_client()
    assert cookie(client.get("/form", base_url="https://fw.example"))
    assert client.get("/count", base_url="https://fw.example").text == "1"
    assert client.get("/count", base_url="https://fw.example").text == "1"
    assert PortalSession.select().count() == 0


def test_form_of_a_fresh_visit_is_known_by_its_cookie_alone(tables):
    client = app_of().test_client()
    first = client.get("/form", base_url="https://fw.example")
    second = client.get("/form", base_url="https://fw.example")
    assert cookie(second) is None
    assert bound(first.text) == bound(second.text)
    assert "Cookie" in second.vary


def test_cookie_that_is_no_token_is_a_fresh_visit(tables):
    for value in ("x", "ab" * 31, "AB" * 32, "zz" * 32, "ab" * 33, "\x00"):
        client = app_of().test_client()
        headers = {"Cookie": f"__Host-fw={value}"}
        sent = cookie(client.get("/form", base_url="https://fw.example", headers=headers))
        assert sent.startswith("__Host-fw=")
        assert value not in sent


def test_post_stores_and_the_next_request_reads(tables):
    client = app_of().test_client()
    counts = [client.post("/count", base_url="https://fw.example").text for _ in range(3)]
    assert counts == ["1", "2", "3"]
    assert client.get("/read", base_url="https://fw.example").text == "3"
    assert PortalSession.select().count() == 1


# -- at rest -----------------------------------------------------------------------------------


def test_table_alone_opens_nothing(tables):
    held = fresh()
    held["reference"] = "KT47-RM36-HA94"
    held.store()
    with sqlite3.connect(tables / "frontdoor.sqlite") as connection:
        ((row_id, sealed),) = connection.execute("SELECT id, sealed FROM portal_session")
    connection.close()
    assert row_id == hashlib.sha256(bytes.fromhex(held.token)).hexdigest()
    assert b"KT47" not in sealed
    assert held.token.encode() not in sealed
    assert bytes.fromhex(held.token) not in sealed


# -- at the same time --------------------------------------------------------------------------


def test_two_requests_at_once_lose_nothing_of_each_other(tables):
    held = fresh()
    held["a"] = 1
    held.store()
    one, two = again(held), again(held)
    assert dict(one) == dict(two) == {"a": 1}
    one["b"] = 2
    del two["a"]
    two["c"] = {"deep": [3]}
    one.store()
    two.store()
    assert dict(again(held)) == {"b": 2, "c": {"deep": [3]}}


def test_value_changed_in_place_is_stored_when_said_so(tables):
    held = fresh()
    held["list"] = [1]
    held.store()
    held["list"].append(2)
    assert not held.modified
    held.modified = True
    held.store()
    assert dict(again(held)) == {"list": [1, 2]}


def _write_together(model, limits):
    held = fresh(model, limits)

    def one(number):
        mine = again(held)
        mine[f"key{number}"] = number
        mine.store()
        drafts.save(mine, {f"answer{number}": number})
        db.frontdoor.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(16)))
    assert dict(again(held)) == {f"key{n}": n for n in range(16)}
    assert drafts.load(again(held)) == {f"answer{n}": n for n in range(16)}
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _n: _take(held), range(8)))
    assert len([answers for answers in taken if answers]) == 1


def _take(held):
    try:
        return drafts.take(again(held))
    finally:
        db.frontdoor.close()


def test_sixteen_first_requests_at_once(tables):
    _write_together(PortalSession, PORTAL_LIMITS)


def test_sixteen_first_requests_at_once_on_postgresql(postgres):
    db.bind(db.frontdoor, postgres.frontdoor)
    schema.migrate(db.frontdoor, "frontdoor")
    try:
        _write_together(PortalSession, PORTAL_LIMITS)
    finally:
        db.frontdoor.close()
