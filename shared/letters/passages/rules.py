"""The rules by which passages are pointed to: a table for each language and reason, in `rules/`.

A rule is read against one sentence at a time; `passage_phrases` explains the notation.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.base.values import Values
from shared.letters.passages.phrases import expression

TABLES = Path(__file__).parent / "phrase_tables"
LANGUAGES = ("en", "es")
FAMILIES = "families"


@dataclass(frozen=True)
class Rule:
    """What points to a `reason` of the checklist, and what turns that round: as expressions.

    `phrases` is the rule as its table has it.
    """

    reason: str
    phrases: str
    says: str
    unless: str


def table(language: str, name: str) -> Values:
    """One table of a language: `families`, or a reason of the checklist."""
    return tomllib.loads((TABLES / language / f"{name}.toml").read_text("utf-8"))


def reasons(language: str) -> list[str]:
    """The reasons for which a language has a table."""
    return sorted(file.stem for file in (TABLES / language).glob("*.toml") if file.stem != FAMILIES)


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """The rules of a language.  Raises KeyError for a family of words that its tables lack."""
    families = table(language, FAMILIES)

    def made(*phrases: str) -> str:
        said = "\n".join(filter(None, phrases))
        return expression(said, families, language) if said else ""

    return tuple(
        Rule(
            reason,
            row["says"],
            made(row["says"]),
            made(whole.get("unless", ""), row.get("unless", "")),
        )
        for reason in reasons(language)
        for whole in [table(language, reason)]
        for row in whole["rule"]
    )
