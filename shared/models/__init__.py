"""The records' tables, a file per noun.  Import the nouns from here."""

from shared.models.audit import AuditEntry, AuditHead
from shared.models.case import (
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
from shared.models.delivery import (
    CustodyEvent,
    Delivery,
    Disclosure,
    Intercept,
    Keeping,
    Match,
    Reply,
    Translation,
)
from shared.models.exchange import Message, Recording, RecordingMove
from shared.models.facility import Facility
from shared.models.incident import Harm, Incident, Responsibility
from shared.models.key import BlindIndex, DataKey
from shared.models.letter import Letter, LetterFace, LetterVersion, Review, ThreatDecision
from shared.models.meeting import (
    Agreement,
    DivisionReview,
    Filing,
    FollowUp,
    Meeting,
    Readiness,
    Session,
    Visit,
)
from shared.models.offender import Offender
from shared.models.outside import Complaint, Merge, OffenderInquiry, RecordsRequest
from shared.models.paper import Paper
from shared.models.person import ContactAttempt, ContactRule, ContactWay, Person
from shared.models.post import Collection, Post, Reference, SetAside
from shared.models.registration import Registration
from shared.models.staff import Account, Credential, Grant
from shared.models.work import Job, ServiceRequest, Task

# In the order in which they can be created.
TABLES = (
    Facility, DataKey, BlindIndex, Account, Grant, Credential,
    Person, ContactWay, ContactRule, Offender, ContactAttempt,
    Incident, Harm, Responsibility,
    Reference, Post, SetAside, Collection,
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

__all__ = [table.__name__ for table in TABLES]
