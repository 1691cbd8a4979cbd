"""Who may do what, in which state: every cell of every workflow, against a reviewed snapshot.

A cell of NOUN.txt in tests/architecture/matrix is `yes`, the relation that must hold (`own`,
`asked`, `facility`), or `.`.  After a wanted change of a table,
`python -m tests.architecture.test_matrix` writes the files anew; read the difference before it is
committed.
"""

from pathlib import Path
from typing import Any

import pytest

from shared import dialogue, letters
from shared.records import workflow
from shared.records.models import Assessment, DialogueCase, Signature
from shared.records.permissions import FACILITY_ROLES, ROLES, Actor
from shared.records.workflow import ANY, NotPermitted, Workflow
from tests.support import shortcut
from tests.support.world import HERE, THERE

FLOWS = (dialogue.FLOW, letters.LETTER, letters.DELIVERY, letters.REGISTRATION, letters.MATCH)
WHO = (*ROLES, "person", "worker")
FOLDER = Path(__file__).parent / "matrix"


def cell(rights: tuple[str, ...], role: str) -> str:
    found = [right.partition(":")[2] or "yes" for right in rights if right.split(":")[0] == role]
    return "yes" if "yes" in found else "/".join(found) or "."


def grid(flow: Workflow) -> str:
    """Every state with its actions, and who may do each."""
    names = sorted({row.action for row in flow.transitions})
    width = max(map(len, names)) + 2
    lines = []
    for state in flow.states:
        rows = {name: flow.rows(state.name, name) for name in names}
        lines.append(f"[{state.name}]{'' if state.open else ' ended'}")
        for name in names:
            if rows[name]:
                row = rows[name][0]
                marks = " (held too)" * row.while_held + " (not a button)" * row.hidden
                marks += " (with a code)" * row.steps_up
                may = ", ".join(f"{r}: {c}" for r in WHO if (c := cell(row.by, r)) != ".")
                arrow = row.target or "="
                lines.append(f"  {name:{width}} -> {arrow}{marks}: {may}")
        lines.append("")
    return "\n".join(lines)


@pytest.mark.law_3
@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.noun)
def test_matrix_is_the_reviewed_one(flow):
    assert (FOLDER / f"{flow.noun}.txt").read_text("utf-8") == grid(flow)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.noun)
def test_every_state_and_role_is_known(flow):
    states = {state.name for state in flow.states}
    for row in flow.transitions:
        assert set(row.sources) <= states | {ANY}
        assert row.target in states | {""}
        assert {right.split(":")[0] for right in row.by} <= set(WHO)
    assert {s.waiting_on for s in flow.states} <= {*ROLES, ""}


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.noun)
def test_every_open_state_can_be_left_and_reached(flow):
    moves = [row for row in flow.transitions if row.target]
    reached = {flow.states[0].name} | {row.target for row in moves}
    for state in flow.states:
        assert state.name in reached, f"nothing leads to {state.name}"
        if state.open:
            assert any(flow.rows(state.name, row.action) for row in moves), state.name


@pytest.mark.ruling_9
def test_the_person_may_always_withdraw():
    for state in dialogue.FLOW.states:
        if state.open:
            (row,) = dialogue.FLOW.rows(state.name, "withdraw")
            assert cell(row.by, "person") == "yes"
            assert row.while_held
            assert row.guards == ()


def _actors(world: Any) -> dict[str, tuple[Actor, bool]]:
    """By name: an actor with one role, and whether its relations hold for the case."""
    actors = {}
    for role in ROLES:
        if role in FACILITY_ROLES:
            actors[f"{role}@{HERE}"] = (world.actor(f"{role}@{HERE}"), role != "chaplain")
            actors[f"{role}@{THERE}"] = (world.actor(f"{role}@{THERE}"), False)
        else:
            actors[role] = (world.actor(role), role == "facilitator")
            actors[f"{role}2"] = (world.actor(f"{role}2"), False)
    return actors


@pytest.mark.law_3
@pytest.mark.slow
def test_no_role_gets_past_its_cells(world):
    asked = shortcut.to(world, "assigned")
    case = asked.case
    Assessment.update(closed_at=None, answered_at=None).execute()
    Signature.update(decision="").execute()
    names = {row.action for row in dialogue.FLOW.transitions}
    for state in dialogue.FLOW.states:
        DialogueCase.update(state=state.name).execute()
        case = asked.case
        for name, (actor, is_related) in _actors(world).items():
            role = name.split("@")[0].rstrip("2")
            buttons = {row.action for row in workflow.actions_for(dialogue.FLOW, actor, case)}
            for action in names:
                rows = dialogue.FLOW.rows(state.name, action)
                mark = cell(rows[0].by, role) if rows else "."
                may = mark == "yes" or (mark != "." and is_related)
                shown = may and not rows[0].hidden
                assert (action in buttons) == shown, (state.name, name, action)
                if not may:
                    with pytest.raises(NotPermitted):
                        workflow.perform(dialogue.FLOW, case.id, action, actor, case.version)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for one in FLOWS:
        (FOLDER / f"{one.noun}.txt").write_text(grid(one), "utf-8")
