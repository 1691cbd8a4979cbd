"""The audit log, for auditors."""

import contextlib
import json
from datetime import date
from typing import Any

from flask import Blueprint, request
from flask_babel import gettext

from shared import auditlog, web
from shared.envelopes import N_
from shared.events import EVENTS
from shared.forms.words import printable
from shared.signin import current_actor
from staff import words

blueprint = Blueprint("audit", __name__)

PAGE = 50

# What an entry is about, as its reader calls it; another noun is shown as it was written.
NOUNS = {
    "account": N_("account"),
    "assessment": N_("assessment"),
    "audit": N_("audit log"),
    "case": N_("case"),
    "complaint": N_("complaint"),
    "delivery": N_("delivery"),
    "handout": N_("handout"),
    "inquiry": N_("request from outside"),
    "installation": N_("installation"),
    "intercept": N_("letter outside the bank"),
    "keeping": N_("keeping of a letter"),
    "letter": N_("letter"),
    "match": N_("match"),
    "offender": N_("{offender}"),
    "paper": N_("document"),
    "person": N_("person"),
    "post": N_("post"),
    "records_request": N_("request for records"),
    "registration": N_("registration"),
    "signature": N_("signature"),
}


def _day(typed: str) -> date | None:
    with contextlib.suppress(ValueError):
        day = date.fromisoformat(typed.strip())
        return day if 2000 <= day.year < 3000 else None  # nothing is older, nor that young
    return None


def _wanted() -> auditlog.Wanted:
    given = {name: printable(request.args.get(name, "")).strip()[:60]
             for name in ("subject", "event", "since", "until", "before")}  # fmt: skip
    before = given["before"]
    return auditlog.Wanted(
        given["subject"], given["event"] if given["event"] in EVENTS else "",
        _day(given["since"]), _day(given["until"]),
        int(before) if before.isdecimal() and len(before) < 12 else 0,
    )  # fmt: skip


def events() -> list[tuple[str, str]]:
    """Every event's name and its words, by words."""
    named = [(name, str(gettext(event.label))) for name, event in EVENTS.items()]
    return sorted(named, key=lambda pair: pair[1].casefold())


def _page(wanted: auditlog.Wanted, verdict: Any = None) -> web.Answer:
    rows = auditlog.entries(current_actor(), wanted, PAGE)
    more = rows[PAGE - 1].seq if len(rows) > PAGE else 0
    shown = rows[:PAGE]
    return web.answer(
        "staff/audit.html", rows=shown, wanted=wanted, more=more, events=events(),
        labels=EVENTS, nouns=NOUNS, names=words.names_in(*{row.actor for row in shown}),
        verdict=verdict, facts=lambda row: json.loads(row.facts),
    )  # fmt: skip


@blueprint.get("/audit")
@web.requires("audit.read")
def index() -> web.Answer:
    """Entries by subject, event and day, the latest first."""
    return _page(_wanted())


@blueprint.post("/audit/verify")
@web.requires("audit.read")
def verify() -> web.Answer:
    """Walk the whole chain and say whether it holds."""
    return _page(auditlog.Wanted(), auditlog.verify())
