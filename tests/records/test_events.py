"""The registry of events: what an entry may say."""

import json

import pytest

from shared.records import audit
from shared.records.events import EVENTS
from shared.records.permissions import WORKER
from tests.records.entries import close, entries, hold, is_open, verdict

pytestmark = pytest.mark.law_9


@pytest.mark.parametrize(
    ("event", "facts"),
    [
        ("case.held", {}), ("case.held", {"reason": "x", "more": "y"}), ("case.held", {"why": "x"}),
        ("case.opened", {"reason": "x"}), ("case.renamed", {}), ("", {}),
    ],
)  # fmt: skip
def test_entry_with_other_facts_than_the_registry_s_undoes_the_change(world, event, facts):
    def change() -> None:
        with audit.recorded(WORKER, event, "case", "c1", **facts):
            close("MSP")

    before = len(entries())
    with pytest.raises(audit.UnknownFact):
        change()
    assert (len(entries()), is_open("MSP"), verdict()) == (before, True, hold(before))


def test_entry_takes_facts_noted_until_it_closes(world):
    with audit.recorded(WORKER, "case.signed", "case", "c1", authority="coordinator") as entry:
        entry.note(facility="MSP", decision="approve", reason=None)
        entry.note(on_paper=False)
    assert json.loads(entries()[-1].facts) == {
        "authority": "coordinator", "decision": "approve", "facility": "MSP", "on_paper": False,
    }  # fmt: skip


def test_events_are_named_by_noun_and_past_participle():
    assert [name for name in EVENTS if name.count(".") != 1 or name != name.lower()] == []
    assert [name for name, event in EVENTS.items() if not event.label] == []
