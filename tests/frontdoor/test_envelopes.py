"""The agreement between portal and staff: coded choices have words, in both languages."""

import pytest

from shared.frontdoor import envelopes
from shared.papers.words import said

TABLES = {
    name: table for name, table in vars(envelopes).items()
    if name.isupper() and isinstance(table, dict) and name != "KINDS"
}  # fmt: skip


def test_tables_are_found():
    assert {"STANDINGS", "CHANNELS", "HOPES", "LETTER_ANSWERS"} <= set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_choice_has_words_of_its_own(name):
    words = [str(label) for label in TABLES[name].values()]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("name", TABLES)
def test_every_choice_has_spanish_words(name):
    same = [code for code, label in TABLES[name].items() if said(label, "es") == label]
    assert same == []


def test_kinds_are_dictionaries_that_may_be_left_unanswered():
    for fields in envelopes.KINDS.values():
        assert fields.__required_keys__ == frozenset()
