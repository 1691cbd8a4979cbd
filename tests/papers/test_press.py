"""What was made once stays as it is."""

import pytest

from shared import worker
from shared.papers import render
from shared.records.models import Paper
from tests.support.world import World


@pytest.mark.slow
def test_papers_made_once_stay_as_they_are(world: World) -> None:
    world.ask()
    world.collect()
    worker.deliver()
    paper = Paper.get()
    render({"paper": paper.id})
    assert Paper.get().sha256 == paper.sha256
