"""Phrases: families of words, and what turns a sentence round."""

import pytest

from shared.letters.passages import phrases
from tests.letters.passages.labelled import reasons


@pytest.mark.S37
@pytest.mark.parametrize(("words", "language"), [
    ("I do not ask you to forgive me.", "en"), ("Nobody has to forgive me.", "en"),
    ("No le pido que me perdone.", "es"), ("Nunca le voy a pedir perdón.", "es"),
    ("I will never write to you.", "en"), ("You don't have to write back.", "en"),
    ("I use to blame the streets.", "en"),
    ("For years I told people it was an accident. That was a lie.", "en"),
    ("I was drunk. That is no excuse.", "en"),
    ("Estaba borracho, pero no es excusa.", "es"),
])  # fmt: skip
def test_what_is_denied_or_taken_back_is_left_alone(words: str, language: str) -> None:
    assert reasons(words, language) == set()


@pytest.mark.S37
@pytest.mark.parametrize(("words", "language", "reason"), [
    ("I do not deserve it, but please forgive me.", "en", "forgiveness"),
    ("No lo merezco, pero le suplico que me perdone.", "es", "forgiveness"),
    ("I took him from you, and I would like to sit down with you.", "en", "contact_request"),
    ("Le quité a su hermano y quisiera sentarme con usted.", "es", "contact_request"),
])  # fmt: skip
def test_what_comes_after_but_is_what_is_meant(words: str, language: str, reason: str) -> None:
    assert reason in reasons(words, language)


def test_not_turns_round_only_what_follows_it_closely() -> None:
    assert reasons("I do not drink any more, so please forgive me.") == {"forgiveness"}
    assert "blame" in reasons("I would not have hit him if he had kept quiet.")


def test_a_phrase_with_an_unknown_family_is_refused() -> None:
    with pytest.raises(KeyError, match="nobody"):
        phrases.expression("please {nobody}", {}, "en")
