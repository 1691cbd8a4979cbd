"""Opening several sealed rows in one recorded reading."""

from dataclasses import dataclass, field
from typing import Any

from shared.base.values import Values
from shared.records import audit, permissions, vault
from shared.records.models import Post
from shared.records.permissions import Actor


@dataclass(frozen=True)
class Opened:
    """A row and its sealed values; `erased` if its key was destroyed."""

    row: Any
    said: Values = field(default_factory=dict)
    erased: bool = False


def rows_of(model: Any, condition: Any) -> list[Any]:
    """The rows of `model` under a condition, oldest first."""
    return list(model.select().where(condition).order_by(model.made_at, model.id))


def post_of(actor: Actor, reference: str) -> list[Any]:
    """What came by post under a reference, for this actor, oldest first; unopened.

    A complaint may be about whoever carries the case: it is only for those who answer it.
    """
    mine = Post.reference == reference
    if not permissions.may(actor, "complaint", "answer"):
        mine &= Post.kind != "complaint"
    return rows_of(Post, mine)


def open_rows(
    actor: Actor, event: str, noun: str, subject: str, rows: list[Any]
) -> dict[str, Opened]:
    """Record one reading, and open `rows`; by id."""
    receipt = audit.read(actor, event, noun, subject, rows)
    opened = vault.open_rows(receipt, rows)
    return {
        row.id: Opened(row, erased=True) if values is None else Opened(row, values)
        for row, values in zip(rows, opened, strict=True)
    }
