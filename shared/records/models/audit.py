"""The audit chain.  Entries are appended under the head's lock and never changed."""

from peewee import CharField, IntegerField, TextField

from shared.base.db import Moment, RecordsModel


class AuditHead(RecordsModel):
    """The one row that every decision locks first: the chain's last number and digest."""

    id = IntegerField(primary_key=True)
    seq = IntegerField()
    mac = CharField(max_length=64)


class AuditEntry(RecordsModel):
    """One event.  `facts` holds ids and codes only, as canonical JSON."""

    seq = IntegerField(primary_key=True)
    at = Moment()
    actor = CharField(max_length=40)
    event = CharField(max_length=60)
    noun = CharField(max_length=40)
    subject = CharField(max_length=40)
    facts = TextField()
    mac = CharField(max_length=64)

    class Meta:
        indexes = (
            (("subject", "seq"), False), (("event", "seq"), False), (("at", "seq"), False),
        )  # fmt: skip
