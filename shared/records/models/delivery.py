"""The victim's side of a letter.  No facility role ever reads a row of these tables."""

from peewee import (
    BooleanField,
    CharField,
    DateField,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from shared.base.db import Moment
from shared.records.models.base import Row, SealedRow, Subject
from shared.records.models.facility import Facility
from shared.records.models.letter import Letter
from shared.records.models.person import ContactWay
from shared.records.models.registration import Registration
from shared.records.models.staff import Account


class Match(Subject):
    """A letter and a registration that may belong together; a person decides."""

    letter = ForeignKeyField(Letter, backref="matches")
    letter_id: str
    registration = ForeignKeyField(Registration, backref="matches")
    registration_id: str
    score = IntegerField()
    reasons = TextField()
    decided_by = ForeignKeyField(Account, null=True)
    decided_by_id: str | None
    decided_at = Moment(null=True)

    class Meta:
        indexes = ((("letter", "registration"), True),)


Match.add_index(
    Match.state, Match.score.desc(), Match.made_at, Match.id, name="match_state_score_made_at_id"
)


class Delivery(Subject):
    """One letter on its way to one person, by that person's twice-given word (S44, S46).

    `seal_token` is on the inner envelope, `cover_token` on the cover letter, `outer_token` on
    the outer envelope: the three tied together without the letter being opened.  `told_at` is
    when a person on our staff first spoke with them of it, or they first answered on the page.
    """

    letter = ForeignKeyField(Letter, backref="deliveries")
    letter_id: str
    letter_version = IntegerField()
    registration = ForeignKeyField(Registration, backref="deliveries")
    registration_id: str
    match = ForeignKeyField(Match)
    match_id: str
    answer = CharField(max_length=20, default="")
    answered_at = Moment(null=True)
    look_again_on = DateField(null=True)
    told_at = Moment(null=True)
    manner = CharField(max_length=20, default="post")
    translate_into = CharField(max_length=5, default="")
    way = ForeignKeyField(ContactWay, null=True)
    way_id: str | None
    confirmed_at = Moment(null=True)
    seal_token = CharField(max_length=40, default="")
    cover_token = CharField(max_length=40, default="")
    outer_token = CharField(max_length=40, default="")
    sealed_by = ForeignKeyField(Account, null=True)
    sealed_by_id: str | None
    sealed_sha256 = CharField(max_length=64, default="")
    sealed_translation = CharField(max_length=64, default="")
    printed_by = ForeignKeyField(Account, null=True)
    printed_by_id: str | None
    checked_by = ForeignKeyField(Account, null=True)
    checked_by_id: str | None
    dispatched_by = ForeignKeyField(Account, null=True)
    dispatched_by_id: str | None
    received_said = BooleanField(default=False)
    read_said = BooleanField(default=False)

    class Meta:
        indexes = ((("state", "since", "id"), False),)


class Translation(SealedRow):
    """A translation that the person asked for, to lie in the same envelope.

    Sealed under the letter's own key: the words and who translated; scanned pages are a
    `FileContent` under the same key.  It belongs to the version with `letter_sha256`, and to no
    other; `sha256` is of the translation.
    """

    delivery = ForeignKeyField(Delivery, backref="translations")
    delivery_id: str
    language = CharField(max_length=5)
    kind = CharField(max_length=20)
    pages = IntegerField(default=1)
    sha256 = CharField(max_length=64)
    letter_sha256 = CharField(max_length=64)
    by = ForeignKeyField(Account)
    by_id: str


class CustodyEvent(Row):
    """A hand-over of the paper original or of the sealed envelope, in order.

    Those with a delivery are the victim's side; those without are the facility's own.
    """

    letter = ForeignKeyField(Letter, backref="custody")
    letter_id: str
    seq = IntegerField()
    delivery = ForeignKeyField(Delivery, null=True, backref="custody")
    delivery_id: str | None
    what = CharField(max_length=40)
    place = CharField(max_length=80, default="")
    by = ForeignKeyField(Account)
    by_id: str


class Disclosure(Row):
    """One of the three facts of S40, given to the offender because the person ticked it."""

    delivery = ForeignKeyField(Delivery, backref="disclosures")
    delivery_id: str
    fact = CharField(max_length=20)
    by = ForeignKeyField(Account)
    by_id: str

    class Meta:
        indexes = ((("delivery", "fact"), True),)


class Reply(SealedRow):
    """The one reply a person may give, carried by staff (S48).  Sealed: the words, and reasons."""

    delivery = ForeignKeyField(Delivery, unique=True, backref="replies")
    delivery_id: str
    by = ForeignKeyField(Account)
    by_id: str
    state = CharField(max_length=20, default="written")
    screened_by = ForeignKeyField(Account, null=True)
    screened_by_id: str | None
    screened_at = Moment(null=True)
    carried_by = ForeignKeyField(Account, null=True)
    carried_by_id: str | None
    carried_at = Moment(null=True)


class Intercept(SealedRow):
    """A letter that went round the bank and was caught: logged, never forwarded (S32, S33).

    Sealed: who sent it and to whom, as far as the envelope says.
    """

    caught_at = ForeignKeyField(Facility, null=True)
    caught_at_id: str | None
    channel = CharField(max_length=20)
    kept = CharField(max_length=80)
    by = ForeignKeyField(Account)
    by_id: str

    class Meta:
        indexes = ((("made_at", "id"), False),)


class Keeping(Row):
    """What is kept or erased against the usual period: a legal hold, or a purge by two people.

    It is apart from the letter's row, which a purge must not change.
    """

    noun = CharField(max_length=40)
    subject = CharField(max_length=40, index=True)
    what = CharField(max_length=20)
    reason = CharField(max_length=60)
    by = ForeignKeyField(Account)
    by_id: str
    ended_by = ForeignKeyField(Account, null=True)
    ended_by_id: str | None
    ended_at = Moment(null=True)
