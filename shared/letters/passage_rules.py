"""The rules by which passages are pointed to: one line each, in English and in Spanish."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """Points to a sentence that `says` something, `unless` it also says something else.

    `reason` is a line of the checklist.  Patterns are regular expressions over text without
    capitals or accents.
    """

    reason: str
    says: str
    unless: str = ""


RULES: dict[str, tuple[Rule, ...]] = {"en": (), "es": ()}
