"""What stands under a reference, what comes next, and what its holder may do about it."""

from datetime import date, datetime

from flask import session

from portal.messages.messages import NEWS, TELLINGS
from portal.visit import visit
from shared import policy, web
from shared.base import clock, ids
from shared.frontdoor import envelopes, wording
from shared.web import Answer

ENDED = ("stopped", "letter_stopped", "dialogue_closed")  # where one may ask anew


def show() -> Answer:
    """The page of the holder who is here."""
    here = visit.standing()
    is_stopping = here.asked == "stop"
    return web.answer(
        "portal/standing.html",
        # Nothing is promised of a request that its holder has just stopped.
        words=wording.STOPPING if is_stopping else wording.WORDS.get(here.state, wording.UNKNOWN),
        since=_day(here.asked_at) if is_stopping else here.changed_on,
        errand=wording.ERRANDS.get(here.asked, ""),
        again="notice" if here.kind == "letter" else "ask",
        is_ended=is_stopping or here.state in ENDED,
        reference=visit.here().reference,
        visited=_local(session.get(visit.BEFORE, "")),
        tellings=[t for t in TELLINGS if t.is_offered(here) and t.key != NEWS],
        news=envelopes.NEWS,
        once=ids.new_token("form"),
    )


def _day(moment: datetime | None) -> date:
    """The day of a stored moment in people's own time; today for none."""
    zone = policy.current().zone
    return clock.local(moment, zone).date() if moment else clock.today(zone)


def _local(moment: str) -> datetime | None:
    """A stored moment in people's own time."""
    zone = policy.current().zone
    return clock.local(datetime.fromisoformat(moment), zone) if moment else None
