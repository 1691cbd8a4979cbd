"""Finding, reading and checking policies."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from shared.base.values import Values
from shared.policy.model import Policy
from shared.policy.sense import complaints
from shared.policy.values import LANGUAGES, PolicyError, build

FOLDER = Path(__file__).parent.parent / "policies"
NAMES = tuple(sorted(p.stem for p in FOLDER.glob("*.toml")))
DEFAULT = "mississippi"


def _table(path: Path) -> Values:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise PolicyError(f"{path.name}: there is no such policy file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise PolicyError(f"{path.name}: {wrong}") from None


def _merged(path: Path) -> tuple[Values, dict[str, str]]:
    """The policy's sections, and the file each came from.

    `include` names files of the same folder read first.  A section is taken whole from the last
    file that has it, so that nobody has to search two files for one answer; `sources` alone are
    added together.
    """
    own = _table(path)
    sections: Values = {}
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


def _worded(value: Any, terms: Values, language: str = "") -> Any:
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
    items = {
        item.id: replace(item, hard=item.rule in policy.rules and policy.rules[item.rule].hard)
        for item in policy.eligibility_items.values()
    }
    policy = replace(policy, name=path.stem, eligibility_items=MappingProxyType(items))
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
