"""What time raises, and never decides."""

import pytest

from shared.console import reminders
from shared.dialogue import queries
from shared.records.models import (
    DialogueCase,
    Grant,
    Task,
)
from tests.support import shortcut
from tests.support.seen import is_in_a_queue, tasks_of
from tests.support.world import Asked

pytestmark = pytest.mark.slow


def deputies_of(asked: Asked, kind: str) -> list[str]:
    """The roles that are asked for something as deputies."""
    mine = (Task.parent == asked.case.id) & (Task.kind == kind) & Task.done_at.is_null()
    return [row.role for row in Task.select().where(mine & Task.deputy)]


@pytest.mark.law_12
def test_what_is_asked_of_an_account_that_is_gone_is_asked_of_a_deputy(world):
    asked = shortcut.to(world, "assigned")
    assert reminders.raise_all() == 0
    Grant.update(ended_at=world.clock.at).where(Grant.role == "facilitator").execute()
    reminders.raise_all()
    waiting = [row for row in tasks_of(asked.case.id) if row.parent]
    assert [row.role for row in waiting if is_in_a_queue(row)]


@pytest.mark.law_12
def test_case_that_no_one_is_asked_about_is_put_into_a_queue(world):
    asked = shortcut.to(world, "eligibility")
    Task.delete().execute()
    assert reminders.raise_all() == 1
    assert [row.kind for row in tasks_of(asked.case.id)] == ["case.ask_assessment"]


@pytest.mark.law_12
def test_deputy_is_not_asked_any_more_once_it_is_done(world):
    asked = shortcut.to(world, "assessment")
    world.clock.move(days=60)
    reminders.raise_all()
    shortcut.act(world, asked, "planner", "answer_assessment", capacity="yes", willingness="yes",
                 on_paper=True, signer="A. Signer", signed_on=queries.today())  # fmt: skip
    assert [row.kind for row in tasks_of(asked.case.id)] == ["case.accept_assessment"]


@pytest.mark.S13
@pytest.mark.S30
def test_what_a_facility_owes_is_raised_once_it_is_late(world):
    asked = shortcut.to(world, "assessment")
    world.clock.move(days=60)
    raised = reminders.raise_all()
    assert deputies_of(asked, "case.answer_assessment") == ["planner"]
    assert reminders.raise_all() == 0
    assert raised >= 1
    assert DialogueCase.get().state == "assessment"  # raised, and nothing decided by it


@pytest.mark.S14
@pytest.mark.S15
def test_no_answer_from_the_offender_is_raised_and_not_taken_for_a_no(world):
    asked = shortcut.to(world, "told")
    assert reminders.raise_all() == 0
    world.clock.move(days=60)
    reminders.raise_all()
    assert deputies_of(asked, "case.record_answer") == ["coordinator"]
    assert queries.approach(asked.case).answer == ""
