"""Deposits as clerks and writers come with them: through the pages of the console."""

import pytest

from shared import letters
from shared.accounts import accounts, proposals
from shared.records.models import Account, CustodyEvent, Letter, Task
from tests.journeys import test_letter_pages as desk
from tests.support.visitor import Visitor
from tests.support.world import THERE, World

pytestmark = pytest.mark.slow

TAKEN = "this addressee about this incident"


def refused(screener: Visitor, **changed: str) -> str:
    page = screener.get("/letters/deposit")
    return screener.submit(page, desk.DEPOSIT | changed, action="/letters/deposit", expect=422).text


@pytest.mark.S36
@pytest.mark.parametrize("changed", [
    {"addressee": "Delgado, Rosa"}, {"addressee": "Ms. Rosa  DELGADO"}, {"year": ""},
    {"addressee": "Rosa M. Delgado"}, {"county": ""}, {"county": "Hinds Co."}, {"number": "k-4471"},
    {"court_number": "25-19-0101"}, {"relation": "the mother of Daniel Reyes"},
])  # fmt: skip
def test_the_same_deposit_in_other_words_is_the_same(world: World, changed: dict[str, str]) -> None:
    screener = world.staff("screener@MSP")
    desk.deposit(screener)
    assert TAKEN in refused(screener, **changed)


@pytest.mark.S36
def test_father_and_son_of_one_name_are_two_addressees(world: World) -> None:
    screener = world.staff("screener@MSP")
    father = {"addressee": "Carlos Ruiz", "relation": "the father of the boy I hurt"}
    son = {"addressee": "Carlos Ruiz", "relation": "the son"}
    desk.deposit(screener, **father)
    desk.deposit(screener, **son)
    assert Letter.select().count() == 2
    assert TAKEN in refused(screener, **son)
    assert TAKEN in refused(screener, addressee="Carlos Ruiz")
    desk.deposit(screener, **father, year="2007")
    assert Letter.select().count() == 3


@pytest.mark.S36
def test_new_version_does_not_become_another_letters_double(world: World) -> None:
    screener = world.staff("screener@MSP")
    first = desk.deposit(screener)
    world.clock.move(minutes=1)
    second = desk.deposit(screener, addressee="Luis Ortega")
    path = f"/letters/{second.id}/replace"
    given = {"addressee": "Rosa Delgado", "text": "I was wrong. I did it."}
    said = screener.submit(screener.get(path), given, action=path, expect=422)
    assert TAKEN in said.text
    screener.submit(said, {"addressee": "Luis Ortega Ramos"}, action=path)
    assert TAKEN in refused(screener, addressee="Luis Ortega Ramos")
    path = f"/letters/{first.id}/acts/withdraw"
    screener.submit(screener.get(path), {"asked": "y"}, action=path)
    desk.deposit(screener)
    assert Letter.select().count() == 3


@pytest.mark.S41
@pytest.mark.edge_8
def test_letter_follows_its_writer_to_another_facility(world: World) -> None:
    here, there = world.staff("screener@MSP"), world.staff(f"screener@{THERE}")
    letter = desk.deposit(here)
    there.get(f"/letters/{letter.id}", expect=404)
    # The clerk there cannot deposit it anew, and is told whom to ask.
    page = there.get("/letters/deposit")
    said = there.submit(page, desk.DEPOSIT, action="/letters/deposit", expect=422)
    assert "it may be at another facility" in said.text
    path = f"/letters/{letter.id}/acts/transfer"
    form = here.get(path)
    assert "MSP" not in [option.get("value") for option in form.all("option")]
    here.submit(form, {"facility": THERE}, action=path)
    assert "Saved." in here.follow().text
    here.get(f"/letters/{letter.id}", expect=404)
    assert letter.receipt not in here.get("/letters").text
    assert Task.get(Task.kind == "letter.pass").facility_id == THERE
    assert "Facility" in CustodyEvent.get(CustodyEvent.what == "writer_moved").place
    desk.review(there, letter)
    for who in ("planner", "coordinator"):
        desk.review(world.staff(who), letter)
    assert letter.receipt in there.get("/queue").text  # the notice is given where he is
    path = f"/letters/{letter.id}/acts/withdraw"
    there.submit(there.get(path), {"asked": "y"}, action=path)
    assert Letter.get().state == "withdrawn"


@pytest.mark.S41
def test_letter_withdrawn_or_replaced_while_a_reviewer_has_it_open(world: World) -> None:
    screener = world.staff("screener@MSP")
    letter = desk.deposit(screener)
    desk.review(screener, letter)
    planner, coordinator = world.staff("planner"), world.staff("coordinator")
    second = planner.get(f"/letters/{letter.id}/review")
    path = f"/letters/{letter.id}/replace"
    given = {"addressee": "Rosa Delgado", "text": "I was wrong. I did it."}
    screener.submit(screener.get(path), given, action=path)
    answers = desk.clean(second) | {"outcome": "pass", "help": "Looks clean to me."}
    said = planner.submit(second, answers, action=second.path, expect=409)
    assert "Looks clean to me." in said.text
    assert Letter.get().state == "facility_review"
    desk.review(screener, letter)
    desk.review(planner, letter)
    third = coordinator.get(f"/letters/{letter.id}/review")
    path = f"/letters/{letter.id}/acts/withdraw"
    screener.submit(screener.get(path), {"asked": "y"}, action=path)
    coordinator.submit(third, desk.clean(third) | {"outcome": "pass"}, action=third.path,
                       expect=409)  # fmt: skip
    assert Letter.get().state == "withdrawn"


