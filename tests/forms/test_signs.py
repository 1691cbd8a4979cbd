"""Single signs: kept, left out, or counted as a browser counts them."""

from shared.forms import signs


def test_signs_that_turn_the_text_around_are_left_out_and_letters_are_composed():
    assert signs.tidy("Jose\u0301 \u202egnp.exe\u2066!") == "José gnp.exe!"


def test_breaks_of_every_kind_are_one_kind():
    assert signs.tidy("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"


def test_signs_that_cannot_be_stored_are_not_printable():
    assert signs.printable("a\x00b\ud800c\td\n") == "abc\td\n"


def test_length_is_in_the_units_of_a_browser():
    assert [signs.length(text) for text in ("", "é", "a\nb", "😀")] == [0, 1, 3, 2]
