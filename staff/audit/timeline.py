"""What happened to something, as staff read it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from shared import policy, web
from shared.base.translation import N_
from shared.dialogue import (
    approach,
    assessment,
    case_file,
    eligibility,
    follow_up,
    gate,
    preparation,
    signing,
    surrogate,
)
from shared.frontdoor.envelopes import CHANNELS, LETTER_ANSWERS
from shared.letters.delivery import replies
from shared.people import contact
from shared.records import audit
from shared.records.events import EVENTS
from staff import words

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

    more: tuple["Line", ...] = ()

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


def _yes(value: Any) -> str:
    return str(gettext(YES if value in (True, "True", "true") else NO))


def _day(value: str) -> str:
    return words.day(date.fromisoformat(value)) if value else "–"


def _facility(value: str) -> str:
    place = policy.current().facilities.get(value)
    return place.name if place else value


ROLES = {"case_manager": N_("Case manager"), "chaplain": N_("Chaplain"),
         "coordinator": N_("the Division"), "superintendent": N_("the facility")}  # fmt: skip

# A fact's words, and how its value is said.  What is not here stays in the audit log.
FACTS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "item": (N_("Item"), _coded("eligibility_items")),
    "finding": (N_("Found"), _said(eligibility.FINDINGS)),
    "found": (N_("Found"), _said(eligibility.FOUND)),
    "checked_on": (N_("Checked on"), _day),
    "role": (N_("Asked"), _said(ROLES)),
    "facility": (N_("Facility"), _facility),
    "due_on": (N_("Due"), _day),
    "capacity": (N_("Capacity"), _said(assessment.ANSWERS)),
    "willingness": (N_("Willingness"), _said(assessment.ANSWERS)),
    "go_ahead": (N_("Go ahead"), _yes),
    "retaliation": (N_("Fear"), _said(contact.RETALIATION)),
    "answer": (N_("Answer"), _said({**approach.ANSWERS, **LETTER_ANSWERS})),
    "authority": (N_("For"), _said(ROLES)),
    "decision": (N_("Decision"), _said(signing.DECISIONS)),
    "closure": (N_("How it ended"), _coded("closure_codes")),
    "on_paper": (N_("On paper"), _yes),
    "channel": (N_("By"), _said(CHANNELS)),
    "outcome": (N_("Outcome"), _said(contact.OUTCOMES)),
    "how": (N_("How"), _said(contact.VERIFIED_HOW)),
    "cause": (N_("Why"), _said({**gate.CAUSES, **surrogate.CAUSES})),
}


REVIEWED = {"ready": N_("Everyone is ready"), "more": N_("More preparation is needed")}

# Facts that mean something else in the events named.
IN_EVENT: dict[str, dict[str, tuple[str, Callable[[Any], str]]]] = {
    "case.visits_checked": {"found": (N_("Found"), _said(case_file.VISITS))},
    "case.participant_added": {
        "role": (N_("What this person is there for"), _said(preparation.ROLES)),
    },
    "case.readiness_found": {"finding": (N_("Found"), _said(preparation.MET))},
    "case.readiness_reviewed": {"decision": (N_("Decision"), _said(REVIEWED))},
    "case.followed_up": {"outcome": (N_("Outcome"), _said(follow_up.OUTCOMES))},
    "reply.screened": {"outcome": (N_("Outcome"), _said(replies.OUTCOMES))},
}


def _reason(event: str, value: str) -> str:
    table = "refusal_codes" if event == "case.signed" else "hold_codes"
    return _coded(table)(value)


def _facts(event: str, text: str) -> list[str]:
    facts = json.loads(text)
    known = FACTS | IN_EVENT.get(event, {})
    lines = [
        f"{gettext(label)}: {say(facts[name])}" for name, (label, say) in known.items()
        if facts.get(name) not in (None, "")
    ]  # fmt: skip
    if facts.get("reason"):
        lines.append(f"{gettext('Reason')}: {_reason(event, facts['reason'])}")
    return lines


def lines(noun: str, *subjects: str) -> list[Line]:
    """The events of some subjects, newest first."""
    rows = [row for subject in subjects for row in audit.timeline(noun, subject)]
    return read(rows)


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


def read(rows: list[Any]) -> list[Line]:
    """Entries of the log as lines, newest first."""
    names = words.names_in(*{row.actor for row in rows})
    rows = sorted(rows, key=lambda row: row.seq, reverse=True)
    return [
        Line(row.at, row.event, str(gettext(EVENTS[row.event].label)),
             words.who(names, row.actor), _facts(row.event, row.facts))
        for row in rows
    ]  # fmt: skip
