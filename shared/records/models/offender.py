"""Offenders, as custody records know them.  They never touch the system (S2, S32)."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField

from shared.records.models.base import Row, SealedRow
from shared.records.models.facility import Facility


class Offender(SealedRow):
    """A person in custody.  Sealed: name, number, birth date.

    `language` is that of letters to them.  Nothing here may depend on what any person harmed has
    asked or chosen.
    """

    facility = ForeignKeyField(Facility, null=True, backref="offenders")
    facility_id: str | None
    custody = CharField(max_length=40, default="in_custody")
    death_row = BooleanField(default=False)
    died_on = DateField(null=True)
    number_digest = CharField(max_length=64, index=True, default="")
    language = CharField(max_length=5, default="en")


class CustodyRecord(Row):
    """One dated fact about an offender's custody; what stands is told by the latest day.

    `what` is a key of `shared.people.offenders.CHANGES`, or "recorded" for what stood before the
    first of them.  `on` is the day on which it happened, `made_at` the moment it was entered.
    """

    offender = ForeignKeyField(Offender, backref="custody_records")
    offender_id: str
    what = CharField(max_length=20)
    on = DateField()
    facility = ForeignKeyField(Facility, null=True)
    facility_id: str | None
    custody = CharField(max_length=40, default="")  # of "recorded" alone
    death_row = BooleanField(default=False)  # of "recorded" alone
    by = CharField(max_length=40)
