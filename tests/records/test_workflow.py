"""The one door for state: what is refused changes nothing, what goes through goes through whole."""

import re
import threading
from dataclasses import dataclass
from typing import Any

import pytest

from shared import policy
from shared.base import db
from shared.cli.tables import FLOWS
from shared.frontdoor.wording import WORDS
from shared.people import contact
from shared.records import audit, jobs, workflow
from shared.records.events import EVENTS
from shared.records.models import AuditEntry, DialogueCase, Job, Task
from shared.records.permissions import PERSON, RELATIONS, ROLES, WORKER, Hidden
from shared.records.workflow import (
    ANY,
    HELD,
    Act,
    Facts,
    Guard,
    NotPermitted,
    Reason,
    Refused,
    Stale,
    State,
    Transition,
    Workflow,
    actions_for,
    perform,
    why_not,
)
from tests.support.world import World

pytestmark = pytest.mark.law_3


class Broken(Exception):
    """What goes wrong in an effect."""


@dataclass(frozen=True)
class Ending(Facts):
    closure: str = ""
    note: str = ""


@dataclass(frozen=True)
class Opening(Facts):
    ready: bool = False
    late: bool = False
    breaks: bool = False
    secret: str = ""


READY = Guard(lambda act: act.facts.ready, "First get ready.")
SECOND = Guard(lambda act: not act.facts.late, "Then this.")


def add_task(act: Act) -> None:
    contact.ask_task("toy", "case", act.subject.id, "planner")
    jobs.ask("toy", f"toy:{act.subject.id}")


def note_state(act: Act) -> None:
    act.entry.note(what=f"{act.subject.state} {act.subject.version}")


def break_off(act: Act) -> None:
    if act.facts.breaks:
        raise Broken


def go_on(act: Act) -> None:
    perform(TOY, act.subject.id, "note", act.actor, None)


T = Transition
TOY = Workflow(
    "case", DialogueCase,
    (
        State("received", "Received", "planner", "dialogue_received"),
        State("eligibility", "Eligibility", "planner", "dialogue_looking"),
        State("closed", "Closed", "", "dialogue_closed", open=False),
    ),
    (
        T("received", "open", "eligibility", ("planner",), "case.opened", "Open",
          Opening, guards=(READY, SECOND), effects=(add_task, break_off)),
        T("received", "open_and_note", "eligibility", ("planner",), "case.opened", "Open, note",
          effects=(go_on,)),
        T("received", "sign", "", ("planner", "facilitator:own"), "account.changed", "Sign",
          effects=(note_state,)),
        T("eligibility", "note", "", ("planner",), "case.own_wish_recorded", "Note"),
        T("received", "end", "closed", ("coordinator",), "case.closed", "End", Ending),
        T(ANY, "withdraw", "closed", ("person",), "case.withdrawn", "Withdraw", while_held=True,
          hidden=True),
        T(ANY, "hold", "", ("planner",), "case.held", "Hold", Reason, effects=(workflow.hold,)),
        T(ANY, "resume", "", ("planner",), "case.resumed", "Resume", effects=(workflow.resume,),
          while_held=True),
    ),
)  # fmt: skip


def asked(world: World) -> Any:
    """A case in the state `received`."""
    one = world.ask()
    world.collect()
    return one.case


def everything(case: Any) -> tuple[Any, ...]:
    """All that an act on the case could have changed."""
    now = DialogueCase.get_by_id(case.id)
    return (
        now.state, now.version, now.held, now.hold_reason, now.since, AuditEntry.select().count(),
        Task.select().count(), sorted(job.key for job in Job.select()),
    )  # fmt: skip


@pytest.fixture
def case(world) -> Any:
    return asked(world)


@pytest.fixture
def planner(world) -> Any:
    return world.actor("planner")


# -- what goes through -------------------------------------------------------------------------


