"""The eligibility list on one page: all that was answered anew, or nothing."""

import pytest

from shared import policy
from shared.dialogue import queries
from shared.records.models import AuditEntry, EligibilityFinding
from tests.support import shortcut


def path_of(asked):
    return f"/cases/{asked.case.id}/checklist"


@pytest.mark.S20
@pytest.mark.S23
@pytest.mark.S24
@pytest.mark.S25
@pytest.mark.S26
@pytest.mark.S31
def test_answers_become_findings_by_what_each_item_asks(world):
    asked = shortcut.to(world, "eligibility")
    desk = world.staff("planner")
    page = desk.get(path_of(asked))
    answers = {f"item_{item.id}": item.asks for item in policy.current().eligibility_items.values()}
    desk.submit(page, answers | {"item_death_row": "yes"}, action=path_of(asked))
    assert queries.unmet(asked.case) == ["death_row"]
    assert EligibilityFinding.select().count() == len(answers)
    entries = AuditEntry.select().where(AuditEntry.event == "case.finding_recorded")
    assert entries.count() == len(answers)


def test_only_what_was_answered_anew_is_recorded(world):
    asked = shortcut.to(world, "eligibility")
    desk = world.staff("planner")
    desk.submit(desk.get(path_of(asked)), {"item_adult": "yes"}, action=path_of(asked))
    page = desk.get(path_of(asked))
    assert page.form(action=path_of(asked)).values["item_adult"] == "yes"
    desk.submit(page, {"item_goals": "no"}, action=path_of(asked))
    assert [row.item for row in EligibilityFinding.select()] == ["adult", "goals"]


def test_stale_list_records_nothing_and_keeps_the_answers(world):
    asked = shortcut.to(world, "eligibility")
    first, second = world.staff("planner"), world.staff("planner2")
    mine = first.get(path_of(asked))
    second.submit(second.get(path_of(asked)), {"item_adult": "no"}, action=path_of(asked))
    page = first.submit(mine, {"item_goals": "yes"}, action=path_of(asked), expect=409)
    assert page.form(action=path_of(asked)).values["item_goals"] == "yes"
    assert EligibilityFinding.select().count() == 1


def test_answer_that_is_not_offered_records_nothing(world):
    asked = shortcut.to(world, "eligibility")
    desk = world.staff("planner")
    page = desk.get(path_of(asked))
    desk.submit(page, {"item_goals": "perhaps", "item_adult": "yes"}, action=path_of(asked),
                expect=422)  # fmt: skip
    assert EligibilityFinding.select().count() == 0


def test_list_is_closed_to_whoever_may_not_record(world):
    asked = shortcut.to(world, "eligibility")
    world.staff("coordinator").get(path_of(asked), expect=403)
