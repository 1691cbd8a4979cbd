"""What stands under a reference, what comes next, and what its holder may do about it."""

from datetime import datetime

from flask import session

from portal import holder
from portal.telling import NEWS, TELLINGS
from shared import clock, envelopes, ids, policy, web, wording
from shared.web import Answer


def show() -> Answer:
    """The page of the holder who is here."""
    here = holder.standing()
    errand = wording.ERRANDS.get(here.asked, "")
    return web.answer(
        "portal/standing.html",
        standing=here,
        words=wording.WORDS.get(here.state, wording.UNKNOWN),
        errand=errand,
        reference=holder.here().reference,
        visited=_local(session.get(holder.BEFORE, "")),
        tellings=[t for t in TELLINGS if t.is_offered(here) and t.key != NEWS],
        news=envelopes.NEWS,
        once=ids.new_token("form"),
    )


def _local(moment: str) -> datetime | None:
    """A stored moment in people's own time."""
    zone = policy.current().zone
    return clock.local(datetime.fromisoformat(moment), zone) if moment else None
