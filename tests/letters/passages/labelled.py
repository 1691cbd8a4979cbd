"""What several tests of the passages begin from."""

from pathlib import Path

from shared.letters.passages import passages

SAMPLE = Path(__file__).parents[2] / "samples" / "letter_passages.txt"


VOICES = SAMPLE.with_name("letter_passages_voices.txt")


def reasons(words: str, language: str = "en") -> set[str]:
    return {passage.reason for passage in passages.found(words, language)}
