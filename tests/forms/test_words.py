"""Lines and longer words: tidied, counted as browsers count, shown again whole."""

import pytest

from tests.forms.everything import said


@pytest.mark.parametrize(("typed", "data", "error"), [
    ("  Rosa  ", "Rosa", None),
    ("שלום", "שלום", None),
    ("👩‍👧 Rosa", "👩‍👧 Rosa", None),
    ("a\u202eb", "ab", None),
    ("\u200fאב", "\u200fאב", None),
    ("e\u0301", "é", None),
    ("a\tb", "a b", None),
    ("x" * 10, "x" * 10, None),
    ("😀" * 5, "😀" * 5, None),
    ("x" * 11, "", "This has 11 characters. The limit is 10."),
    ("😀" * 6, "", "This has 12 characters. The limit is 10."),
    ("a\nb", "", "Use one line only. We joined your lines. Please check."),
    ("a\x00b", "", "We took out characters that cannot be printed. Please check the text."),
    ("a\ud800b", "", "We took out characters that cannot be printed. Please check the text."),
    (" \u2029 ", "", "Tell us a name."),
])  # fmt: skip
def test_line_is_tidied_and_nothing_else(fill, typed, data, error):
    form = fill(line=typed)
    assert said(form.line) == ([error] if error else [])
    assert form.line.data == data


def test_too_long_text_is_shown_again_whole(fill):
    assert fill(line="x" * 500, words="y" * 500).line.shown == "x" * 500
    assert fill(words="y" * 500).words.shown == "y" * 500


def test_words_count_a_line_break_once_as_browsers_do(fill):
    assert fill(words="12345\r\n789\r\n").is_valid
    assert fill(words="12345\r\n78901").is_valid is False
    assert fill(words="a\u2028b").words.data == "a\nb"
