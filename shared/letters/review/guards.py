"""What must be true before an act on a letter.  None of these looks at the victim's side."""

from typing import Any

from shared import policy
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.bank import content, pairs
from shared.records.models import Facility, ThreatDecision
from shared.records.workflow import Act

WARNINGS = {
    "warn": N_("Warn"),
    "do_not_warn": N_("Do not warn"),
}


def tier_of(act: Act) -> int:
    """The review (1, 2, 3) that this act is; 0 for none.  Given with the facts, and checked."""
    return int(act.facts.get("tier") or 0)


def read_as_it_is(act: Act) -> str | None:
    """An approval binds to what was read: the digest, and the tier whose turn it is."""
    version = queries.version(act.subject)
    if queries.TIERS.get(act.subject.state) != tier_of(act):
        return N_("This is not the review that is due now.")
    if act.facts.get("sha256") != version.sha256:
        return N_("The letter has changed since you read it. Read it again.")
    return None


def another_reviewer(act: Act) -> str | None:
    """S41: nobody fills two tiers of the same version."""
    mine = f"review.{tier_of(act)}"
    for review in queries.reviews(act.subject):
        if review.by_id == act.actor.id and policy.current().needs_two(
            f"review.{review.tier}", mine
        ):
            return N_("You reviewed this version before. Another person must do this review.")
    return None


def checklist_answered(act: Act) -> str | None:
    """Every line of the tier's checklist is answered."""
    answers = act.facts.get("checklist") or {}
    wanted = policy.current().letter_checklist(tier_of(act))
    if any(answers.get(check.id) not in ("yes", "no", "unsure") for check in wanted):
        return N_("Answer every line of the checklist.")
    return None


def nothing_against(act: Act) -> str | None:
    """A letter passes only if every line is answered as it must be."""
    if queries.against(tier_of(act), act.facts.get("checklist") or {}):
        return N_("A letter cannot pass if a line is answered against it or is marked unsure.")
    return None


def not_to_preserve(act: Act) -> str | None:
    """A threat, a new crime or abuse is preserved: giving it back might destroy evidence."""
    if queries.to_preserve(tier_of(act), act.facts.get("checklist") or {}):
        return N_("What you marked must be preserved: escalate the letter, do not return it.")
    return None


def reasons_known(act: Act) -> str | None:
    """At least one coded reason, each with a line of the checklist answered against it."""
    reasons = act.facts.get("reasons") or []
    known = policy.current().return_reasons
    if not reasons or any(reason not in known for reason in reasons):
        return N_("Choose at least one reason.")
    against = queries.against(tier_of(act), act.facts.get("checklist") or {})
    if any(known[reason].check not in against for reason in reasons):
        return N_("For each reason, a line of the checklist must be answered against the letter.")
    return None


def passages_quoted(act: Act) -> str | None:
    """What must not be there is shown where it is; what is missing cannot be quoted."""
    quotes = act.facts.get("quotes") or {}
    rules = policy.current()
    for reason in act.facts.get("reasons") or []:
        check = rules.letters.checklist[rules.return_reasons[reason].check]
        if check.gate == "C" and not str(quotes.get(check.id) or "").strip():
            return N_(
                "Quote the passage next to each line that is a reason, so that everyone can see it."
            )
    return None


def escalation_reasoned(act: Act) -> str | None:
    """What is escalated was marked in the checklist."""
    if not queries.to_preserve(tier_of(act), act.facts.get("checklist") or {}):
        return N_(
            "Mark what must be preserved: a threat, a new crime, abuse, or something like that."
        )
    return None


def content_given(act: Act) -> str | None:
    """A new version has content that can be taken."""
    given = act.facts.get("content")
    if not isinstance(given, content.Content):
        return N_("Type the letter, or choose a scan of it.")
    about = act.facts.get("about")
    if about is not None and not str(about.get("addressee") or "").strip():
        return N_("Enter who the letter is for, in the writer's words.")
    if about is not None and _is_taken(act.subject, about):
        return pairs.TAKEN
    return content.problem_with(given)


def another_facility(act: Act) -> str | None:
    """Where the writer is now: an open facility, and not the one that has the letter already."""
    place = Facility.get_or_none(Facility.id == str(act.facts.get("facility") or ""))
    if place is None or not place.active or place.id == act.subject.facility_id:
        return N_("Choose the facility where the writer is now.")
    return None


def _is_taken(letter: Any, about: dict[str, Any]) -> bool:
    """Whether what the writer says of it now would make it another letter's double (S36)."""
    pair = pairs.digest_of(letter.number_digest, str(about["addressee"]))
    place = {"county": letter.county, "year": letter.year}
    return pairs.is_taken(pair, about | place, but=letter.id)


def place_given(act: Act) -> str | None:
    """Where the paper lies, in a few words."""
    place = str(act.facts.get("place") or "").strip()
    if not place or len(place) > 40:
        return N_("Enter where the paper is, in 40 characters or less.")
    return None


def warning_decided(act: Act) -> str | None:
    """Warn, or do not warn; the same whether or not anybody is registered."""
    if act.facts.get("decision") not in WARNINGS:
        return N_("Choose whether to warn.")
    return None


def threat_was_decided(act: Act) -> str | None:
    """Nothing escalated goes on before the decision whether to warn."""
    mine = (ThreatDecision.letter == act.subject) & (ThreatDecision.number == act.subject.current)
    if not ThreatDecision.select().where(mine).exists():
        return N_("First decide whether to warn.")
    return None
