"""The words of every page by another ruler, with all that is in `main`, and in a second policy."""

import re
from collections.abc import Callable

import pytest

from tests.support import prose
from tests.support.crawl import Found, crawl
from tests.support.prose import Prose

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # the first to ask crawls the whole site

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
HIATUS = re.compile(r"[aeoáéó](?=[aeoáéóíú])|[íú](?=[aeo])")


def english_syllables(word: str) -> int:
    """Groups of vowels, a silent *e* at the end left out."""
    groups = re.findall(r"[aeiouy]+", word.lower())
    is_silent = word.lower().endswith("e") and not re.search(r"[^aeiouy]le$", word.lower())
    return max(1, len(groups) - is_silent)


def spanish_syllables(word: str) -> int:
    """Groups of vowels; two strong ones, or an accented weak one, are apart."""
    spoken = re.sub(r"(?<=q)u|(?<=g)u(?=[eéií])", "", word.lower())
    groups = re.findall(r"[aeiouáéíóúü]+|(?<![aeiouáéíóúü])y$", spoken)
    return max(1, len(groups) + sum(len(HIATUS.findall(group)) for group in groups))


def ratios(read: Prose, syllables: Callable[[str], int]) -> tuple[float, float]:
    """Words in a sentence and syllables in a word, of the page and of what was left out of it."""
    sentences = [*read.sentences, *read.left_out]
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    return len(words) / len(sentences), sum(map(syllables, words)) / len(words)


def grade(read: Prose) -> float:
    """Flesch–Kincaid."""
    length, weight = ratios(read, english_syllables)
    return 0.39 * length + 11.8 * weight - 15.59


def ease(read: Prose) -> float:
    """Fernández-Huerta."""
    length, weight = ratios(read, spanish_syllables)
    return 206.84 - 60 * weight - 1.02 * length


def hard_in(pages: dict[str, list[Found]], margin: float) -> list[str]:
    english = [(found.name, grade(prose.read(found.page))) for found in pages["en"]]
    spanish = [(found.name, ease(prose.read(found.page))) for found in pages["es"]]
    hard = [f"{name}: grade {value:.1f}" for name, value in english if value > 6 - margin / 10]
    return hard + [f"{name}: {value:.1f}" for name, value in spanish if value < 70 + margin]


@pytest.mark.parametrize(
    ("word", "english", "spanish"),
    [("table", 2, 2), ("name", 1, 2), ("you", 1, 1), ("guide", 1, 2), ("que", 1, 1), ("leer", 1, 2),
     ("día", 1, 2), ("muy", 1, 1), ("responsable", 4, 4)],
)  # fmt: skip
def test_ruler_counts_as_it_says(word: str, english: int, spanish: int) -> None:
    assert (english_syllables(word), spanish_syllables(word)) == (english, spanish)


def test_every_page_is_plain_by_another_ruler_with_room_to_spare(
    public_pages: dict[str, list[Found]],
) -> None:
    assert hard_in(public_pages, margin=3) == []


def test_pages_in_another_departments_words_are_plain_too(second_world) -> None:
    pages = {language: crawl(second_world, language) for language in ("en", "es")}
    assert hard_in(pages, margin=0) == []
    for found in pages["en"]:
        read = prose.read(found.page)
        assert read.mean <= 14, found.name
        assert len(read.longest.split()) <= 22, read.longest
        assert "Mississippi" not in found.page.data.decode()
