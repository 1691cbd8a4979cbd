"""Data keys, one for each person, dialogue case and letter, and blind indexes."""

from peewee import BlobField, CharField

from shared.base.db import Moment
from shared.records.models.base import Row


class DataKey(Row):
    """A wrapped data key.  Destroying `wrapped` erases all that was sealed under it."""

    noun = CharField(max_length=40)
    wrapped = BlobField(null=True)
    wrapping = CharField(max_length=40)
    destroyed_at = Moment(null=True)


class BlindIndex(Row):
    """A keyed digest of a normalised value, to find a row without opening any.

    Both ways are in an index alone: who has a digest, and which digests somebody has.
    """

    kind = CharField(max_length=40)
    digest = CharField(max_length=64)
    noun = CharField(max_length=40)
    subject = CharField(max_length=40)

    class Meta:
        indexes = (
            (("kind", "digest", "noun", "subject"), False),
            (("subject", "noun", "kind", "digest"), False),
        )
