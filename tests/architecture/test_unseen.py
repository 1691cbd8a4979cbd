"""Nobody waits unseen (law 12): read off the tables, for every state, role and policy."""

import ast
from pathlib import Path
from typing import Any

import pytest

from shared import policy
from shared.console.queue import FLOWS, KINDS
from shared.policy.reading import NAMES
from shared.records import awaited
from shared.records.permissions import RULES
from tests.support.seen import MUST_ASK

pytestmark = pytest.mark.law_12

STATES = [(flow, state) for flow in FLOWS for state in flow.states if state.open]
ROWS = [(flow, row) for flow in FLOWS for row in flow.transitions if row.awaited]


def _name(one: Any) -> str:
    return str(getattr(one, "noun", None) or getattr(one, "name", None) or one)


@pytest.fixture(params=NAMES)
def chosen(request: pytest.FixtureRequest) -> Any:
    """Each policy in turn."""
    before = policy.current().name
    yield policy.use(request.param)
    policy.use(before)


@pytest.mark.parametrize(("flow", "state"), STATES, ids=_name)
def test_open_state_has_a_role_that_sees_it_in_its_queue(flow, state, chosen):
    """If no act is awaited, the role that is named for the state looks at it."""
    right = awaited.right_to_see(flow.noun, state.waiting_on)
    assert right, f"{flow.noun} in {state.name} waits on no one who may see it"
    assert right in RULES[flow.noun, "read"]


@pytest.mark.parametrize(("flow", "state"), STATES, ids=_name)
def test_open_state_waits_for_an_act_unless_it_rests(flow, state):
    asked = [row.action for row in flow.rows(state.name) if row.awaited and row.action != "resume"]
    assert asked or state.rests, f"{flow.noun} in {state.name} waits for nothing"


@pytest.mark.parametrize("flow", FLOWS, ids=_name)
def test_hold_is_looked_at(flow):
    held = [row for row in flow.transitions if row.action == "hold"]
    resumed = [row for row in flow.transitions if row.action == "resume" and row.while_held]
    assert not held or all(row.awaited for row in resumed)


@pytest.mark.parametrize(("flow", "row"), ROWS, ids=lambda one: getattr(one, "action", ""))
def test_awaited_act_is_asked_of_someone_who_may_do_it(flow, row, chosen):
    right = row.by[0]
    role = right.partition(":")[0]
    assert row.awaited.within in chosen.deadlines
    sees = any(one.partition(":")[0] == role for one in RULES[flow.noun, "read"])
    assert sees or row.awaited.of, f"{role} is asked about a {flow.noun} that they may not see"


def test_what_a_person_does_next_is_marked_in_the_table():
    case = next(flow for flow in FLOWS if flow.noun == "case")
    assert {row.action for row in case.transitions if row.awaited} >= MUST_ASK


def test_role_that_is_asked_has_a_deputy(chosen):
    roles = {row.by[0].partition(":")[0] for _, row in ROWS} | {s.waiting_on for _, s in STATES}
    for role in sorted(roles - {""}):
        assert chosen.deputies[role] != role
        assert chosen.deputies[role] in ("planner", "coordinator")


def test_deadline_of_a_policy_is_read(chosen):
    """As the `awaited` of a row, or by its name in the code."""
    named = {row.awaited.within for _, row in ROWS}
    for file in (Path(__file__).parents[2] / "shared").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("due", "deadline"):
                named |= {
                    one.value for arg in node.args for one in ast.walk(arg)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }  # fmt: skip
    assert set(chosen.deadlines) == named


def test_reminder_is_no_act_of_a_table():
    assert not {f"{flow.noun}.{row.action}" for flow, row in ROWS} & set(KINDS)
