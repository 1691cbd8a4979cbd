"""The words of coded values on paper, in the paper's language and the policy's terms."""

import pytest

from shared.frontdoor import envelopes
from shared.papers import words


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_coded_value_has_words(language):
    for table in (envelopes.STANDINGS, envelopes.CHANNELS, words.PARTICIPANTS):
        for code in table:
            said = words.from_table(table, code, language)
            assert said
            assert "{" not in said


def test_english_is_the_original_and_spanish_is_another():
    label = envelopes.STANDINGS["direct"]
    assert words.said(label, "en") == label
    assert words.said(label, "es") != label


def test_unknown_code_and_no_way_have_no_words():
    assert words.from_table(envelopes.CHANNELS, "pigeon", "en") == ""
    assert words.channel(None, "es") == ""
