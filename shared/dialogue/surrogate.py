"""Someone else in the offender's place, where the policy allows it.

The one responsible said no, has died, is gone, is barred, or was never found; the person who asked
still wishes to speak with someone who did such harm.  The one who stands in becomes the case's
counterpart, and everything begins again at eligibility: findings, checks, assessment, go-ahead,
answer and signatures are bound to the offender they were about, and none is carried over.  The one
before learns nothing of it: one who was told of a process gets the one notice that it has ended.
"""

from dataclasses import dataclass

from shared import policy
from shared.base.translation import N_
from shared.dialogue import after_refusal, endings, queries
from shared.dialogue.after_refusal import Told
from shared.dialogue.case import set_columns
from shared.dialogue.identification import OffenderNamed
from shared.people import contact
from shared.people.contact import same_person
from shared.records.models import DialogueCase, Offender, Person, Responsibility, Substitution
from shared.records.workflow import Act, Facts, Guard

CAUSES = {
    "no": N_("Someone in the other party said no"),
    "died": N_("The person responsible has died"),
    "away": N_("The person responsible was released, or has escaped"),
    "barred": N_("A rule or an order does not allow it for that person"),
    "unknown": N_("No one knows who is responsible"),
}


@dataclass(frozen=True)
class StandIn(OffenderNamed, Told):
    """Who stands in, that the person wishes it, and that there is no tie to anyone in the case."""

    wished: bool = False
    no_tie: bool = False


# -- guards ------------------------------------------------------------------------------------


def is_allowed(_act: Act[Facts]) -> bool:
    """The policy has dialogues with someone who stands in."""
    return policy.current().dialogue.substitute


ALLOWED = Guard(
    is_allowed,
    N_("The policy does not allow a dialogue with a surrogate."),
)


def is_counterpart_gone(act: Act[Facts]) -> bool:
    """There can be no dialogue with the one responsible."""
    return bool(cause_of(act.subject))


COUNTERPART_GONE = Guard(
    is_counterpart_gone,
    N_(
        "The person responsible can still be asked. A surrogate can be named only after that is "
        "over."
    ),
)


def is_wished(act: Act[StandIn]) -> bool:
    """It is the person's wish, who knows that it is not the one responsible."""
    return act.facts.wished


WISHED = Guard(
    is_wished,
    N_("Record that the person wants this, and knows it would not be the one who harmed them."),
)


def is_tie_checked(act: Act[StandIn]) -> bool:
    """Staff checked that the one who stands in has no tie."""
    return act.facts.no_tie


def has_no_part(act: Act[StandIn]) -> bool:
    """The one who stands in had no part in it, and is not named in another request."""
    chosen = contact.offender_by_number(act.facts.number)
    return chosen is None or chosen.id not in _tied(act.subject)


NO_TIE = (
    Guard(
        is_tie_checked,
        N_("First check that the surrogate has no tie to anyone in this case."),
    ),
    Guard(
        has_no_part,
        N_("This person already has a part in the case and cannot be a surrogate."),
    ),
)


def is_original(act: Act[Facts]) -> bool:
    """Who is responsible is said of the one responsible, not of one who stands in."""
    return not queries.stands_in(act.subject)


ORIGINAL = Guard(
    is_original,
    N_(
        "There is already a surrogate for the {offender}. Name another person if this one is wrong."
    ),
)


def can_be_named(case: DialogueCase) -> bool:
    """Whether the policy allows that someone stands in, and there is a cause for it."""
    return policy.current().dialogue.substitute and bool(cause_of(case))


def cause_of(case: DialogueCase, state: str = "") -> str:
    """Why there can be no dialogue with the counterpart whom the case names; empty if there can.

    One who stands in and has not been told yet may be replaced for the cause there was.  `state`:
    the one the case was in, if an act has moved it already.
    """
    last, offender = queries.substitution(case), queries.offender_of(case)
    if offender is None:
        return "unknown"
    if last is not None and not queries.was_told(case):
        return str(last.cause)
    if offender.died_on is not None:
        return "died"
    if offender.custody in ("released", "escaped"):
        return "away"
    if (state or case.state) == "kept" or after_refusal.has_said_no(case):
        return "no"
    return "barred" if _is_barred(case, offender) else ""


def _is_barred(case: DialogueCase, offender: Offender) -> bool:
    items, check = policy.current().eligibility_items, queries.last_check(case, "orders")
    death_row = policy.current().rules.get("death_row")
    if offender.death_row and death_row is not None and death_row.hard:
        return True
    if check is not None and check.found == "active":
        return True
    return any(
        row.finding == "unmet" and queries.is_hard(items[name])
        for name, row in queries.findings(case).items()
        if name in items and items[name].group == "offender"
    )


def _tied(case: DialogueCase) -> set[str]:
    """All who are responsible for this incident, or named in any request of the same person."""
    mine = DialogueCase.select().where(DialogueCase.person << same_person(case.person))
    before = Substitution.select().where(Substitution.case == case)
    there = Responsibility.select().where(Responsibility.incident == case.incident_id)
    named = {row.offender_id for row in mine} | {row.substitute_id for row in before}
    named |= {row.former_id for row in before}
    if case.incident_id:
        named |= {row.offender_id for row in there}
    return {one for one in named if one is not None}


# -- effects -----------------------------------------------------------------------------------


def name_substitute(act: Act[StandIn]) -> None:
    """Everything for the one before ends; the case names another, and begins at eligibility."""
    case, facts = act.subject, act.facts
    former, cause = case.offender_id, cause_of(case, act.state_before)
    endings.stop_everything(act)
    endings.start_over(case)
    wish = contact.log_attempt(
        act.actor, Person.get_by_id(case.person_id), "case", case, facts.way, "spoke",
        facts.note,
    )  # fmt: skip
    values = {"name": facts.name, "number": facts.number}
    chosen = contact.record_offender(values, facts.facility, facts.language)
    set_columns(case, offender=chosen, own_wish=False)
    Substitution.make(
        case=case, former=former, substitute=chosen, cause=cause, wish=wish,
        by=act.actor.id,
    )  # fmt: skip
    act.entry.note(offender=chosen.id, former=former, cause=cause, facility=chosen.facility_id)
