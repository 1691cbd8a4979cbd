"""Finding, reading and checking policies."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from shared.policy.model import Policy
from shared.policy.values import LANGUAGES, PolicyError, build

FOLDER = Path(__file__).parent.parent / "policies"
NAMES = tuple(sorted(p.stem for p in FOLDER.glob("*.toml")))
DEFAULT = "mississippi"

__all__ = ["NAMES", "PolicyError", "current", "load", "use"]


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise PolicyError(f"{path.name}: there is no such policy file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise PolicyError(f"{path.name}: {wrong}") from None


def _merged(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The policy's sections, and the file each came from.

    `include` names files of the same folder read first.  A section is taken whole from the last
    file that has it, so that nobody has to search two files for one answer; `sources` alone are
    added together.
    """
    own = _table(path)
    sections: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for name in [*own.pop("include", []), ""]:
        part = _table(path.parent / name) if name else own
        for key, value in part.items():
            if key == "sources" and key in sections:
                sections[key] = sections[key] | value
            else:
                sections[key] = value
            origin[key] = name or path.name
    return sections, origin


_TERM = re.compile(r"\{(\w+)(?:\.(one|many|a))?\}")


def _worded(value: Any, terms: dict[str, Any], language: str = "") -> Any:
    """`value` with ``{offender}``, ``{victim.many}`` and ``{Offender}`` replaced by the terms.

    So that the parts shared by several policies speak each department's own words.
    """
    if isinstance(value, dict):
        return {k: _worded(v, terms, k if k in LANGUAGES else language) for k, v in value.items()}
    if isinstance(value, list):
        return [_worded(item, terms, language) for item in value]
    if not (isinstance(value, str) and language):
        return value

    def word(found: re.Match[str]) -> str:
        name, form = found.group(1), found.group(2) or "one"
        try:
            said: str = terms[name.lower()][form][language]
        except (KeyError, TypeError):
            raise PolicyError(f"terms.{name.lower()}.{form}.{language}: is missing") from None
        return said[0].upper() + said[1:] if name[0].isupper() else said

    return _TERM.sub(word, value)


def read(path: Path) -> Policy:
    """The policy in `path`.  Raises PolicyError, naming file and key."""
    sections, origin = _merged(path)
    try:
        policy: Policy = build(Policy, _worded(sections, sections.get("terms", {})), "")
    except PolicyError as wrong:
        key = str(wrong).lstrip(".").split(":")[0]
        file = origin.get(key.split(".")[0], path.name)
        raise PolicyError(f"{file}: {str(wrong).lstrip('.')}") from None
    policy = replace(policy, name=path.stem)
    for complaint in complaints(policy):
        raise PolicyError(f"{path.name}: {complaint}")
    return policy


@cache
def load(name: str) -> Policy:
    """The policy called `name` (the file's name without .toml).  Raises PolicyError."""
    if not name.replace("-", "").isalnum():
        raise PolicyError(f"{name!r} is not the name of a policy")
    return read(FOLDER / f"{name}.toml")


_used: list[Policy] = []


def use(name: str) -> Policy:
    """Make `name` the policy of this process, and return it.  Raises PolicyError."""
    chosen = load(name)
    _used[:] = [chosen]
    return chosen


def current() -> Policy:
    """The policy in use; Mississippi's until `use` has been called."""
    return _used[0] if _used else use(DEFAULT)


def _facts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Every `source` named anywhere in the policy, with its key."""
    if is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            inner = getattr(value, f.name)
            if f.name in ("source", "hours_source"):
                yield f"{where}.{f.name}", inner
            else:
                yield from _facts(inner, f"{where}.{f.name}".lstrip("."))
    elif hasattr(value, "items"):
        for key, inner in value.items():
            yield from _facts(inner, f"{where}.{key}")


_WORDS_THAT_TELL = ("victim", "correction", "inmate", "offender", "prison", "apology", "víctima")


def complaints(policy: Policy) -> Iterator[str]:
    """What is wrong with a policy although every part has the right type."""
    for where, source in _facts(policy, ""):
        if source and source not in policy.sources:
            yield f"{where}: no source is called {source!r}"
    if policy.zone not in available_timezones():
        yield f"agency.zone: {policy.zone!r} is not a time zone"
    for term in ("victim", "offender"):
        if term not in policy.terms:
            yield f"terms.{term}: is missing"
    for item in policy.eligibility_items.values():
        where = f"eligibility_items.{item.id}"
        if item.rule and item.rule not in policy.rules:
            yield f"{where}.rule: no rule is called {item.rule!r}"
        if item.hard and not (item.rule and policy.rules[item.rule].hard):
            yield f"{where}.hard: a hard item needs a hard rule"
        if item.group not in ("victim", "offender", "process"):
            yield f"{where}.group: {item.group!r} is not a group"
        if item.asks not in ("yes", "no"):
            yield f"{where}.asks: must be yes or no"
    for check in policy.letters.checklist.values():
        where = f"letters.checklist.{check.id}"
        if check.gate not in "ABC":
            yield f"{where}.gate: {check.gate!r} is not a gate"
        if not set(check.tiers) <= {1, 2, 3}:
            yield f"{where}.tiers: only 1, 2 and 3 exist"
    for reason in policy.return_reasons.values():
        where = f"return_reasons.{reason.id}.check"
        if reason.check not in policy.letters.checklist:
            yield f"{where}: no check is called {reason.check!r}"
        elif not policy.letters.checklist[reason.check].tiers:
            yield f"{where}: a fact about the recipient is never a reason to return a letter"
    if policy.letters.original_or_copy not in ("original", "copy"):
        yield "letters.original_or_copy: must be original or copy"
    outside = "\n".join((*policy.mail.return_address, policy.mail.sender)).lower()
    outside += policy.mail.sender_name.en.lower() + policy.mail.sender_name.es.lower()
    for word in _WORDS_THAT_TELL:
        if word in outside:
            yield f"mail: {word!r} would tell a stranger what the post is about"
    if policy.contact_hours.start >= policy.contact_hours.end:
        yield "contact_hours: start must come before end"
    parties = {code.party for code in policy.closure_codes.values()}
    for party in ("victim", "offender", "programme", "facility", "death", "legal"):
        if party not in parties:
            yield f"closure_codes: none for {party}"
