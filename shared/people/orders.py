"""Orders between an offender and a person: one question, whichever door the check came through.

A check made in a dialogue case and one made for a delivery speak of the same two people; what the
latest of them found stands for both services (law 10).
"""

from peewee import ModelSelect

from shared.base.together import rows
from shared.people import contact
from shared.records.models import (
    Delivery,
    DialogueCase,
    Letter,
    Offender,
    OrderCheck,
    Person,
    Registration,
)


@rows
def checks_between(number_digest: str, people: tuple[str, ...]) -> "ModelSelect[OrderCheck]":
    """The checks for orders between the offender with this number and a person, that stand."""
    cases = DialogueCase.select(DialogueCase.id).where(DialogueCase.person << people)
    offenders = Offender.select(Offender.id).where(Offender.number_digest == number_digest)
    deliveries = (
        Delivery.select(Delivery.id)
        .join(Letter)
        .switch(Delivery)
        .join(Registration)
        .where((Letter.number_digest == number_digest) & (Registration.person << people))
    )
    about = (
        (OrderCheck.noun == "case")
        & (OrderCheck.subject << cases)
        & (OrderCheck.offender << offenders)
    ) | ((OrderCheck.noun == "delivery") & (OrderCheck.subject << deliveries))
    return OrderCheck.select().where(
        about & (OrderCheck.kind == "orders") & OrderCheck.void_at.is_null()
    )


def latest_check(number_digest: str, person: Person) -> OrderCheck | None:
    """The latest check for orders between the offender with this number and the person."""
    if not number_digest:
        return None
    found = checks_between(number_digest, tuple(sorted(contact.same_person(person))))
    return max(found, key=lambda row: (row.checked_on, row.made_at), default=None)


def is_in_force(number_digest: str, person: Person) -> bool:
    """Whether the latest check found an order that forbids contact between the two."""
    check = latest_check(number_digest, person)
    return check is not None and check.found == "active"
