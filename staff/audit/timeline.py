"""What happened to something, as staff read it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask_babel import gettext

from shared import policy, web
from shared.base.together import Ask, together
from shared.base.translation import N_
from shared.dialogue import (
    approach,
    assessment,
    case_file,
    eligibility,
    follow_up,
    gate,
    orders,
    participants,
    preparation,
    signing,
    surrogate,
)
from shared.frontdoor.envelopes import CHANNELS, LETTER_ANSWERS
from shared.letters.delivery import replies
from shared.people import access_codes, contact
from shared.records import audit
from shared.records.events import EVENTS
from shared.records.facts import LABELS
from staff import words

if TYPE_CHECKING:
    pass

READINGS = frozenset({"case.read", "assessment.read", "signature.read", "person.read",
                      "registration.read", "letter.read", "delivery.read"})  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One event: when, who, what, and its facts in words."""

    at: datetime
    event: str
    title: str
    who: str
    facts: list[str]

    more: tuple[Line, ...] = ()

    @property
    def is_reading(self) -> bool:
        """Whether it changed nothing."""
        return self.event in READINGS


def _coded(table: str) -> Callable[[str], str]:
    def say(value: str) -> str:
        code = getattr(policy.current(), table).get(value)
        return code.label.say(web.language()) if code else value

    return say


def _said(labels: dict[str, str]) -> Callable[[str], str]:
    return lambda value: str(gettext(labels[value])) if value in labels else value


YES, NO = N_("yes"), N_("no")


def _yes(value: object) -> str:
    return str(gettext(YES if value in (True, "True", "true") else NO))


def _day(value: str) -> str:
    return words.day(date.fromisoformat(value)) if value else "–"


def _facility(value: str) -> str:
    place = policy.current().facilities.get(value)
    return place.name if place else value


ROLES = {"case_manager": N_("Case manager"), "chaplain": N_("Chaplain"),
         "coordinator": N_("the Division"), "superintendent": N_("the facility")}  # fmt: skip

Say = Callable[[Any], str]

# How a fact's value is said.  What is not here stays in the audit log.
FACTS: dict[str, Say] = {
    "item": _coded("eligibility_items"),
    "finding": _said(eligibility.FINDINGS),
    "found": _said(orders.FOUND),
    "checked_on": _day,
    "role": _said(ROLES),
    "facility": _facility,
    "due_on": _day,
    "capacity": _said(assessment.ANSWERS),
    "willingness": _said(assessment.ANSWERS),
    "go_ahead": _yes,
    "retaliation": _said(contact.RETALIATION),
    "answer": _said({**approach.ANSWERS, **LETTER_ANSWERS}),
    "authority": _said(ROLES),
    "decision": _said(signing.DECISIONS),
    "closure": _coded("closure_codes"),
    "on_paper": _yes,
    "channel": _said(CHANNELS),
    "outcome": _said(contact.OUTCOMES),
    "how": _said(contact.VERIFIED_HOW),
    "cause": _said({**gate.CAUSES, **surrogate.CAUSES}),
}


REVIEWED = {"ready": N_("Everyone is ready"), "more": N_("More preparation is needed")}

# Facts that mean something else in the events named.
IN_EVENT: dict[str, dict[str, tuple[str, Say]]] = {
    "case.visits_checked": {"found": (N_("Finding"), _said(case_file.VISITS))},
    "case.participant_added": {
        "role": (N_("This person's role"), _said(participants.ROLES)),
    },
    "case.readiness_found": {"finding": (N_("Finding"), _said(preparation.MET))},
    "case.readiness_reviewed": {"decision": (N_("Decision"), _said(REVIEWED))},
    "case.followed_up": {"outcome": (N_("Outcome"), _said(follow_up.OUTCOMES))},
    "code.proposed": {"how": (N_("How it was checked who asks"), _said(access_codes.HOW))},
    "reply.screened": {"outcome": (N_("Outcome"), _said(replies.OUTCOMES))},
}


def _reason(event: str, value: str) -> str:
    table = "refusal_codes" if event == "case.signed" else "hold_codes"
    return _coded(table)(value)


def _facts(event: str, text: str) -> list[str]:
    facts = json.loads(text)
    known = {name: (LABELS[name], say) for name, say in FACTS.items()} | IN_EVENT.get(event, {})
    lines = [
        f"{gettext(label)}: {say(facts[name])}" for name, (label, say) in known.items()
        if facts.get(name) not in (None, "")
    ]  # fmt: skip
    if facts.get("reason"):
        lines.append(f"{gettext('Reason')}: {_reason(event, facts['reason'])}")
    return lines


def asks(noun: str, subject: str) -> tuple[Ask, ...]:
    """The entries about a subject, and who made them (see `together`)."""
    return (audit.timeline, noun, subject), (audit.actors_in, noun, subject)


def lines(noun: str, subject: str) -> list[Line]:
    """The events of a subject, newest first."""
    together(*asks(noun, subject))
    names = {row.id: row.name for row in audit.actors_in(noun, subject)}
    return read(audit.timeline(noun, subject), names)


def folded(newest_first: list[Line]) -> list[Line]:
    """The same, but of several like events in a row only the newest, with the others in it."""
    found: list[Line] = []
    for line in newest_first:
        last = found[-1] if found else None
        if last and (last.event, last.who) == (line.event, line.who):
            found[-1] = replace(last, more=(*last.more, line))
        else:
            found.append(line)
    return found


def read(rows: list[Any], names: dict[str, str] | None = None) -> list[Line]:
    """Entries of the log as lines, newest first; `names` of who acted, if they are known."""
    names = words.names_in(*{row.actor for row in rows}) if names is None else names
    rows = sorted(rows, key=lambda row: row.seq, reverse=True)
    return [
        Line(row.at, row.event, str(gettext(EVENTS[row.event].label)),
             words.who(names, row.actor), _facts(row.event, row.facts))
        for row in rows
    ]  # fmt: skip
