"""The victim's side of a letter.  No facility role ever reads a row of these tables."""

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from shared.db import Moment
from shared.models.base import Row, Subject
from shared.models.letter import Letter
from shared.models.person import ContactWay
from shared.models.registration import Registration
from shared.models.staff import Account


class Match(Row):
    """A letter and a registration that may belong together; a person decides."""

    letter = ForeignKeyField(Letter, backref="matches")
    registration = ForeignKeyField(Registration, backref="matches")
    score = IntegerField()
    reasons = TextField()
    state = CharField(max_length=20, default="proposed")
    decided_by = ForeignKeyField(Account, null=True)
    decided_at = Moment(null=True)

    class Meta:
        indexes = ((("letter", "registration"), True),)


class Delivery(Subject):
    """One letter on its way to one person, by that person's twice-given word (S44, S46).

    `seal_token` is on the inner envelope, `cover_token` on the cover letter, `outer_token` on
    the outer envelope: the three tied together without the letter being opened.
    """

    letter = ForeignKeyField(Letter, backref="deliveries")
    letter_version = IntegerField()
    registration = ForeignKeyField(Registration, backref="deliveries")
    match = ForeignKeyField(Match)
    answer = CharField(max_length=20, default="")
    look_again_on = DateField(null=True)
    way = ForeignKeyField(ContactWay, null=True)
    confirmed_at = Moment(null=True)
    seal_token = CharField(max_length=40, default="")
    cover_token = CharField(max_length=40, default="")
    outer_token = CharField(max_length=40, default="")
    sealed_by = ForeignKeyField(Account, null=True)
    printed_by = ForeignKeyField(Account, null=True)
    checked_by = ForeignKeyField(Account, null=True)
    dispatched_by = ForeignKeyField(Account, null=True)


class CustodyEvent(Row):
    """A hand-over of the paper original or of the sealed envelope, in order."""

    letter = ForeignKeyField(Letter, backref="custody")
    delivery = ForeignKeyField(Delivery, null=True, backref="custody")
    what = CharField(max_length=40)
    place = CharField(max_length=80, default="")
    by = ForeignKeyField(Account)
