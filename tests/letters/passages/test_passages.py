"""Passages pointed to, and what a page shows of them."""

import time

import pytest

from shared.letters.passages import measuring, passages, rules
from tests.letters.passages.labelled import VOICES, reasons

pytestmark = pytest.mark.slow


def test_marked_text_is_the_whole_text() -> None:
    text = "I did this.\n\nPlease forgive me. Write to P.O. Box 7 — ¡por favor!\n"
    parts = passages.marked(text, "en")
    assert "".join(part.words for part in parts) == text
    assert [part.reasons for part in parts if part.reasons] == [
        ("forgiveness",), ("contact_details",),
    ]  # fmt: skip


@pytest.mark.S37
@pytest.mark.parametrize(("words", "language"), [
    ("I do not ask for your pardon, or a letter, or for you to visit me.", "en"),
    ("No le pido perdón, ni que me escriba, ni que me visite.", "es"),
    ("You let me in because I said I needed a phone, and I robbed you.", "en"),
    ("Me dejó entrar porque le dije que necesitaba el teléfono, y le robé.", "es"),
    ("My childhood did not break your door, I did.", "en"),
    ("Mi infancia no le pegó a usted, le pegué yo.", "es"),
])  # fmt: skip
def test_a_list_of_what_is_not_asked_and_an_account_of_the_deed_are_left_alone(
    words: str, language: str
) -> None:
    assert reasons(words, language) == set()


HOSTILE = (
    "I was drunk that night. I hope that you forgive me, Mrs. Ames. " * 320, "a" * 20_000,
    "a " * 10_000, "please " * 2_900, "i pray you will " * 1_250, "not " * 5_000, "." * 20_000,
    "i was so " * 2_200, "you your mother " * 1_250, '"' * 20_000, "1-" * 10_000, "a@" * 10_000,
    "www." * 5_000, "Abc Def " * 2_500, "(" * 20_000, ", " * 10_000, "\n" * 20_000, "a'" * 10_000,
    "e\u0301\u0303" * 6_600, "i heard that your " * 1_100, "\x00\ud7ff" * 10_000,
)  # fmt: skip


@pytest.mark.alone
@pytest.mark.parametrize("language", rules.LANGUAGES)
def test_a_letter_of_ten_pages_is_read_while_a_page_opens(language: str) -> None:
    rows = [row.words for row in measuring.read(VOICES) if row.language == language]
    letter = " ".join(rows * 3)[:20_000]
    assert len(letter) == 20_000
    passages.found("Please write me.", language)
    before = time.process_time()
    passages.found(letter, language)
    assert time.process_time() - before < 2  # CPU seconds; 0.5 to 0.9 were seen


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
@pytest.mark.parametrize("language", rules.LANGUAGES)
def test_no_text_takes_long(text: str, language: str) -> None:
    rules.rules(language)
    passages.found("Please write me.", language)
    before = time.process_time()
    parts = passages.marked(text[:20_000], language)
    assert time.process_time() - before < 1
    assert "".join(part.words for part in parts) == text[:20_000]
