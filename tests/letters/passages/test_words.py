"""Words as people write them."""

import pytest

from tests.letters.passages.labelled import reasons


@pytest.mark.S37
@pytest.mark.parametrize(("words", "reason"), [
    ("i wuld be greatful if you woud forgiv me", "forgiveness"),
    ("He should of just walked away.", "blame"),
    ("I wasnt in my right mind.", "excuses"),
    ("Dont you forget, I know where you live.", "threat"),
    ("I hope to here from you soon.", "contact_request"),
])  # fmt: skip
def test_misspelt_words_are_read_as_meant(words: str, reason: str) -> None:
    assert reason in reasons(words)


@pytest.mark.S37
@pytest.mark.parametrize("words", [
    "Perdóneme por lo que hise.", "perdoname por fabor", "PERDÓNEME",
    "Ojalá algún dia me perdone.", "Espero su perdon.",
])  # fmt: skip
def test_spanish_is_read_by_ear_with_usted_and_tu(words: str) -> None:
    assert "forgiveness" in reasons(words, "es")


@pytest.mark.parametrize("words", [
    "You was the one that swung first.", "If he hadnt of run he would be alive.",
    "My co-defendant, Mr. Luis Amaya, is sorry too.",
])  # fmt: skip
def test_what_is_said_as_people_say_it_is_read(words: str) -> None:
    assert reasons(words)
