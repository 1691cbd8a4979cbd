"""One administrator alone can never become two people, nor a colleague: tried through the pages."""

from typing import Any

import pyotp
import pytest

from shared.accounts import accounts, enrollment
from shared.records.models import Account, AuditEntry, Enrollment, Grant, Proposal, Task
from tests.support.visitor import Page, Visitor
from tests.support.world import HERE, PASSPHRASE, World

OWN = "gravel piano quilt otter"
KNOWN = {"known": "y"}


def propose_account(boss: Visitor, expect: int = 201, **changed: str) -> Page:
    given = {"username": "new.one", "name": "New One", "role": "screener", "facility": HERE}
    return boss.submit(boss.get("/accounts/new"), given | changed, expect=expect)


def half_of(page: Page) -> str:
    [half] = [str(e.text) for e in page.all("dd", class_="secret")]
    return half


def waiting() -> Any:
    return Proposal.get(Proposal.decision == "")


def confirm(boss: Visitor, proposal: Any, expect: int) -> Page:
    path = f"/accounts/proposals/{proposal.id}"
    return boss.submit(boss.get(path), KNOWN, action=path, expect=expect)


def enroll(world: World, username: str, first: str, second: str, expect: int = 303) -> Visitor:
    visitor = world.stranger()
    visitor.submit(visitor.get("/enroll"), {
        "username": username, "first": first, "second": second,
    }, expect=expect)  # fmt: skip
    return visitor


def set_secrets(world: World, visitor: Visitor, expect: int = 303, **changed: str) -> str:
    """Fill in the second page; the authenticator's secret."""
    page = visitor.get("/enroll/secrets")
    [secret] = [str(e.text) for e in page.all("dd", class_="secret")]
    code = pyotp.TOTP(secret).at(world.clock.phone())
    visitor.submit(page, {"wanted": OWN, "again": OWN, "code": code} | changed, expect=expect)
    return secret


def sign_in(world: World, username: str, passphrase: str, secret: str, expect: int) -> Visitor:
    world.clock.move(seconds=60)
    visitor = world.stranger()
    visitor.submit(visitor.get("/sign-in"), {
        "username": username, "passphrase": passphrase,
        "code": pyotp.TOTP(secret).at(world.clock.phone()),
    }, expect=expect)  # fmt: skip
    return visitor


def test_new_account_is_its_holders_alone(world):
    boss, other = world.staff("administrator"), world.staff("administrator2")
    made = propose_account(boss, username="New.One")
    first = half_of(made)
    account = Account.get(Account.username == "new.one")
    assert (account.passphrase, Grant.select().where(Grant.account == account).count()) == ("", 0)
    assert not made.all("svg")
    assert first not in boss.get(f"/accounts/{account.id}").text
    second = half_of(confirm(other, waiting(), expect=201))
    holder = enroll(world, "New.One", first.lower(), second.replace("-", " "))
    secret = set_secrets(world, holder)
    assert "Your passphrase and authenticator are set" in holder.follow().text
    desk = sign_in(world, "new.one", OWN, secret, 303)
    assert desk.follow().h1
    page = desk.get("/account")
    assert "You were given a role: Letter screener" in page.text
    assert "A new passphrase and a new authenticator were set" in page.text
    assert Grant.get(Grant.account == account).facility_id == HERE
    said = [row.event for row in AuditEntry.select().where(AuditEntry.subject == account.id)]
    assert said == ["account.change_proposed", "account.made", "account.change_confirmed",
                    "account.enrolled", "account.signed_in"]  # fmt: skip


def test_administrator_alone_cannot_enroll_as_the_person_they_made(world):
    """The attack: make a planner and a coordinator, see both secrets, be two people."""
    boss = world.staff("administrator")
    first = half_of(propose_account(boss, role="planner", facility=""))
    enroll(world, "new.one", first, first, expect=422)
    enroll(world, "new.one", first, "", expect=422)
    path = f"/accounts/proposals/{waiting().id}"
    page = boss.get(path)
    assert "Another administrator must confirm this: you proposed it." in page.text
    assert not [f for f in page.all("form") if f.get("action") == path]
    token = page.form(action=f"{path}/refuse").values["csrf_token"]
    page = boss.post(path, {"csrf_token": token, **KNOWN}, expect=422)
    assert "Another administrator must confirm this: you proposed it." in page.text
    assert Account.get(Account.username == "new.one").passphrase == ""
    assert Grant.select().join(Account).where(Account.username == "new.one").count() == 0


