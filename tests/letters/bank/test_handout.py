"""The handout on writing."""

from typing import Any

import pytest
from pypdfium2 import PdfDocument

from shared import documents, papers
from shared.letters.bank import handout
from shared.records.models import Paper
from tests.support.world import World

pytestmark = pytest.mark.slow


def words_of(pdf: bytes) -> str:
    """The words on a PDF's pages."""
    document = PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def made(name: str) -> Any:
    """The words of the last paper of this name, made by the worker from records."""
    paper = Paper.select().where(Paper.name == name).order_by(Paper.made_at.desc()).first()
    assert paper is not None, name
    return words_of(documents.render(name, papers.composed(paper), paper.language))


@pytest.mark.slow
@pytest.mark.S35
def test_handout_is_made_once_in_each_language(world: World) -> None:
    for language in ("en", "es", "en"):
        handout.make(world.actor("screener@MSP"), language)
    assert sorted(handout.papers()) == ["en", "es"]
    assert Paper.select().where(Paper.noun == "handout").count() == 2
    assert "forgiveness" in made("writing-guidelines") or "perdonen" in made("writing-guidelines")
