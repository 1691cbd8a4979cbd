"""Who holds a reference: entered with its code, for this visit only.

The session knows the reference's digest and the reference itself (envelopes name it); it is sealed
under the cookie's token like everything else in it.
"""

from dataclasses import dataclass

from flask import request, session, url_for
from werkzeug.routing import RequestRedirect

from shared import noticeboard

RENEWING = "returning.renew"  # the one page of a holder whose code somebody else has read
KEY, REFERENCE, BEFORE = "holder", "reference", "visited_before"


@dataclass(frozen=True)
class Holder:
    """The reference that was entered, and its digest at the front door."""

    key: str
    reference: str


class ComeInFirst(RequestRedirect):
    """Nobody came in, or the visit is over: to the page that asks for reference and code."""

    code = 303

    def __init__(self) -> None:
        super().__init__(url_for("returning.enter", ended=""))


class RenewFirst(RequestRedirect):
    """Somebody else has read the code: to the page that gives a new one."""

    code = 303

    def __init__(self) -> None:
        super().__init__(url_for(RENEWING))


def current() -> Holder | None:
    """Who is here, if somebody came in with a reference and its code."""
    if KEY not in session:
        return None
    return Holder(session[KEY], session[REFERENCE])


def here() -> Holder:
    """Who is here, in a view that requires a holder."""
    found = current()
    if found is None:
        raise LookupError("nobody came in: the view must require a holder")
    return found


def standing() -> noticeboard.Standing:
    """What stands under the holder's reference."""
    found = noticeboard.read(here().key)
    if found is None:
        raise LookupError("the reference is not known at the front door any more")
    return found


def insist() -> None:
    """Raise ComeInFirst unless somebody came in; RenewFirst if their code is known to others."""
    who = current()
    found = noticeboard.read(who.key) if who is not None else None
    if found is None:
        raise ComeInFirst
    if found.must_renew and request.endpoint != RENEWING:
        raise RenewFirst


def authorise(requirement: str) -> None:
    """Let anybody see what is public, and holders what is theirs."""
    if requirement != "public":
        insist()
