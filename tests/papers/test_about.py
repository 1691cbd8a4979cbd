"""What a paper is about, by the name that staff know it under."""

from shared.papers import about
from shared.records.models import Paper
from tests.support import letters as bank
from tests.support import shortcut


def test_paper_is_called_by_a_reference_or_a_receipt(world):
    asked = shortcut.to(world, "assessment")
    letter = bank.deposit(world)
    papers = list(Paper.select())
    named = about.look_up(papers)
    assert set(named) == {paper.id for paper in papers}
    of_case = {named[paper.id] for paper in papers if paper.noun in ("case", "assessment")}
    assert of_case == {asked.reference}
    assert {named[p.id] for p in papers if p.noun == "letter"} <= {letter.receipt}
    assert not any("Delgado" in name or "Cole" in name for name in named.values())


def test_paper_without_a_subject_has_no_name(world):
    paper = Paper(id="x", noun="handout", subject="mississippi-1")
    assert about.look_up([paper]) == {"x": ""}
