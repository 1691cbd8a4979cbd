"""What must be true before an act on a letter.  None of these looks at the victim's side."""

from dataclasses import dataclass, field
from typing import Literal

from shared import policy
from shared.base.translation import N_
from shared.base.values import Given
from shared.letters import queries
from shared.letters.bank import content, pairs
from shared.records.models import Facility, ThreatDecision
from shared.records.workflow import Act, AnyGuard, Facts, Guard

WARNINGS = {
    "warn": N_("Warn"),
    "do_not_warn": N_("Do not warn"),
}

# -- reviews (S41) -----------------------------------------------------------------------------


@dataclass(frozen=True)
class TierReview(Facts):
    """A review as it was made: which of the three, of which text, and what was found.

    `checklist` and `quotes` are by line of the tier's checklist; `reasons` are the policy's codes.
    """

    tier: int = 0
    sha256: str = ""
    checklist: dict[str, str] = field(default_factory=dict)
    quotes: dict[str, str] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    help: str = ""


def is_review_due(act: Act[TierReview]) -> bool:
    """The tier is the one whose turn it is."""
    return queries.TIERS.get(act.subject.state) == act.facts.tier


def is_version_read(act: Act[TierReview]) -> bool:
    """An approval binds to what was read: the digest."""
    return bool(act.facts.sha256 == queries.version(act.subject).sha256)


def is_another_reviewer(act: Act[TierReview]) -> bool:
    """S41: no one fills two tiers of the same version."""
    rules, mine = policy.current(), f"review.{act.facts.tier}"
    return not any(
        review.by_id == act.actor.id and rules.needs_two(f"review.{review.tier}", mine)
        for review in queries.reviews(act.subject)
    )


def is_checklist_answered(act: Act[TierReview]) -> bool:
    """Every line of the tier's checklist is answered."""
    wanted = policy.current().letter_checklist(act.facts.tier)
    return all(act.facts.checklist.get(check.id) in ("yes", "no", "unsure") for check in wanted)


def is_nothing_against(act: Act[TierReview]) -> bool:
    """A letter passes only if every line is answered as it must be."""
    return not queries.against(act.facts.tier, act.facts.checklist)


def is_nothing_to_preserve(act: Act[TierReview]) -> bool:
    """A threat, a new crime or abuse is preserved: giving it back might destroy evidence."""
    return not queries.to_preserve(act.facts.tier, act.facts.checklist)


def has_something_to_preserve(act: Act[TierReview]) -> bool:
    """What is escalated was marked in the checklist."""
    return not is_nothing_to_preserve(act)


def has_reasons(act: Act[TierReview]) -> bool:
    """At least one coded reason."""
    known = policy.current().return_reasons
    return bool(act.facts.reasons) and all(reason in known for reason in act.facts.reasons)


def are_reasons_answered(act: Act[TierReview]) -> bool:
    """Each reason has a line of the checklist answered against the letter."""
    known = policy.current().return_reasons
    against = queries.against(act.facts.tier, act.facts.checklist)
    return all(known[reason].check in against for reason in act.facts.reasons)


def are_passages_quoted(act: Act[TierReview]) -> bool:
    """What must not be there is shown where it is; what is missing cannot be quoted."""
    rules = policy.current()
    checks = [
        rules.letters.checklist[rules.return_reasons[reason].check] for reason in act.facts.reasons
    ]
    quotes = act.facts.quotes
    return all((quotes.get(check.id) or "").strip() for check in checks if check.gate == "C")


