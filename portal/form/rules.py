"""The rules that a person may meet, and what they are told of them before they ask.

Nothing here rejects anybody: a page explains, names what is open instead, and lets the person go
on (ruling 7).  A person on the staff decides.
"""

from shared import policy

# What somebody can know of their own case; the other rules are about how the service is run.
OF_ONES_OWN_CASE = (
    "domestic_violence",
    "child_sexual_abuse",
    "death_row",
    "no_contact_order",
    "proceedings",
)
MINOR = "minor"


def asked(service: str) -> tuple[policy.Rule, ...]:
    """The rules of `service` ("dialogue" or "letter") that a person is asked about (S23–S25)."""
    return tuple(r for r in policy.current().rules_for(service) if r.id in OF_ONES_OWN_CASE)


def shown() -> tuple[policy.Rule, ...]:
    """The rules on the page "Is this for me?" (S23–S26)."""
    names = (*OF_ONES_OWN_CASE, MINOR)
    return tuple(r for r in policy.current().rules_for("dialogue") if r.id in names)


def named(ids: list[str]) -> tuple[policy.Rule, ...]:
    """The rules with these ids, in the policy's order; unknown ids are left out."""
    return tuple(r for r in policy.current().rules.values() if r.id in ids)
