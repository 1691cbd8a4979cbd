"""The letter bank: registrations, letters, deliveries, and how they meet."""

from shared.letters.bank.depositing import JOBS, Deposit, deposit
from shared.letters.delivery.table import DELIVERY
from shared.letters.matching.table import MATCH
from shared.letters.queries import delivery_shown
from shared.letters.registration.registering import answered, disclosure_changed, register, said
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
