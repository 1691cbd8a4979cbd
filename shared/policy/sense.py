"""What can be wrong with a policy although every part has the right type."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any
from zoneinfo import available_timezones

from shared.policy.model import Policy

# Post and electronic notices are seen by strangers (law 6).
WORDS_THAT_TELL = (
    "victim",
    "correction",
    "inmate",
    "offender",
    "prison",
    "apology",
    "víctima",
    "disculpa",
    "correccional",
)
PARTIES = ("victim", "offender", "programme", "facility", "death", "legal")
MODES = ("indefinite", "until_discharge", "delivery_only", "days")
KINDS = ("state", "regional", "private", "community")


def _sources(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every `source` named anywhere in the policy, with its key."""
    if is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            inner, place = getattr(value, part.name), f"{where}.{part.name}".lstrip(".")
            if part.name in ("source", "hours_source"):
                yield place, inner
            else:
                yield from _sources(inner, place)
    elif hasattr(value, "items"):
        for key, inner in value.items():
            yield from _sources(inner, f"{where}.{key}")


def _facts(policy: Policy) -> Iterator[str]:
    for where, source in _sources(policy, ""):
        if source and source not in policy.sources:
            yield f"{where}: no source is called {source!r}"
    if policy.contacts.hours and not policy.contacts.hours_source:
        yield "contacts.hours_source: is missing"
    for facility in policy.facilities.values():
        if facility.kind not in KINDS:
            yield f"facilities.{facility.id}.kind: {facility.kind!r} is not a kind"
    if policy.zone not in available_timezones():
        yield f"agency.zone: {policy.zone!r} is not a time zone"


def _items(policy: Policy) -> Iterator[str]:
    for item in policy.eligibility_items.values():
        where = f"eligibility_items.{item.id}"
        if item.rule and item.rule not in policy.rules:
            yield f"{where}.rule: no rule is called {item.rule!r}"
        if item.group not in ("victim", "offender", "process"):
            yield f"{where}.group: {item.group!r} is not a group"
        if item.asks not in ("yes", "no"):
            yield f"{where}.asks: must be yes or no"


def _letters(policy: Policy) -> Iterator[str]:
    checklist = policy.letters.checklist
    for check in checklist.values():
        where = f"letters.checklist.{check.id}"
        if check.gate not in ("A", "B", "C"):
            yield f"{where}.gate: {check.gate!r} is not a gate"
        if not set(check.tiers) <= {1, 2, 3}:
            yield f"{where}.tiers: only 1, 2 and 3 exist"
        if check.asks not in ("yes", "no"):
            yield f"{where}.asks: must be yes or no"
    for reason in policy.return_reasons.values():
        where = f"return_reasons.{reason.id}.check"
        if reason.check not in checklist:
            yield f"{where}: no check is called {reason.check!r}"
        elif not checklist[reason.check].tiers:
            yield f"{where}: a fact about the recipient is never a reason to return a letter"
        elif checklist[reason.check].escalate:
            yield f"{where}: what is escalated is preserved, never returned"
    if policy.handling.original_or_copy not in ("original", "copy"):
        yield "handling.original_or_copy: must be original or copy"


def _neutral_post(policy: Policy) -> Iterator[str]:
    mail = policy.mail
    seen = (*mail.return_address, mail.sender, mail.sender_name.en, mail.sender_name.es)
    for word in WORDS_THAT_TELL:
        if word in "\n".join(seen).lower():
            yield f"mail: {word!r} would tell a stranger what the post is about"


def _codes(policy: Policy) -> Iterator[str]:
    for term in ("victim", "offender"):
        if term not in policy.terms:
            yield f"terms.{term}: is missing"
    for party in set(PARTIES) - {code.party for code in policy.closure_codes.values()}:
        yield f"closure_codes: none for {party}"
    for kept in policy.retention.values():
        if kept.mode not in MODES or (kept.mode == "days") != (kept.days > 0):
            yield f"retention.{kept.id}: {kept.mode!r} with {kept.days} days makes no sense"
    for limit in policy.deadlines.values():
        if not limit.length:
            yield f"deadlines.{limit.id}: days or hours are missing"
    if policy.contact_hours.start >= policy.contact_hours.end:
        yield "contact_hours: start must come before end"


def _deputies(policy: Policy) -> Iterator[str]:
    for role, deputy in policy.deputies.items():
        if deputy == role:
            yield f"deputies.{role}: no one stands in for themselves"


def complaints(policy: Policy) -> Iterator[str]:
    """Sentences that say what is wrong, each beginning with the key."""
    for check in (_facts, _items, _letters, _neutral_post, _codes, _deputies):
        yield from check(policy)
