"""Eligibility, item by item against the policy (S2, S3, S20, S23–S26); see `orders` for S31."""

from dataclasses import dataclass
from datetime import date

from shared import policy
from shared.base.translation import N_
from shared.dialogue import gate, orders, queries
from shared.dialogue.case import needed, of_case, set_columns
from shared.people import contact, reachable
from shared.records import vault
from shared.records.awaited import NEAR
from shared.records.models import (
    DialogueCase,
    EligibilityFinding,
    Person,
)
from shared.records.workflow import Act, Facts, Guard

FINDINGS = {
    "met": N_("Meets the rule"),
    "unmet": N_("Does not meet the rule"),
    "unknown": N_("Not known yet"),
    "deferred": N_("Has to wait"),
}


@dataclass(frozen=True)
class Finding(Facts):
    """What was found for one item of the list: a code of `FINDINGS`."""

    item: str = ""
    finding: str = ""
    look_again_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class ComingOfAge(Facts):
    """The day on which the person is 18."""

    adult_on: date | None = None


# -- guards ------------------------------------------------------------------------------------


def is_person_verified(act: Act[Facts]) -> bool:
    """The identity and standing of the person who asks were verified (S3)."""
    return Person.get_by_id(act.subject.person_id).verified_at is not None


PERSON_VERIFIED = Guard(
    is_person_verified,
    N_("First record how the person's identity and relationship to the case were verified."),
)


def is_own_wish(act: Act[Facts]) -> bool:
    """S2: the person's own wish, free of pressure."""
    return bool(act.subject.own_wish)


OWN_WISH = Guard(
    is_own_wish, N_("First record that this is the person's own wish, without pressure.")
)


def is_item_listed(act: Act[Finding]) -> bool:
    """The item is on the policy's list."""
    return act.facts.item in policy.current().eligibility_items


ITEM_LISTED = Guard(is_item_listed, N_("Choose an item from the list."))


def is_finding_known(act: Act[Finding]) -> bool:
    """The finding is one of four."""
    return act.facts.finding in FINDINGS


FINDING_KNOWN = Guard(is_finding_known, N_("Choose what was found."))


def is_deferral_dated(act: Act[Finding]) -> bool:
    """What has to wait has a day to look again."""
    return act.facts.finding != "deferred" or act.facts.look_again_on is not None


DEFERRAL_DATED = Guard(is_deferral_dated, N_("To put it off, enter the date to look at it again."))


def is_list_met(case: DialogueCase) -> bool:
    """Every item is answered, and no hard rule unmet."""
    return not queries.unmet(case)


def is_person_living(case: DialogueCase) -> bool:
    """The person who asked is not known to have died."""
    return not contact.has_died(case.person)


def is_person_of_age(case: DialogueCase) -> bool:
    """The person is not known to be under 18 (S26)."""
    return case.person.adult is not False


def is_off_death_row(case: DialogueCase) -> bool:
    """The offender is not on death row, or the policy allows a dialogue there."""
    return case.offender is None or not case.offender.death_row or not _bars("death_row")


def is_not_escaped(case: DialogueCase) -> bool:
    """The offender has not escaped."""
    return case.offender is None or case.offender.custody != "escaped"


def is_custody_allowed(case: DialogueCase) -> bool:
    """The offender is in custody, or the policy allows dialogues elsewhere."""
    at_facility_only = policy.current().dialogue.places == ("facility",)
    is_released = case.offender is not None and case.offender.custody == "released"
    return not (is_released and at_facility_only)


def is_offender_living(case: DialogueCase) -> bool:
    """The offender is not known to have died."""
    return case.offender is None or case.offender.died_on is None


_CUSTODY = (
    Guard(
        of_case(is_off_death_row),
        N_("The {offender} is on death row; the policy does not allow a dialogue."),
    ),
    Guard(of_case(is_not_escaped), N_("The {offender} has escaped, so this cannot go on now.")),
    Guard(
        of_case(is_custody_allowed),
        N_("The {offender} was released, and the policy allows dialogues only in custody."),
    ),
    Guard(of_case(is_offender_living), N_("The {offender} has died.")),
)

# Every item answered, no hard rule unmet.  No role can pass these by (ruling 7).
ELIGIBLE = (
    Guard(
        of_case(is_list_met),
        N_("The eligibility list has items that are open, put off, or barred by a rule."),
    ),
    Guard(of_case(is_person_living), N_("The person who made the request has died.")),
    Guard(of_case(is_person_of_age), N_("No one under 18 can take part in a dialogue.")),
    orders.NO_VISIT_RESTRICTION,
    orders.LATE_CHECKED,
    orders.NO_ORDER_IN_FORCE,
    *_CUSTODY,
)


def is_eligible(case: DialogueCase) -> bool:
    """Whether nothing bars a case now: the list, age, orders, the visit list, custody."""
    on_paper = is_list_met(case) and is_person_living(case) and is_person_of_age(case)
    return on_paper and orders.are_in_order(case) and _is_custody_in_order(case)