def test_confirming_administrator_alone_cannot_enroll_either(world):
    propose_account(world.staff("administrator"))
    second = half_of(confirm(world.staff("administrator2"), waiting(), expect=201))
    enroll(world, "new.one", second, second, expect=422)


def test_administrator_cannot_sign_in_as_a_colleague(world):
    """The attack: renew a colleague's secrets and sign in as them."""
    boss, who = world.staff("administrator"), world.logins["planner"]
    path = f"/accounts/{who.id}/secrets"
    first = half_of(boss.submit(boss.get(f"/accounts/{who.id}"), KNOWN, action=path, expect=201))
    enroll(world, "planner", first, first, expect=422)
    desk = world.sign_in("planner")  # until another confirms, nothing of theirs changes
    page = desk.get("/account")
    assert "An administrator asked for new secrets for your account" in page.text
    second = half_of(confirm(world.staff("administrator2"), waiting(), expect=201))
    desk.get("/queue", expect=303)
    sign_in(world, "planner", PASSPHRASE, who.totp, 422)
    secret = set_secrets(world, enroll(world, "planner", first, second))
    assert "second administrator agreed" in sign_in(
        world, "planner", OWN, secret, 303).get("/account").text  # fmt: skip
    enroll(world, "planner", first, second, expect=422)  # once


def test_role_counts_once_another_administrator_confirmed_it(world):
    boss, who = world.staff("administrator"), world.logins["auditor"].id
    path = f"/accounts/{who}/roles"
    answer = boss.submit(boss.get(f"/accounts/{who}"), {"role": "screener"}, action=path,
                         expect=422)  # fmt: skip
    assert "Choose a facility for facility roles" in answer.text
    boss.submit(answer, {"role": "screener", "facility": HERE}, action=path)
    assert "It takes effect when another administrator confirms it." in boss.follow().text
    assert ("screener", HERE) not in world.actor("auditor").roles
    task = Task.get(Task.kind == "account.confirm")
    assert task.account_id == world.logins["administrator2"].id
    other = world.staff("administrator2")
    assert f"/accounts/proposals/{waiting().id}" in other.get("/queue").links()
    assert f"/accounts/proposals/{waiting().id}" not in boss.get("/queue").links()
    confirm(other, waiting(), expect=303)
    assert ("screener", HERE) in world.actor("auditor").roles
    assert Task.get_by_id(task.id).done_at is not None


def test_administrator_does_not_elevate_themself_through_a_third(world):
    """The attack: a third account, made by one, confirms what the first proposes."""
    boss = world.staff("administrator")
    own = world.logins["administrator"].id
    answer = boss.submit(boss.get(f"/accounts/{own}"), {"role": "planner"},
                         action=f"/accounts/{own}/roles", expect=422)  # fmt: skip
    assert "Another administrator must change your own roles." in answer.text
    propose_account(boss, role="administrator", facility="")
    assert [row.account_id for row in Task.select().where(Task.kind == "account.confirm")] == [
        world.logins["administrator2"].id
    ]
    assert Account.get(Account.username == "new.one").passphrase == ""


def test_nobody_confirms_what_is_about_themself(world):
    boss, own = world.staff("administrator"), world.logins["administrator2"].id
    path = f"/accounts/{own}/secrets"
    boss.submit(boss.get(f"/accounts/{own}"), KNOWN, action=path, expect=201)
    other = world.staff("administrator2")
    page = other.get(f"/accounts/proposals/{waiting().id}")
    assert "This is about your own account. Another administrator must decide." in page.text
    other.submit(page, action=f"/accounts/proposals/{waiting().id}/refuse")
    assert Proposal.select().where(Proposal.decision == "refused").count() == 1


