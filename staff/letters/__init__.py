"""The letter bank's pages: letters and their reviews, registrations, matches, deliveries."""

from staff.letters import (
    bank,
    deliveries,
    deposit,
    handout,
    imports,
    matches,
    registrations,
    replies,
    retention,
    review,
    translation,
)

# Fixed addresses (/letters/deposit) before those with a name in them (/letters/<subject>).
BLUEPRINTS = (
    deposit.blueprint, handout.blueprint, retention.blueprint, replies.blueprint, bank.blueprint,
    review.blueprint, imports.blueprint, registrations.blueprint, matches.blueprint,
    deliveries.blueprint, translation.blueprint,
)  # fmt: skip

__all__ = ["BLUEPRINTS"]