def test_perform_moves_the_state_with_its_effects_and_its_entry(either_world):
    case, planner = asked(either_world), either_world.actor("planner")
    either_world.clock.move(hours=1)
    entries = AuditEntry.select().count()
    after = perform(TOY, case.id, "open", planner, case.version, ready=True, secret="never kept")
    now = DialogueCase.get_by_id(case.id)
    assert (now.state, now.version, now.since) == (
        "eligibility", case.version + 1, either_world.clock.at.replace(tzinfo=None),
    )  # fmt: skip
    assert (after.state, after.version) == (now.state, now.version)
    assert Task.select().where(Task.kind == "toy").count() == 1
    assert Job.select().where(Job.key == f"toy:{case.id}").count() == 1
    assert AuditEntry.select().count() == entries + 1
    last = audit.timeline("case", case.id)[-1]
    assert (last.event, last.actor, last.facts) == ("case.opened", planner.id, "{}")


def test_perform_without_a_target_keeps_the_state_and_its_day(world, case, planner):
    world.clock.move(days=3)
    perform(TOY, case.id, "sign", planner, case.version)
    now = DialogueCase.get_by_id(case.id)
    assert (now.state, now.version, now.since) == ("received", case.version + 1, case.since)


def test_effects_see_the_subject_as_it_will_be(case, planner):
    perform(TOY, case.id, "sign", planner, case.version)
    assert audit.timeline("case", case.id)[-1].facts == '{"what":"received 2"}'


def test_effects_may_act_in_turn(case, planner):
    perform(TOY, case.id, "open_and_note", planner, case.version)
    now = DialogueCase.get_by_id(case.id)
    assert (now.state, now.version) == ("eligibility", case.version + 2)
    assert [row.event for row in audit.timeline("case", case.id)][-2:] == [
        "case.own_wish_recorded", "case.opened",
    ]  # fmt: skip


def test_facts_of_the_registry_are_kept_and_others_are_not(world, case):
    perform(TOY, case.id, "end", world.actor("coordinator"), case.version,
            closure="other", note="private words")  # fmt: skip
    assert audit.timeline("case", case.id)[-1].facts == '{"closure":"other"}'


# -- what does not -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "action", "version", "facts", "error"),
    [
        ("coordinator", "open", 1, {"ready": True}, NotPermitted),
        ("facilitator", "sign", 1, {}, NotPermitted),  # not their own case
        ("screener@MSP", "open", 1, {"ready": True}, NotPermitted),
        ("planner", "note", 1, {}, NotPermitted),  # not from this state
        ("planner", "fly", 1, {}, NotPermitted),
        ("planner", "withdraw", 1, {}, NotPermitted),
        ("planner", "open", 0, {"ready": True}, Stale),
        ("planner", "open", 2, {"ready": True}, Stale),
        ("coordinator", "open", 7, {"ready": True}, Stale),
        ("planner", "open", 1, {}, Refused),
        ("planner", "open", 1, {"ready": True, "late": True}, Refused),
        ("planner", "open", 1, {"ready": True, "breaks": True}, Broken),
        ("planner", "hold", 1, {"day": "today"}, TypeError),  # a fact that the act does not know
        ("planner", "sign", 1, {"what": "this"}, TypeError),  # an act that asks for nothing
    ],
)
def test_refused_act_changes_nothing(world, case, who, action, version, facts, error):
    before = everything(case)
    with pytest.raises(error):
        perform(TOY, case.id, action, world.actor(who), version, **facts)
    assert everything(case) == before


@pytest.mark.postgres
def test_refused_act_changes_nothing_on_postgres(postgres_world):
    case, planner = asked(postgres_world), postgres_world.actor("planner")
    before = everything(case)
    for facts, error in (({}, Refused), ({"ready": True, "breaks": True}, Broken)):
        with pytest.raises(error):
            perform(TOY, case.id, "open", planner, case.version, **facts)
        assert everything(case) == before
    perform(TOY, case.id, "open", planner, case.version, ready=True)


