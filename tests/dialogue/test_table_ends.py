"""The table near its ends: answers taken back, orders found, papers kept."""

from datetime import timedelta
from io import BytesIO

import pytest

from shared import dialogue
from shared.console import reminders
from shared.dialogue import queries
from shared.records.models import (
    AuditEntry,
    Filing,
    Task,
)
from shared.records.workflow import why_not
from tests.support import carry, shortcut, whole
from tests.support import scanned as scanned_page
from tests.support.world import HERE, Asked, World

pytestmark = pytest.mark.slow


def tasks(asked: Asked) -> set[str]:
    mine = (Task.subject == asked.case.id) & Task.done_at.is_null()
    return {row.kind for row in Task.select().where(mine)}


def scanned() -> tuple[BytesIO, str]:
    return BytesIO(scanned_page.page()), "p.jpg"


def ready(world: World) -> Asked:
    """A case whose readiness the Division has found."""
    asked = shortcut.to(world, "assigned")
    whole.agree(world, asked)
    whole.prepare(world, asked)
    whole.recommend(world, asked)
    return asked


@pytest.mark.S15
@pytest.mark.S30
def test_offender_may_take_back_the_answer_while_the_signatures_are_asked_for(world):
    asked = shortcut.to(world, "signed")
    carry.act(world.staff("planner"), asked, "offender_stops")
    assert queries.approach(asked.case).answer == "unwilling"
    assert "person.tell" in tasks(asked)
    said = why_not(dialogue.FLOW, world.actor("planner"), asked.case, "assign",
                   facilitator=world.logins["facilitator"].id, no_conflict=True)  # fmt: skip
    assert said == "The {offender} has not agreed to take part."
    case = f"/cases/{asked.case.id}"
    assert f"{case}/keep_on_file" in world.staff("planner").get(case).links()


@pytest.mark.S20
@pytest.mark.edge_7
def test_an_order_found_holds_the_case_in_the_same_moment(world):
    asked = ready(world)
    carry.act(world.staff("planner"), asked, "check_orders", found="active")
    assert asked.case.held
    assert "case.fact_changed" in tasks(asked)
    assert queries.division_review(asked.case) is None
    held = AuditEntry.select().where(
        (AuditEntry.event == "case.held") & (AuditEntry.subject == asked.case.id)
    )
    assert held.count() == 1
    assert reminders.raise_all() == 0  # it is not held for the same order again
    whole.speak(world, asked)
    carry.act(world.staff("planner"), asked, "resume")
    assert reminders.raise_all() == 0


@pytest.mark.S20
def test_an_order_found_at_the_beginning_is_answered_by_the_list(world):
    asked = shortcut.to(world, "checked")
    carry.act(world.staff("planner"), asked, "check_orders", found="active")
    assert not asked.case.held  # nothing is under way that could do harm


@pytest.mark.S13
@pytest.mark.S30
def test_paper_that_a_facility_signed_is_kept_as_it_was_scanned(world):
    asked = shortcut.to(world, "assessment")
    day = carry.day("signed_on", world)
    carry.act(world.staff("planner"), asked, "answer_assessment", capacity="yes",
              willingness="yes", on_paper="y", signer="C. Manager", scan=scanned(),
              **day)  # fmt: skip
    filed = Filing.get()
    assert (filed.kind, filed.subject, filed.signed_on) == (
        "assessment", asked.case.id, world.clock.at.date(),
    )  # fmt: skip
    for step in ("talked", "agreed", "told", "review"):
        if step == "talked":
            carry.act(world.staff("planner"), asked, "accept_assessment")
        shortcut.STEPS[step](world, asked)
    carry.act(world.staff("planner"), asked, "sign_superintendent", decision="approve",
              on_paper="y", signer="W. Warden", scan=scanned(), **day)  # fmt: skip
    assert {row.kind for row in Filing.select()} == {"assessment", "signature"}
    # Anyone who answers in person is asked for no paper.
    row = queries.signatures(asked.case)
    assert row["superintendent"].on_paper
    office = world.staff(f"superintendent@{HERE}")
    assert office.get("/queue").status == 200


def test_days_of_the_deadlines_are_the_policys(world):
    from shared import policy

    assert policy.current().deadline("approach_answer") < timedelta(days=60)
    assert policy.current().deadline("assessment") < timedelta(days=60)
