"""Step-up: a stolen visit, or a console left open, decides nothing without a new one-time code."""

from typing import Any

import pytest

from shared.letters import queries
from shared.records import workflow
from shared.records.models import AuditEntry, Paper
from shared.records.workflow import Transition
from staff.acting import acting, acts
from tests.support import letters as bank
from tests.support import shortcut
from tests.support.visitor import Page
from tests.support.world import Asked, World

PLACES = (acts.CASE, acts.LETTER, acts.REGISTRATION, acts.MATCH, acts.DELIVERY)
ASKED = "Enter the 6-digit code."
WRONG = "This is not the code of this moment. Enter the one in the app."
SPENT = "This code was used already. Wait until the app shows the next one."
MARKED = [
    pytest.param(place, row, id=f"{place.noun}-{row.action}-{'-'.join(row.sources)}")
    for place in PLACES for row in place.flow.transitions if row.steps_up
]  # fmt: skip


def agree(world: World, asked: Asked, code: str, expect: int = 303) -> Page:
    """The Division agrees: an act that asks nothing else."""
    desk, path = world.staff("coordinator"), f"/cases/{asked.case.id}/agree_approach"
    return desk.submit(desk.get(path), {"one_time_code": code}, action=path, expect=expect)


def events(name: str) -> list[str]:
    rows = AuditEntry.select().where(AuditEntry.event == name)
    return [row.facts for row in rows.order_by(AuditEntry.seq)]


@pytest.fixture
def talked(world: World) -> Asked:
    world.staff("coordinator")  # is signed in: with a code that is used up so
    return shortcut.to(world, "talked")


def test_act_that_decides_asks_for_a_code_and_the_log_says_for_what(world, talked):
    page = agree(world, talked, "", expect=422)
    assert page.errors == [ASKED]
    assert not events("case.approach_agreed")
    agree(world, talked, world.code("coordinator2"), expect=422)
    agree(world, talked, world.next_code("coordinator"))
    assert f"case.agree_approach {talked.case.id}" in events("account.stepped_up")[0]
    assert len(events("case.approach_agreed")) == 1


def test_code_that_was_used_is_refused_with_its_sentence(world, talked):
    """The code of the sign-in, seen over a shoulder, decides nothing."""
    page = agree(world, talked, world.code("coordinator"), expect=422)
    assert page.errors == [SPENT]
    assert not events("case.approach_agreed")


def test_code_of_one_case_decides_nothing_on_another(world, talked):
    other = shortcut.to(world, "talked")
    code = world.next_code("coordinator")
    agree(world, talked, code)
    assert agree(world, other, code, expect=422).errors == [SPENT]
    agree(world, other, world.next_code("coordinator"))


def test_code_of_five_minutes_ago_is_refused(world, talked):
    code = world.next_code("coordinator")
    world.clock.move(minutes=5)
    assert agree(world, talked, code, expect=422).errors == [WRONG]


def test_code_is_good_for_the_version_that_was_seen(world, talked):
    desk, path = world.staff("coordinator"), f"/cases/{talked.case.id}/agree_approach"
    page = desk.get(path)
    shortcut.act(world, talked, "planner", "check_orders", checked_on=talked.case.made_at.date(),
                 found="none")  # fmt: skip
    code = world.next_code("coordinator")
    page = desk.submit(page, {"one_time_code": code}, action=path, expect=409)
    assert not events("account.stepped_up")
    desk.submit(page, {"one_time_code": code}, action=path)  # it was not used up


def test_code_is_not_used_up_by_an_act_that_is_refused(world, talked):
    asked = shortcut.to(world, "approach")  # nobody has spoken with the person yet
    code = world.next_code("coordinator")
    page = agree(world, asked, code, expect=422)
    assert "This cannot be done now" in page.text
    assert page.one("input", name="one_time_code").get("value") == ""
    assert not events("account.stepped_up")
    agree(world, talked, code)


def test_wrong_codes_are_slowed_and_raise_the_alarm(world, talked):
    for _ in range(5):
        assert agree(world, talked, "000000", expect=422).errors == [WRONG]
    agree(world, talked, world.next_code("coordinator"), expect=429)
    assert len(events("account.refused")) == 5


# -- every row that is marked --------------------------------------------------------------------


def _subject(world: World, noun: str) -> Any:
    if noun == "case":
        return shortcut.to(world, "assigned").case
    letter = bank.banked(world, bank.deposit(world))
    registration = bank.verified(world)
    if noun == "delivery":
        delivery = bank.matched(world, letter, registration)
        type(delivery).update(told_at=delivery.made_at).execute()
        return delivery
    if noun == "match":
        return bank.matched(world, letter, registration).match
    return {"letter": letter, "registration": registration}[noun]


def _path(place: acting.Place, row: Transition[Any], subject: Any) -> str:
    if place.noun == "case":
        return f"/cases/{subject.id}/{row.action}"
    if place.noun == "letter" and row.source in queries.TIERS:
        return f"/letters/{subject.id}/review"
    if row.action == "seal":
        return f"/deliveries/{subject.id}/seal"
    noun = {"delivery": "deliveries", "match": "matches"}.get(place.noun, f"{place.noun}s")
    return f"/{noun}/{subject.id}/acts/{row.action}"


@pytest.mark.slow
@pytest.mark.parametrize(("place", "row"), MARKED)
def test_every_marked_act_asks_for_the_code_and_does_nothing_without(world, place, row):
    """Someone who may, with the subject put where the act is open: the page asks, and insists."""
    subject, model = _subject(world, place.noun), place.flow.model
    state = subject.state if workflow.ANY in row.sources else row.sources[0]
    model.update(state=state).where(model.id == subject.id).execute()
    roles = [one.partition(":")[0] for one in row.by if one != "person"]
    desk = world.staff("screener@MSP" if roles == ["screener"] else roles[-1])
    desk.authenticator = None
    path = _path(place, row, subject)
    page = desk.submit(desk.get(path), {"one_time_code": ""}, action=path, expect=422)
    assert ASKED in page.errors
    was = model.get_by_id(subject.id)
    assert (was.state, was.version) == (state, subject.version)


def test_summary_of_a_case_is_asked_for_with_a_code(world):
    """It takes the whole case out of the console."""
    asked = shortcut.to(world, "assigned")
    desk, case = world.staff("planner"), f"/cases/{asked.case.id}"
    path, wanted = f"{case}/papers", {"name": "case-summary", "language": "es"}
    page = desk.submit(desk.get(case), wanted, action=path, expect=200)
    page = desk.submit(page, {"one_time_code": ""}, action=path, expect=422)
    assert page.errors == [ASKED]
    assert not Paper.select().where(Paper.name == "case-summary").exists()
    desk.submit(page, action=path)
    assert Paper.get(Paper.name == "case-summary").language == "es"
    assert f"paper.case-summary {asked.case.id}" in events("account.stepped_up")[0]
