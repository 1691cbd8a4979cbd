"""From the answers of a form, question by question, to what lies in the envelope.

Only answered fields go in (see `shared.frontdoor.envelopes`).
"""

from collections.abc import Mapping

from shared import policy, web
from shared.base import clock
from shared.base.values import Given, Values
from shared.frontdoor.envelopes import CHANNELS

Answers = Mapping[str, Given]  # question key → field name → value
OTHERS = 3  # people named as wanting to take part


def envelope(kind: str, reference: str, answers: Values) -> Values:
    """What is sealed and dropped."""
    return {
        "kind": kind,
        "reference": reference,
        "language": web.language(),
        "sent_at": clock.now().isoformat(),
        "answers": filled(answers),
    }


def filled(value: Values) -> Values:
    """`value` without what was not answered: empty texts, lists, dictionaries, and None."""
    kept: Values = {}
    for name, part in value.items():
        inner = filled(part) if isinstance(part, dict) else part
        if inner not in (None, "", [], {}):
            kept[name] = inner
    return kept


def dialogue_asked(answers: Answers) -> Values:
    """The answers of `envelopes.DialogueAsked`."""
    hopes, meeting = answers.get("hopes", {}), answers.get("meeting", {})
    support, others = answers.get("support", {}), answers.get("others", {})
    return _both(answers) | {
        "rules": list(answers.get("rules", {}).get("rules") or []),
        "hopes": list(hopes.get("hopes") or []),
        "hopes_words": hopes.get("hopes_words"),
        "support": _companion(support, "support"),
        "others": [
            companion
            for number in range(1, OTHERS + 1)
            if (companion := _companion(others, f"other{number}"))
        ],
        "form": meeting.get("talk"),
        "other_forms": list(meeting.get("other_forms") or []),
    }


def notice_asked(answers: Answers) -> Values:
    """The answers of `envelopes.NoticeAsked`.  What was not ticked is off, and says so (S40)."""
    return _both(answers) | disclosure(answers.get("telling", {}))


def disclosure(choices: Given) -> dict[str, bool]:
    """The three choices of S40, each off unless ticked."""
    return {
        name: bool(choices.get(name)) for name in ("tell_requested", "tell_received", "tell_read")
    }


def _both(answers: Answers) -> Values:
    name, responsible = answers.get("name", {}), answers.get("responsible", {})
    adult = {"yes": True, "no": False}.get(str(name.get("adult")))
    return {
        "standing": answers.get("you", {}).get("standing"),
        "relation": answers.get("you", {}).get("relation"),
        "name": name.get("name"),
        "other_names": name.get("other_names"),
        "adult": adult,
        "contact": contact(answers),
        "responsible": _responsible(responsible),
        "happened": dict(answers.get("happened", {})),
        "own_wish": bool(answers.get("check", {}).get("own_wish")),
        "news": news(answers),
    }


def news(answers: Answers) -> object:
    """How news reaches the person: who wants no contact reads it on the page."""
    is_left = "none" in (answers.get("ways", {}).get("safe") or ())
    return "page" if is_left else answers.get("care", {}).get("news")


def contact(answers: Answers) -> Values:
    """`envelopes.Contact` from the questions "ways", "care" and "support"."""
    ways, care = answers.get("ways", {}), answers.get("care", {})
    needs = answers.get("needs") or answers.get("support", {})
    safe = list(ways.get("safe") or [])
    return {
        "ways": [
            filled(_way(channel, str(ways[channel]), ways, care))
            for channel in CHANNELS
            if channel in safe and ways.get(channel)
        ],
        "times": list(care.get("times") or []),
        "leave_in_peace": care.get("leave_in_peace"),
        "no_contact": "none" in safe,
        "interpreter": needs.get("interpreter"),
        "access_needs": needs.get("access_needs"),
    }


def _responsible(typed: Given) -> Values:
    """The person responsible; a place that the policy knows becomes its code, others are kept."""
    known = dict(typed)
    place = str(known.pop("facility", None) or "")
    code = _facility(place)
    if code:
        known["facility"] = code
    elif place:
        known["more"] = "\n".join(filter(None, (place, known.get("more"))))
    return known


def _facility(place: str) -> str:
    wanted = place.casefold().strip()
    found = [
        facility.id
        for facility in policy.current().facilities.values()
        if wanted in (facility.id.casefold(), facility.name.casefold(), facility.city.casefold())
    ]
    return found[0] if wanted and len(found) == 1 else ""


def _way(channel: str, value: str, ways: Given, care: Given) -> Values:
    way: Values = {"channel": channel, "value": value, "safe": True}
    # Said once for every way, so that nothing that was typed depends on which ways there are.
    way |= {name: care.get(name) for name in ("who_may_answer", "words")}
    if channel == "phone":
        way["voicemail"] = bool(care.get("voicemail"))
    if channel == "post":
        way["substitute"] = bool(ways.get("substitute"))
    return way


def _companion(fields: Given, prefix: str) -> Values:
    adult = {"yes": True, "no": False}.get(str(fields.get(f"{prefix}_adult")))
    named = {
        "name": fields.get(f"{prefix}_name"),
        "relation": fields.get(f"{prefix}_relation"),
        "adult": adult,
    }
    return filled(named)
