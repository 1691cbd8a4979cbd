"""Documents as they were printed: bytes and digest, never made again."""

from peewee import BlobField, CharField, ForeignKeyField, IntegerField

from shared.base.db import Moment, RecordsModel
from shared.records.models.base import KeyedRow
from shared.records.models.staff import Account


class FileContent(RecordsModel):
    """The bytes of a paper or of scanned pages, apart from the row that names them.

    So no list ever reads them.  `id` and `key` are those of the row they belong to: a paper, a
    filing, a letter's version or a translation.
    """

    id = CharField(primary_key=True, max_length=40)
    key = CharField(max_length=40, index=True)
    sealed = BlobField()


class Paper(KeyedRow):
    """One document about one subject.  `ready_at` is empty while it is made, then the PDF is kept.

    Its content is a `FileContent`.
    """

    name = CharField(max_length=60)
    language = CharField(max_length=5)
    noun = CharField(max_length=40)
    subject = CharField(max_length=40, index=True)
    asked_by = ForeignKeyField(Account, null=True)
    asked_by_id: str | None
    ready_at = Moment(null=True)
    sha256 = CharField(max_length=64, default="")
    size = IntegerField(default=0)
    printed_at = Moment(null=True)
    printed_by = ForeignKeyField(Account, null=True)
    printed_by_id: str | None


Paper.add_index(
    Paper.ready_at, Paper.id, where=Paper.ready_at.is_null(False) & Paper.printed_at.is_null()
)
