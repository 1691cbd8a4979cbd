"""Opening several sealed rows in one recorded reading."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from peewee import Expression, ModelSelect, fn

from shared.base import db
from shared.base.together import rows
from shared.base.values import Values
from shared.records import audit, permissions, vault
from shared.records.models import CodeRequest, Facility, Post, Reference
from shared.records.models.base import Row
from shared.records.permissions import Actor

Found = TypeVar("Found", bound=Row)
Stored = TypeVar("Stored", bound=db.RecordsModel)


@dataclass(frozen=True)
class Opened:
    """A row and its sealed values; `erased` if its key was destroyed."""

    row: Any  # of whichever table was read
    said: Values = field(default_factory=dict)
    erased: bool = False


@rows
def rows_by_id(model: type[Stored], ids: tuple[str, ...]) -> "ModelSelect[Stored]":
    """The rows of these ids."""
    return model.select().where(model._meta.primary_key << sorted(ids))


def row_of(model: type[Found], row_id: str | None) -> Found | None:
    """One row by its id, or None."""
    found = rows_by_id(model, (row_id,)) if row_id else []
    return found[0] if found else None


@rows
def reference_of(subject: str) -> "ModelSelect[Reference]":
    """The reference that a subject has."""
    return Reference.select().where(Reference.subject == subject)


def facilities() -> list[Facility]:
    """Open facilities, by name."""
    return list(Facility.select().where(Facility.active).order_by(Facility.name))


def rows_of(model: type[Found], condition: object) -> list[Found]:
    """The rows of `model` under a condition, oldest first."""
    return list(model.select().where(condition).order_by(model.made_at, model.id))


def _is_under_given_code() -> Expression:
    """Whether a message came while the code in force was staff's, and no one had asked again."""
    subject = Reference.select(Reference.subject).where(Reference.id == Post.reference)
    then = (CodeRequest.subject == subject) & (CodeRequest.decided_at <= Post.dropped_at)
    given = then & (CodeRequest.decision == "given")
    unasked = CodeRequest.asked_again_at.is_null() | (CodeRequest.asked_again_at > Post.dropped_at)
    return fn.EXISTS(CodeRequest.select(CodeRequest.id).where(given & unasked))


def post_of(actor: Actor, reference: str) -> list[Post]:
    """What came by post under a reference, for this actor, oldest first; unopened.

    Each row says whether it is `under_given_code`, so that its page can.
    A complaint may be about the one who carries the case: it is only for those who answer it.
    """
    mine = Post.reference == reference
    if not permissions.may(actor, "complaint", "answer"):
        mine &= Post.kind != "complaint"
    marked = Post.select(Post, _is_under_given_code().alias("under_given_code"))
    return list(marked.where(mine).order_by(Post.made_at, Post.id))


def open_rows(
    actor: Actor, event: str, noun: str, subject: str, rows: Sequence[vault.Sealed]
) -> dict[str, Opened]:
    """Record one reading, and open `rows`; by id."""
    receipt = audit.read(actor, event, noun, subject, rows)
    opened = vault.open_rows(receipt, rows)
    return {
        row.id: Opened(row, erased=True) if values is None else Opened(row, values)
        for row, values in zip(rows, opened, strict=True)
    }
