"""Signing in: one answer for whatever is wrong, a code once, slowed and never locked out."""

import pytest

from shared.accounts import accounts, sign_in
from shared.records.models import Account, AuditEntry
from shared.records.permissions import WORKER
from tests.support.world import PASSPHRASE, World


def events(prefix: str) -> list[str]:
    rows = AuditEntry.select().where(AuditEntry.event.startswith(prefix)).order_by(AuditEntry.seq)
    return [row.event for row in rows]


def attempt(world: World, who: str = "planner", **changed: str) -> Account:
    given = {"username": who, "passphrase": PASSPHRASE, "code": world.code(who)} | changed
    return sign_in.attempt(given["username"], given["passphrase"], given["code"], "192.0.2.7")


def test_attempt_takes_name_passphrase_and_code(world):
    account = attempt(world, username="  PLANNER ")
    assert account.id == world.logins["planner"].id
    assert events("account.signed_in") == ["account.signed_in"]
    assert Account.get_by_id(account.id).signed_in_at is not None


@pytest.mark.parametrize(
    "changed",
    [
        {"username": "nobody-here"}, {"username": ""}, {"passphrase": "wrong"}, {"code": "000000"},
        {"code": ""}, {"code": "12345"}, {"code": "１２３４５６"}, {"passphrase": "\x00"},
        {"username": "planner\x00"}, {"username": "p" * 5000}, {"code": "abcdef"},
        {"passphrase": "\ud800"},
    ],
)  # fmt: skip
def test_attempt_refuses_alike_whatever_is_wrong(world, changed):
    with pytest.raises(sign_in.Refused) as refused:
        attempt(world, **changed)
    assert refused.value.args == ()
    assert events("account.refused") == ["account.refused"]
    assert events("account.signed_in") == []


def test_code_works_once(world):
    attempt(world)
    with pytest.raises(sign_in.Refused):
        attempt(world)
    world.clock.move(seconds=30)
    attempt(world)


def test_code_before_the_last_one_used_is_refused(world):
    earlier = world.code("planner")
    world.clock.move(seconds=30)
    attempt(world)
    with pytest.raises(sign_in.Refused):
        attempt(world, code=earlier)


@pytest.mark.parametrize(("seconds", "works"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_code_of_a_clock_that_is_off_by_one_step_works(world, seconds, works):
    world.clock.move(days=1)
    here = world.clock.at
    world.clock.move(seconds=seconds)
    code = world.code("planner")
    world.clock.at = here
    if works:
        attempt(world, code=code)
    else:
        with pytest.raises(sign_in.Refused):
            attempt(world, code=code)


def test_tries_are_slowed_by_account_and_a_right_one_clears(world):
    for _ in range(sign_in.TRIES - 1):
        with pytest.raises(sign_in.Refused):
            attempt(world, passphrase="wrong")
    attempt(world)
    world.clock.move(seconds=30)
    for _ in range(sign_in.TRIES):
        with pytest.raises(sign_in.Refused):
            attempt(world, passphrase="wrong")
    with pytest.raises(sign_in.TooMany) as slowed:
        attempt(world)
    assert 0 < slowed.value.seconds <= sign_in.SECONDS
    world.clock.move(seconds=slowed.value.seconds)
    attempt(world)


def test_tries_of_unknown_names_are_slowed_as_those_of_known_ones(world):
    for _ in range(sign_in.TRIES):
        with pytest.raises(sign_in.Refused):
            attempt(world, username="nobody-here")
    with pytest.raises(sign_in.TooMany):
        attempt(world, username="nobody-here")


def test_deactivated_account_is_refused(world):
    account = Account.get_by_id(world.logins["planner"].id)
    accounts.deactivate(world.actor("administrator"), account)
    with pytest.raises(sign_in.Refused):
        attempt(world)
    assert accounts.actor_of(account).roles == frozenset()


def test_roles_are_those_granted_now(world):
    account = Account.get_by_id(world.logins["screener@MSP"].id)
    assert accounts.actor_of(account).roles == {("screener", "MSP")}
    boss = world.actor("administrator")
    accounts.grant(boss, account, "chaplain", "CMCF")
    accounts.grant(boss, account, "chaplain", "CMCF")  # once is enough
    assert accounts.actor_of(account).roles == {("screener", "MSP"), ("chaplain", "CMCF")}
    first = account.grants.order_by(account.grants.model.made_at).get()
    accounts.end_grant(boss, account, first.id)
    assert len(accounts.actor_of(account).roles) == 1


@pytest.mark.parametrize(
    ("role", "place"),
    [("planner", "MSP"), ("screener", ""), ("screener", "NOWHERE"), ("king", ""), ("", "")],
)
def test_role_and_facility_must_fit(world, role, place):
    account = Account.get_by_id(world.logins["auditor"].id)
    with pytest.raises(accounts.Impossible):
        accounts.grant(world.actor("administrator"), account, role, place)
    assert accounts.actor_of(account).roles == {("auditor", "")}


def test_nobody_changes_their_own_roles(world):
    boss = world.actor("administrator")
    account = Account.get_by_id(boss.id)
    with pytest.raises(accounts.Impossible):
        accounts.grant(boss, account, "planner", "")
    with pytest.raises(accounts.Impossible):
        accounts.deactivate(boss, account)


def test_user_names_are_used_once(world):
    with pytest.raises(accounts.Impossible):
        accounts.make(WORKER, "PLANNER", "X", passphrase="x", totp=accounts.new_totp())
