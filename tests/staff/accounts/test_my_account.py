"""One's own account: a new passphrase, and what it ends."""

import pytest

from shared.records.models import Account, AuditEntry
from tests.support.visitor import Page, Visitor
from tests.support.world import PASSPHRASE, World

pytestmark = pytest.mark.slow

NEW = "gravel piano quilt otter"
PATH = "/account/passphrase"


def change(desk: Visitor, expect: int = 303, **values: str) -> Page:
    typed = {"now": PASSPHRASE, "wanted": NEW, "again": NEW} | values
    return desk.submit(desk.get("/account"), typed, action=PATH, expect=expect)


def sign_in(world: World, passphrase: str, expect: int) -> Visitor:
    visitor, login = world.stranger(), world.logins["planner"]
    world.clock.move(seconds=60)  # a code works once
    values = {"username": login.username, "passphrase": passphrase, "code": world.code("planner")}
    visitor.submit(visitor.get("/sign-in"), values, expect=expect)
    return visitor


def test_account_is_reached_from_every_page_and_says_its_roles(world):
    desk = world.staff("planner")
    assert "/account" in desk.get("/queue").links()
    page = desk.get("/account")
    assert "Restorative Justice Planner" in page.text
    assert page.one("input", name="now").get("value") == ""
    assert world.stranger().get("/account", expect=303).location.endswith("/sign-in?back=/account")


def test_new_passphrase_works_and_the_old_one_does_not(world):
    desk = world.staff("planner")
    change(desk)
    page = desk.follow()
    assert "Your passphrase was changed." in page.text
    assert page.one("div", class_="inset--good").get("role") == "status"
    sign_in(world, PASSPHRASE, 422)
    sign_in(world, NEW, 303).get("/queue")
    entry = AuditEntry.select().where(AuditEntry.event == "account.changed").get()
    assert (entry.actor, '"own passphrase"' in entry.facts) == (desk_id(world), True)
    assert NEW not in entry.facts


def desk_id(world: World) -> str:
    return world.logins["planner"].id


@pytest.mark.law_9
def test_other_visits_end_and_this_one_goes_on_under_a_new_token(world):
    other = world.sign_in("planner")
    world.clock.move(seconds=60)
    desk = world.sign_in("planner")
    before = {cookie.value for cookie in desk.client._cookies.values()}
    change(desk)
    desk.get("/queue")
    assert before != {cookie.value for cookie in desk.client._cookies.values()}
    assert other.get("/queue", expect=303).location.endswith("/sign-in?back=/queue")


def test_second_factor_stays(world):
    desk = world.staff("planner")
    before = Account.get_by_id(desk_id(world))
    change(desk)
    after = Account.get_by_id(desk_id(world))
    assert bytes(before.sealed) == bytes(after.sealed)
    assert before.passphrase != after.passphrase


@pytest.mark.parametrize(("values", "field", "said"), [
    ({"now": "something else entirely"}, "now", "This is not your current passphrase."),
    ({"now": ""}, "now", "Enter your current passphrase."),
    ({"again": "gravel piano quilt 0tter"}, "again",
     "The two do not match. Enter the new passphrase again."),
    ({"wanted": "short", "again": "short"}, "wanted",
     "A passphrase has at least 15 characters. Four or five words are easy to keep."),
    ({"wanted": "password12345678", "again": "password12345678"}, "wanted",
     "This would be easy to guess. Use words that have nothing to do with each other."),
    ({"wanted": PASSPHRASE, "again": PASSPHRASE}, "wanted",
     "Choose a passphrase different from the one you have."),
    ({"wanted": "planner person otter", "again": "planner person otter"}, "wanted",
     "Use a passphrase without your own name or user name."),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_shown_again(
    world, values, field, said
):
    before = Account.get_by_id(desk_id(world)).passphrase
    page = change(world.staff("planner"), expect=422, **values)
    assert page.errors == [said]
    box = page.one("input", name=field)
    assert box.get("aria-invalid") == "true"
    assert [e.get("value") for e in page.all("input", type="password")] == ["", "", ""]
    assert Account.get_by_id(desk_id(world)).passphrase == before


def test_guessing_at_a_desk_left_open_is_slowed(world):
    desk = world.staff("planner")
    for _ in range(10):
        change(desk, expect=422, now="something else entirely")
    change(desk, expect=429)
    refused = AuditEntry.select().where(AuditEntry.event == "account.refused")
    assert refused.count() == 10


@pytest.mark.parametrize("name", ["x y!", "-dash", "name\u200b", "<b>bold</b>", "a" * 61])
def test_user_name_with_other_signs_is_said_beside_it(world, name):
    desk = world.staff("administrator")
    page = desk.submit(desk.get("/accounts/new"), {
        "username": name, "name": "Some Person", "role": "planner", "language": "en",
    }, expect=422)  # fmt: skip
    assert len(page.errors) == 1
    assert page.one("input", name="username").get("aria-invalid") == "true"
    assert page.form(action="/accounts/new").values["name"] == "Some Person"
    assert not Account.select().where(Account.name == "Some Person").exists()


def test_own_visits_are_listed_and_ended(world):
    desk = world.sign_in("planner")
    world.clock.move(minutes=2)
    other = world.sign_in("planner")
    page = desk.get("/account")
    assert len(page.all("strong")) == 1  # this visit; the other can be ended
    visit = next(e.get("value") for e in page.all("button", name="visit"))
    desk.post("/account/visits", {"visit": visit}, expect=400)  # without the form's token
    desk.submit(page, {"visit": visit}, action="/account/visits", number=0, strict=False)
    other.get("/queue", expect=303)
    desk.get("/queue")
    assert "End all other visits" not in desk.get("/account").text


def test_visit_of_another_account_is_not_ended_by_its_id(world):
    other, desk = world.sign_in("coordinator"), world.sign_in("planner")
    world.clock.move(minutes=2)
    world.sign_in("planner")
    from shared.frontdoor.sessions import StaffSession

    theirs = StaffSession.get(StaffSession.account == world.logins["coordinator"].id).id
    desk.submit(desk.get("/account"), {"visit": theirs}, action="/account/visits", number=0,
                strict=False)  # fmt: skip
    other.get("/queue")


def test_second_sign_in_is_news_on_every_page_until_it_was_read(world):
    desk = world.sign_in("planner")
    assert "There is news of your account" not in desk.get("/queue").text
    world.clock.move(minutes=2)
    world.sign_in("planner")
    assert "There is news of your account" in desk.get("/queue").text
    page = desk.get("/account")
    assert "Your account was signed in from another network, or a second time" in page.text
    desk.submit(page, action="/account/notices")
    assert "There is news of your account" not in desk.get("/queue").text
    assert desk.get("/account").text.count("Latest sign-ins") == 1


def test_spent_code_is_said_at_sign_in(world):
    world.sign_in("planner")
    visitor = world.stranger()
    values = {"username": "planner", "passphrase": PASSPHRASE, "code": world.code("planner")}
    page = visitor.submit(visitor.get("/sign-in"), values, expect=422)
    assert page.errors == ["This code was used already. Wait until the app shows the next one."]
