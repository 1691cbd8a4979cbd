"""Asking again at the last moment (law 5), for both services."""

from shared.base.translation import N_
from shared.frontdoor import letterbox
from shared.records.workflow import Act, Facts, Guard


def is_letterbox_reachable(_act: Act[Facts]) -> bool:
    """The letterbox can be looked into, so that a withdrawal in it would be seen."""
    return _waiting() is not None


LETTERBOX_REACHABLE = Guard(
    is_letterbox_reachable,
    N_("The website inbox cannot be reached, so nothing can be sent now. Try again later."),
    collects=True,
)


def are_messages_collected(_act: Act[Facts]) -> bool:
    """No message, which may be a withdrawal, lies sealed in the letterbox."""
    return _waiting() == 0


MESSAGES_COLLECTED = Guard(
    are_messages_collected,
    N_("New messages arrived from the website. They are being loaded. Read them, then try again."),
    collects=True,
)

COLLECTED = (LETTERBOX_REACHABLE, MESSAGES_COLLECTED)


def why_not_collected() -> str | None:
    """Why nothing may go out now: messages lie uncollected, or cannot be seen; None if it may."""
    waiting = _waiting()
    if waiting is None:
        return LETTERBOX_REACHABLE.sentence
    return MESSAGES_COLLECTED.sentence if waiting else None


def _waiting() -> int | None:
    """How many messages lie uncollected; None if the letterbox cannot be read."""
    try:
        return letterbox.waiting()
    except Exception:  # noqa: BLE001 - whatever the engine says, it cannot be read
        return None
