"""People harmed, their families and supporters, and how they may be reached."""

from typing import Any

from peewee import BooleanField, CharField, DateField, ForeignKeyField

from shared.base.db import Moment
from shared.records.models.base import Row, SealedRow
from shared.records.models.offender import Offender
from shared.records.models.staff import Account


class Person(SealedRow):
    """A victim, survivor, support person or other person harmed.

    Sealed: name, former names, birth date, relation, access needs.  `merged_into` keeps
    "same person?" reversible; `adult_on` is the day on which somebody under 18 comes of age.
    """

    cases: Any  # the rows that name this one, as peewee gives them
    registrations: Any

    kind = CharField(max_length=40)
    language = CharField(max_length=5, default="en")
    standing = CharField(max_length=40, default="")
    adult = BooleanField(null=True)
    adult_on = DateField(null=True)
    verified_by = ForeignKeyField(Account, null=True)
    verified_by_id: str | None
    verified_at = Moment(null=True)
    verified_how = CharField(max_length=40, default="")
    merged_into = CharField(max_length=40, default="", index=True)
    died_on = DateField(null=True)

    class Meta:
        indexes = ((("made_at", "id"), False),)


Person.add_index(Person.adult_on, where=Person.adult_on.is_null(False))


class ContactWay(SealedRow):
    """One way to reach a person.  Sealed: the value, who may answer, words we may use, times.

    Only a way that is both `safe` and not `stopped_at` may be used; an imported one is never safe.
    One that came in later `waits` until staff have checked it (ruling 9).
    """

    person = ForeignKeyField(Person, backref="ways")
    person_id: str
    channel = CharField(max_length=20)
    safe = BooleanField(default=False)
    voicemail = BooleanField(default=False)
    substitute = BooleanField(default=False)
    waits = BooleanField(default=False)
    confirmed_at = Moment(null=True)
    stopped_at = Moment(null=True)


class ContactRule(Row):
    """What binds every contact: no contact at all, or days to leave in peace.

    `lift_asked_at`: the person asked that it no longer bind; staff check before it is lifted.
    """

    person = ForeignKeyField(Person, backref="rules")
    person_id: str
    kind = CharField(max_length=40)
    starts_on = DateField(null=True)
    ends_on = DateField(null=True)
    lift_asked_at = Moment(null=True)
    lifted_at = Moment(null=True)


class ContactAttempt(SealedRow):
    """One attempt to reach a person.  Sealed: a note.

    A conversation before the offender is told (`told_offender_part`, `retaliation`, `go_ahead`)
    is an attempt whose outcome is *spoke*; it is about telling `offender`, and nobody else, and
    counts for one attempt at a dialogue (`void_at`).
    """

    person = ForeignKeyField(Person, backref="attempts")
    person_id: str
    way = ForeignKeyField(ContactWay, null=True)
    way_id: str | None
    noun = CharField(max_length=40)
    subject = CharField(max_length=40, index=True)
    by = ForeignKeyField(Account)
    by_id: str
    outcome = CharField(max_length=40)
    told_offender_part = BooleanField(default=False)
    retaliation = CharField(max_length=40, default="")
    go_ahead = BooleanField(default=False)
    offender = ForeignKeyField(Offender, null=True)
    offender_id: str | None
    void_at = Moment(null=True)
