"""The invented people and places of the samples.  The facility is the policy's first."""

from shared.documents.facts import invented
from shared.policy import Policy

SHA = "9f2c4a7be01d5583c6a94e1f70b2d8863ea5419c0d7fb264a8e35190cc7d12ef"
WRITER = invented(offender="Marcus Bell", number="R4471")


def place(_language: str, policy: Policy) -> str:
    """Where the offender is held."""
    return next(iter(policy.facilities.values())).name


def form(_language: str, policy: Policy) -> str:
    """The way to talk that the person asks for."""
    return next(iter(policy.dialogue.forms))


def planner(language: str, policy: Policy) -> str:
    """Who signs about a dialogue."""
    return f"Dana Fields, {policy.agency.planner.say(language)}"


def advocate(language: str, policy: Policy) -> str:
    """Who signs to a person registered."""
    return f"Ruth Okafor, {policy.agency.assistance.say(language)}"
