"""The Apology Letter Notification Request Box (S34, S44): a registration."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField

from shared.records.models.base import Subject
from shared.records.models.incident import Incident
from shared.records.models.offender import Offender
from shared.records.models.person import Person


class Registration(Subject):
    """One person's wish to be told of a letter, and the three choices of S40.

    It belongs to the person alone: it does not pass to kin when the person dies.  `adult_on` is
    the day on which a person who was under 18 may receive a letter.
    """

    key = CharField(max_length=40)
    reference = CharField(max_length=20, unique=True)
    person = ForeignKeyField(Person, backref="registrations")
    person_id: str
    offender = ForeignKeyField(Offender, null=True)
    offender_id: str | None
    incident = ForeignKeyField(Incident, null=True)
    incident_id: str | None
    source = CharField(max_length=20, default="portal")
    tell_requested = BooleanField(default=False)
    tell_received = BooleanField(default=False)
    tell_read = BooleanField(default=False)
    adult_on = DateField(null=True)
    closure = CharField(max_length=40, default="")
    policy_version = CharField(max_length=40)

    class Meta:
        indexes = ((("state", "made_at", "id"), False), (("made_at", "id"), False))
