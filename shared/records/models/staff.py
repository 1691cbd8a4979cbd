"""Staff accounts, the roles they hold, and their credentials."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField

from shared.base.db import Moment
from shared.records.models.base import Row, SealedRow
from shared.records.models.facility import Facility


class Account(SealedRow):
    """A person who may sign in.  Deactivated, never deleted.  Sealed: the TOTP secret."""

    username = CharField(max_length=60, unique=True)
    name = CharField(max_length=200)
    passphrase = CharField(max_length=300)
    totp_step = IntegerField(default=0)
    active = BooleanField(default=True)
    language = CharField(max_length=5, default="en")
    signed_in_at = Moment(null=True)


class Grant(Row):
    """A role held by an account; facility roles name their facility."""

    account = ForeignKeyField(Account, backref="grants")
    role = CharField(max_length=40)
    facility = ForeignKeyField(Facility, null=True)
    ended_at = Moment(null=True)


class Credential(Row):
    """What a facilitator needs to be assigned: training, ethics code, observed cases (S6, S16)."""

    account = ForeignKeyField(Account, backref="credentials")
    kind = CharField(max_length=40)
    hours = IntegerField(default=0)
    issued_on = DateField()
    expires_on = DateField(null=True)
