"""Asking again at the last moment (law 5), for both services.

Only what can concern this person stands in the way: messages under a reference of theirs.  A
stranger who sends a request every second would else keep every letter of everyone in the house.
"""

from typing import Any

from shared.base.translation import N_
from shared.frontdoor import letterbox
from shared.records.models import DialogueCase, Reference, Registration
from shared.records.workflow import Act, Facts, Guard


def is_letterbox_reachable(act: Act[Facts]) -> bool:
    """The letterbox can be looked into, so that a withdrawal in it would be seen."""
    return _waiting(act.subject) is not None


LETTERBOX_REACHABLE = Guard(
    is_letterbox_reachable,
    N_("The website inbox cannot be reached, so nothing can be sent now. Try again later."),
    collects=True,
)


def are_messages_collected(act: Act[Facts]) -> bool:
    """No message of this person, which may be a withdrawal, lies sealed in the letterbox."""
    return _waiting(act.subject) == 0


MESSAGES_COLLECTED = Guard(
    are_messages_collected,
    N_("New messages arrived from the website. They are being loaded. Read them, then try again."),
    collects=True,
)

COLLECTED = (LETTERBOX_REACHABLE, MESSAGES_COLLECTED)


def why_not_collected(subject: Any) -> str | None:
    """Why nothing of a subject may go out now: messages lie uncollected, or cannot be seen."""
    waiting = _waiting(subject)
    if waiting is None:
        return LETTERBOX_REACHABLE.sentence
    return MESSAGES_COLLECTED.sentence if waiting else None


def _waiting(subject: Any) -> int | None:
    """How many messages of its person lie uncollected; None if the letterbox cannot be read.

    `subject` is a case, a registration, or what has a registration.
    """
    person = getattr(subject, "registration", subject).person_id
    theirs = [model.select(model.id).where(model.person == person)
              for model in (DialogueCase, Registration)]  # fmt: skip
    known = (Reference.subject << theirs[0]) | (Reference.subject << theirs[1])
    digests = [row.digest for row in Reference.select(Reference.digest).where(known)]
    try:
        return letterbox.waiting(digests)
    except Exception:  # noqa: BLE001 - whatever the engine says, it cannot be read
        return None
