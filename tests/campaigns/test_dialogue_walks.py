"""Random walks through a dialogue case, legal acts and illegal ones mixed.

No walk may reach a dialogue without every gate, a participant under 18, a state without a
sentence for the person who asked, or a change without its entry.  What must hold is read from the
rows by an oracle of its own, not by the guards it judges.  Some walks are under the second policy,
where somebody may stand in for the one responsible: then every gate must have opened for him.
At every step an open case is in a live account's queue, and who would go on meaning well is asked.
"""

import random
from collections import Counter

import pytest

from shared import policy
from shared.dialogue import queries
from shared.people import contact
from shared.records import audit
from shared.records.models import ContactAttempt, DialogueCase, Meeting, Substitution
from shared.records.permissions import WORKER
from tests.support import campaign, walked
from tests.support.seen import must_be_seen
from tests.support.walking import Walk
from tests.support.world import World

pytestmark = pytest.mark.slow

LENGTH = 46  # acts of one walk
TWICE = 100  # of one in which everything begins again


def _check(walk: Walk, seen: Counter[str]) -> None:
    case = walk.case
    if seen["version"] == case.version:  # nothing was done: a refused act left all as it was
        return
    seen["version"] = case.version
    seen[case.state] += 1
    walked.must_always_hold(case)
    must_be_seen("case", case)
    if walked.standing(Meeting, case):
        assert seen["had a date"] or case.state == "follow_up"
    elif case.state == "scheduled" and not case.held and queries.visit(case) is not None:
        seen["had a date"] += 1
        seen["stood in for"] += walk.done["name_substitute"] > 0
        walked.must_hold_for_a_date(case)


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.S7
@pytest.mark.S19
@pytest.mark.S20
@pytest.mark.S21
@pytest.mark.S26
@pytest.mark.S30
@pytest.mark.law_12
@pytest.mark.parametrize(("fixture", "count"), [("world", 1500), ("second_world", 500)])
def test_dialogue_walks_pass_no_gate_unmet(
    request: pytest.FixtureRequest, fixture: str, count: int
) -> None:
    world: World = request.getfixturevalue(fixture)
    chance = random.Random(campaign.seed())
    reached: Counter[str] = Counter()
    stood_in = met = 0
    for number in range(campaign.size(count)):
        walk, seen = Walk(world, chance, number), Counter[str]()
        steps = 0
        while steps < (TWICE if walk.done["name_substitute"] else LENGTH):
            walk.step()
            _check(walk, seen)
            steps += 1
        world.collect()
        reached.update(seen.keys() - {"version", "stood in for"})
        stood_in += walk.done["name_substitute"] > 0
        met += seen["stood in for"] > 0
        walk.finish()
    print("walks that reached each state:", dict(sorted(reached.items())), "stood in:", stood_in,
          "and had a date:", met)  # fmt: skip
    # A campaign that never came near the gate would prove nothing.
    assert reached["scheduled"] > 0
    assert reached["follow_up"] > 0
    assert reached["withdrawn"] > 0
    assert reached["kept"] > 0 or policy.current().dialogue.substitute
    assert (met > 0) is policy.current().dialogue.substitute


def test_dialogue_walks_notice_what_was_carried_over(second_world: World) -> None:
    """Were the counterpart put in the first one's place as he stood, the oracle must notice."""
    walk = Walk(second_world, random.Random(3), 9998)
    while walk.case.state != "scheduled":
        walk._try(*walk.guide())
    case = walk.case
    walked.must_hold_for_a_date(case)
    other = contact.record_offender({"name": "Dale Reed", "number": "S1"}, "LAKE")
    wish = ContactAttempt.get(ContactAttempt.subject == case.id)
    with audit.recorded(WORKER, "offender.recorded", "offender", other.id, facility="LAKE"):
        Substitution.make(case=case, former=case.offender_id, substitute=other, cause="no",
                          wish=wish, by=second_world.logins["planner"].id)  # fmt: skip
        DialogueCase.update(offender=other).where(DialogueCase.id == case.id).execute()
    with pytest.raises(AssertionError):
        walked.must_hold_for_a_date(walk.case)


def test_dialogue_walks_can_fail(world: World) -> None:
    """A case put at its date past a gate: the oracle must notice."""
    walk = Walk(world, random.Random(1), 9999)
    while walk.case.state != "readiness":
        walk._try(*walk.guide())
    assert queries.visit(walk.case) is None
    DialogueCase.update(state="scheduled").where(DialogueCase.id == walk.case.id).execute()
    with pytest.raises(AssertionError):
        walked.must_hold_for_a_date(walk.case)
