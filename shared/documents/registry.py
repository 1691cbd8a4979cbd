"""Every document there is: its reader, its context, what must never be in it, what it serves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from shared.base.translation import N_
from shared.documents import facility, offender, samples, third_party, unit, victim
from shared.documents.facts import KINDS, NEVER, Paper, kinds_of
from shared.documents.words import translator
from shared.policy import Policy, current

Reader = Literal["victim", "offender", "facility", "unit", "requester", "anyone"]
Sample = Callable[[str, Policy], Paper]


@dataclass(frozen=True)
class Document:
    """One kind of document.

    `context` is the type of values it is made of; `never` the kinds of fact (facts.KINDS) that it
    must not hold besides what its reader must never get; `serves` the requirements it meets;
    `sample` makes an invented context.  Raises TypeError if the context has a forbidden kind.
    """

    name: str
    title: str
    reader: Reader
    template: str
    context: type[Paper]
    serves: tuple[str, ...]
    sample: Sample
    also_never: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()

    @property
    def never(self) -> frozenset[str]:
        """The kinds of fact that this document never prints."""
        return (NEVER[self.reader] | self.also_never) - self.may

    def __post_init__(self) -> None:
        leaks = kinds_of(self.context) & self.never
        if leaks:
            raise TypeError(f"{self.name}: {self.reader} must never get {sorted(leaks)}")
        unknown = self.never - KINDS.keys()
        if unknown:
            raise TypeError(f"{self.name}: {sorted(unknown)} are no kinds of fact")

    def titled(self, language: str, policy: Policy | None = None) -> str:
        """The title as printed, in plain text."""
        return translator(policy or current(), language)(self.title).unescape()


def _document(
    name: str, title: str, reader: Reader, context: type[Paper], sample: Sample, *serves: str,
    template: str = "", never: tuple[str, ...] = (), may: tuple[str, ...] = (),
) -> Document:  # fmt: skip
    return Document(
        name, title, reader, template or f"{name}.html", context, serves, sample,
        frozenset(never), frozenset(may),
    )  # fmt: skip


_ALL = (
    # -- to a person harmed -------------------------------------------------------------------
    _document("acknowledgement", N_("We have your request"), "victim", victim.Acknowledgement,
              samples.acknowledgement, "S8", "S12", "S19", "S28", "S42",
              never=("letter_fact", "offender_name")),
    _document("registration-confirmation", N_("You are on the list"), "victim",
              victim.Registration, samples.registration, "S34", "S39", "S40", "S44",
              never=("letter_fact", "letter_text", "offender_name", "incident")),
    _document("cover-letter", N_("About the sealed envelope"), "victim", victim.CoverLetter,
              samples.cover_letter, "S40", "S42", "S47", "S48",
              never=("letter_text", "letter_reason")),
    _document("inner-envelope", N_("Sealed envelope"), "victim", victim.InnerEnvelope,
              samples.inner_envelope, "S47",
              never=("victim_name", "victim_address", "offender_name", "letter_text")),
    _document("outer-envelope", N_("Envelope"), "victim", victim.OuterEnvelope,
              samples.outer_envelope, "S47",
              never=("offender_name", "letter_text", "letter_fact", "facility", "incident")),
    _document("sealed-letter", N_("Letter"), "victim", victim.SealedLetter,
              samples.sealed_letter, "S35", "S47",
              never=("victim_address", "victim_contact", "letter_reason")),
    _document("sealed-translation", N_("Translation of the letter"), "victim",
              victim.SealedLetter, samples.sealed_translation, "S47",
              template="sealed-letter.html",
              never=("victim_address", "victim_contact", "letter_reason")),
    _document("decision", N_("About your request"), "victim", victim.Decision, samples.decision,
              "S20", "S23", "S24", "S25", "S26", "S42", never=("offender_name", "letter_fact")),
    _document("letter-available", N_("There is a letter for you"), "victim",
              victim.LetterAvailable, samples.letter_available, "S39", "S42", "S45", "S46",
              never=("letter_text", "letter_reason", "offender_name")),
    _document("visit-instructions", N_("What to expect on the day"), "victim", victim.Visit,
              samples.visit, "S6", "S18", "S22", "S26", never=("offender_name", "letter_fact")),
    _document("change-notice", N_("We have news for you"), "victim", victim.ChangeNotice,
              samples.change_notice, "S22", "S25", "S28", "S42",
              never=("offender_name", "facility", "victim_story", "letter_fact")),
    _document("follow-up", N_("After the meeting"), "victim", victim.FollowUp,
              samples.follow_up, "S42", "S48", never=("offender_name", "victim_story")),
    _document("closure", N_("Your request is closed"), "victim", victim.Closure,
              samples.closure, "S1", "S42", never=("offender_name", "victim_story")),
    _document("agreement-victim", N_("Agreement on taking part and on confidentiality"), "victim",
              victim.Agreement, samples.agreement, "S15", "S16", "S27",
              never=("offender_name", "victim_address")),
    _document("agreement-support", N_("Agreement of a support person"), "victim",
              victim.SupportAgreement, samples.support_agreement, "S18", "S26", "S27",
              never=("offender_name", "victim_name", "victim_address")),
    _document("request-form-dialogue", N_("Ask for a {dialogue}"), "victim", victim.RequestForm,
              samples.request_form, "S3", "S8", "S12", "S18", "S28", "S29"),
    _document("request-form-letter", N_("Ask to be told about {a_letter}"), "victim",
              victim.RequestForm, samples.request_form, "S28", "S34", "S40", "S44"),
    # -- to an offender -----------------------------------------------------------------------
    _document("offender-invitation", N_("Invitation to learn about a program"), "offender",
              offender.Invitation, samples.invitation, "S14", "S15", "S27",
              never=("incident", "letter_fact", "request")),
    _document("offender-closing", N_("The process has ended"), "offender",
              offender.OffenderClosing, samples.offender_closing, "S15", "S27",
              never=("decision", "incident")),
    _document("agreement-offender", N_("Agreement on taking part and on confidentiality"),
              "offender", offender.OffenderAgreement, samples.offender_agreement, "S15", "S27"),
    _document("offender-receipt", N_("We have your letter"), "offender", offender.Receipt,
              samples.receipt, "S32", "S33", "S41", "S43",
              never=("disclosed", "addressee", "letter_text")),
    _document("offender-banked", N_("Your letter is in the bank"), "offender", offender.Banked,
              samples.banked, "S32", "S41", "S43", never=("disclosed", "addressee")),
    _document("letter-returned", N_("Your letter is being returned"), "offender", offender.Returned,
              samples.returned, "S35", "S36", "S37", "S41", "S43",
              never=("disclosed", "addressee")),
    _document("letter-rejected", N_("Your letter was not accepted"), "offender", offender.Rejected,
              samples.rejected, "S32", "S37", "S41", "S43", never=("disclosed", "addressee")),
    _document("writing-guidelines", N_("Writing {a_letter}"), "offender", offender.Guidelines,
              samples.guidelines, "S32", "S35", "S36", "S37", "S43",
              never=("disclosed", "offender_name")),
    _document("offender-disclosure", N_("What we can tell you"), "offender", offender.Disclosure,
              samples.disclosure, "S40", "S48", never=("letter_fact", "letter_text")),
    # -- to whoever asks ----------------------------------------------------------------------
    _document("offender-side-answer", N_("Your letter to the {programme}"), "anyone",
              third_party.StandardAnswer, samples.standard_answer, "S2", "S27", "S38"),
    _document("records-answer", N_("Your request for records"), "anyone",
              third_party.StandardAnswer, samples.standard_answer, "S27", "S43"),
    _document("records-release", N_("Records that are released to you"), "requester",
              third_party.Release, samples.release, "S27", "S43",
              never=("victim_name", "victim_standing", "offender_name", "facility", "request")),
    _document("case-summary-release", N_("Case summary for a records request"), "requester",
              unit.ReleasedSummary, samples.released_summary, "S27", "S43"),
    # -- to a place of custody ----------------------------------------------------------------
    _document("assessment-request", N_("Request for an assessment"), "facility",
              facility.AssessmentRequest, samples.assessment_request, "S13", "S27", "S31",
              never=("victim_name", "victim_standing", "support_name", "incident")),
    _document("superintendent-memo", N_("For the superintendent's decision"), "facility",
              facility.SuperintendentMemo, samples.superintendent_memo, "S22", "S27", "S30", "S31",
              never=("victim_name", "victim_standing", "incident")),
    _document("case-summary-need-to-know", N_("Case summary: need to know"), "facility",
              facility.NeedToKnow, samples.need_to_know, "S27", "S30",
              never=("victim_name", "victim_standing", "support_name", "incident")),
    # -- the unit's own -----------------------------------------------------------------------
    _document("facilitator-appointment", N_("Appointment as {facilitator}"), "unit",
              unit.Appointment, samples.appointment, "S6", "S16", "S17",
              never=("victim_name", "victim_contact", "victim_story", "offender_name", "incident")),
    _document("screening-record", N_("Record of a review"), "unit", unit.ScreeningRecord,
              samples.screening_record, "S36", "S37", "S41",
              never=("victim_name", "victim_address", "victim_contact", "victim_choice")),
    _document("custody-log", N_("Custody of a letter"), "unit", unit.CustodyLog,
              samples.custody_log, "S47",
              never=("victim_name", "victim_address", "victim_contact", "letter_text")),
    _document("case-summary-supervisor", N_("Case summary for supervision"), "unit",
              unit.SupervisorSummary, samples.supervisor_summary, "S20",
              never=("victim_address", "victim_contact", "victim_story", "contact_log")),
    _document("case-summary", N_("Case summary"), "unit", unit.CaseSummary,
              samples.case_summary, "S20", never=("offender_motive", "letter_text")),
)  # fmt: skip

REGISTRY: dict[str, Document] = {document.name: document for document in _ALL}