def _is_custody_in_order(case: DialogueCase) -> bool:
    at_hand = is_not_escaped(case) and is_custody_allowed(case) and is_offender_living(case)
    return is_off_death_row(case) and at_hand


def _bars(rule_id: str) -> bool:
    rule = policy.current().rules.get(rule_id)
    return rule is not None and rule.hard


def outcome(case: DialogueCase) -> str:
    """What came of the list: eligible, deferred or not_offered; empty while it is still open."""
    waits = any(row.finding == "deferred" for row in queries.findings(case).values())
    if _barring_items(case) or _barring_facts(case):
        return "not_offered"
    if waits:
        return "deferred"
    return "eligible" if is_eligible(case) else ""


def rules_told(case: DialogueCase) -> tuple[str, ...]:
    """The rules in the way that the person may read; none that tells of the other side."""
    items = (item.rule for item in _barring_items(case) if not item.sensitive)
    known = policy.current().rules
    return tuple(sorted({rule for rule in (*items, *_barring_facts(case)) if rule in known}))


def _barring_items(case: DialogueCase) -> list[policy.EligibilityItem]:
    items = policy.current().eligibility_items
    return [
        items[name] for name, row in queries.findings(case).items()
        if row.finding == "unmet" and name in items and queries.is_hard(items[name])
    ]  # fmt: skip


def _barring_facts(case: DialogueCase) -> list[str]:
    """What bars whatever the list says: a rule's id, or ``custody``."""
    facts = {
        "minor": not is_person_of_age(case),
        "no_contact_order": not orders.is_free_of_orders(case),
        "visit_restriction": not orders.is_free_of_visit_restriction(case),
        "death_row": not is_off_death_row(case),
        "custody": is_off_death_row(case) and not _is_custody_in_order(case),
    }
    return [name for name, is_so in facts.items() if is_so]


def is_age_open(case: DialogueCase) -> bool:
    """Whether the person is not known to be 18, or the list says that they are not."""
    items, person = policy.current().eligibility_items, reachable.person(case.person_id)
    return not person.adult or any(
        row.finding == "unmet" and name in items and items[name].rule == "minor"
        for name, row in queries.findings(case).items()
    )


AGE_OPEN = Guard(of_case(is_age_open), N_("This person is known to be 18 or older."))


def has_adult_day(act: Act[ComingOfAge]) -> bool:
    """The day is given."""
    return act.facts.adult_on is not None


ADULT_DAY = Guard(has_adult_day, N_("Enter the date of the person's 18th birthday."))


# -- effects -----------------------------------------------------------------------------------


def record_own_wish(act: Act[Facts]) -> None:
    """S2: recorded by staff who spoke with the person."""
    set_columns(act.subject, own_wish=True)


def record_finding(act: Act[Finding]) -> None:
    """A finding for one item; the earlier one is superseded, never edited.

    One that is found late and bars the case holds it at once (edge 7).
    """
    facts, before = act.facts, queries.findings(act.subject).get(act.facts.item)
    EligibilityFinding.update(superseded=True).where(
        (EligibilityFinding.case == act.subject) & (EligibilityFinding.item == facts.item)
        & (EligibilityFinding.offender == act.subject.offender_id)
    ).execute()  # fmt: skip
    item = policy.current().eligibility_items[facts.item]
    vault.make(
        EligibilityFinding, act.subject.key, {"note": facts.note},
        case=act.subject, offender=act.subject.offender_id, item=item.id, rule=item.rule or "",
        finding=facts.finding,
        policy_version=policy.current().version, by=act.actor.id,
        look_again_on=facts.look_again_on,
    )  # fmt: skip
    act.entry.note(rule=item.rule or "")
    if "deferred" in (facts.finding, before.finding if before else ""):
        _ask_to_look_again(act.subject)
    if queries.is_under_way(act.subject) and item.id in queries.unmet(act.subject):
        gate.hold_for(act, "rule")


def _ask_to_look_again(case: DialogueCase) -> None:
    """One task, for the nearest day of all that has to wait."""
    found = queries.findings(case).values()
    waits = [row.look_again_on for row in found if row.finding == "deferred" and row.look_again_on]
    contact.end_tasks(case.id, "case.look_again")
    if waits:
        day = min(waits)
        contact.ask_task(
            "case.look_again", "case", case.id, "planner", due_on=day, shown_on=day - NEAR
        )


def open_again(case: DialogueCase) -> None:
    """Something was disclosed: every hard item is asked again, for it may touch any rule."""
    items = policy.current().eligibility_items
    standing = queries.findings(case)
    hard = [
        row.id for name, row in standing.items() if name in items and queries.is_hard(items[name])
    ]
    EligibilityFinding.update(superseded=True).where(EligibilityFinding.id << hard).execute()


def record_age(act: Act[ComingOfAge]) -> None:
    """The day of coming of age; from then on the person counts as adult (S26)."""
    day = needed(act.facts.adult_on)  # has_adult_day
    adult = day <= queries.today()
    Person.update(adult=adult, adult_on=day).where(Person.id == act.subject.person_id).execute()
    act.entry.note(adult=adult)
    if not adult and queries.is_under_way(act.subject):
        gate.hold_for(act, "rule")
