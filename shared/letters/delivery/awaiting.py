"""For what a delivery waits in each of its states, and of whom (law 12)."""

from shared.base.translation import N_
from shared.letters import queries
from shared.letters.delivery import inner_envelope
from shared.records.awaited import Awaited
from shared.records.models import Delivery


def is_by_mail(delivery: Delivery) -> bool:
    """Whether the person wants the letter in the mail."""
    return bool(delivery.manner == "post")


def _is_translating_due(delivery: Delivery) -> bool:
    return bool(delivery.translate_into) and inner_envelope.translation_of(delivery) is None


def _is_sealing_due(delivery: Delivery) -> bool:
    return not delivery.seal_token and not _is_translating_due(delivery)


def _is_address_due(delivery: Delivery) -> bool:
    return is_by_mail(delivery) and delivery.confirmed_at is None


def _is_printing_due(delivery: Delivery) -> bool:
    return bool(delivery.seal_token) and is_by_mail(delivery) and not _is_address_due(delivery)


def _is_to_hand_over(delivery: Delivery) -> bool:
    return bool(delivery.seal_token) and delivery.manner == "hand"


def _is_to_read(delivery: Delivery) -> bool:
    return bool(delivery.seal_token) and delivery.manner == "read_aloud"


def _is_check_due(delivery: Delivery) -> bool:
    return delivery.checked_by_id is None


def _is_checked(delivery: Delivery) -> bool:
    return delivery.checked_by_id is not None


def has_fact_to_tell(delivery: Delivery) -> bool:
    """Whether the person allows us to tell the offender a fact that is so, and it was not told."""
    return bool(queries.facts_to_tell(delivery))


def _is_asking(delivery: Delivery) -> bool:
    return delivery.state == "verifying"


ASKING = Awaited("next_step", words=N_("There is a letter for a person: ask if they want it"))
ASKING_AGAIN = Awaited(
    "second_consent", _is_asking, words=N_("Ask a person again whether they want the letter")
)
RETURNED = Awaited("next_step", words=N_("A letter was returned in the mail: call the person"))
TRANSLATING = Awaited(
    "next_step", _is_translating_due, words=N_("A person asked for a translation: enter it")
)
SEALING = Awaited("next_step", _is_sealing_due, words=N_("A person said yes: seal the letter"))
ADDRESS = Awaited("next_step", _is_address_due, words=N_("Confirm the address with the person"))
PRINTING = Awaited("next_step", _is_printing_due)
HANDING = Awaited("next_step", _is_to_hand_over)
READING = Awaited("next_step", _is_to_read, words=N_("Read the letter to the person"))
CHECKING = Awaited("next_step", _is_check_due)
MAILING = Awaited("next_step", _is_checked, words=N_("Mail a letter that was checked"))
TELLING = Awaited(
    "next_step", has_fact_to_tell, words=N_("The person allows us to tell the {offender} a fact")
)
HOLD = Awaited("emergency_review", lambda row: bool(row.held),
               words=N_("On hold: see whether it can come off"))  # fmt: skip
