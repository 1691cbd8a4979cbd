"""Every document there is: its reader, its context, what must never be in it, what it serves."""

from dataclasses import dataclass
from typing import Literal

from shared.base.translation import N_
from shared.base.values import Values
from shared.documents import facility, offender, third_party, unit, victim
from shared.documents.facts import KINDS, NEVER, Paper, kinds_of
from shared.documents.words import translator
from shared.policy import Policy, current

Reader = Literal["victim", "offender", "facility", "unit", "requester", "anyone"]


@dataclass(frozen=True)
class Document:
    """One kind of document.

    `context` is the type of values it is made of; `never` the kinds of fact (facts.KINDS) that it
    must not hold besides what its reader must never get; `serves` the requirements it meets;
    `invented` is what its sample has besides the context's.  Raises TypeError if the context has
    a forbidden kind.
    """

    name: str
    title: str
    reader: Reader
    template: str
    context: type[Paper]
    serves: tuple[str, ...]
    invented: Values
    also_never: frozenset[str] = frozenset()

    @property
    def never(self) -> frozenset[str]:
        """The kinds of fact that this document never prints."""
        return NEVER[self.reader] | self.also_never

    def __post_init__(self) -> None:
        leaks = kinds_of(self.context) & self.never
        if leaks:
            raise TypeError(f"{self.name}: {self.reader} must never get {sorted(leaks)}")
        unknown = self.never - KINDS.keys()
        if unknown:
            raise TypeError(f"{self.name}: {sorted(unknown)} are no kinds of fact")

    def sample(self, language: str, policy: Policy) -> Paper:
        """The context of a document about invented people."""
        return self.context.sample(language, policy, **self.invented)

    def titled(self, language: str, policy: Policy | None = None) -> str:
        """The title as printed, in plain text."""
        return translator(policy or current(), language)(self.title).unescape()


def _document(
    name: str, title: str, reader: Reader, context: type[Paper], serves: str,
    template: str = "", never: str = "", invented: Values | None = None,
) -> Document:  # fmt: skip
    return Document(
        name, title, reader, template or f"{name}.html", context, tuple(serves.split()),
        invented or {}, frozenset(never.split()),
    )  # fmt: skip


