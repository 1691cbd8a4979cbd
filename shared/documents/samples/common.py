"""What the invented contexts share."""

from datetime import date

from shared.policy import Policy

ON = date(2026, 11, 23)
SHA = "9f2c4a7be01d5583c6a94e1f70b2d8863ea5419c0d7fb264a8e35190cc7d12ef"


def place(policy: Policy) -> str:
    return next(iter(policy.facilities.values())).name


def form(policy: Policy) -> str:
    return next(iter(policy.dialogue.forms))


def pick(language: str, english: str, spanish: str) -> str:
    return spanish if language == "es" else english


def planner(language: str, policy: Policy) -> str:
    return f"Dana Fields, {policy.agency.planner.say(language)}"


def advocate(language: str, policy: Policy) -> str:
    return f"Ruth Okafor, {policy.agency.assistance.say(language)}"
