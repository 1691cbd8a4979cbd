"""What every effect on a delivery does: columns, papers, tokens, and what to ask for next."""

from shared.base import ids
from shared.base.translation import N_
from shared.records import jobs
from shared.records.models import Delivery, Paper
from shared.records.workflow import Act, Facts

STOP_ASKED = N_(
    "The person asked us to stop. First cancel the notification request; or, if the person meant "
    "something else, mark the task in the queue as done."
)
UNOPENED = N_(
    "A message from the website could not be opened. It may be this person asking us to stop. Have "
    "it opened, or speak with the person again and record it; then try again."
)


def set_columns(delivery: Delivery, **columns: object) -> None:
    """Set columns of the row and of the object that stands for it."""
    for name, value in columns.items():
        setattr(delivery, name, value)
    Delivery.update(**columns).where(Delivery.id == delivery.id).execute()


def ask_paper(act: Act[Facts], name: str, key: str, language: str) -> Paper:
    """A paper of this name about the delivery, sealed under `key`; the worker draws it."""
    return jobs.ask_paper(
        key=key, name=name, language=language, noun="delivery", subject=act.subject.id,
        asked_by=act.actor.id,
    )  # fmt: skip


def token(purpose: str) -> str:
    """A token for an envelope, in capitals that cannot be mistaken: twelve of sixteen (48 bits)."""
    letters = str.maketrans("0123456789abcdef", ids.LETTERS[:16])
    plain = ids.random_bytes(6, purpose).hex().translate(letters)
    return "-".join(plain[at : at + 4] for at in range(0, 12, 4))


def publish(act: Act[Facts]) -> None:
    """Whatever changed, let the worker publish what the person may read."""
    reference = act.subject.registration.reference
    jobs.ask("publish", f"publish:{reference}", reference=reference)
