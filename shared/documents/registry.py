"""Every document there is: its reader, its context, what must never be in it, what it serves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from shared.documents import facility, samples, unit, victim
from shared.documents.facts import NEVER, Paper, kinds_of
from shared.documents.words import N_, translator
from shared.policy import Policy, current

Reader = Literal["victim", "offender", "facility", "unit", "anyone"]
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
    _document("case-summary", N_("Case summary"), "unit", unit.CaseSummary,
              samples.case_summary, "S20", never=("offender_motive", "letter_text")),
)  # fmt: skip

REGISTRY: dict[str, Document] = {document.name: document for document in _ALL}
