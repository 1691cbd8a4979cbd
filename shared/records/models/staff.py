"""Staff accounts, the roles they hold, their credentials, and what two administrators decide."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField

from shared.base.db import Moment
from shared.records.models.base import Row, SealedRow
from shared.records.models.facility import Facility


class Account(SealedRow):
    """A person who may sign in.  Deactivated, never deleted.  Sealed: the TOTP secret.

    `passphrase` is empty until the holder has enrolled, and again once a renewal was confirmed.
    `network` is the digest of the network of the last sign-in; `has_news` says that there are
    notices the holder has not read, so that a page need not ask for them.
    """

    username = CharField(max_length=60, unique=True)
    name = CharField(max_length=200)
    passphrase = CharField(max_length=300)
    totp_step = IntegerField(default=0)
    active = BooleanField(default=True)
    language = CharField(max_length=5, default="en")
    signed_in_at = Moment(null=True)
    enrolled_at = Moment(null=True)
    network = CharField(max_length=64, default="")
    has_news = BooleanField(default=False)


class Grant(Row):
    """A role held by an account; facility roles name their facility."""

    account = ForeignKeyField(Account, backref="grants")
    account_id: str
    role = CharField(max_length=40)
    facility = ForeignKeyField(Facility, null=True)
    facility_id: str | None
    ended_at = Moment(null=True)


class Credential(Row):
    """What a facilitator needs to be assigned: training, ethics code, observed cases (S6, S16)."""

    account = ForeignKeyField(Account, backref="credentials")
    account_id: str
    kind = CharField(max_length=40)
    hours = IntegerField(default=0)
    issued_on = DateField()
    expires_on = DateField(null=True)


class Enrollment(Row):
    """A one-time way for the holder of an account to set its secrets: two halves of a code.

    Two administrators hand over one half each, so that neither can enroll in the holder's place.
    `first` and `second` are digests; it opens from the second half on, until `expires_at`.
    `kind` is ``first`` or ``renewal``.
    """

    account = ForeignKeyField(Account, backref="enrollments")
    account_id: str
    kind = CharField(max_length=20)
    first = CharField(max_length=64)
    second = CharField(max_length=64, default="")
    expires_at = Moment(null=True)
    used_at = Moment(null=True)
    ended_at = Moment(null=True)


class Proposal(Row):
    """What one administrator proposes and another confirms; `kind`: account, role or secrets."""

    kind = CharField(max_length=20)
    account = ForeignKeyField(Account, backref="proposals")
    account_id: str
    role = CharField(max_length=40, default="")
    facility = ForeignKeyField(Facility, null=True)
    facility_id: str | None
    enrollment = ForeignKeyField(Enrollment, null=True)
    enrollment_id: str | None
    proposed_by = ForeignKeyField(Account, backref="proposed")
    proposed_by_id: str
    decision = CharField(max_length=20, default="")
    decided_by = ForeignKeyField(Account, null=True, backref="decided")
    decided_by_id: str | None
    decided_at = Moment(null=True)


class AccountNotice(Row):
    """What the holder of an account is told of it, until they have read it."""

    account = ForeignKeyField(Account, backref="notices")
    account_id: str
    kind = CharField(max_length=40)
    role = CharField(max_length=40, default="")
    facility = ForeignKeyField(Facility, null=True)
    facility_id: str | None
    by = ForeignKeyField(Account, null=True, backref="told")
    by_id: str | None
    read_at = Moment(null=True)
