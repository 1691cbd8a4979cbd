"""Eligibility, item by item against the policy (S2, S3, S20, S23–S26, S31)."""

from datetime import date
from typing import Any

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import gate, queries
from shared.dialogue.case import set_columns
from shared.people import contact
from shared.records import vault
from shared.records.models import (
    EligibilityFinding,
    Facility,
    Incident,
    OrderCheck,
    Person,
    Responsibility,
)
from shared.records.workflow import Act

FINDINGS = {
    "met": N_("Meets the rule"),
    "unmet": N_("Does not meet the rule"),
    "unknown": N_("Not known yet"),
    "deferred": N_("Has to wait"),
}
FOUND = {
    "none": N_("No order found"),
    "active": N_("An order is in force"),
    "facilitated": N_("An order is in force, and allows what the program arranges"),
}

CHECK_ORDERS = N_("First record a check for protection and no-contact orders.")
ORDER_IN_FORCE = N_("An order is in force, so this cannot go on. It can be looked at again later.")

# -- guards ------------------------------------------------------------------------------------


def is_person_verified(act: Act) -> str | None:
    """Who asks, and their standing, were verified (S3)."""
    person = Person.get_by_id(act.subject.person_id)
    if person.verified_at is None:
        return N_(
            "First record how the person's identity and relationship to the case were verified."
        )
    return None


def is_own_wish(act: Act) -> str | None:
    """S2: the person's own wish, free of pressure."""
    if not act.subject.own_wish:
        return N_("First record that this is the person's own wish, without pressure.")
    return None


def is_offender_named(act: Act) -> str | None:
    """What identifies an offender was given."""
    if not str(act.facts.get("name", "")).strip() or not str(act.facts.get("number", "")).strip():
        return N_("Enter the {offender}'s name and number.")
    facility = act.facts.get("facility")
    if facility and Facility.get_or_none(Facility.id == facility) is None:
        return N_("Choose a facility from the list.")
    return None


def is_on_file_alike(act: Act) -> str | None:
    """A number that is on file already is of the same name, and of somebody held there."""
    known = contact.offender_by_number(str(act.facts.get("number", "")))
    if known is None:
        return None
    if not contact.is_named_so(known, str(act.facts.get("name", ""))):
        return N_(
            "This number is already on file under another name. Compare both with custody records."
        )
    facility = act.facts.get("facility")
    if facility and known.facility_id not in (None, facility):
        return N_(
            "This number is already on file at another facility. If the {offender} was moved, "
            "record that under Custody first: it puts every related case on hold."
        )
    return None


def is_place_named(act: Act) -> str | None:
    """Where somebody is held is given."""
    return None if act.facts.get("facility") else N_("Choose a facility from the list.")


def is_offender_known(act: Act) -> str | None:
    """The offender is identified, and held somewhere."""
    offender = queries.offender_of(act.subject)
    if offender is None:
        return N_("First identify the {offender}.")
    if offender.facility_id is None:
        return N_("First record the facility where the {offender} is held.")
    return None


def is_finding_known(act: Act) -> str | None:
    """The item is on the policy's list, and the finding is one of four."""
    if act.facts.get("item") not in policy.current().eligibility_items:
        return N_("Choose an item from the list.")
    if act.facts.get("finding") not in FINDINGS:
        return N_("Choose what was found.")
    if act.facts.get("finding") == "deferred" and not act.facts.get("look_again_on"):
        return N_("To put it off, enter the date to look at it again.")
    return None


def is_eligible(act: Act) -> str | None:
    """Every item answered, no hard rule unmet.  No role can pass this by (ruling 7)."""
    return in_the_way(act.subject)


def in_the_way(case: Any) -> str | None:
    """What bars a case now: the list, age, orders, the visit list, custody; None if nothing."""
    if queries.unmet(case):
        return N_("The eligibility list has items that are open, put off, or barred by a rule.")
    person = Person.get_by_id(case.person_id)
    if contact.has_died(person):
        return N_("The person who made the request has died.")
    if person.adult is False:
        return N_("No one under 18 can take part in a dialogue.")
    return _by_checks(case) or _by_custody(queries.offender_of(case))


def _by_checks(case: Any) -> str | None:
    orders, visits = queries.last_check(case, "orders"), queries.last_check(case, "visits")
    if visits is not None and visits.found == "active":
        return N_("The visit list says that this would be a way around a visit restriction.")
    if orders is None:
        return CHECK_ORDERS if is_under_way(case) else None
    return ORDER_IN_FORCE if orders.found == "active" else None


def is_under_way(case: Any) -> bool:
    """Whether a case has once passed the list: what is found now is found late."""
    return case.state not in ("received", "eligibility")


