"""Passages that may need a second look: marked and explained beside a letter, never deciding.

The rules are a table (`passage_rules`); how well they find is measured by `script/passages` on a
labelled sample.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from shared.letters.passage_rules import RULES, Rule


@dataclass(frozen=True)
class Passage:
    """A sentence of the letter that a rule points to; `start` and `end` count characters."""

    start: int
    end: int
    words: str
    reason: str
    rule: Rule


# A point ends a sentence unless it stands after a single letter (P.O. Box) or within a word.
_SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\b[A-Za-z])\.|\.(?=\w))+[.!?]*[\"'”’)]*|\n+|[.!?]+")


def plain(text: str) -> str:
    """`text` as rules read it: the same length, without capitals, accents or curly marks."""
    signs = str.maketrans("’‘“”–—¿¡", "''\"\"--  ")
    return "".join(_bare(c) for c in text.translate(signs))


def _bare(sign: str) -> str:
    bare = unicodedata.normalize("NFD", sign)[0].lower()
    return bare if len(bare) == 1 else sign


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def found(text: str, language: str) -> list[Passage]:
    """What the rules of a language point to in `text`, in order; once for each sentence and reason.

    A rule's `unless` is looked for in the same sentence: "I am not asking you to forgive me".
    """
    passages: list[Passage] = []
    bare = plain(text)
    for sentence in _SENTENCE.finditer(text):
        said = bare[sentence.start() : sentence.end()]
        reasons: set[str] = set()
        for rule in RULES[language if language in RULES else "en"]:
            if rule.reason in reasons or not _points(rule, said):
                continue
            reasons.add(rule.reason)
            passages.append(Passage(
                sentence.start(), sentence.end(), sentence.group().strip(), rule.reason, rule
            ))  # fmt: skip
    return passages


def _points(rule: Rule, said: str) -> bool:
    if not _compiled(rule.says).search(said):
        return False
    return not (rule.unless and _compiled(rule.unless).search(said))


@dataclass(frozen=True)
class Part:
    """A run of the letter's text, and the reasons for which it is marked (often none)."""

    words: str
    reasons: tuple[str, ...]


def marked(text: str, language: str) -> list[Part]:
    """The whole text in parts, so that a page can mark the passages in place."""
    spans: dict[tuple[int, int], list[str]] = {}
    for passage in found(text, language):
        spans.setdefault((passage.start, passage.end), []).append(passage.reason)
    parts: list[Part] = []
    at = 0
    for (start, end), reasons in sorted(spans.items()):
        if start > at:
            parts.append(Part(text[at:start], ()))
        parts.append(Part(text[start:end], tuple(reasons)))
        at = end
    if at < len(text):
        parts.append(Part(text[at:], ()))
    return parts
