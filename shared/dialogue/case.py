"""What every phase of a case uses: its columns, its papers, its notice."""

from typing import Any

from shared.records import jobs
from shared.records.models import DialogueCase, Paper
from shared.records.workflow import Act


def set_columns(case: Any, **columns: Any) -> None:
    """Set columns of the case that are not the workflow's, in place and in the database."""
    for name, value in columns.items():
        setattr(case, name, value)
    DialogueCase.update(**columns).where(DialogueCase.id == case.id).execute()


def needed(row: Any | None) -> Any:
    """A row that the transition's guards have made sure of.  Raises LookupError if they did not."""
    if row is None:
        raise LookupError("a guard let through what it should have stopped")
    return row


def post_notice(act: Act) -> None:
    """Whatever changed, let the worker post what the person may read."""
    jobs.ask("publish", f"publish:{act.subject.reference}", reference=act.subject.reference)


def ask_paper(
    act: Act, name: str, language: str = "en", noun: str = "case", subject: str | None = None
) -> Any:
    """Ask the worker for a document about this case, or about a row of it."""
    by = act.actor.id if act.actor.id not in ("worker", "person") else None
    paper = Paper.make(
        key=act.subject.key, name=name, language=language, noun=noun,
        subject=subject or act.subject.id, asked_by=by,
    )  # fmt: skip
    jobs.ask("render", f"render:{paper.id}", paper=paper.id)
    return paper


def ask_acknowledgement(case: Any, person: Any) -> None:
    """The first letter back, in the person's language.  Called inside a recorded change."""
    paper = Paper.make(
        key=case.key, name="acknowledgement", language=person.language, noun="case",
        subject=case.id,
    )  # fmt: skip
    jobs.ask("render", f"render:{paper.id}", paper=paper.id)
