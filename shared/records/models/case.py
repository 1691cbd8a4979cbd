"""A dialogue case and what is decided in it."""

from peewee import BooleanField, CharField, DateField, ForeignKeyField

from shared.base.db import Moment
from shared.records.models.base import Row, SealedRow, Subject
from shared.records.models.facility import Facility
from shared.records.models.incident import Incident
from shared.records.models.offender import Offender
from shared.records.models.person import ContactAttempt, Person
from shared.records.models.staff import Account


class DialogueCase(Subject):
    """One person's request for a dialogue with one offender (a strand of its own)."""

    key = CharField(max_length=40)
    reference = CharField(max_length=20, unique=True)
    person = ForeignKeyField(Person, backref="cases")
    offender = ForeignKeyField(Offender, null=True, backref="cases")
    incident = ForeignKeyField(Incident, null=True, backref="cases")
    source = CharField(max_length=20, default="portal")
    own_wish = BooleanField(default=False)
    form = CharField(max_length=20, default="unsure")
    policy_version = CharField(max_length=40)
    closure = CharField(max_length=40, default="")

    class Meta:
        indexes = ((("state", "since", "id"), False), (("since", "id"), False))


class Participant(SealedRow):
    """Someone who would be in the room, on one side.  Sealed: name, relation, ties.

    A minor is never a participant (S26): `adult` must be true.  `ties` says whether this person
    is tied to one side or to both; `cleared_on` when the facility's check was passed.
    """

    case = ForeignKeyField(DialogueCase, backref="participants")
    side = CharField(max_length=20)
    role = CharField(max_length=40)
    person = ForeignKeyField(Person, null=True)
    offender = ForeignKeyField(Offender, null=True)
    adult = BooleanField()
    ties = CharField(max_length=20, default="")
    cleared_on = DateField(null=True)
    left_at = Moment(null=True)


class EligibilityFinding(SealedRow):
    """What was found for one item of the eligibility list.  A later finding supersedes it.

    It is bound to the offender whom the case named then.  Sealed: a note.
    """

    case = ForeignKeyField(DialogueCase, backref="findings")
    offender = ForeignKeyField(Offender, null=True)
    item = CharField(max_length=60)
    rule = CharField(max_length=60, default="")
    policy_version = CharField(max_length=40)
    finding = CharField(max_length=20)
    by = ForeignKeyField(Account)
    look_again_on = DateField(null=True)
    superseded = BooleanField(default=False)


class Assessment(SealedRow):
    """The initial assessment by case manager or chaplain (S13).  Sealed: a note, a signer's name.

    The page that shows it holds nothing of the person who asked.
    """

    case = ForeignKeyField(DialogueCase, backref="assessments")
    offender = ForeignKeyField(Offender)
    facility = ForeignKeyField(Facility)
    role = CharField(max_length=20)
    asked_by = ForeignKeyField(Account)
    due_on = DateField()
    answered_by = ForeignKeyField(Account, null=True)
    answered_at = Moment(null=True)
    capacity = CharField(max_length=20, default="")
    willingness = CharField(max_length=20, default="")
    on_paper = BooleanField(default=False)
    signed_on = DateField(null=True)
    closed_at = Moment(null=True)


class OrderCheck(Row):
    """A check by a named person, dated: `kind` *orders* (protection, no contact) or *visits*.

    In a case it is about one offender.  `void_at`: word of another order came in since.
    """

    kind = CharField(max_length=20, default="orders")
    noun = CharField(max_length=40)
    subject = CharField(max_length=40, index=True)
    offender = ForeignKeyField(Offender, null=True)
    by = ForeignKeyField(Account)
    checked_on = DateField()
    found = CharField(max_length=20)
    void_at = Moment(null=True)


class Approach(Row):
    """Telling the offender, which cannot be undone (ruling 10), and the answer (S14, S15).

    `void_at`: the attempt it belonged to is over.  `ended_at`: the notice that it has ended was
    asked for, once.
    """

    case = ForeignKeyField(DialogueCase, backref="approaches")
    offender = ForeignKeyField(Offender)
    conversation = ForeignKeyField(ContactAttempt)
    order_check = ForeignKeyField(OrderCheck)
    agreed_by = ForeignKeyField(Account)
    agreed_at = Moment()
    told_by = ForeignKeyField(Account, null=True)
    told_at = Moment(null=True)
    answer = CharField(max_length=20, default="")
    answered_at = Moment(null=True)
    void_at = Moment(null=True)
    ended_at = Moment(null=True)


class Substitution(Row):
    """Somebody else takes the offender's place, at the recorded wish of the person who asked.

    `former` is the one the case named before (none if nobody was ever found); `cause` a code of
    `dialogue.standing_in.CAUSES`; `wish` the conversation in which it was asked for.
    """

    case = ForeignKeyField(DialogueCase, backref="substitutions")
    former = ForeignKeyField(Offender, null=True, backref="left")
    substitute = ForeignKeyField(Offender, backref="stands_in")
    cause = CharField(max_length=20)
    wish = ForeignKeyField(ContactAttempt)
    by = ForeignKeyField(Account)


class Signature(SealedRow):
    """One of the two signatures of S30, bound to offender and facility; a transfer voids it.

    Asked for when `decision` is empty.  Sealed: a signer's name on paper.
    """

    case = ForeignKeyField(DialogueCase, backref="signatures")
    offender = ForeignKeyField(Offender)
    kind = CharField(max_length=20)
    authority = CharField(max_length=20)
    facility = ForeignKeyField(Facility)
    decision = CharField(max_length=20, default="")
    reason = CharField(max_length=40, default="")
    by = ForeignKeyField(Account, null=True)
    decided_at = Moment(null=True)
    on_paper = BooleanField(default=False)
    signed_on = DateField(null=True)
    void_at = Moment(null=True)


class Assignment(Row):
    """A facilitator assigned to a case (S16)."""

    case = ForeignKeyField(DialogueCase, backref="assignments")
    facilitator = ForeignKeyField(Account, backref="assignments")
    second = BooleanField(default=False)
    by = ForeignKeyField(Account)
    no_conflict = BooleanField()
    ended_at = Moment(null=True)


Assessment.add_index(Assessment.role, Assessment.facility, where=Assessment.closed_at.is_null())
Assessment.add_index(
    Assessment.due_on,
    where=Assessment.answered_at.is_null() & Assessment.closed_at.is_null(),
)
Approach.add_index(Approach.answer, Approach.told_at, where=Approach.void_at.is_null())
Signature.add_index(Signature.authority, Signature.facility, where=Signature.void_at.is_null())
Assignment.add_index(Assignment.facilitator, Assignment.case, where=Assignment.ended_at.is_null())
