"""How long a session lives, and everything that ends it or gives it another token."""

from datetime import timedelta

from shared.base import clock
from shared.frontdoor import sessions
from shared.frontdoor.sessions import (
    PORTAL_LIMITS,
    STAFF_LIMITS,
    PortalSession,
    Session,
    StaffSession,
)
from tests.support.visits import again, app_of, bound, cookie, fresh

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
