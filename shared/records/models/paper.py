"""Documents as they were printed: bytes and digest, never made again."""

from peewee import CharField, ForeignKeyField, IntegerField

from shared.base.db import Moment
from shared.records.models.base import SealedRow
from shared.records.models.staff import Account


class Paper(SealedRow):
    """One document about one subject.  Sealed: the PDF.  `ready_at` is empty while it is made."""

    name = CharField(max_length=60)
    language = CharField(max_length=5)
    noun = CharField(max_length=40)
    subject = CharField(max_length=40, index=True)
    asked_by = ForeignKeyField(Account, null=True)
    ready_at = Moment(null=True)
    sha256 = CharField(max_length=64, default="")
    size = IntegerField(default=0)
    printed_at = Moment(null=True)
    printed_by = ForeignKeyField(Account, null=True)
