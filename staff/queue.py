"""What waits on me."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, make_response, request, session, url_for

from shared import policy, web
from shared.accounts.sign_in import current_actor
from shared.base import clock
from shared.base.values import Values
from shared.console import queue
from shared.console.queue import Waiting
from shared.frontdoor import letterbox, sessions
from shared.intake import collecting
from shared.records import permissions
from staff import listing, words
from staff.intake import third_parties

blueprint = Blueprint("queue", __name__)

EDGES = ("after", "before")  # how the parameters end that say which page of a list
FRESH = timedelta(minutes=2)  # the worker collects every half minute

# Where a row leads.  A facility's answerer sees its own limited page.
PLACES = {
    "case": "cases.show",
    "assessment": "limited.assessment",
    "signature": "limited.signature",
    "person": "people.show",
    "letter": "letters.show",
    "registration": "registrations.show",
    "match": "matches.show",
    "delivery": "deliveries.show",
    "account": "accounts.show",
    "proposal": "proposals.show",
    "code_request": "codes.show",
}
OUTSIDE = {noun: kind for kind, noun in third_parties.NOUNS.items()}


@dataclass(frozen=True)
class Post:
    """What is known of the letterbox."""

    reachable: bool
    waiting: int


def _post() -> Post:
    try:
        return Post(True, letterbox.waiting())
    except Exception:  # noqa: BLE001 - whatever the engine says, it cannot be reached
        return Post(False, 0)


def link(row: Waiting) -> str:
    """Where a row leads; empty if there is no page for it."""
    if row.noun in OUTSIDE:
        return url_for("outside.show", kind=OUTSIDE[row.noun], subject=row.subject)
    is_check = row.what == queue.KINDS["contact.confirm"]
    endpoint = "people.confirm" if is_check else PLACES.get(row.noun)
    return url_for(endpoint, subject=row.subject) if endpoint and row.has_page else ""


def _shown() -> Values:
    actor = current_actor()
    return {
        "tasks": queue.tasks(actor, listing.place()),
        # Law 1: how much post there is, or when it came, is nothing a facility may read.
        "post": _post() if _is_unit(actor) else Post(True, 0),
        "is_fresh": not _is_unit(actor) or is_collected(),
        "today": clock.today(policy.current().zone),
    }


def _is_unit(actor: permissions.Actor) -> bool:
    """Whether the actor's work may be about a person's post."""
    return permissions.may(actor, "person", "read") or permissions.may(actor, "case", "read")


def _here() -> str:
    """This page of the lists, for the region to ask for again."""
    kept = {name: value for name, value in request.args.items() if name.endswith(EDGES)}
    given: Values = kept
    return url_for("queue.show", **given)


def _last_collected() -> str:
    return words.moment(collecting.collected_at()) if _is_unit(current_actor()) else ""


def is_collected() -> bool:
    """Whether the post was collected just now, as it is while the worker works."""
    at = collecting.collected_at()
    return at is not None and clock.now() - at <= FRESH


def _digest(shown: Values) -> str:
    """What is shown, told apart from anything else shown."""
    said = f"{web.language()}|{current_actor().id}|{sorted(shown.items())}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@blueprint.get("/queue")
@web.requires("queue.read", "S12", "S20")
def show() -> web.Answer:
    """The queue; asked again by htmx, the list alone, or 304 if nothing has changed."""
    shown = _shown()
    digest = _digest(shown)
    if web.region():
        sessions.leave_idle(session)  # a page that asks by itself keeps nobody signed in
        if request.args.get("seen") == digest:
            return make_response("", 304)
    return web.answer(
        "staff/queue.html", "staff/queue_list.html", link=link, digest=digest,
        here=_here(), last_collected=_last_collected(), **shown,
    )  # fmt: skip


@blueprint.post("/queue/collect")
@web.requires("case.read", "S12")
def collect() -> web.Answer:
    """Collect the post now rather than within half a minute."""
    try:
        collecting.collect()
    except Exception:  # noqa: BLE001 - whatever the engine says, it cannot be reached
        return web.see_other("queue.show", said="unreachable")
    return web.see_other("queue.show", said="collected")


@blueprint.post("/queue/reopen")
@web.requires("case.read", "S12")
def reopen() -> web.Answer:
    """Try again what was set aside; the tasks of what opens now end."""
    _taken, closed = collecting.reopen()
    return web.see_other("queue.show", said="closed" if closed else "reopened")


@blueprint.post("/tasks/<subject>/done")
@web.requires("task.read")
def done(subject: str) -> web.Answer:
    """Someone says that they did what no other act ends."""
    actor = current_actor()
    task = permissions.get_for(actor, "task", subject)
    is_done = queue.end_by_hand(actor, task)
    return web.see_other("queue.show", said="done" if is_done else "call_first")
