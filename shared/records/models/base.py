"""What rows have in common."""

from typing import Self

from peewee import BlobField, BooleanField, CharField, IntegerField

from shared.base import clock, ids
from shared.base.db import Moment, RecordsModel
from shared.base.values import Values


class Row(RecordsModel):
    """A row with an unordered text id, and the moment it was made.

    `make()` draws the id under the table's name, so that a test can replace the draw.
    """

    id = CharField(primary_key=True, max_length=40)
    made_at = Moment()

    @classmethod
    def make(cls, **values: object) -> Self:
        """Insert a new row."""
        return cls.create(**cls.fresh(), **values)

    @classmethod
    def fresh(cls) -> Values:
        """The id and moment of a row about to be made (sealing needs the id first)."""
        return {"id": ids.new_id(cls._meta.table_name), "made_at": clock.now()}


class Subject(Row):
    """A row that a workflow moves; only `workflow.perform` writes these columns.

    Each has an index on `state` and what its list is in order of.
    """

    state = CharField(max_length=40)
    version = IntegerField(default=1)
    held = BooleanField(default=False)
    hold_reason = CharField(max_length=40, default="")
    since = Moment()


class KeyedRow(Row):
    """A row of a unit, by the unit's data key; its bytes, if it has any, are a `FileContent`."""

    key = CharField(max_length=40, index=True)


class SealedRow(KeyedRow):
    """A row whose private part lies in one sealed column, under the unit's data key.

    A sealed column has one audience; what other people read lies in another row.
    """

    sealed = BlobField(default=b"")
