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
    person_id: str
    offender = ForeignKeyField(Offender, null=True, backref="cases")
    offender_id: str | None
    incident = ForeignKeyField(Incident, null=True, backref="cases")
    incident_id: str | None
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
    case_id: str
    side = CharField(max_length=20)
    role = CharField(max_length=40)
    person = ForeignKeyField(Person, null=True)
    person_id: str | None
    offender = ForeignKeyField(Offender, null=True)
    offender_id: str | None
    adult = BooleanField()
    ties = CharField(max_length=20, default="")
    cleared_on = DateField(null=True)
    left_at = Moment(null=True)


class EligibilityFinding(SealedRow):
    """What was found for one item of the eligibility list.  A later finding supersedes it.

    It is bound to the offender whom the case named then.  Sealed: a note.
    """

    case = ForeignKeyField(DialogueCase, backref="findings")
    case_id: str
    offender = ForeignKeyField(Offender, null=True)
    offender_id: str | None
    item = CharField(max_length=60)
    rule = CharField(max_length=60, default="")
    policy_version = CharField(max_length=40)
    finding = CharField(max_length=20)
    by = ForeignKeyField(Account)
    by_id: str
    look_again_on = DateField(null=True)
    superseded = BooleanField(default=False)


class Assessment(SealedRow):
    """The initial assessment by case manager or chaplain (S13).  Sealed: a note, a signer's name.

    The page that shows it holds nothing of the person who asked.
    """

    case = ForeignKeyField(DialogueCase, backref="assessments")
    case_id: str
    offender = ForeignKeyField(Offender)
    offender_id: str
    facility = ForeignKeyField(Facility)
    facility_id: str
    role = CharField(max_length=20)
    asked_by = ForeignKeyField(Account)
    asked_by_id: str
    due_on = DateField()
    answered_by = ForeignKeyField(Account, null=True)
    answered_by_id: str | None
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
    offender_id: str | None
    by = ForeignKeyField(Account)
    by_id: str
    checked_on = DateField()
    found = CharField(max_length=20)
    void_at = Moment(null=True)


class Approach(Row):
    """Telling the offender, which cannot be undone (ruling 10), and the answer (S14, S15).

    `void_at`: the attempt it belonged to is over.  `ended_at`: the notice that it has ended was
    asked for, once.
    """

    case = ForeignKeyField(DialogueCase, backref="approaches")
    case_id: str
    offender = ForeignKeyField(Offender)
    offender_id: str
    conversation = ForeignKeyField(ContactAttempt)
    conversation_id: str
    order_check = ForeignKeyField(OrderCheck)
    order_check_id: str
    agreed_by = ForeignKeyField(Account)
    agreed_by_id: str
    agreed_at = Moment()
    told_by = ForeignKeyField(Account, null=True)
    told_by_id: str | None
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
    case_id: str
    former = ForeignKeyField(Offender, null=True, backref="left")
    former_id: str | None
    substitute = ForeignKeyField(Offender, backref="stands_in")
    substitute_id: str
    cause = CharField(max_length=20)
    wish = ForeignKeyField(ContactAttempt)
    wish_id: str
    by = ForeignKeyField(Account)
    by_id: str


class Signature(SealedRow):
    """One of the two signatures of S30, bound to offender and facility; a transfer voids it.

    Asked for when `decision` is empty.  Sealed: a signer's name on paper.
    """

    case = ForeignKeyField(DialogueCase, backref="signatures")
    case_id: str
    offender = ForeignKeyField(Offender)
    offender_id: str
    kind = CharField(max_length=20)
    authority = CharField(max_length=20)
    facility = ForeignKeyField(Facility)
    facility_id: str
    decision = CharField(max_length=20, default="")
    reason = CharField(max_length=40, default="")
    by = ForeignKeyField(Account, null=True)
    by_id: str | None
    decided_at = Moment(null=True)
    on_paper = BooleanField(default=False)
    signed_on = DateField(null=True)
    void_at = Moment(null=True)


class Assignment(Row):
    """A facilitator assigned to a case (S16)."""

    case = ForeignKeyField(DialogueCase, backref="assignments")
    case_id: str
    facilitator = ForeignKeyField(Account, backref="assignments")
    facilitator_id: str
    second = BooleanField(default=False)
    by = ForeignKeyField(Account)
    by_id: str
    no_conflict = BooleanField()
    ended_at = Moment(null=True)


Assessment.add_index(Assessment.role, Assessment.facility, where=Assessment.closed_at.is_null())
Signature.add_index(Signature.authority, Signature.facility, where=Signature.void_at.is_null())
Assignment.add_index(Assignment.facilitator, Assignment.case, where=Assignment.ended_at.is_null())