def _by_custody(offender: Any | None) -> str | None:
    if offender is None:
        return None
    if offender.death_row and _bars("death_row"):
        return N_("The {offender} is on death row; the policy does not allow a dialogue.")
    if offender.custody == "escaped":
        return N_("The {offender} has escaped, so this cannot go on now.")
    if offender.custody == "released" and policy.current().dialogue.places == ("facility",):
        return N_("The {offender} was released, and the policy allows dialogues only in custody.")
    if offender.died_on is not None:
        return N_("The {offender} has died.")
    return None


def _bars(rule_id: str) -> bool:
    rule = policy.current().rules.get(rule_id)
    return rule is not None and rule.hard


def outcome(case: Any) -> str:
    """What came of the list: eligible, deferred or not_offered; empty while it is still open."""
    waits = any(row.finding == "deferred" for row in queries.findings(case).values())
    if _barring_items(case) or _barring_facts(case):
        return "not_offered"
    if waits:
        return "deferred"
    return "" if in_the_way(case) else "eligible"


def rules_told(case: Any) -> tuple[str, ...]:
    """The rules in the way that the person may read; none that tells of the other side."""
    items = (item.rule for item in _barring_items(case) if not item.sensitive)
    known = policy.current().rules
    return tuple(sorted({rule for rule in (*items, *_barring_facts(case)) if rule in known}))


def _barring_items(case: Any) -> list[policy.EligibilityItem]:
    items = policy.current().eligibility_items
    return [
        items[name] for name, row in queries.findings(case).items()
        if row.finding == "unmet" and name in items and queries.is_hard(items[name])
    ]  # fmt: skip


def _barring_facts(case: Any) -> list[str]:
    """What bars whatever the list says: a rule's id, or ``custody``."""
    offender, orders = queries.offender_of(case), queries.last_check(case, "orders")
    visits, person = queries.last_check(case, "visits"), Person.get_by_id(case.person_id)
    on_death_row = offender is not None and offender.death_row and _bars("death_row")
    facts = {
        "minor": person.adult is False,
        "no_contact_order": orders is not None and orders.found == "active",
        "visit_restriction": visits is not None and visits.found == "active",
        "death_row": on_death_row,
        "custody": not on_death_row and _by_custody(offender) is not None,
    }
    return [name for name, is_so in facts.items() if is_so]


def is_check_dated(act: Act) -> str | None:
    """A check has a day that is not in the future, and a result."""
    day = act.facts.get("checked_on")
    if not isinstance(day, date) or day > queries.today():
        return N_("Enter the date of the check. It cannot be in the future.")
    if act.facts.get("found") not in FOUND:
        return N_("Choose what the check found.")
    return None


def is_order_check_fresh(act: Act) -> str | None:
    """A dated check, not too old, that found no order in the way."""
    check = queries.last_check(act.subject, "orders")
    if check is None:
        return CHECK_ORDERS
    if not queries.is_fresh(check):
        return N_("The check for orders is too old. Record a new one.")
    return ORDER_IN_FORCE if check.found == "active" else None


def is_visit_list_checked(act: Act) -> str | None:
    """S31: whether this would be a way round a visit restriction, from the visit list."""
    check = queries.last_check(act.subject, "visits")
    if check is None:
        return N_("First record what the visit list says about the person and the {offender}.")
    return None


def needs_age(act: Act) -> str | None:
    """The day of coming of age, of somebody not known to be 18, or found not to be."""
    if not is_age_open(act.subject):
        return N_("This person is known to be 18 or older.")
    if act.facts.get("adult_on") is None:
        return N_("Enter the date of the person's 18th birthday.")
    return None


def is_age_open(case: Any) -> bool:
    """Whether the person is not known to be 18, or the list says that they are not."""
    items, person = policy.current().eligibility_items, Person.get_by_id(case.person_id)
    return not person.adult or any(
        row.finding == "unmet" and name in items and items[name].rule == "minor"
        for name, row in queries.findings(case).items()
    )


# -- effects -----------------------------------------------------------------------------------


def end_opening_task(act: Act) -> None:
    """Somebody has begun."""
    contact.end_tasks(act.subject.id, "case.open", by=act.actor)


