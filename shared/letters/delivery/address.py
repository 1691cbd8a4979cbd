"""Where a letter goes, and the check for orders before it does: facts, guards and effects."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared import policy
from shared.base import clock
from shared.base.translation import N_
from shared.letters import queries
from shared.letters.delivery.row import set_columns
from shared.people import contact
from shared.records.models import ContactWay, OrderCheck
from shared.records.workflow import Act, Facts, Guard

OPENED_BY = {
    "self": N_("The person alone"),
    "others": N_("Others may open it: in a prison, a hospital or a shelter, or at home"),
}

# -- the address ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Address(Facts):
    """The postal address that the person confirmed, and who opens the mail there."""

    way: ContactWay | None = None
    opened: Literal["", "self", "others"] = ""


def is_address_allowed(act: Act[Address]) -> bool:
    """A postal address that the person marked safe and has not stopped."""
    way = act.facts.way
    allowed = contact.allowed_ways(act.subject.registration.person)
    return way is not None and way.channel == "post" and way.id in {one.id for one in allowed}


def is_not_opened_by_others(act: Act[Address]) -> bool:
    """Where others open the mail, they would read the letter first, or it would be a danger."""
    return act.facts.opened != "others"


def is_address_confirmed(act: Act[Facts]) -> bool:
    """The person confirmed an address for this letter."""
    return act.subject.confirmed_at is not None and act.subject.way_id is not None


def is_confirmed_address_allowed(act: Act[Facts]) -> bool:
    """The address is still one that the person allows."""
    allowed = contact.allowed_ways(act.subject.registration.person)
    return act.subject.way_id in {way.id for way in allowed}


def is_address_fresh(act: Act[Facts]) -> bool:
    """The address was confirmed lately."""
    at = act.subject.confirmed_at
    return at is not None and clock.now() - at <= policy.current().deadline("address_check")


ADDRESS_ALLOWED = Guard(
    is_address_allowed, N_("Choose a mailing address that the person has said is safe.")
)
NOT_OPENED_BY_OTHERS = Guard(
    is_not_opened_by_others,
    N_(
        "If others open mail there, nothing is mailed. Ask the person to have it handed over or "
        "read by staff, in private, or to give another address; then record the answer."
    ),
)
ADDRESS_CONFIRMED = Guard(
    is_address_confirmed, N_("First confirm the address with the person.")
)  # fmt: skip
CONFIRMED_ADDRESS_ALLOWED = Guard(
    is_confirmed_address_allowed,
    N_("This address can no longer be used. Confirm one with the person."),
)
ADDRESS_FRESH = Guard(
    is_address_fresh, N_("The address was confirmed too long ago. Confirm it again.")
)


def confirm_address(act: Act[Address]) -> None:
    """The address, as the person confirmed it now."""
    way = act.facts.way
    if way is None:
        raise LookupError("no address")  # a guard asks for one
    ContactWay.update(confirmed_at=clock.now()).where(ContactWay.id == way.id).execute()
    set_columns(act.subject, way=way, confirmed_at=clock.now())
    act.entry.note(way=way.id)


# -- orders --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OrdersFound(Facts):
    """When someone looked for orders, and what was found."""

    checked_on: date | None = None
    found: Literal["", "none", "active", "facilitated"] = ""


def is_check_dated(act: Act[OrdersFound]) -> bool:
    """The check has a day that is not in the future."""
    return act.facts.checked_on is not None and act.facts.checked_on <= queries.today()


def is_finding_known(act: Act[OrdersFound]) -> bool:
    """The check has a result."""
    return act.facts.found in ("none", "active", "facilitated")


CHECK_DATED = Guard(
    is_check_dated, N_("Enter the date of the check. It cannot be in the future.")
)  # fmt: skip
FINDING_KNOWN = Guard(is_finding_known, N_("Choose what the check found."))


def check_orders(act: Act[OrdersFound]) -> None:
    """Who looked for orders, when, and what was found."""
    OrderCheck.make(
        noun="delivery", subject=act.subject.id, by=act.actor.id,
        checked_on=act.facts.checked_on, found=act.facts.found,
    )  # fmt: skip