REVIEW_DUE = Guard(is_review_due, N_("This is not the review that is due now."))
VERSION_READ = Guard(
    is_version_read, N_("The letter has changed since you read it. Read it again.")
)
ANOTHER_REVIEWER = Guard(
    is_another_reviewer,
    N_("You reviewed this version before. Another person must do this review."),
)
CHECKLIST_ANSWERED = Guard(is_checklist_answered, N_("Answer every line of the checklist."))
NOTHING_AGAINST = Guard(
    is_nothing_against,
    N_("A letter cannot pass if a line is answered against it or is marked unsure."),
)
NOTHING_TO_PRESERVE = Guard(
    is_nothing_to_preserve,
    N_("What you marked must be preserved: escalate the letter, do not return it."),
)
SOMETHING_TO_PRESERVE = Guard(
    has_something_to_preserve,
    N_("Mark what must be preserved: a threat, a new crime, abuse, or something like that."),
)
REASONS = Guard(has_reasons, N_("Choose at least one reason."))
REASONS_ANSWERED = Guard(
    are_reasons_answered,
    N_("For each reason, a line of the checklist must be answered against the letter."),
)
PASSAGES_QUOTED = Guard(
    are_passages_quoted,
    N_("Quote the passage next to each line that is a reason, so that everyone can see it."),
)

AS_READ = (REVIEW_DUE, VERSION_READ)
REVIEWED = (*AS_READ, ANOTHER_REVIEWER, CHECKLIST_ANSWERED)
NOT_TAKEN = (*REVIEWED, NOTHING_TO_PRESERVE, REASONS, REASONS_ANSWERED, PASSAGES_QUOTED)

# -- the writer's own acts -----------------------------------------------------------------------


@dataclass(frozen=True)
class Replacement(content.Brought):
    """A new version; `about` is what the writer says of the letter now, if it was asked."""

    about: Given | None = None


def is_addressee_named(act: Act[Replacement]) -> bool:
    """The writer says whom the letter is for."""
    about = act.facts.about
    return about is None or bool(str(about.get("addressee") or "").strip())


def is_pair_free(act: Act[Replacement]) -> bool:
    """What the writer says of it now does not make it another letter's double (S36)."""
    about, letter = act.facts.about, act.subject
    if about is None:
        return True
    pair = pairs.digest_of(letter.number_digest, str(about["addressee"]))
    said = {**about, "county": letter.county, "year": letter.year}
    return not pairs.is_taken(pair, said, but=letter.id)


ADDRESSEE_NAMED = Guard(
    is_addressee_named, N_("Enter who the letter is for, in the writer's words.")
)
PAIR_FREE = Guard(is_pair_free, pairs.TAKEN)
REPLACEABLE: tuple[AnyGuard, ...] = (ADDRESSEE_NAMED, PAIR_FREE, *content.TAKEABLE)


@dataclass(frozen=True)
class Transfer(Facts):
    """Where the writer is now: a facility's id."""

    facility: str = ""


def is_another_facility(act: Act[Transfer]) -> bool:
    """An open facility, and not the one that has the letter already."""
    place = Facility.get_or_none(Facility.id == act.facts.facility)
    return bool(place and place.active and place.id != act.subject.facility_id)


ANOTHER_FACILITY = Guard(
    is_another_facility, N_("Choose the facility where the writer is now.")
)  # fmt: skip

# -- the paper, and what was preserved -----------------------------------------------------------


@dataclass(frozen=True)
class PaperMove(Facts):
    """Where the paper is now, in a few words."""

    place: str = ""


@dataclass(frozen=True)
class WarningDecision(Facts):
    """Whether someone must be warned of what was escalated."""

    decision: Literal["", "warn", "do_not_warn"] = ""


def is_place_given(act: Act[PaperMove]) -> bool:
    """Where the paper is, in a few words."""
    return 0 < len(act.facts.place.strip()) <= 40


def is_warning_decided(act: Act[WarningDecision]) -> bool:
    """Warn, or do not warn; the same whether or not anyone is registered."""
    return act.facts.decision in WARNINGS


def was_threat_decided(act: Act[Facts]) -> bool:
    """Nothing escalated goes on before the decision whether to warn."""
    mine = (ThreatDecision.letter == act.subject) & (ThreatDecision.number == act.subject.current)
    return bool(ThreatDecision.select().where(mine).exists())


PLACE_GIVEN = Guard(
    is_place_given, N_("Enter where the paper is, in 40 characters or less.")
)  # fmt: skip
WARNING_DECIDED = Guard(is_warning_decided, N_("Choose whether to warn."))
THREAT_DECIDED = Guard(was_threat_decided, N_("First decide whether to warn."))
