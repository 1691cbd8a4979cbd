"""The records' tables, a file per noun.  Import the nouns from here."""

from shared.base.db import RecordsModel
from shared.records.models.audit import AuditEntry, AuditHead
from shared.records.models.case import (
    Approach,
    Assessment,
    Assignment,
    DialogueCase,
    EligibilityFinding,
    OrderCheck,
    Participant,
    Signature,
    Substitution,
)
from shared.records.models.delivery import (
    CustodyEvent,
    Delivery,
    Disclosure,
    Intercept,
    Keeping,
    Match,
    Reply,
    Translation,
)
from shared.records.models.exchange import Message, Recording, RecordingMove
from shared.records.models.facility import Facility
from shared.records.models.incident import Harm, Incident, Responsibility
from shared.records.models.key import BlindIndex, DataKey
from shared.records.models.letter import Letter, LetterFace, LetterVersion, Review, ThreatDecision
from shared.records.models.meeting import (
    Agreement,
    DivisionReview,
    Filing,
    FollowUp,
    Meeting,
    Readiness,
    Session,
    Visit,
)
from shared.records.models.offender import CustodyRecord, Offender
from shared.records.models.paper import FileContent, Paper
from shared.records.models.person import ContactAttempt, ContactRule, ContactWay, Person
from shared.records.models.post import CodeRequest, Collection, Post, Reference, SetAside
from shared.records.models.registration import Registration
from shared.records.models.staff import (
    Account,
    AccountNotice,
    Credential,
    Enrollment,
    Grant,
    Proposal,
)
from shared.records.models.third_party import Complaint, Merge, OffenderInquiry, RecordsRequest
from shared.records.models.work import Job, ServiceRequest, Task

# In the order in which they can be created.
TABLES: tuple[type[RecordsModel], ...] = (
    Facility, DataKey, BlindIndex, FileContent, Account, Grant, Credential,
    Enrollment, Proposal, AccountNotice,
    Person, ContactWay, ContactRule, Offender, CustodyRecord, ContactAttempt,
    Incident, Harm, Responsibility,
    Reference, Post, CodeRequest, SetAside, Collection,
    DialogueCase, Participant, EligibilityFinding, Assessment, OrderCheck, Approach, Substitution,
    Signature, Assignment,
    Filing, Agreement, Session, Readiness, DivisionReview, Visit, Meeting, FollowUp,
    Message, Recording, RecordingMove,
    OffenderInquiry, RecordsRequest, Complaint, Merge,
    Registration,
    Letter, LetterFace, LetterVersion, Review, ThreatDecision,
    Match, Delivery, Translation, CustodyEvent, Disclosure, Reply, Intercept, Keeping,
    Paper, ServiceRequest, Task, Job, AuditHead, AuditEntry,
)  # fmt: skip

Asked = DialogueCase | Registration  # what a person asked for

__all__ = ["Asked"] + [table.__name__ for table in TABLES]
