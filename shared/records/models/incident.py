"""Incidents: one may have several people harmed and several responsible."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField

from shared.records.models.base import Row, SealedRow
from shared.records.models.offender import Offender
from shared.records.models.person import Person


class Incident(SealedRow):
    """One incident.  Sealed: court number, description as staff know it."""

    county = CharField(max_length=80, default="")
    year = IntegerField(null=True)
    domestic_violence = BooleanField(null=True)
    child_sexual_abuse = BooleanField(null=True)


class Harm(Row):
    """A person harmed by an incident, with the standing recorded (S3)."""

    incident = ForeignKeyField(Incident, backref="harms")
    incident_id: str
    person = ForeignKeyField(Person, backref="harms")
    person_id: str
    standing = CharField(max_length=40)


class Responsibility(Row):
    """An offender responsible for an incident (S5)."""

    incident = ForeignKeyField(Incident, backref="responsibilities")
    incident_id: str
    offender = ForeignKeyField(Offender, backref="responsibilities")
    offender_id: str
