"""Every document that the code asks for is one that somebody composes, and that can be printed."""

import re
from pathlib import Path

import pytest

from shared import documents, worker
from shared.papers import content
from shared.papers.press import BUILDERS
from shared.records import audit
from shared.records.models import Paper
from tests.support.world import World

ASKED = re.compile(r'(?:ask_paper\((?:act|[^"()]*), |name=)"([a-z]+(?:-[a-z]+)+|closure|decision)"')


def _asked(project: Path) -> set[str]:
    places = [*project.glob("shared/dialogue/*.py"), *project.glob("shared/letters/*.py")]
    return {name for place in places for name in ASKED.findall(place.read_text("utf-8"))}


def test_papers_asked_for_are_composed_and_registered(project: Path) -> None:
    asked = _asked(project)
    assert "offender-invitation" in asked
    assert asked - set(BUILDERS) == set()
    assert set(BUILDERS) - set(documents.REGISTRY) == set()


@pytest.mark.S12
@pytest.mark.slow
def test_papers_acknowledge_a_request_in_the_persons_language(world: World) -> None:
    asked = world.ask("es")
    world.collect()
    worker.deliver()
    paper = Paper.get(Paper.subject == asked.case.id)
    assert (paper.name, paper.language) == ("acknowledgement", "es")
    assert paper.ready_at is not None
    pdf = content(world.actor("planner"), paper)
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) == paper.size
    events = [entry.event for entry in audit.timeline("paper", paper.id)]
    assert events == ["paper.composed", "paper.made", "paper.read"]
