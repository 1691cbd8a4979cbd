"""The rules by which passages are pointed to: a table for each language, in `rules/`.

A rule is read against one sentence at a time; `passage_phrases` explains the notation.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared.letters.passage_phrases import expression

TABLES = Path(__file__).parent / "rules"
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Rule:
    """What points to a `reason` of the checklist, and what turns that round: as expressions.

    `phrases` is the rule as its table has it.
    """

    reason: str
    phrases: str
    says: str
    unless: str


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """The rules of a language.  Raises KeyError for a family of words that its table lacks."""
    table = tomllib.loads((TABLES / f"{language}.toml").read_text("utf-8"))
    families, common = table["families"], {row["reason"]: row["says"] for row in table["unless"]}

    def made(phrases: str) -> str:
        return expression(phrases, families, language) if phrases else ""

    return tuple(
        Rule(
            row["reason"],
            row["says"],
            made(row["says"]),
            made("\n".join(filter(None, (common.get(row["reason"]), row.get("unless"))))),
        )
        for row in table["rule"]
    )
