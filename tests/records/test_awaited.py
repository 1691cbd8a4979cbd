"""What a table waits for becomes tasks, and what is urgent is never put off."""

from datetime import date

import pytest

from shared import dialogue, policy
from shared.people import contact
from shared.records import awaited
from shared.records.models import Account, Task
from tests.support import shortcut
from tests.support.seen import tasks_of

pytestmark = pytest.mark.law_12


def test_asking_twice_asks_once(world):
    asked = shortcut.to(world, "eligibility")
    before = [task.id for task in tasks_of(asked.case.id)]
    awaited.ask_next(dialogue.FLOW, asked.case)
    assert [task.id for task in tasks_of(asked.case.id)] == before


def test_role_that_no_one_holds_is_stood_in_for(world):
    assert awaited.deputy_of("superintendent") == "planner"
    Account.update(active=False).where(Account.name.startswith("Planner")).execute()
    assert awaited.deputy_of("superintendent") == "coordinator"
    asked = shortcut.to(world, "received")
    assert {task.role for task in tasks_of(asked.case.id)} == {"planner", "coordinator"}


def test_right_to_see_is_the_roles_own_or_its_deputys():
    assert awaited.right_to_see("case", "facilitator") == "facilitator:own"
    assert awaited.right_to_see("case", "superintendent") == "planner"
    assert policy.current().deputies["superintendent"] == "planner"


def test_urgent_task_is_not_replaced_by_a_lesser_one(world):
    for due in (None, date(2026, 3, 9), date(2026, 3, 4), date(2026, 3, 20), None):
        contact.ask_task("person.tell", "case", "x", "planner", due_on=due)
    assert [task.due_on for task in Task.select()] == [date(2026, 3, 4)]
