"""What goes between two sides that do not meet: the victim's words, the offender's film."""

from peewee import CharField, DateField, ForeignKeyField

from shared.base.db import Moment
from shared.records.models.base import SealedRow
from shared.records.models.case import DialogueCase
from shared.records.models.offender import Offender
from shared.records.models.staff import Account


class Message(SealedRow):
    """What the person wants said to the other side.  Sealed: the words.

    `state`: written, passed (another person read it), back (it goes back to them), carried.
    """

    case = ForeignKeyField(DialogueCase, backref="messages")
    case_id: str
    offender = ForeignKeyField(Offender)
    offender_id: str
    state = CharField(max_length=20, default="written")
    by = ForeignKeyField(Account)
    by_id: str
    screened_by = ForeignKeyField(Account, null=True)
    screened_by_id: str | None
    carried_by = ForeignKeyField(Account, null=True)
    carried_by_id: str | None
    carried_on = DateField(null=True)


class Recording(SealedRow):
    """A film of what the offender says to the victim, on a sealed carrier.  Sealed: its carrier.

    No row says which letter of the bank is its transcript; `attested_by` watched it whole and
    compared it with that transcript, word for word.
    """

    case = ForeignKeyField(DialogueCase, backref="recordings")
    case_id: str
    offender = ForeignKeyField(Offender)
    offender_id: str
    made_on = DateField()
    seal = CharField(max_length=40)
    by = ForeignKeyField(Account)
    by_id: str
    attested_by = ForeignKeyField(Account, null=True)
    attested_by_id: str | None
    attested_at = Moment(null=True)
    void_at = Moment(null=True)


class RecordingMove(SealedRow):
    """One step of a carrier's custody.  Sealed: where it lies now, and who handed it over."""

    recording = ForeignKeyField(Recording, backref="moves")
    recording_id: str
    moved_on = DateField()
    by = ForeignKeyField(Account)
    by_id: str