@pytest.mark.S41
def test_screener_who_became_planner_does_not_review_the_same_version_twice(world: World) -> None:
    screener = world.staff("screener@MSP")
    letter = desk.deposit(screener)
    desk.review(screener, letter)
    account = Account.get_by_id(world.logins["screener@MSP"].id)
    boss = world.actor("administrator")
    accounts.end_grant(boss, account, accounts.grants_of(account.id)[0].id)  # never both at once
    asked = proposals.propose_role(boss, account, "planner", "")
    proposals.confirm(world.actor("administrator2"), asked)
    world.clock.move(minutes=2)
    promoted = world.sign_in("screener@MSP")
    page = promoted.get(f"/letters/{letter.id}/review")
    answers = desk.clean(page) | {"outcome": "pass"}
    said = promoted.submit(page, answers, action=page.path, expect=422)
    assert "Another person must do this review" in said.text
    assert Letter.get().state == "planner_review"


@pytest.mark.edge_9
@pytest.mark.S41
def test_threat_on_a_friday_evening_does_not_wait_for_monday(world: World) -> None:
    world.clock.move(days=4, hours=9)  # Friday, seven in the evening in Jackson
    screener = world.sign_in("screener@MSP")
    letter = desk.deposit(screener, text="You will be sorry when I am out.")
    page = screener.get(f"/letters/{letter.id}/review")
    screener.submit(page, desk.clean(page) | {"a_threat": "yes", "outcome": "escalate"},
                    action=page.path)  # fmt: skip
    due = Task.get(Task.kind == "letter.decide_threat").due_on
    assert due.isoformat() == "2026-03-07"  # Saturday, as the clock runs and where staff live
    letters.JOBS["letters.daily"]({})
    assert not Task.select().where(Task.kind == "threat.late").exists()
    world.clock.move(hours=25)
    for _hour in range(2):
        letters.JOBS["letters.daily"]({})
    assert sorted(t.role for t in Task.select().where(Task.kind == "threat.late")) == [
        "coordinator", "planner",
    ]  # fmt: skip
    assert "find who decides" in world.sign_in("planner").get("/queue").text
    coordinator = world.sign_in("coordinator")
    path = f"/letters/{letter.id}/acts/decide_threat"
    coordinator.submit(coordinator.get(path), {"decision": "warn"}, action=path)
    waiting = {task.kind for task in Task.select().where(Task.done_at.is_null())}
    assert waiting == {"threat.warn"}
    assert "Warn: Coordinator Person" in coordinator.get(f"/letters/{letter.id}").text
    assert "Whether to warn" not in world.sign_in("screener@MSP").get(f"/letters/{letter.id}").text
    letters.JOBS["letters.daily"]({})
    assert not Task.select().where(
        (Task.kind == "threat.late") & Task.done_at.is_null()
    ).exists()  # fmt: skip


@pytest.mark.S37
@pytest.mark.S41
def test_reason_is_shown_by_its_passage_and_what_is_missing_needs_none(world: World) -> None:
    screener = world.staff("screener@MSP")
    letter = desk.deposit(screener, text="I was drunk. Forgive me. I did it.")
    page = screener.get(f"/letters/{letter.id}/review")
    given = {"a_forgiveness": "yes", "a_harm": "no", "help": "See line two.",
             "outcome": "return", "reasons": ["forgiveness", "harm"]}  # fmt: skip
    said = screener.submit(page, desk.clean(page) | given, action=page.path, expect=422)
    assert said.errors == ["Quote the passage that is the reason."]
    assert said.form(action=page.path).values["help"] == "See line two."
    screener.submit(said, {"q_forgiveness": "Forgive me."}, action=page.path)
    assert Letter.get().state == "returned"


@pytest.mark.S36
def test_deposit_sent_twice_is_one_letter_and_no_error(world: World) -> None:
    screener = world.staff("screener@MSP")
    form = screener.get("/letters/deposit")
    first = screener.submit(form, desk.DEPOSIT, action="/letters/deposit")
    again = screener.submit(form, desk.DEPOSIT, action="/letters/deposit")
    assert first.location == again.location
    assert TAKEN in refused(screener)  # the same once more, on another page
    assert Letter.select().count() == 1


@pytest.mark.S36
@pytest.mark.edge_4
def test_one_letter_to_two_people_is_two_letters(world: World) -> None:
    screener = world.staff("screener@MSP")
    page = screener.get("/letters/deposit")
    given = desk.DEPOSIT | {"addressee": "Rosa Delgado and Luis Ortega"}
    said = screener.submit(page, given, action="/letters/deposit", expect=422)
    assert [
        "Each one needs a separate letter, because each decides alone" in error
        for error in said.errors
    ] == [True]
    assert said.form(action="/letters/deposit").values["text"] == desk.DEPOSIT["text"]
    letter = desk.deposit(screener, addressee="Rosa and Luis Delgado")  # one family
    path = f"/letters/{letter.id}/replace"
    words = {"addressee": "Rosa Delgado and Luis Ortega", "text": "I did it."}
    said = screener.submit(screener.get(path), words, action=path, expect=422)
    assert "Each one needs a separate letter, because each decides alone" in said.errors[0]