def identify_offender(act: Act) -> None:
    """Bind the case to an offender and an incident (S5)."""
    facts = act.facts
    values = {name: facts[name] for name in ("name", "number", "birth_date") if facts.get(name)}
    language = str(facts.get("language") or "")
    offender = contact.record_offender(values, facts.get("facility"), language)
    incident = vault.make(
        Incident, act.subject.key, {"court_number": facts.get("court_number", "")},
        county=facts.get("county", ""), year=facts.get("year"),
    )  # fmt: skip
    Responsibility.make(incident=incident, offender=offender)
    if act.subject.offender_id is None:
        _bind_found(act.subject, offender)
    set_columns(act.subject, offender=offender, incident=incident)
    act.entry.note(offender=offender.id, facility=offender.facility_id)


def _bind_found(case: Any, offender: Any) -> None:
    """What was found before anybody was named is of whoever is named first, and of nobody else."""
    EligibilityFinding.update(offender=offender).where(
        (EligibilityFinding.case == case) & EligibilityFinding.offender.is_null()
    ).execute()
    OrderCheck.update(offender=offender).where(
        (OrderCheck.noun == "case") & (OrderCheck.subject == case.id)
        & OrderCheck.offender.is_null()
    ).execute()  # fmt: skip


def record_own_wish(act: Act) -> None:
    """S2: recorded by a person who asked."""
    set_columns(act.subject, own_wish=True)


def record_finding(act: Act) -> None:
    """A finding for one item; the earlier one is superseded, never edited.

    One that is found late and bars the case holds it at once, whoever may know of it (edge 7).
    """
    facts, before = act.facts, queries.findings(act.subject).get(act.facts["item"])
    EligibilityFinding.update(superseded=True).where(
        (EligibilityFinding.case == act.subject) & (EligibilityFinding.item == facts["item"])
        & (EligibilityFinding.offender == act.subject.offender_id)
    ).execute()  # fmt: skip
    item = policy.current().eligibility_items[facts["item"]]
    vault.make(
        EligibilityFinding, act.subject.key, {"note": facts.get("note", "")},
        case=act.subject, offender=act.subject.offender_id, item=item.id, rule=item.rule or "",
        finding=facts["finding"],
        policy_version=policy.current().version, by=act.actor.id,
        look_again_on=facts.get("look_again_on"),
    )  # fmt: skip
    act.entry.note(rule=item.rule or "")
    if "deferred" in (facts["finding"], before.finding if before else ""):
        _ask_to_look_again(act.subject)
    if is_under_way(act.subject) and item.id in queries.unmet(act.subject):
        gate.hold_for(act, "rule")


def _ask_to_look_again(case: Any) -> None:
    """One task, for the nearest day of all that has to wait."""
    waits = [row for row in queries.findings(case).values() if row.finding == "deferred"]
    contact.end_tasks(case.id, "case.look_again")
    if waits:
        day = min(row.look_again_on for row in waits)
        contact.ask_task("case.look_again", "case", case.id, "planner", due_on=day)


def record_order_check(act: Act) -> None:
    """Who looked for orders, when, and what was found; one in force holds what is under way."""
    _record_check(act, "orders")
    if act.facts["found"] == "active" and is_under_way(act.subject):
        gate.hold_for(act, "order")


def open_again(case: Any) -> None:
    """Something was disclosed: every hard item is asked again, for it may touch any rule."""
    items = policy.current().eligibility_items
    standing = queries.findings(case)
    hard = [
        row.id for name, row in standing.items() if name in items and queries.is_hard(items[name])
    ]
    EligibilityFinding.update(superseded=True).where(EligibilityFinding.id << hard).execute()


def void_order_checks(case: Any) -> None:
    """Word of an order came in: what was looked up before it counts no more."""
    mine = (OrderCheck.noun == "case") & (OrderCheck.subject == case.id)
    mine &= (OrderCheck.kind == "orders") & OrderCheck.void_at.is_null()
    OrderCheck.update(void_at=clock.now()).where(mine).execute()


def record_visit_check(act: Act) -> None:
    """Who looked at the visit list, when, and what it says; a way round it holds the case."""
    _record_check(act, "visits")
    if act.facts["found"] == "active" and is_under_way(act.subject):
        gate.hold_for(act, "rule")


def record_age(act: Act) -> None:
    """The day of coming of age; from then on the person counts as adult (S26)."""
    day: Any = act.facts["adult_on"]
    adult = day <= queries.today()
    Person.update(adult=adult, adult_on=day).where(Person.id == act.subject.person_id).execute()
    act.entry.note(adult=adult)
    if not adult and is_under_way(act.subject):
        gate.hold_for(act, "rule")


def _record_check(act: Act, kind: str) -> None:
    OrderCheck.make(
        kind=kind, noun="case", subject=act.subject.id, offender=act.subject.offender_id,
        by=act.actor.id,
        checked_on=act.facts["checked_on"], found=act.facts["found"],
    )  # fmt: skip