def test_guards_are_asked_in_order_and_say_why(case, planner):
    for facts, said in (
        ({}, "First get ready."), ({"late": True}, "First get ready."),
        ({"ready": True, "late": True}, "Then this."),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            perform(TOY, case.id, "open", planner, case.version, **facts)
        assert refused.value.sentence == said
        assert why_not(TOY, planner, case, "open", **facts) == said
    assert why_not(TOY, planner, case, "open", ready=True) is None


def test_why_not_changes_nothing(case, planner):
    before = everything(case)
    why_not(TOY, planner, case, "open", ready=True)
    assert everything(case) == before


def test_unknown_subject_is_hidden(world, planner):
    with pytest.raises(Hidden):
        perform(TOY, "0" * 20, "open", planner, 1, ready=True)


def test_the_person_s_word_counts_whatever_happened_meanwhile(case, planner):
    perform(TOY, case.id, "hold", planner, case.version, reason="unwell")
    perform(TOY, case.id, "withdraw", PERSON, None)
    assert DialogueCase.get_by_id(case.id).state == "closed"


def test_ended_subject_is_not_moved_by_what_leaves_every_open_state(case, planner):
    perform(TOY, case.id, "withdraw", PERSON, None)
    for who, action in ((PERSON, "withdraw"), (planner, "hold")):
        with pytest.raises(NotPermitted):
            perform(TOY, case.id, action, who, None, reason="unwell")


# -- hold --------------------------------------------------------------------------------------


def test_hold_stops_all_but_what_works_while_held(case, planner):
    perform(TOY, case.id, "hold", planner, case.version, reason="unwell")
    held = DialogueCase.get_by_id(case.id)
    assert (held.state, held.held, held.hold_reason) == ("received", True, "unwell")
    with pytest.raises(Refused) as refused:
        perform(TOY, case.id, "open", planner, held.version, ready=True)
    assert refused.value.sentence == HELD
    assert [row.action for row in actions_for(TOY, planner, held)] == ["resume"]
    perform(TOY, case.id, "resume", planner, held.version)
    again = DialogueCase.get_by_id(case.id)
    assert (again.held, again.hold_reason) == (False, "")
    perform(TOY, case.id, "open", planner, again.version, ready=True)


# -- buttons -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("planner", ["open", "open_and_note", "sign", "hold", "resume"]), ("coordinator", ["end"]),
        ("facilitator", []), ("auditor", []), ("screener@MSP", []),
    ],
)  # fmt: skip
def test_what_is_shown_is_what_is_permitted(world, case, who, shown):
    assert [row.action for row in actions_for(TOY, world.actor(who), case)] == shown


def test_hidden_acts_are_never_buttons(case):
    assert actions_for(TOY, PERSON, case) == []


# -- two at once -------------------------------------------------------------------------------


def test_two_acts_on_one_version_give_one_success_and_one_stale(either_world):
    case, planner = asked(either_world), either_world.actor("planner")
    outcomes: list[str] = []
    begin = threading.Barrier(2)

    def act() -> None:
        begin.wait()
        try:
            perform(TOY, case.id, "sign", planner, case.version)
            outcomes.append("done")
        except Stale:
            outcomes.append("stale")
        finally:
            db.records.close()

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "stale"]
    assert DialogueCase.get_by_id(case.id).version == case.version + 1


# -- the real tables ---------------------------------------------------------------------------


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.noun)
def test_every_transition_stands_on_what_there_is(flow):
    names = set(flow.by_name)
    actors = {*ROLES, WORKER.id, PERSON.id}
    assert len(names) == len(flow.states)
    for row in flow.transitions:
        assert row.event in EVENTS
        assert set(row.sources) <= names | {ANY}
        assert row.target in names | {""}
        assert row.by
        for right in row.by:
            role, _, relation = right.partition(":")
            assert role in actors
            assert not relation or (flow.noun, relation) in RELATIONS


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.noun)
def test_every_state_is_reached_and_open_ones_are_left(flow):
    targets = {row.target for row in flow.transitions} | {flow.states[0].name}
    assert {state.name for state in flow.states} - targets == set()
    for state in flow.states:
        leaving = {row.target for row in flow.rows(state.name)} - {"", state.name}
        assert bool(leaving) or not state.open


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.noun)
def test_what_the_person_reads_has_words(flow):
    codes = {state.reads for state in flow.states} | {state.until_told for state in flow.states}
    assert codes - {"", workflow.KEEP} - set(WORDS) == set()


def test_pairs_asked_about_by_guards_are_pairs_of_the_policy(project):
    asked = re.compile(r'needs_two\(\s*"([^"]+)", "([^"]+)"')
    for path in (project / "shared").rglob("*.py"):
        for first, second in asked.findall(path.read_text("utf-8")):
            assert policy.load("mississippi").needs_two(first, second) is True