_ALL = (
    # -- to a person harmed -------------------------------------------------------------------
    _document("acknowledgement", N_("We have your request"), "victim", victim.Acknowledgement,
              "S8 S12 S19 S28 S42", never="letter_fact offender_name"),
    _document("registration-confirmation", N_("You are on the list"), "victim",
              victim.Registration, "S34 S39 S40 S44",
              never="letter_fact letter_text offender_name incident"),
    _document("cover-letter", N_("About the sealed envelope"), "victim", victim.CoverLetter,
              "S40 S42 S47 S48", never="letter_text letter_reason"),
    _document("inner-envelope", N_("Sealed envelope"), "victim", victim.InnerEnvelope, "S47",
              never="victim_name victim_address offender_name letter_text"),
    _document("outer-envelope", N_("Envelope"), "victim", victim.OuterEnvelope, "S47",
              never="offender_name letter_text letter_fact facility incident"),
    _document("sealed-letter", N_("Letter"), "victim", victim.SealedLetter, "S35 S47",
              never="victim_address victim_contact letter_reason"),
    _document("sealed-translation", N_("Translation of the letter"), "victim",
              victim.SealedLetter, "S47", template="sealed-letter.html",
              never="victim_address victim_contact letter_reason",
              invented={"translation": True, "translator": "Lucía Paz"}),
    _document("decision", N_("About your request"), "victim", victim.Decision,
              "S20 S23 S24 S25 S26 S42", never="offender_name letter_fact"),
    _document("letter-available", N_("There is a letter for you"), "victim",
              victim.LetterAvailable, "S39 S42 S45 S46",
              never="letter_text letter_reason offender_name"),
    _document("visit-instructions", N_("What to expect on the day"), "victim", victim.Visit,
              "S6 S18 S22 S26", never="offender_name letter_fact"),
    _document("change-notice", N_("We have news for you"), "victim", victim.ChangeNotice,
              "S22 S25 S28 S42", never="offender_name facility victim_story letter_fact"),
    _document("follow-up", N_("After the meeting"), "victim", victim.FollowUp, "S42 S48",
              never="offender_name victim_story"),
    _document("closure", N_("Your request is closed"), "victim", victim.Closure, "S1 S42",
              never="offender_name victim_story"),
    _document("agreement-victim", N_("Agreement on taking part and on confidentiality"), "victim",
              victim.Agreement, "S15 S16 S27", never="offender_name victim_address"),
    _document("agreement-support", N_("Agreement of a support person"), "victim",
              victim.SupportAgreement, "S18 S26 S27",
              never="offender_name victim_name victim_address"),
    _document("request-form-dialogue", N_("Ask for a {dialogue}"), "victim", victim.RequestForm,
              "S3 S8 S12 S18 S28 S29"),
    _document("request-form-letter", N_("Ask to be told about {a_letter}"), "victim",
              victim.RequestForm, "S28 S34 S40 S44"),
    # -- to an offender -----------------------------------------------------------------------
    _document("offender-invitation", N_("Invitation to learn about a program"), "offender",
              offender.Invitation, "S14 S15 S27", never="incident letter_fact request"),
    _document("offender-closing", N_("The process has ended"), "offender",
              offender.OffenderClosing, "S15 S27", never="decision incident"),
    _document("agreement-offender", N_("Agreement on taking part and on confidentiality"),
              "offender", offender.OffenderAgreement, "S15 S27"),
    _document("offender-receipt", N_("We have your letter"), "offender", offender.Receipt,
              "S32 S33 S41 S43", never="disclosed addressee letter_text"),
    _document("offender-banked", N_("Your letter is in the bank"), "offender", offender.Banked,
              "S32 S41 S43", never="disclosed addressee"),
    _document("letter-returned", N_("Your letter is being returned"), "offender",
              offender.Returned, "S35 S36 S37 S41 S43", never="disclosed addressee"),
    _document("letter-rejected", N_("Your letter was not accepted"), "offender",
              offender.Rejected, "S32 S37 S41 S43", never="disclosed addressee"),
    _document("writing-guidelines", N_("Writing {a_letter}"), "offender", offender.Guidelines,
              "S32 S35 S36 S37 S43", never="disclosed offender_name"),
    _document("offender-disclosure", N_("What we can tell you"), "offender", offender.Disclosure,
              "S40 S48", never="letter_fact letter_text"),
    # -- to anyone who asks ----------------------------------------------------------------------
    _document("offender-side-answer", N_("Your letter to the {programme}"), "anyone",
              third_party.StandardAnswer, "S2 S27 S38"),
    _document("records-answer", N_("Your request for records"), "anyone",
              third_party.StandardAnswer, "S27 S43"),
    _document("records-release", N_("Records that are released to you"), "requester",
              third_party.Release, "S27 S43",
              never="victim_name victim_standing offender_name facility request"),
    _document("case-summary-release", N_("Case summary for a records request"), "requester",
              unit.ReleasedSummary, "S27 S43"),
    # -- to a place of custody ----------------------------------------------------------------
    _document("assessment-request", N_("Request for an assessment"), "facility",
              facility.AssessmentRequest, "S13 S27 S31",
              never="victim_name victim_standing support_name incident"),
    _document("superintendent-memo", N_("For the superintendent's decision"), "facility",
              facility.SuperintendentMemo, "S22 S27 S30 S31",
              never="victim_name victim_standing incident"),
    _document("visit-canceled", N_("A visit was called off"), "facility", facility.VisitCanceled,
              "S21 S27 S31",
              never="victim_name victim_standing support_name incident decision decision_reason"),
    _document("case-summary-need-to-know", N_("Case summary: need to know"), "facility",
              facility.NeedToKnow, "S27 S30",
              never="victim_name victim_standing support_name incident"),
    # -- the unit's own -----------------------------------------------------------------------
    _document("facilitator-appointment", N_("Appointment as {facilitator}"), "unit",
              unit.Appointment, "S6 S16 S17",
              never="victim_name victim_contact victim_story offender_name incident"),
    _document("visit-canceled-facilitator", N_("A visit was called off"), "unit",
              unit.FacilitatorVisitCanceled, "S21",
              never="victim_name victim_contact victim_story offender_name incident decision "
                    "decision_reason"),
    _document("screening-record", N_("Record of a review"), "unit", unit.ScreeningRecord,
              "S36 S37 S41", never="victim_name victim_address victim_contact victim_choice"),
    _document("custody-log", N_("Custody of a letter"), "unit", unit.CustodyLog, "S47",
              never="victim_name victim_address victim_contact letter_text"),
    _document("case-summary-supervisor", N_("Case summary for supervision"), "unit",
              unit.SupervisorSummary, "S20",
              never="victim_address victim_contact victim_story contact_log"),
    _document("case-summary", N_("Case summary"), "unit", unit.CaseSummary, "S20",
              never="offender_motive letter_text"),
)  # fmt: skip

REGISTRY: dict[str, Document] = {document.name: document for document in _ALL}
