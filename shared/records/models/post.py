"""The post from the front door, and the references people come back with."""

from peewee import BlobField, BooleanField, CharField, ForeignKeyField, IntegerField

from shared.base.db import Moment, RecordsModel
from shared.records.models.base import Row, SealedRow
from shared.records.models.person import ContactWay
from shared.records.models.staff import Account


class Reference(RecordsModel):
    """A reference given to a person.

    `read_here`: the person chose to read news on the page rather than hear it first (ruling 6).
    `told_state`: the last state that a person on our staff told them of.
    """

    id = CharField(primary_key=True, max_length=20)
    digest = CharField(max_length=64, unique=True)
    noun = CharField(max_length=40)
    subject = CharField(max_length=40, index=True)
    made_at = Moment()
    read_here = BooleanField(default=False)
    told_state = CharField(max_length=40, default="")
    must_renew_code = BooleanField(default=False)


class Post(SealedRow):
    """An envelope collected and opened, kept under the record's own key.

    Its id is the envelope's: collecting the same envelope twice is refused by the primary key.
    Sealed: what the person wrote.
    """

    kind = CharField(max_length=40)
    reference = CharField(max_length=20, index=True)
    language = CharField(max_length=5)
    dropped_at = Moment()


class CodeRequest(Row):
    """A new access code that one member of staff asks for and another gives out.

    `how` it was checked who asks; `way` is the one they were called back on.  What the person
    says under the given code counts for nothing that goes out until somebody asked them again.
    """

    noun = CharField(max_length=40)
    subject = CharField(max_length=40, index=True)
    how = CharField(max_length=40)
    way = ForeignKeyField(ContactWay, null=True)
    way_id: str | None
    proposed_by = ForeignKeyField(Account, backref="codes_proposed")
    proposed_by_id: str
    decision = CharField(max_length=20, default="")
    decided_by = ForeignKeyField(Account, null=True, backref="codes_decided")
    decided_by_id: str | None
    decided_at = Moment(null=True)
    asked_again_by = ForeignKeyField(Account, null=True, backref="codes_asked_again")
    asked_again_by_id: str | None
    asked_again_at = Moment(null=True)


class SetAside(Row):
    """An envelope that could not be opened, kept as it came, to be tried again."""

    format = IntegerField()
    key_id = CharField(max_length=40)
    body = BlobField()
    why = CharField(max_length=40)


class Collection(RecordsModel):
    """When the letterbox was last looked through; one row, and no decision of anybody's."""

    id = IntegerField(primary_key=True)
    at = Moment(null=True)
