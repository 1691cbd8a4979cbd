"""Signing in: one answer for whatever is wrong, a code once, slowed and never locked out."""

import pytest

from shared.accounts import accounts, alarm, enrollment, proposals, roles, sign_in
from shared.records.models import Account, AccountNotice, AuditEntry, Task
from shared.records.permissions import WORKER
from tests.support.world import PASSPHRASE, World


def events(prefix: str) -> list[str]:
    rows = AuditEntry.select().where(AuditEntry.event.startswith(prefix)).order_by(AuditEntry.seq)
    return [row.event for row in rows]


HERE, ELSEWHERE = "192.0.2.7", "198.51.100.20"


def attempt(world: World, who: str = "planner", address: str = HERE, **changed: str) -> Account:
    given = {"username": who, "passphrase": PASSPHRASE, "code": world.code(who)} | changed
    return sign_in.attempt(given["username"], given["passphrase"], given["code"], address)


def give(world: World, account: Account, role: str, place: str) -> None:
    """A role, as two administrators give it."""
    proposal = proposals.propose_role(world.actor("administrator"), account, role, place)
    proposals.confirm(world.actor("administrator2"), proposal)


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
    with pytest.raises(sign_in.Spent):
        attempt(world)
    world.clock.move(seconds=30)
    attempt(world)


def test_spent_code_is_said_only_to_who_knows_the_passphrase(world):
    attempt(world)
    with pytest.raises(sign_in.Refused) as refused:
        attempt(world, passphrase="wrong")
    assert refused.type is sign_in.Refused


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


def test_owner_gets_in_from_another_network_while_a_stranger_is_slowed(world):
    """Ten wrong tries kept the owner of a name out, and more of them kept them out for ever."""
    for _ in range(sign_in.TRIES):
        with pytest.raises(sign_in.Refused):
            attempt(world, passphrase="wrong")
    with pytest.raises(sign_in.TooMany):
        attempt(world)
    assert attempt(world, address=ELSEWHERE).id == world.logins["planner"].id


def test_alarm_is_raised_once_for_administrators_and_the_holder(world):
    for _ in range(sign_in.TRIES):
        with pytest.raises(sign_in.Refused):
            attempt(world, passphrase="wrong")
    assert events("account.guessing_noticed") == []
    for _ in range(3):
        with pytest.raises(sign_in.TooMany):
            attempt(world)
    assert events("account.guessing_noticed") == ["account.guessing_noticed"]
    task = Task.get(Task.kind == alarm.TASK)
    assert (task.role, task.subject) == ("administrator", world.logins["planner"].id)
    assert [row.kind for row in AccountNotice.select().where(AccountNotice.read_at.is_null())] == [
        "guessed"
    ]


def test_alarm_is_raised_for_many_networks_that_try_little_each(world):
    for number in range(alarm.WRONG + 1):
        with pytest.raises(sign_in.Refused):
            attempt(world, passphrase="wrong", address=f"203.0.113.{number}")
    assert Task.select().where(Task.kind == alarm.TASK).count() == 1
    assert attempt(world).id == world.logins["planner"].id  # and slows nobody


def test_sign_in_from_elsewhere_is_news(world):
    attempt(world)
    assert Account.get_by_id(world.logins["planner"].id).has_news is False
    world.clock.move(minutes=1)
    attempt(world, address=ELSEWHERE)
    assert Account.get_by_id(world.logins["planner"].id).has_news is True


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
    give(world, account, "chaplain", "CMCF")
    give(world, account, "chaplain", "CMCF")  # once is enough
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
        proposals.propose_role(world.actor("administrator"), account, role, place)
    assert accounts.actor_of(account).roles == {("auditor", "")}


def test_nobody_changes_their_own_roles(world):
    boss = world.actor("administrator")
    account = Account.get_by_id(boss.id)
    with pytest.raises(accounts.Impossible):
        proposals.propose_role(boss, account, "planner", "")
    with pytest.raises(accounts.Impossible):
        accounts.deactivate(boss, account)


def test_user_names_are_used_once(world):
    with pytest.raises(accounts.Impossible):
        enrollment.make_account(WORKER, "PLANNER", "X", (("planner", ""),))


@pytest.mark.parametrize(("held", "wanted", "place"), [
    ("screener@MSP", "planner", ""), ("screener@MSP", "coordinator", ""),
    ("chaplain@MSP", "advocate", ""), ("planner", "superintendent", "MSP"),
    ("administrator", "planner", ""), ("coordinator", "administrator", ""),
])  # fmt: skip
def test_roles_that_one_person_may_not_hold_together_are_refused(world, held, wanted, place):
    account = Account.get_by_id(world.logins[held].id)
    other = world.actor("administrator2")
    with pytest.raises(roles.Apart):
        proposals.propose_role(other, account, wanted, place)
    with pytest.raises(roles.Apart):
        enrollment.make_account(WORKER, "newcomer", "X", (
            *accounts.actor_of(account).roles, (wanted, place),
        ))  # fmt: skip


def test_roles_that_became_incompatible_meanwhile_are_refused_on_confirming(world):
    account = Account.get_by_id(world.logins["auditor"].id)
    boss, other = world.actor("administrator"), world.actor("administrator2")
    first = proposals.propose_role(boss, account, "screener", "MSP")
    second = proposals.propose_role(boss, account, "planner", "")
    proposals.confirm(other, first)
    with pytest.raises(roles.Apart):
        proposals.confirm(other, second)
    assert accounts.actor_of(account).roles == {("auditor", ""), ("screener", "MSP")}
