"""Passages pointed to: on the labelled sample, and what a page shows of them."""

from pathlib import Path

import pytest

from shared.letters import measuring, passages

SAMPLE = Path(__file__).parent / "samples" / "letter_passages.txt"


@pytest.mark.S37
def test_rules_find_what_they_should_in_both_halves_of_the_sample() -> None:
    rows = measuring.read(SAMPLE)
    assert len(rows) >= 120
    clean = [row for row in rows if not row.reasons]
    assert len(clean) * 2 == len(rows)
    for held_back in (False, True):
        found = measuring.measure([row for row in rows if row.is_held_back is held_back])
        print(measuring.report(found))
        whole = found.any_reason
        assert whole.both / whole.labelled >= 0.8
        assert whole.both / whole.pointed >= 0.8


@pytest.mark.S37
@pytest.mark.parametrize("words", [
    "I am not asking you to forgive me.", "I make no excuses for what I did.",
    "You were not to blame for anything.", "I will never try to contact you.",
])  # fmt: skip
def test_near_misses_are_left_alone(words: str) -> None:
    assert passages.found(words, "en") == []


def test_no_percentage_where_there_are_few() -> None:
    assert measuring.share(3, 4) == "3 of 4"
    assert measuring.share(12, 15) == "12 of 15 (80 %)"


def test_marked_text_is_the_whole_text() -> None:
    text = "I did this.\n\nPlease forgive me. Write to P.O. Box 7 — ¡por favor!\n"
    parts = passages.marked(text, "en")
    assert "".join(part.words for part in parts) == text
    assert [part.reasons for part in parts if part.reasons] == [
        ("forgiveness",), ("contact_details",),
    ]  # fmt: skip
