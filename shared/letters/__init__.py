"""The letter bank: registrations, letters, deliveries, and how they meet."""

from shared.letters.delivery_table import DELIVERY
from shared.letters.depositing import JOBS, Deposit, deposit
from shared.letters.match_table import MATCH
from shared.letters.queries import delivery_shown
from shared.letters.registering import answered, disclosure_changed, register, said
from shared.letters.table import LETTER, REGISTRATION

__all__ = [
    "DELIVERY",
    "JOBS",
    "LETTER",
    "MATCH",
    "REGISTRATION",
    "Deposit",
    "answered",
    "delivery_shown",
    "deposit",
    "disclosure_changed",
    "register",
    "said",
]
