"""Everyone in the room: adult, openly tied, checked, prepared on one side (S4, S7, S18, S26)."""

from datetime import timedelta
from typing import Any

import pytest

from shared.console import reminders
from shared.dialogue import queries
from shared.records.models import Participant
from tests.support import carry, shortcut, whole
from tests.support.world import Asked, World

pytestmark = pytest.mark.slow


def add(world: World, asked: Asked, expect: int = 303, **changed: Any):
    given = {"side": "person", "role": "support", "name": "Ann Reed", "relation": "sister",
             "ties": "own_side", "adult": "y"} | changed  # fmt: skip
    return carry.act(world.staff("facilitator"), asked, "add_participant", expect=expect, **given)


@pytest.mark.S7
@pytest.mark.parametrize(("ties", "relation"), [
    ("both_sides", "cousin of the one responsible"), ("own_side", "her brother"),
])  # fmt: skip
def test_interpreter_is_tied_to_nobody(world, ties, relation):
    asked = shortcut.to(world, "assigned")
    refused = add(world, asked, expect=422, role="interpreter", ties=ties, relation=relation)
    assert "The interpreter cannot be tied to either party" in refused.text
    assert relation in {e.get("value") for e in refused.all("input", name="relation")}
    assert not Participant.select().where(Participant.role == "interpreter").exists()
    add(world, asked, role="interpreter", ties="none", relation="")


@pytest.mark.S4
@pytest.mark.S18
def test_ties_to_both_sides_are_seen_and_weighed_before_anybody_is_let_in(world):
    asked = shortcut.to(world, "assigned")
    add(world, asked, role="impacted", ties="both_sides", relation="aunt of both")
    row = Participant.get(Participant.role == "impacted")
    desk = world.staff("planner")
    assert "Tied to both parties" in desk.get(f"/cases/{asked.case.id}").text
    refused = carry.act(desk, asked, "clear_participant", participant=row.id, expect=422)
    assert "First talk it over" in refused.text
    carry.act(desk, asked, "clear_participant", participant=row.id, weighed="y")
    assert Participant.get_by_id(row.id).cleared_on is not None


@pytest.mark.S26
def test_somebody_found_to_be_a_minor_at_the_check_leaves_and_is_not_let_in(world):
    asked = shortcut.to(world, "assigned")
    add(world, asked, name="Leo Reed", relation="nephew")
    row = Participant.get(Participant.role == "support")
    shortcut.STEPS["preparation"](world, asked)
    carry.act(world.staff("planner"), asked, "remove_participant", participant=row.id)
    assert row.id not in {one.id for one in queries.participants(asked.case)}
    # Entered again with the right year, and still under 18: no role is open.
    for role in ("support", "impacted", "interpreter"):
        refused = add(world, asked, expect=422, name="Leo Reed", role=role, ties="none", adult=None)
        assert "No one under 18 can take part, in any role" in refused.text
    # What was asked of the person who left goes nowhere either.
    refused = carry.again(world.staff("planner"), asked, "clear_participant", expect=422,
                          participant=row.id)  # fmt: skip
    assert refused.status == 422


@pytest.mark.S7
@pytest.mark.S17
def test_somebody_prepared_on_the_other_side_is_not_prepared(world):
    asked = shortcut.to(world, "assigned")
    add(world, asked, side="offender", relation="chaplain's aide")
    row = Participant.get(Participant.role == "support")
    carry.act(world.staff("planner"), asked, "clear_participant", participant=row.id)
    shortcut.STEPS["preparation"](world, asked)
    carry.act(world.staff("facilitator"), asked, "log_session", side="person", kind="meeting",
              participants=[row.id], minutes="Held with the wrong side.")  # fmt: skip
    assert row.id not in queries.prepared_participants(asked.case)


@pytest.mark.S26
@pytest.mark.edge_6
def test_wrong_year_of_birth_is_put_right_and_bars_again(world):
    """A relative who asks is under 18; a wrong year made an adult of them."""
    asked = shortcut.to(world, "checked", world.ask(standing="survivor", adult=False))
    desk = world.staff("planner")
    wrong = queries.today() - timedelta(days=300)
    carry.act(desk, asked, "record_age", **whole.date_parts("adult_on", wrong))
    assert asked.case.person.adult is True
    carry.act(desk, asked, "ask_assessment", role="chaplain")  # it went on, on the wrong year
    carry.act(desk, asked, "find", item="adult", answer="no")
    assert asked.case.held
    right = queries.today() + timedelta(days=65)
    carry.act(desk, asked, "record_age", **whole.date_parts("adult_on", right))
    assert asked.case.person.adult is False
    whole.speak(world, asked)
    carry.act(desk, asked, "resume")
    office = carry.day("signed_on", world)
    carry.act(desk, asked, "answer_assessment", capacity="yes", willingness="yes", on_paper="y",
              signer="C. Aide", **office)  # fmt: skip
    refused = carry.act(desk, asked, "accept_assessment", expect=422)
    assert "under 18" in refused.text or "barred by a rule" in refused.text
    world.clock.move(days=66)
    world._visitors.clear()
    assert reminders.raise_all() >= 1
    assert asked.case.person.adult is True
