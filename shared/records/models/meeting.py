"""From agreements to follow-up: what prepares a dialogue, and what came of it."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField

from shared.base.db import Moment
from shared.records.models.base import KeyedRow, Row, SealedRow
from shared.records.models.case import DialogueCase, Participant, Signature
from shared.records.models.facility import Facility
from shared.records.models.offender import Offender
from shared.records.models.staff import Account


class Filing(KeyedRow):
    """A signed paper, scanned and kept as pixels.  Its pages (`scans.pack`) are a `FileContent`."""

    noun = CharField(max_length=40)
    subject = CharField(max_length=40, index=True)
    kind = CharField(max_length=40)
    signed_on = DateField()
    sha256 = CharField(max_length=64)
    pages = IntegerField(default=1)
    by = ForeignKeyField(Account)
    by_id: str


class Agreement(Row):
    """One participant's agreement on taking part and on confidentiality."""

    case = ForeignKeyField(DialogueCase, backref="agreements")
    case_id: str
    participant = ForeignKeyField(Participant, backref="agreements")
    participant_id: str
    signed_on = DateField()
    filing = ForeignKeyField(Filing, null=True)
    filing_id: str | None
    by = ForeignKeyField(Account)
    by_id: str
    void_at = Moment(null=True)


class Session(SealedRow):
    """One preparation session on one side's track (S17).  Sealed: the minutes."""

    case = ForeignKeyField(DialogueCase, backref="sessions")
    case_id: str
    side = CharField(max_length=20)
    kind = CharField(max_length=20)
    held_on = DateField()
    facilitator = ForeignKeyField(Account)
    facilitator_id: str
    participants = TextField(default="[]")


class Readiness(SealedRow):
    """What was found for one criterion on one track, for meeting this offender.

    A later finding supersedes it.
    """

    case = ForeignKeyField(DialogueCase, backref="readiness")
    case_id: str
    offender = ForeignKeyField(Offender)
    offender_id: str
    side = CharField(max_length=20)
    criterion = CharField(max_length=40)
    finding = CharField(max_length=20)
    by = ForeignKeyField(Account)
    by_id: str
    superseded = BooleanField(default=False)


class DivisionReview(SealedRow):
    """The Division's review of readiness (S20).  Sealed: a note.  A change of fact voids it."""

    case = ForeignKeyField(DialogueCase, backref="division_reviews")
    case_id: str
    offender = ForeignKeyField(Offender)
    offender_id: str
    decision = CharField(max_length=20)
    by = ForeignKeyField(Account)
    by_id: str
    void_at = Moment(null=True)


class Visit(SealedRow):
    """Date, place, room and people of a dialogue (S21, S22, S31).  Sealed: room and access needs.

    A change makes a new row; the superintendent's signature names the one it approves.
    """

    case = ForeignKeyField(DialogueCase, backref="visits")
    case_id: str
    facility = ForeignKeyField(Facility, null=True)
    facility_id: str | None
    place = CharField(max_length=20)
    form = CharField(max_length=20)
    starts_at = Moment()
    participants = TextField()
    arranged = TextField(default="[]")
    signature = ForeignKeyField(Signature, null=True)
    signature_id: str | None
    by = ForeignKeyField(Account)
    by_id: str
    void_at = Moment(null=True)


class Meeting(SealedRow):
    """A dialogue that took place.  Sealed: agreements made, how it ended."""

    case = ForeignKeyField(DialogueCase, backref="meetings")
    case_id: str
    visit = ForeignKeyField(Visit)
    visit_id: str
    held_on = DateField()
    facilitator = ForeignKeyField(Account)
    facilitator_id: str
    present = TextField()
    pauses = IntegerField(default=0)
    ended = CharField(max_length=20)


class FollowUp(SealedRow):
    """One follow-up with one side.  Sealed: a note."""

    case = ForeignKeyField(DialogueCase, backref="follow_ups")
    case_id: str
    side = CharField(max_length=20)
    kind = CharField(max_length=20)
    due_on = DateField()
    done_on = DateField(null=True)
    outcome = CharField(max_length=20, default="")
    by = ForeignKeyField(Account, null=True)
    by_id: str | None
