"""The handout on writing: one document for each language, made once for each policy."""

from shared import policy
from shared.base.values import Values
from shared.records import audit, jobs, vault
from shared.records.models import Paper
from shared.records.permissions import Actor

NAME = "writing-guidelines"


def papers() -> Values:
    """The handouts that were asked for under the present policy, by language."""
    mine = (Paper.noun == "handout") & (Paper.subject == policy.current().version)
    found = Paper.select().where(mine).order_by(Paper.made_at)
    return {paper.language: paper for paper in found}


def make(actor: Actor, language: str) -> None:
    """Ask for the handout in one language; once."""
    if language in papers():
        return
    with audit.recorded(actor, "paper.asked", "handout", language=language, name=NAME) as entry:
        paper = jobs.ask_paper(
            key=vault.new_key("handout"), name=NAME, language=language, noun="handout",
            subject=policy.current().version, asked_by=actor.id,
        )  # fmt: skip
        entry.note(paper=paper.id)
