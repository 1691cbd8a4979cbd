"""The facts of an entry of the audit log in words, each beside what was recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import gettext

from shared import policy, web
from shared.accounts import accounts
from shared.base.translation import N_
from shared.dialogue import custody, follow_up, meeting, participants, preparation
from shared.frontdoor.envelopes import SERVICES, STANDINGS
from shared.intake import by_phone, third_parties
from shared.letters import retention
from shared.letters.delivery import asking, replies
from shared.letters.registration import acts
from shared.people import offenders
from shared.records.facts import LABELS
from staff import answers
from staff.audit import timeline
from staff.print_room import papers

if TYPE_CHECKING:
    from shared.records.models import AuditEntry

Say = Callable[[Any], str]


@dataclass(frozen=True)
class Fact:
    """One fact: what it is, its value in words, and both as recorded (`item=adult`)."""

    label: str
    words: str
    code: str


def _said(labels: dict[str, str]) -> Say:
    return lambda value: str(gettext(labels[value])) if value in labels else str(value)


def _yes(value: object) -> str:
    return str(gettext(timeline.YES) if value in (True, "True", "true") else gettext(timeline.NO))


def _coded(*tables: str) -> Say:
    def say(value: Any) -> str:
        found = [getattr(policy.current(), table).get(str(value)) for table in tables]
        return next((code.label.say(web.language()) for code in found if code), str(value))

    return say


def _each(say: Say) -> Say:
    return lambda values: "; ".join(say(one) for one in values) if values else "–"


def _roles(value: str) -> str:
    pairs = (one.partition("@") for one in str(value).split(",") if one)
    named = ((_said(accounts.LABELS)(role), place) for role, _at, place in pairs)
    return ", ".join(f"{role} ({place})" if place else role for role, place in named) or "–"


def _form(value: object) -> str:
    code = policy.current().dialogue.forms.get(str(value))
    return code.label.say(web.language()) if code else str(value)


def _item(value: Any) -> str:
    points = {name: label for side in preparation.CRITERIA.values() for name, label in side.items()}
    return _said(points)(value)


# What was changed of an account; a role that was given is named after the word.
CHANGED = {
    "grant": N_("A role was given"),
    "end role": N_("A role was ended"),
    "new secrets": N_("New sign-in details were given"),
    "own passphrase": N_("The account's own passphrase"),
    "role proposed": N_("A role was proposed"),
    "renewal proposed": N_("New secrets were proposed"),
    "account": N_("A new account"),
    "role": N_("A role"),
    "secrets": N_("New secrets"),
    "language en": N_("The console is in English"),
    "language es": N_("The console is in Spanish"),
}
WHY = {
    "passphrase": N_("The passphrase was wrong"),
    "own passphrase": N_("The passphrase was wrong, when it was changed"),
    "code": N_("The one-time code was wrong"),
    "spent code": N_("The one-time code was used before"),
    "unknown": N_("No such active account"),
    "wrong_match": N_("The match was wrong"),
    "letter_changed": N_("The letter was replaced or withdrawn"),
    "Unreadable": N_("It could not be read"),
}


def _changed(value: Any) -> str:
    word, _space, role = str(value).partition(" ")
    if word in ("grant", "account", "role") and role not in ("", "proposed"):
        return f"{gettext(CHANGED[word])}: {_roles(role)}"
    return _said(CHANGED)(value)


ENROLLED = {"first": N_("For the first time"), "renewal": N_("After a renewal")}
GUESSED = {"one network": N_("From one network"), "many networks": N_("From many networks")}
LANGUAGES = {"en": N_("English"), "es": N_("Spanish")}
SOURCES = {**by_phone.SOURCES, "portal": N_("Through the public site"), "import": N_("From a list")}
CHOSEN = {"requested": N_("a letter was requested"), "received": N_("the letter was received"),
          "read": N_("the letter was read")}  # fmt: skip
CLOSURES: dict[str, Say] = {"registration": _said(acts.CLOSURES)}
REASONS: dict[str, Say] = {
    "letter.kept_by_law": _said(retention.HOLDS),
    "letter.purge_proposed": _said(retention.REASONS),
    "letter.purged": _said(retention.REASONS),
}
# How a value is said that the timeline does not show; what is not here is said as it is.
MORE: dict[str, Say] = {
    "adult": _yes,
    "arrangement": _said(meeting.ARRANGEMENTS),
    "asked_by": _said(third_parties.ASKED_BY),
    "came_by": _said(third_parties.CAME_BY),
    "criterion": _item,
    "ended": _said(meeting.ENDED),
    "expires_on": lambda value: str(value) or "–",
    "fact": _said(CHOSEN),
    "form": _form,
    "language": _said(LANGUAGES),
    "manner": _said(asking.MANNERS),
    "name": papers.title,
    "names": lambda value: _each(papers.title)(str(value).split(",")),
    "opened": lambda rows: str(len(rows)),
    "read": _yes,
    "read_here": _yes,
    "reason": _coded("hold_codes", "refusal_codes"),
    "reasons": _each(_coded("return_reasons")),
    "received": _yes,
    "roles": _roles,
    "rule": _coded("rules"),
    "service": _said(SERVICES),
    "side": _said(participants.SIDES),
    "source": _said(SOURCES | GUESSED),
    "standing": _said(STANDINGS),
    "taken_at": lambda value: str(value)[:16].replace("T", " ") + " UTC",
    "tell_read": _yes,
    "tell_received": _yes,
    "tell_requested": _yes,
    "ties": _said(participants.TIES),
    "what": _said({**offenders.CHANGES, **custody.OTHER_CHANGES}),
    "why": _said(WHY),
}
# The same word of another noun.
KINDS: dict[str, Say] = {
    "credential.recorded": _coded("credentials"),
    "post.collected": lambda value: answers.title(str(value)),
    "complaint.received": _said(third_parties.KINDS),
    "complaint.answered": _said(third_parties.KINDS),
    "case.session_logged": _said(preparation.SESSION_KINDS),
    "case.followed_up": _said(follow_up.KINDS),
    "account.enrolled": _said(ENROLLED),
}
WHAT: dict[str, Say] = {
    "account.changed": _changed, "account.change_proposed": _changed,
    "account.change_confirmed": _changed, "account.change_refused": _changed,
}  # fmt: skip
CHANNEL: dict[str, Say] = {"letter.intercepted": _said(replies.CHANNELS)}


def say(event: str, name: str) -> tuple[str, Say]:
    """A fact's label, and how its value is said in this event."""
    label, spoken = timeline.IN_EVENT.get(event, {}).get(name) or (
        LABELS[name], timeline.FACTS.get(name) or MORE.get(name, str),
    )  # fmt: skip
    own: dict[str, dict[str, Say]] = {
        "kind": KINDS, "reason": REASONS, "channel": CHANNEL, "what": WHAT,
    }  # fmt: skip
    if name == "closure" and event.startswith("registration."):
        return label, CLOSURES["registration"]
    return label, own.get(name, {}).get(event, spoken)


def facts(event: str, text: str, names: dict[str, str]) -> list[Fact]:
    """The facts of one entry.  `names`: of accounts, by id."""
    found = []
    for name, value in json.loads(text).items():
        recorded = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        try:
            label, spoken = say(event, name)
        except KeyError:  # an entry of an earlier release
            found.append(Fact(name, "", f"{name}={recorded}"))
            continue
        said = "–" if value in (None, "", []) else names.get(str(value)) or spoken(value)
        found.append(Fact(str(gettext(label)), said, f"{name}={recorded}"))
    return found


def accounts_in(rows: list[AuditEntry]) -> set[str]:
    """The accounts that some entries name: who acted, and who was made facilitator."""
    named = {row.actor for row in rows}
    return named | {str(json.loads(row.facts).get("facilitator") or "") for row in rows}
