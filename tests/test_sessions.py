"""A session is opened by its cookie alone; a GET stores nothing; two requests lose nothing."""

import hashlib
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask, request, session
from flask_wtf.csrf import generate_csrf

from shared import clock, db, drafts, ids, sealing, sessions
from shared.sessions import PORTAL_LIMITS, STAFF_LIMITS, PortalSession, Session, StaffSession

KEYS = SimpleNamespace(web_secret="secret")


class Hands:
    """A clock that stands where it is put."""

    at = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)

    def __call__(self):
        return self.at

    def move(self, **by):
        self.at += timedelta(**by)


@pytest.fixture
def hands(monkeypatch):
    held = Hands()
    monkeypatch.setattr(clock, "source", held)
    return held


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("migrated")
    for proxy, name in ((db.frontdoor, "frontdoor"), (db.records, "records")):
        db.bind(proxy, f"sqlite://{folder}/{name}.sqlite")
        db.migrate(proxy, name)
        proxy.close()
    return folder


@pytest.fixture
def tables(tmp_path, migrated):
    for proxy, name in ((db.frontdoor, "frontdoor"), (db.records, "records")):
        shutil.copy(migrated / f"{name}.sqlite", tmp_path)
        db.bind(proxy, f"sqlite://{tmp_path}/{name}.sqlite")
    yield tmp_path
    db.frontdoor.close()
    db.records.close()


def fresh(model=PortalSession, limits=PORTAL_LIMITS):
    return Session(model, limits, None)


def again(known):
    """The same cookie in the next request."""
    return Session(known.model, known.limits, known.token)


def app_of(site="portal", model=PortalSession, limits=PORTAL_LIMITS, *, is_https=True):
    app = Flask(__name__)
    app.secret_key = "secret"
    app.session_interface = sessions.Sessions(site, model, limits, is_https=is_https)

    @app.get("/still")
    def still():
        return "nothing of the session"

    @app.get("/form")
    def form():
        return generate_csrf()

    @app.route("/count", methods=["GET", "POST"])
    def count():
        session["count"] = session.get("count", 0) + 1
        return str(session["count"])

    @app.get("/read")
    def read():
        if request.args:
            sessions.leave_idle(session)
        return str(session.get("count", 0))

    @app.post("/rotate")
    def rotate():
        sessions.rotate(session)
        return generate_csrf()

    @app.route("/end", methods=["GET", "POST"])
    def end():
        sessions.end(session)
        return "gone"

    return app


def bound(token):
    """What Flask-WTF's token is bound to, without its time and signature."""
    return token.rsplit(".", 2)[0]


def cookie(response):
    return response.headers.get("Set-Cookie")


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
    db.migrate(db.frontdoor, "frontdoor")
    try:
        _write_together(PortalSession, PORTAL_LIMITS)
    finally:
        db.frontdoor.close()


# -- limits ------------------------------------------------------------------------------------


def test_idle_limit_ends_a_session_and_use_puts_it_off(tables, hands):
    client = app_of().test_client()
    client.post("/count", base_url="https://fw.example")
    for _ in range(3):
        hands.move(minutes=19)
        assert client.get("/read", base_url="https://fw.example").text == "1"
    hands.move(minutes=20)
    assert client.get("/read", base_url="https://fw.example").text == "0"


def test_page_that_refreshes_itself_keeps_nobody_signed_in(tables, hands):
    client = app_of().test_client()
    client.post("/count", base_url="https://fw.example")
    for _ in range(19):
        hands.move(minutes=1)
        assert client.get("/read?poll", base_url="https://fw.example").text == "1"
    hands.move(minutes=1)
    assert client.get("/read?poll", base_url="https://fw.example").text == "0"


def test_last_seen_is_written_at_most_once_a_minute(tables, hands):
    client = app_of().test_client()
    client.post("/count", base_url="https://fw.example")
    begun = PortalSession.get().seen_at
    hands.move(seconds=59)
    client.get("/read", base_url="https://fw.example")
    assert PortalSession.get().seen_at == begun
    hands.move(seconds=1)
    client.get("/read", base_url="https://fw.example")
    assert PortalSession.get().seen_at == begun + timedelta(minutes=1)


def test_absolute_limit_ends_a_session_in_use(tables, hands):
    held = fresh(StaffSession, STAFF_LIMITS)
    held["a"] = 1
    held.store()
    for _ in range(12 * 3 - 1):
        hands.move(minutes=20)
        again_held = again(held)
        assert dict(again_held) == {"a": 1}
        again_held.note_seen()
    hands.move(minutes=20)
    assert dict(again(held)) == {}


def test_expired_row_is_replaced_by_a_new_beginning(tables, hands):
    held = fresh()
    held["old"] = 1
    held.store()
    hands.move(minutes=21)
    late = again(held)
    late["new"] = 2
    late.store()
    assert dict(again(held)) == {"new": 2}
    assert PortalSession.get().created_at == clock.now()


def test_sweep_deletes_the_expired_only(tables, hands):
    old, young = fresh(), fresh()
    old["a"] = 1
    old.store()
    hands.move(minutes=15)
    young["a"] = 1
    young.store()
    hands.move(minutes=6)
    assert sessions.sweep(PortalSession) == 1
    assert [row.id for row in PortalSession.select()] == [young.id]


# -- sign-in, step-up, end ---------------------------------------------------------------------


