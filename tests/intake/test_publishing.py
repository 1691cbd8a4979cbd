"""What lies on the noticeboard: computed from the records, bad news only after a person told it."""

from typing import Any

import pytest

from shared import dialogue
from shared.frontdoor import noticeboard, sealing
from shared.frontdoor.noticeboard import Noticeboard
from shared.intake import collecting, publishing
from shared.records import jobs, vault
from shared.records.models import DialogueCase, Job, Reference
from shared.records.workflow import KEEP
from tests.support.world import Asked, World

HANDLERS: dict[str, jobs.Handler] = {
    "publish": publishing.publish, "render": lambda _payload: None,
}  # fmt: skip


def reads(asked: Asked) -> str:
    standing = noticeboard.read(sealing.reference_key_of(vault.keys().portal, asked.reference))
    assert standing is not None
    return standing.state


def put(asked: Asked, state: str, **reference: Any) -> str:
    """What the person reads once the case is in a state and the worker had its turn."""
    DialogueCase.update(state=state).where(DialogueCase.reference == asked.reference).execute()
    if reference:
        Reference.update(**reference).where(Reference.id == asked.reference).execute()
    publishing.publish({"reference": asked.reference})
    return reads(asked)


@pytest.fixture
def asked(world: World) -> Asked:
    one = world.ask()
    collecting.collect()
    jobs.deliver(HANDLERS)
    return one


def test_request_reads_received_before_and_after_it_was_collected(world):
    asked = world.ask()
    assert (reads(asked), Noticeboard.select().count()) == ("dialogue_received", 0)
    collecting.collect()
    jobs.deliver(HANDLERS)
    assert (reads(asked), Noticeboard.get().version) == ("dialogue_received", 1)


@pytest.mark.law_1
def test_states_that_share_words_are_one_state_to_the_reader(world, asked):
    for state in ("assessment", "approach", "review"):
        world.clock.move(days=3)
        assert put(asked, state) == "dialogue_under_way"
    row = Noticeboard.get()
    assert (row.version, row.changed_on.isoformat()) == (2, "2026-03-05")


def test_date_is_the_day_where_the_department_is(world, asked):
    world.clock.at = world.clock.at.replace(day=10, hour=4, minute=30)  # still the 9th in Jackson
    put(asked, "eligibility")
    assert Noticeboard.get().changed_on.isoformat() == "2026-03-09"


@pytest.mark.ruling_6
def test_news_of_an_ending_waits_for_a_person_to_tell_it(asked):
    put(asked, "review")
    assert put(asked, "closed") == "dialogue_under_way"
    assert put(asked, "closed", told_state="review") == "dialogue_under_way"
    assert put(asked, "closed", told_state="closed") == "dialogue_closed"


@pytest.mark.ruling_6
def test_news_of_an_ending_is_read_by_who_chose_to_read_it(asked):
    put(asked, "review")
    assert put(asked, "closed", read_here=True) == "dialogue_closed"


@pytest.mark.ruling_6
def test_state_that_keeps_what_stands_says_nothing_new(asked):
    keeping = [state.name for state in dialogue.FLOW.states if state.until_told == KEEP]
    assert len(keeping) > 2
    put(asked, "eligibility")
    assert {put(asked, state) for state in keeping} == {"dialogue_looking"}
    assert Noticeboard.get().version == 2


@pytest.mark.ruling_9
def test_withdrawal_is_read_at_once(world, asked):
    world.stop(asked)
    collecting.collect()
    jobs.deliver(HANDLERS)
    assert reads(asked) == "stopped"


def test_publish_killed_before_its_job_was_removed_does_it_once(asked):
    before = Noticeboard.get().version
    jobs.ask("publish", "publish:again", reference=asked.reference)
    publishing.publish({"reference": asked.reference})  # and here it died
    jobs.deliver(HANDLERS)
    assert (Noticeboard.get().version, Job.select().count()) == (before, 0)


def test_publish_of_an_older_job_puts_up_what_stands_now(asked):
    jobs.ask("publish", "publish:late", reference=asked.reference)
    assert put(asked, "withdrawn") == "stopped"
    jobs.deliver(HANDLERS)
    assert reads(asked) == "stopped"


@pytest.mark.law_2
def test_board_tells_nothing_but_a_digest_and_a_code(asked):
    row = Noticeboard.get()
    assert (len(row.id), asked.reference in str(row.__data__)) == (64, False)
