"""Checks for protection and no-contact orders, and of the visit list (S24, S31)."""

from dataclasses import dataclass
from datetime import date

from shared.base import clock
from shared.base.translation import N_
from shared.dialogue import gate, queries
from shared.dialogue.case import of_case
from shared.people.orders import is_in_force
from shared.records.models import DialogueCase, OrderCheck
from shared.records.workflow import Act, Facts, Guard

FOUND = {
    "none": N_("No order found"),
    "active": N_("An order is in force"),
    "facilitated": N_("An order is in force, and allows what the program arranges"),
}

CHECK_ORDERS = N_("First record a check for protection and no-contact orders.")
ORDER_IN_FORCE = N_("An order is in force, so this cannot go on. It can be looked at again later.")


@dataclass(frozen=True)
class Check(Facts):
    """A check on a day, and what it found: a code of `FOUND`."""

    checked_on: date | None = None
    found: str = ""


# -- guards ------------------------------------------------------------------------------------


def is_check_dated(act: Act[Check]) -> bool:
    """The day of the check is given, and is not in the future."""
    day = act.facts.checked_on
    return day is not None and day <= queries.today()


CHECK_DATED = Guard(is_check_dated, N_("Enter the date of the check. It cannot be in the future."))


def is_found_known(act: Act[Check]) -> bool:
    """What was found is one of `FOUND`."""
    return act.facts.found in FOUND


FOUND_KNOWN = Guard(is_found_known, N_("Choose what the check found."))


def has_order_check(act: Act[Facts]) -> bool:
    """Orders were looked for."""
    return queries.last_check(act.subject, "orders") is not None


def is_order_check_fresh(act: Act[Facts]) -> bool:
    """The last check for orders is not too old."""
    check = queries.last_check(act.subject, "orders")
    return check is not None and queries.is_fresh(check)


def is_free_of_orders(case: DialogueCase) -> bool:
    """The last check, here or for a letter between the same two, found no order in the way."""
    check = queries.last_check(case, "orders")
    if check is not None and check.found == "active":
        return False
    offender = case.offender
    return offender is None or not is_in_force(offender.number_digest, case.person)


NO_ORDER_IN_FORCE = Guard(of_case(is_free_of_orders), ORDER_IN_FORCE)
# A dated check, not too old, that found no order in the way.
FRESH_CHECK = (
    Guard(has_order_check, CHECK_ORDERS),
    Guard(is_order_check_fresh, N_("The check for orders is too old. Record a new one.")),
    NO_ORDER_IN_FORCE,
)


def is_checked_once_under_way(case: DialogueCase) -> bool:
    """A case that has passed the eligibility list has a check for orders."""
    return queries.last_check(case, "orders") is not None or not queries.is_under_way(case)


LATE_CHECKED = Guard(of_case(is_checked_once_under_way), CHECK_ORDERS)


def is_visit_list_checked(act: Act[Facts]) -> bool:
    """S31: whether this would be a way round a visit restriction, from the visit list."""
    return queries.last_check(act.subject, "visits") is not None


VISIT_LIST_CHECKED = Guard(
    is_visit_list_checked,
    N_("First record what the visit list says about the person and the {offender}."),
)


def is_free_of_visit_restriction(case: DialogueCase) -> bool:
    """The visit list does not say that this would be a way round a visit restriction."""
    check = queries.last_check(case, "visits")
    return check is None or check.found != "active"


NO_VISIT_RESTRICTION = Guard(
    of_case(is_free_of_visit_restriction),
    N_("The visit list says that this would be a way around a visit restriction."),
)


def are_in_order(case: DialogueCase) -> bool:
    """Whether neither an order, nor a visit restriction, nor a missing check bars a case."""
    is_free = is_free_of_visit_restriction(case) and is_free_of_orders(case)
    return is_free and is_checked_once_under_way(case)


# -- effects -----------------------------------------------------------------------------------


def record_order_check(act: Act[Check]) -> None:
    """Who looked for orders, when, and what was found; one in force holds what is under way."""
    _record_check(act, "orders")
    if act.facts.found == "active" and queries.is_under_way(act.subject):
        gate.hold_for(act, "order")


def record_visit_check(act: Act[Check]) -> None:
    """Who looked at the visit list, when, and what it says; a way round it holds the case."""
    _record_check(act, "visits")
    if act.facts.found == "active" and queries.is_under_way(act.subject):
        gate.hold_for(act, "rule")


def _record_check(act: Act[Check], kind: str) -> None:
    OrderCheck.make(
        kind=kind, noun="case", subject=act.subject.id, offender=act.subject.offender_id,
        by=act.actor.id,
        checked_on=act.facts.checked_on, found=act.facts.found,
    )  # fmt: skip


def void_order_checks(case: DialogueCase) -> None:
    """Word of an order came in: what was looked up before no longer counts."""
    mine = (OrderCheck.noun == "case") & (OrderCheck.subject == case.id)
    mine &= (OrderCheck.kind == "orders") & OrderCheck.void_at.is_null()
    OrderCheck.update(void_at=clock.now()).where(mine).execute()
