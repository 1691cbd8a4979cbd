"""The small values a policy is made of, and how a TOML table becomes one of them."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, time
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from shared.base.values import Values

T = TypeVar("T")

LANGUAGES = ("en", "es")


class PolicyError(Exception):
    """A policy that cannot be used; the message names the file and the key."""


@dataclass(frozen=True)
class Text:
    """The same words in every language of the service."""

    en: str
    es: str

    def say(self, language: str) -> str:
        """The words in `language` ("en", "es"; a region such as "es-MX" is ignored)."""
        return self.es if language.lower().startswith("es") else self.en


@dataclass(frozen=True)
class Term:
    """A word that the department chooses, such as *victim* or *harmed person*.

    `a` is English with its article ("an offender").  Spanish words must be grammatically
    feminine ("la víctima", "la persona responsable"): the documents' sentences agree with that.
    """

    one: Text
    many: Text
    a: Text


@dataclass(frozen=True)
class Number:
    """A telephone number: as printed, as dialled (E.164), and where it was found."""

    display: str
    dial: str
    source: str


@dataclass(frozen=True)
class Code:
    """A coded reason or state.  `party` says whose reason it is; `victim` what they may read."""

    id: str
    label: Text
    party: str = ""
    victim: Text | None = None
    hold: bool = False


def _fail(where: str, what: str) -> PolicyError:
    return PolicyError(f"{where}: {what}")


def build(kind: Any, value: Any, where: str, key: str = "") -> Any:
    """`value` (from TOML) as `kind`; `where` names file and key in errors.

    Knows str, int, bool, date, time, `X | None`, `tuple[X, ...]`, `Mapping[str, X]` and
    dataclasses of these; a dataclass in a mapping gets its key as `id`.
    Raises PolicyError for a missing, unknown or mistyped key, and for empty required text.
    """
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (arm for arm in get_args(kind) if arm is not type(None))
        return build(inner, value, where, key)
    if origin is tuple:
        if not isinstance(value, list):
            raise _fail(where, "a list is needed")
        inner = get_args(kind)[0]
        return tuple(build(inner, item, f"{where}[{n}]") for n, item in enumerate(value))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise _fail(where, "a table is needed")
        inner = get_args(kind)[1]
        return types.MappingProxyType(
            {name: build(inner, item, f"{where}.{name}", name) for name, item in value.items()}
        )
    if is_dataclass(kind):
        return _build_dataclass(kind, value, where, key)
    if kind in (str, int, bool, date, time):
        if type(value) is not kind:
            raise _fail(where, f"{kind.__name__} is needed, not {type(value).__name__}")
        return value
    raise TypeError(f"{where}: no rule to build {kind}")


def _build_dataclass(kind: Any, value: Any, where: str, key: str) -> Any:
    if not isinstance(value, dict):
        raise _fail(where, "a table is needed")
    hints = get_type_hints(kind)
    known: dict[str, Field[Any]] = {f.name: f for f in fields(kind)}
    for name in value:
        if name not in known or name == "id":
            raise _fail(f"{where}.{name}" if where else name, "unknown key")
    made: Values = {}
    for name, spec in known.items():
        place = f"{where}.{name}"
        if name == "id":
            made["id"] = key
        elif name in value:
            made[name] = build(hints[name], value[name], place)
            if kind is Text and not made[name].strip():
                raise _fail(place, "is empty")
        elif spec.default is MISSING and spec.default_factory is MISSING:
            raise _fail(place, "is missing")
    return kind(**made)
