"""What a paper is about, by the name that staff know it under: never a person's own name."""

from collections.abc import Callable
from typing import Any

from shared.records.models import (
    Approach,
    Assessment,
    Delivery,
    DialogueCase,
    Letter,
    Participant,
    Registration,
    Signature,
)

# noun of a paper: the rows it points to, and what each is called.
_NAMED: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "case": (DialogueCase, lambda row: row.reference),
    "approach": (Approach, lambda row: row.case.reference),
    "assessment": (Assessment, lambda row: row.case.reference),
    "signature": (Signature, lambda row: row.case.reference),
    "participant": (Participant, lambda row: row.case.reference),
    "registration": (Registration, lambda row: row.reference),
    "letter": (Letter, lambda row: row.receipt),
    "delivery": (Delivery, lambda row: row.letter.receipt),
}


def named(papers: list[Any]) -> dict[str, str]:
    """By the paper's id: the reference, or a letter's receipt; empty for what has neither."""
    found: dict[str, str] = {}
    for noun, (model, say) in _NAMED.items():
        subjects = {paper.subject for paper in papers if paper.noun == noun}
        rows = {row.id: row for row in model.select().where(model.id << sorted(subjects))}
        found |= {
            paper.id: str(say(rows[paper.subject])) for paper in papers
            if paper.noun == noun and paper.subject in rows
        }  # fmt: skip
    return {paper.id: found.get(paper.id, "") for paper in papers}