def test_what_an_administrator_proposed_who_no_longer_is_one_does_not_count(world):
    boss, other = world.staff("administrator"), world.staff("administrator2")
    who = world.logins["auditor"].id
    boss.submit(boss.get(f"/accounts/{who}"), {"role": "planner"}, action=f"/accounts/{who}/roles")
    accounts.deactivate(
        world.actor("administrator2"), Account.get_by_id(world.logins["administrator"].id)
    )
    page = other.get(f"/accounts/proposals/{waiting().id}")
    assert "no longer an administrator" in page.text
    token = page.form(action=f"/accounts/proposals/{waiting().id}/refuse").values["csrf_token"]
    other.post(f"/accounts/proposals/{waiting().id}", {"csrf_token": token, **KNOWN}, expect=422)
    assert world.actor("auditor").roles == {("auditor", "")}


def test_roles_apart_are_refused_with_the_policys_line(world):
    boss, who = world.staff("administrator"), world.logins[f"screener@{HERE}"].id
    page = boss.submit(boss.get(f"/accounts/{who}"), {"role": "planner"},
                       action=f"/accounts/{who}/roles", expect=422)  # fmt: skip
    assert page.errors == [
        (
            "One person cannot hold these roles together. No one who works at a facility also "
            "works on the victim's side."
        )
    ]


def test_enrollment_ends_after_the_policys_days(world):
    first = half_of(propose_account(world.staff("administrator")))
    second = half_of(confirm(world.staff("administrator2"), waiting(), expect=201))
    world.clock.move(days=3, seconds=1)
    enroll(world, "new.one", first, second, expect=422)


def test_enrollment_that_ended_while_its_page_was_open_sets_nothing(world):
    boss, other = world.staff("administrator"), world.staff("administrator2")
    first = half_of(propose_account(boss))
    second = half_of(confirm(other, waiting(), expect=201))
    holder = enroll(world, "new.one", first, second)
    page = holder.get("/enroll/secrets")
    account = Account.get(Account.username == "new.one")
    accounts.deactivate(world.actor("administrator"), account)
    holder.submit(page, {"wanted": OWN, "again": OWN, "code": "123456"})
    assert holder.page.location.endswith("/enroll")
    assert Account.get_by_id(account.id).passphrase == ""


@pytest.mark.parametrize(("changed", "said"), [
    ({"again": "gravel piano quilt 0tter"},
     "The two are not the same. Enter the new passphrase again."),
    ({"wanted": "password12345678", "again": "password12345678"},
     "This would be easy to guess. Use words that have nothing to do with each other."),
    ({"code": "000000"},
     "This is not the code that the app shows now. Wait for the next one."),
])  # fmt: skip
def test_what_is_wrong_with_secrets_is_said_and_the_same_secret_shown_again(world, changed, said):
    first = half_of(propose_account(world.staff("administrator")))
    second = half_of(confirm(world.staff("administrator2"), waiting(), expect=201))
    holder = enroll(world, "new.one", first, second)
    secret = set_secrets(world, holder, 422, **changed)
    assert holder.page.errors == [said]
    assert [e.text for e in holder.page.all("dd", class_="secret")] == [secret]
    assert Enrollment.get().used_at is None or Enrollment.select().count() > 1
    set_secrets(world, holder)


def test_guessing_halves_is_slowed_and_tells_nothing(world):
    visitor = world.stranger()
    wrong = {"username": "planner", "first": "AA11-BB22-CC33", "second": "AA11-BB22-CC33"}
    said = set()
    for number in range(10):
        name = "planner" if number % 2 else "nobody-here"
        page = visitor.submit(visitor.get("/enroll"), wrong | {"username": name}, expect=422)
        said |= set(page.errors)
    assert len(said) == 1
    visitor.submit(visitor.get("/enroll"), wrong, expect=429)
    assert visitor.get("/enroll/secrets", expect=303).location.endswith("/enroll")


def test_first_half_that_was_replaced_does_not_open(world):
    boss, who = world.staff("administrator"), world.logins["planner"].id
    path = f"/accounts/{who}/secrets"
    old = half_of(boss.submit(boss.get(f"/accounts/{who}"), KNOWN, action=path, expect=201))
    boss.submit(boss.get(f"/accounts/{who}"), KNOWN, action=path, expect=201)
    assert Proposal.select().where(Proposal.decision == "replaced").count() == 1
    second = half_of(confirm(world.staff("administrator2"), waiting(), expect=201))
    assert enrollment.opened_by("planner", old, second) is None
