"""Letters in the bank.  After *banked* a letter's row changes only by the offender's own act."""

from peewee import BlobField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from shared.records.models.base import Row, SealedRow, Subject
from shared.records.models.facility import Facility
from shared.records.models.staff import Account


class Letter(Subject):
    """A letter from one offender to one addressee about one incident (S36).

    Sealed under the letter's key: addressee and incident as the letter names them.  It points to
    no row that anything but a letter made, so that nothing in it can tell whether somebody has
    asked for a dialogue or for a letter.  A purge destroys `key` and changes nothing here.
    """

    key = CharField(max_length=40)
    sealed = BlobField(default=b"")
    receipt = CharField(max_length=20, unique=True)
    number_digest = CharField(max_length=64, index=True)
    pair_digest = CharField(max_length=64, index=True)
    facility = ForeignKeyField(Facility, backref="letters")
    facility_id: str
    deposited_by = ForeignKeyField(Account)
    deposited_by_id: str
    own_words = BooleanField()
    court_ordered = BooleanField()
    county = CharField(max_length=80, default="")
    year = IntegerField(null=True)
    language = CharField(max_length=5, default="en")
    original = CharField(max_length=40, default="")
    current = IntegerField(default=1)

    class Meta:
        indexes = (
            (("state", "made_at", "id"), False), (("made_at", "id"), False),
            (("facility", "state", "made_at", "id"), False),
            (("facility", "made_at", "id"), False),
        )  # fmt: skip


class LetterFace(SealedRow):
    """Who wrote a letter, as the facility's own log has it.  Sealed: the writer's name and number.

    Under a key of its own, which a purge leaves alone: otherwise a facility could see which
    letters were purged, and so whether anybody had registered for them.
    """

    letter = ForeignKeyField(Letter, backref="faces", unique=True)
    letter_id: str


class LetterVersion(SealedRow):
    """What was deposited: typed text, sealed here, or page images, which are a `FileContent`.

    `sha256` is the digest of the content as read; an approval binds to it.
    """

    letter = ForeignKeyField(Letter, backref="versions")
    letter_id: str
    number = IntegerField()
    kind = CharField(max_length=20)
    pages = IntegerField(default=1)
    sha256 = CharField(max_length=64)
    by = ForeignKeyField(Account)
    by_id: str

    class Meta:
        indexes = ((("letter", "number"), True),)


class Review(SealedRow):
    """One tier's review of one version (S41).  Sealed: passages quoted, help for a revision."""

    letter = ForeignKeyField(Letter, backref="reviews")
    letter_id: str
    number = IntegerField()
    tier = IntegerField()
    by = ForeignKeyField(Account)
    by_id: str
    outcome = CharField(max_length=20)
    sha256 = CharField(max_length=64)
    checklist = TextField()
    reasons = TextField(default="[]")


class ThreatDecision(Row):
    """Warn, or do not warn: decided for a threat in a letter, whether or not anyone registered."""

    letter = ForeignKeyField(Letter, backref="threat_decisions")
    letter_id: str
    number = IntegerField()
    decision = CharField(max_length=20)
    by = ForeignKeyField(Account)
    by_id: str
