"""Passages that may need a second look: marked and explained beside a letter, never deciding.

The rules are a table (`passage_rules`); how well they find is measured by `script/passages` on a
labelled sample.
"""

import re
from dataclasses import dataclass

from shared.letters.passages import words as passages_words
from shared.letters.passages.phrases import place, turned
from shared.letters.passages.rules import LANGUAGES, Rule, rules


@dataclass(frozen=True)
class Passage:
    """A sentence of the letter that a rule points to; `start` and `end` count characters."""

    start: int
    end: int
    words: str
    reason: str
    rule: Rule


# A point ends a sentence unless it stands after a single letter (P.O. Box), after a title
# (Mrs. Ames), or within a word.
_SHORT = ("Mr", "Mrs", "Ms", "Dr", "St", "Sgt", "Lt", "Sr", "Sra", "Srta", "Dra", "Lic", "Ing")
_TITLES = "".join(rf"|(?<=\b{title})\." for title in _SHORT)
_SENTENCE = re.compile(
    rf"(?:[^.!?\n]|(?<=\b[A-Za-z])\.|\.(?=\w){_TITLES})+[.!?]*[\"'”’)]*|\n+|[.!?]+"
)


# A sentence that takes back the one before: "That is no excuse."
_TAKES_BACK = {
    "en": " that this it none nothing i but so plenty many most a lots ",
    "es": " eso esto nada pero no yo muchos otros y ni fui ",
}
_TAKEN_BACK = ("excuses", "blame")


def found(text: str, language: str) -> list[Passage]:
    """What the rules of a language point to in `text`, in order; once for each sentence and reason.

    What turns a rule round stands in the same sentence, or for an excuse at the start of the next.
    """
    language = language if language in LANGUAGES else "en"
    sentences = [one for one in _SENTENCE.finditer(text) if one.group().strip()]
    read = [passages_words.read(one.group(), language) for one in sentences]
    passages: list[Passage] = []
    for number, sentence in enumerate(sentences):
        after = read[number + 1] if number + 1 < len(read) else " "
        reasons: set[str] = set()
        for rule in rules(language):
            reason = rule.reason
            if reason in reasons or not _points(rule, read[number], after, language):
                continue
            reasons.add(reason)
            passages.append(Passage(
                sentence.start(), sentence.end(), sentence.group().strip(), reason, rule
            ))  # fmt: skip
    return passages


def _points(rule: Rule, said: str, after: str, language: str) -> bool:
    at = place(rule.says, said, language)
    if at is None or not rule.unless:
        return at is not None
    said = turned(said, at, language)
    if rule.reason in _TAKEN_BACK and f" {after.split(' ')[1]} " in _TAKES_BACK[language]:
        said += after
    return place(rule.unless, said, language, denied=True) is None


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
