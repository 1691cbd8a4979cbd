"""The job ``render``, and opening what it kept."""

import hashlib
from typing import Any

from shared import documents
from shared.base import clock
from shared.base.values import Values
from shared.papers import dialogue, dispatch_checks, letters, summaries, third_parties
from shared.papers.composing import Builder, Composing
from shared.records import audit, vault
from shared.records.models import Paper
from shared.records.permissions import WORKER, Actor
from shared.records.workflow import Refused

BUILDERS: dict[str, Builder] = {
    **dialogue.BUILDERS, **summaries.BUILDERS, **letters.BUILDERS, **third_parties.BUILDERS,
}  # fmt: skip


def composed(paper: Paper) -> Any:
    """The context of a paper, from the records as they are now; the reading is recorded.

    Raises KeyError for a document that nothing composes, vault.Erased for an erased record.
    """
    with audit.recorded(WORKER, "paper.composed", "paper", paper.id, name=paper.name) as entry:
        return BUILDERS[paper.name](Composing(paper, entry))


def render(payload: Values) -> None:
    """The job: make `payload["paper"]`, unless it is made already."""
    paper = Paper.get_by_id(payload["paper"])
    if paper.ready_at is not None:
        return
    pdf = documents.render(paper.name, composed(paper), paper.language)
    digest = hashlib.sha256(pdf).hexdigest()
    with audit.recorded(WORKER, "paper.made", "paper", paper.id, name=paper.name, sha256=digest):
        made = Paper.update(sha256=digest, size=len(pdf), ready_at=clock.now()).where(
            (Paper.id == paper.id) & Paper.ready_at.is_null()
        )
        if made.execute():  # else another worker's copy is the one that is kept
            vault.keep_file(paper.key, paper.id, pdf)


def content(actor: Actor, paper: Paper) -> bytes:
    """The PDF as it was made; the reading is recorded first.  Raises vault.Erased."""
    receipt = audit.read(actor, "paper.read", "paper", paper.id, [paper])
    return vault.open_file(receipt, paper)


def mark_printed(actor: Actor, paper: Paper) -> None:
    """Record that a paper was printed; the first time counts.  Raises Refused if it must stay."""
    with audit.recorded(actor, "paper.printed", "paper", paper.id, name=paper.name):
        said = dispatch_checks.why_not(Paper.get_by_id(paper.id))
        if said:
            raise Refused(said)
        Paper.update(printed_at=clock.now(), printed_by=actor.id).where(
            (Paper.id == paper.id) & Paper.printed_at.is_null()
        ).execute()
