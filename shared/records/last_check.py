"""Asking again at the last moment (law 5), for both services."""

from shared.base.translation import N_
from shared.frontdoor import letterbox
from shared.records.workflow import Act


def is_post_collected(_act: Act) -> str | None:
    """Nothing goes while a withdrawal may still lie sealed in the letterbox."""
    return why_not_collected()


def why_not_collected() -> str | None:
    """Why nothing may go out now: post lies uncollected, or cannot be seen; None if it may."""
    try:
        waiting = letterbox.waiting()
    except Exception:  # noqa: BLE001 - whatever the engine says, it cannot be read
        return N_("The letterbox cannot be reached, so nothing may go out now. Try again later.")
    if waiting:
        return N_("Post has come in. It is being collected; read it, then try again.")
    return None
