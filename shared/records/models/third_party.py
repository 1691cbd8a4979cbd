"""What comes from outside a case: the offender's side, requests for records, complaints."""

from peewee import CharField, DateField, ForeignKeyField

from shared.base.db import Moment
from shared.records.models.base import Row, SealedRow
from shared.records.models.staff import Account


class OffenderInquiry(SealedRow):
    """A request from the offender's side: logged, answered with one letter, opens nothing (S2).

    Bound to no case and never compared with one.  Sealed: who asked, and what.
    """

    asked_by = CharField(max_length=20)
    came_by = CharField(max_length=20)
    by = ForeignKeyField(Account)
    by_id: str
    answered_at = Moment(null=True)

    class Meta:
        indexes = ((("made_at", "id"), False),)


class RecordsRequest(SealedRow):
    """A request for records; the usual answer neither confirms nor denies.

    A release is proposed on counsel's word and decided by another person.  Sealed: who, what.
    """

    by = ForeignKeyField(Account)
    by_id: str
    decision = CharField(max_length=20, default="")
    proposed_by = ForeignKeyField(Account, null=True)
    proposed_by_id: str | None
    decided_by = ForeignKeyField(Account, null=True)
    decided_by_id: str | None
    decided_at = Moment(null=True)

    class Meta:
        indexes = ((("made_at", "id"), False),)


class Complaint(SealedRow):
    """A complaint, or an evaluation, in the person's words.  Sealed: the words.

    `noun` and `subject`: the case or registration it is about, if it is about one.  `rating`: a
    code of `outside.RATINGS`, of an evaluation.
    """

    kind = CharField(max_length=20)
    noun = CharField(max_length=40, default="")
    subject = CharField(max_length=40, default="", index=True)
    rating = CharField(max_length=20, default="")
    due_on = DateField(null=True)
    answered_at = Moment(null=True)
    answered_by = ForeignKeyField(Account, null=True)
    answered_by_id: str | None

    class Meta:
        indexes = ((("made_at", "id"), False),)


class Merge(Row):
    """Two records found to be of the same person; undone by `undone_at`."""

    kept = CharField(max_length=40, index=True)
    merged = CharField(max_length=40, index=True)
    by = ForeignKeyField(Account)
    by_id: str
    undone_at = Moment(null=True)