def test_rotation_keeps_the_values_and_shuts_the_former_cookie(tables):
    client = app_of().test_client()
    client.post("/count", base_url="https://fw.example")
    former = client.get_cookie("__Host-fw", "fw.example").value
    before = client.get("/form", base_url="https://fw.example").text
    after = client.post("/rotate", base_url="https://fw.example").text
    token = client.get_cookie("__Host-fw", "fw.example").value
    assert token != former
    assert bound(before) != bound(after)
    assert bound(after) == bound(client.get("/form", base_url="https://fw.example").text)
    assert client.get("/read", base_url="https://fw.example").text == "1"
    assert dict(Session(PortalSession, PORTAL_LIMITS, former)) == {}
    assert PortalSession.select().count() == 1


def test_signing_in_restarts_the_absolute_limit_and_step_up_does_not(tables, hands):
    held = fresh(StaffSession, STAFF_LIMITS)
    held["user"] = 1
    held.store()
    hands.move(minutes=10)
    sessions.rotate(held, account="account1")
    held.store()
    signed_in = clock.now()
    assert (StaffSession.get().account, StaffSession.get().created_at) == ("account1", signed_in)
    hands.move(minutes=10)
    stepped = again(held)
    sessions.rotate(stepped)
    stepped.store()
    assert (StaffSession.get().account, StaffSession.get().created_at) == ("account1", signed_in)
    assert dict(again(stepped)) == {"user": 1}


def test_ending_deletes_row_and_cookie(tables):
    for method in ("GET", "POST"):
        client = app_of().test_client()
        client.post("/count", base_url="https://fw.example")
        response = client.open("/end", method=method, base_url="https://fw.example")
        assert cookie(response).startswith("__Host-fw=; Expires=Thu, 01 Jan 1970")
        assert PortalSession.select().count() == 0
        assert client.get_cookie("__Host-fw", "fw.example") is None


def test_leaving_without_a_cookie_sets_none(tables):
    response = app_of().test_client().get("/end", base_url="https://fw.example")
    assert (response.text, cookie(response)) == ("gone", None)


def test_session_ended_meanwhile_does_not_come_back(tables):
    held = fresh()
    held["a"] = 1
    held.store()
    late = again(held)
    assert dict(late) == {"a": 1}
    sessions.end(again(held))
    late["b"] = 2
    late.store()
    assert dict(again(held)) == {}
    assert PortalSession.select().count() == 0


def test_account_is_ended_everywhere_but_here(tables):
    mine = [fresh(StaffSession, STAFF_LIMITS) for _ in range(3)]
    other = fresh(StaffSession, STAFF_LIMITS)
    for held in mine:
        held["n"] = 1
        sessions.rotate(held, account="mine")
        held.store()
    other["n"] = 1
    sessions.rotate(other, account="other")
    other.store()
    sessions.end_account("mine", keep=mine[0])
    assert [dict(again(held)) for held in (*mine, other)] == [{"n": 1}, {}, {}, {"n": 1}]
    sessions.end_account("mine")
    assert [row.account for row in StaffSession.select()] == ["other"]


# -- drafts ------------------------------------------------------------------------------------


def test_draft_is_kept_answer_by_answer(tables):
    held = fresh()
    assert drafts.load(held) == {}
    assert not held.is_used
    assert drafts.save(held, {"name": "Rosa", "hopes": ["questions"]}) == {
        "name": "Rosa", "hopes": ["questions"],
    }  # fmt: skip
    drafts.save(again(held), {"name": "Rosa D."}, without=["hopes"])
    assert drafts.load(again(held)) == {"name": "Rosa D."}
    drafts.erase(again(held))
    assert drafts.load(again(held)) == {}


@pytest.mark.law_2
def test_draft_table_alone_opens_nothing(tables):
    held = fresh()
    drafts.save(held, {"name": "Rosa Delgado"})
    row = drafts.Draft.get()
    assert b"Rosa" not in bytes(row.sealed)
    assert row.id != held.id
    stranger = fresh()
    stranger.is_used = True
    assert drafts.load(stranger) == {}


def test_double_submit_takes_the_answers_once(tables):
    held = fresh()
    drafts.save(held, {"name": "Rosa"})
    assert drafts.take(again(held)) == {"name": "Rosa"}
    assert drafts.take(again(held)) is None


def test_draft_is_sent_in_the_transaction_that_takes_it(tables):
    held = fresh()
    drafts.save(held, {"name": "Rosa"})

    def send():
        with db.write(db.frontdoor):
            drafts.take(again(held))
            raise RuntimeError("the drop failed")

    with pytest.raises(RuntimeError):
        send()
    assert drafts.load(again(held)) == {"name": "Rosa"}


def _keys():
    _private, public = sealing.make_letterbox_pair()
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    return sealing.PortalKeys(load_pem_public_key(public.encode()), "k", bytes(32), "secret")


def test_draft_comes_back_by_its_code_once(tables, hands):
    keys = _keys()
    code = ids.clean_access_code(drafts.save_for_return(keys, {"name": "Rosa"}, days=3))
    assert b"Rosa" not in bytes(drafts.Draft.get().sealed)
    assert drafts.take_back(keys, "0" * 16) is None
    assert drafts.take_back(keys, code) == {"name": "Rosa"}
    assert drafts.take_back(keys, code) is None


def test_draft_is_erased_after_its_days(tables, hands):
    keys = _keys()
    code = ids.clean_access_code(drafts.save_for_return(keys, {"name": "Rosa"}, days=3))
    hands.move(days=3)
    assert drafts.take_back(keys, code) is None
    assert drafts.sweep() == 1
    assert drafts.Draft.select().count() == 0
