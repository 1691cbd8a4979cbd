"""What a person wrote, field by field, with the words of the form they filled in."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext

from shared import policy, web
from shared.base.translation import N_
from shared.base.values import Values
from shared.frontdoor.envelopes import (
    FORMS,
    HOPES,
    LETTER_ANSWERS,
    NEWS,
    OTHER_FORMS,
    SERVICES,
    STANDINGS,
    TIMES,
)

KINDS = {
    "dialogue.asked": N_("The request"),
    "notice.asked": N_("The notification request"),
    "stopped": N_("The person asked us to stop"),
    "news.chosen": N_("How to get updates"),
    "letter.answered": N_("The answer about the letter"),
    "contact.changed": N_("New ways to reach the person"),
    "disclosure.changed": N_("What we can tell the {offender}"),
    "letter.said": N_("What the person said about the letter"),
    "service.asked": N_("Another service requested"),
    "outside.contact": N_("Someone was contacted outside the program"),
    "complaint": N_("A complaint"),
}

Say = Callable[[Any], str]


def _one(labels: dict[str, str]) -> Say:
    return lambda value: str(gettext(labels[value])) if value in labels else str(value)


def _many(labels: dict[str, str]) -> Say:
    one = _one(labels)
    return lambda values: "; ".join(one(value) for value in values)


def _yes(value: object) -> str:
    return str(gettext("Yes") if value else gettext("No"))


def _facility(code: str) -> str:
    place = policy.current().facilities.get(code)
    return place.name if place else code


def _rules(ids: list[str]) -> str:
    rules = policy.current().rules
    return "; ".join(rules[one].label.say(web.language()) if one in rules else one for one in ids)


def _companion(someone: Values) -> str:
    said = [str(someone.get("name", "")), str(someone.get("relation", ""))]
    if someone.get("adult") is not None:
        said.append(gettext("18 or older") if someone["adult"] else gettext("under 18"))
    return ", ".join(part for part in said if part)


def _companions(several: list[Values]) -> str:
    return "; ".join(_companion(one) for one in several)


# Answers, in the order in which they are shown.  Ways to reach the person are shown apart.
FIELDS: dict[str, tuple[str, Say]] = {
    "standing": (N_("Relationship to the case"), _one(STANDINGS)),
    "relation": (N_("Relationship"), str),
    "name": (N_("Name"), str),
    "other_names": (N_("Other names"), str),
    "adult": (N_("18 or older"), _yes),
    "own_wish": (N_("Own wish"), _yes),
    "hopes": (N_("Hopes"), _many(HOPES)),
    "hopes_words": (N_("In their own words"), str),
    "form": (N_("Format"), _one(FORMS)),
    "other_forms": (N_("Other formats"), _many(OTHER_FORMS)),
    "support": (N_("Support person"), _companion),
    "others": (N_("Others harmed"), _companions),
    "rules": (N_("Rules that may apply, from what they said"), _rules),
    "news": (N_("How to get updates"), _one(NEWS)),
    "answer": (N_("Answer"), _one(LETTER_ANSWERS)),
    "later_on": (N_("Ask again on"), str),
    "tell_requested": (N_("OK to tell the {offender}: a letter was requested"), _yes),
    "tell_received": (N_("OK to tell the {offender}: the letter was received"), _yes),
    "tell_read": (N_("OK to tell the {offender}: the letter was read"), _yes),
    "received": (N_("Received"), _yes),
    "read": (N_("Read"), _yes),
    "services": (N_("Services"), _many(SERVICES)),
    "words": (N_("In their own words"), str),
}
RESPONSIBLE: dict[str, tuple[str, Say]] = {
    "name": (N_("Person responsible: name"), str),
    "number": (N_("Person responsible: number"), str),
    "facility": (N_("Person responsible: where held"), _facility),
    "more": (N_("Person responsible: other details"), str),
}
CONTACT: dict[str, tuple[str, Say]] = {
    "no_contact": (N_("Asked not to be contacted"), _yes),
    "times": (N_("Good times"), _many(TIMES)),
    "leave_in_peace": (N_("Days we should not contact the person"), str),
    "interpreter": (N_("Interpreter"), str),
    "access_needs": (N_("Access needs"), str),
}
HAPPENED: dict[str, tuple[str, Say]] = {
    "county": (N_("County"), str),
    "year": (N_("Year"), str),
    "court_number": (N_("Court number"), str),
}


def _rows(fields: dict[str, tuple[str, Say]], given: Values) -> list[dict[str, str]]:
    return [
        {"key": str(gettext(label)), "value": say(given[name])}
        for name, (label, say) in fields.items() if given.get(name) not in (None, "", [], {})
    ]  # fmt: skip


def rows(answers: Values) -> list[dict[str, str]]:
    """The answers as lines of a summary: key, value."""
    return [
        *_rows(FIELDS, answers),
        *_rows(CONTACT, answers.get("contact") or {}),
        *_rows(RESPONSIBLE, answers.get("responsible") or {}),
        *_rows(HAPPENED, answers.get("happened") or {}),
    ]


def title(kind: str) -> str:
    """What an envelope of this kind was."""
    return str(gettext(KINDS.get(kind, kind)))
