"""Asking again at the last moment: nothing goes while a withdrawal may lie in the letterbox."""

import pytest

from shared.frontdoor import letterbox
from shared.records import last_check


def stops() -> list[str]:
    """The sentences of the guards that do not hold now."""
    return [guard.sentence for guard in last_check.COLLECTED if not guard.predicate(None)]


@pytest.mark.law_5
def test_nothing_stands_in_the_way_of_an_empty_letterbox(world):
    assert stops() == []


@pytest.mark.law_5
def test_post_that_lies_there_is_collected_first(world):
    world.ask()
    assert stops() == [last_check.MESSAGES_COLLECTED.sentence]
    world.collect()
    assert stops() == []


@pytest.mark.law_5
def test_letterbox_that_cannot_be_looked_into_stops_everything(world, monkeypatch):
    def gone() -> int:
        raise OSError("unreachable")

    monkeypatch.setattr(letterbox, "waiting", gone)
    assert last_check.LETTERBOX_REACHABLE.sentence in stops()
