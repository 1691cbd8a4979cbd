"""The words that every sentence may name, from the policy: ``{offender}``, ``{victims}`` …"""

import re

from shared.policy.model import Policy

_PLACE = re.compile(r"\{(\w+)\}")


def places(policy: Policy, language: str) -> dict[str, str]:
    """What may stand in a sentence, by name.

    A term in the plural is ``{offenders}``, in English with its article ``{a_victim}``, with a
    capital ``{Offender}``.
    """
    words: dict[str, str] = {}
    for name, term in policy.terms.items():
        words[name] = term.one.say(language)
        words[f"{name}s"] = term.many.say(language)
        words[f"a_{name}"] = term.a.say(language)
    words |= {name.capitalize(): said[0].upper() + said[1:] for name, said in words.items()}
    agency = policy.agency
    return words | {
        "department": agency.department.say(language),
        "division": agency.division.say(language),
        "programme": agency.programme.say(language),
        "dialogue_name": agency.dialogue.say(language),
        "letter_bank": agency.letter_bank.say(language),
        "assistance": agency.assistance.say(language),
        "planner": agency.planner.say(language),
        "coordinator": agency.coordinator.say(language),
    }


def fill(sentence: str, policy: Policy, language: str) -> str:
    """`sentence` with the policy's words in their places; a place nobody knows stays as it is."""
    if "{" not in sentence:
        return sentence
    known = places(policy, language)
    return _PLACE.sub(lambda found: known.get(found.group(1), found.group(0)), sentence)
