"""Somebody else in the offender's place, where the policy allows it.

The one responsible said no, has died, is gone, is barred, or was never found; the person who asked
still wishes to speak with somebody who did such harm.  Whoever stands in becomes the case's
counterpart, and everything begins again at eligibility: findings, checks, assessment, go-ahead,
answer and signatures are bound to the offender they were about, and none is carried over.  The one
before learns nothing of it: if he was told of a process, he gets the one notice that it has ended.
"""

from typing import Any

from shared import policy
from shared.base.translation import N_
from shared.dialogue import after_refusal, endings, queries
from shared.dialogue.case import set_columns
from shared.people import contact
from shared.people.contact import same_person
from shared.records.models import DialogueCase, Person, Responsibility, Substitution
from shared.records.workflow import Act

CAUSES = {
    "no": N_("Someone in the other party said no"),
    "died": N_("The person responsible has died"),
    "away": N_("The person responsible was released, or has escaped"),
    "barred": N_("A rule or an order does not allow it for that person"),
    "unknown": N_("No one knows who is responsible"),
}

# -- guards ------------------------------------------------------------------------------------


def is_allowed(_act: Act) -> str | None:
    """The policy has dialogues with somebody who stands in."""
    if not policy.current().dialogue.substitute:
        return N_("The policy does not allow a dialogue with a surrogate.")
    return None


def is_counterpart_gone(act: Act) -> str | None:
    """There can be no dialogue with the one responsible; why is noted for the record."""
    cause = cause_of(act.subject)
    if not cause:
        return N_(
            "The person responsible can still be asked. A surrogate can be named only after that "
            "is over."
        )
    act.facts["cause"] = cause
    return None


def is_wished(act: Act) -> str | None:
    """It is her wish, and she knows that it is not the one who did it."""
    if not act.facts.get("wished"):
        return N_(
            "Record that the person wants this, and knows it would not be the one who harmed them."
        )
    return None


def has_no_tie(act: Act) -> str | None:
    """Whoever stands in had no part in it, and is not the one of another request of hers."""
    if not act.facts.get("no_tie"):
        return N_("First check that the surrogate has no tie to anyone in this case.")
    chosen = contact.offender_by_number(str(act.facts.get("number", "")))
    if chosen is not None and chosen.id in _tied(act.subject):
        return N_("This person already has a part in the case and cannot be a surrogate.")
    return None


def is_original(act: Act) -> str | None:
    """Who is responsible is said of the one responsible, not of one who stands in."""
    if queries.stands_in(act.subject):
        return N_(
            "There is already a surrogate for the {offender}. Name another person if this one is "
            "wrong."
        )
    return None


def cause_of(case: Any) -> str:
    """Why there can be no dialogue with the counterpart whom the case names; empty if there can.

    Somebody who stands in and has not been told yet may be replaced for the cause there was.
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
    if case.state == "kept" or after_refusal.has_said_no(case):
        return "no"
    return "barred" if _is_barred(case, offender) else ""


def _is_barred(case: Any, offender: Any) -> bool:
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


def _tied(case: Any) -> set[str]:
    """Everyone responsible for this incident, or named in any request of the same person."""
    mine: Any = DialogueCase.select().where(DialogueCase.person << same_person(case.person))
    before: Any = Substitution.select().where(Substitution.case == case)
    there: Any = Responsibility.select().where(Responsibility.incident == case.incident_id)
    named = {row.offender_id for row in mine} | {row.substitute_id for row in before}
    named |= {row.former_id for row in before}
    if case.incident_id:
        named |= {row.offender_id for row in there}
    return named - {None}


# -- effects -----------------------------------------------------------------------------------


def name_substitute(act: Act) -> None:
    """Everything for the one before ends; the case names another, and begins at eligibility."""
    case, facts = act.subject, act.facts
    former = case.offender_id
    endings.stop_everything(act)
    endings.start_over(case)
    wish = contact.log_attempt(
        act.actor, Person.get_by_id(case.person_id), "case", case, facts.get("way"), "spoke",
        str(facts.get("note") or ""),
    )  # fmt: skip
    values = {name: facts[name] for name in ("name", "number", "birth_date") if facts.get(name)}
    language = str(facts.get("language") or "")
    chosen = contact.record_offender(values, facts.get("facility"), language)
    set_columns(case, offender=chosen, own_wish=False)
    Substitution.make(
        case=case, former=former, substitute=chosen, cause=facts["cause"], wish=wish,
        by=act.actor.id,
    )  # fmt: skip
    act.entry.note(
        offender=chosen.id, former=former, cause=facts["cause"], facility=chosen.facility_id
    )
