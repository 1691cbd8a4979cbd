"""Who holds a reference: entered with its code, for this visit only.

The session knows the reference's digest and the reference itself (envelopes name it); it is sealed
under the cookie's token like everything else in it.
"""

import hmac
from dataclasses import dataclass

from flask import request, session, url_for
from werkzeug.routing import RequestRedirect

from portal.keys import keys
from shared import web
from shared.base import ids
from shared.frontdoor import noticeboard

RENEWING = "returning.renew"  # the one page of a holder whose code somebody else has read
KEY, REFERENCE, BEFORE, LOCK = "holder", "reference", "visited_before", "lock"
FORMER = "former"  # who came in by a former code: its key, reference and lock


@dataclass(frozen=True)
class Holder:
    """The reference that was entered, and its digest at the front door."""

    key: str
    reference: str


class ComeInFirst(RequestRedirect):
    """Nobody came in, or the visit is over: to the page that asks for reference and code."""

    code = 303

    def __init__(self) -> None:
        web.pardon_token()
        super().__init__(url_for("returning.enter", ended=""))


class RenewFirst(RequestRedirect):
    """Somebody else has read the code: to the page that gives a new one."""

    code = 303

    def __init__(self) -> None:
        super().__init__(url_for(RENEWING))


def come_in(found: noticeboard.Standing, reference: str) -> None:
    """Anyone who entered this reference with the code in force is its holder for this visit."""
    session[KEY] = found.key
    session[REFERENCE] = reference
    session[BEFORE] = found.visited_at.isoformat() if found.visited_at else ""
    session[LOCK] = found.lock


def come_in_to_stop(key: str, reference: str) -> None:
    """Anyone who entered the person's former code may stop, and nothing else."""
    session[FORMER] = [key, reference, noticeboard.former_lock(key)]


def stopper() -> Holder | None:
    """Who came in by a former code that still counts."""
    key, reference, lock = session.get(FORMER) or ("", "", "")
    return Holder(key, reference) if lock and lock == noticeboard.former_lock(key) else None


def current() -> noticeboard.Standing | None:
    """What stands for the person here, if they came in with the code that is in force.

    When a code is replaced, by staff or by its holder, every other visit ends: anyone who overheard
    the old one, or had it read to them, reads nothing more.
    """
    found = noticeboard.read(session[KEY]) if KEY in session else None
    if found is None or not (found.lock == session.get(LOCK) or is_ours(found)):
        return None
    return found


def is_ours(found: noticeboard.Standing) -> bool:
    """Whether this very visit made the code in force; it is in by that one from now on."""
    if not noticeboard.enter(found.key, own_code().replace(" ", "")):
        return False
    session[LOCK] = found.lock
    return True


def own_code() -> str:
    """The code that this visit would give: always the same, and only with the site's secret."""
    secret = hmac.digest(keys().web_secret.encode(), session.secret("new code"), "sha256")  # type: ignore[attr-defined]  # our session
    return ids.access_code_of(secret)


def here() -> Holder:
    """Who is here, in a view that requires a holder."""
    if KEY not in session:
        raise LookupError("nobody came in: the view must require a holder")
    return Holder(session[KEY], session[REFERENCE])


def standing() -> noticeboard.Standing:
    """What stands under the holder's reference."""
    found = noticeboard.read(here().key)
    if found is None:
        raise LookupError("the reference is not known at the front door any more")
    return found


def insist() -> None:
    """Raise ComeInFirst unless somebody came in; RenewFirst if their code is known to others."""
    found = current()
    if found is None:
        raise ComeInFirst
    if found.must_renew and request.endpoint != RENEWING:
        raise RenewFirst


def authorise(requirement: str) -> None:
    """Let anybody see what is public, and holders what is theirs."""
    if requirement != "public":
        insist()
