"""Ids, references, access codes: their shape, their spread, and what typing them may get wrong."""

import math
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.base import ids

REFERENCE = re.compile(rf"(?:[{ids.LETTERS}]{{2}}[{ids.DIGITS}]{{2}}-?){{3}}")
DRAWS = 3000

sixteen = st.text("0123456789", min_size=16, max_size=16)
places = st.integers(0, 15)


@pytest.fixture(scope="module")
def references() -> list[str]:
    return [ids.new_reference() for _ in range(DRAWS)]


@pytest.fixture(scope="module")
def codes() -> list[str]:
    return [ids.new_access_code() for _ in range(DRAWS)]


def digits_of(code: str) -> str:
    digits = ids.clean_access_code(code)
    assert digits is not None
    return digits


def spread(drawn: str, alphabet: str) -> float:
    """How far the signs drawn are from equally likely: chi-square, in standard deviations."""
    counts, expected = Counter(drawn), len(drawn) / len(alphabet)
    assert set(counts) <= set(alphabet)
    chi = sum((counts[sign] - expected) ** 2 / expected for sign in alphabet)
    free = len(alphabet) - 1
    return (chi - free) / math.sqrt(2 * free)


def test_id_is_eighty_bits_without_order():
    drawn = [ids.new_id("case") for _ in range(200)]
    assert {len(one) for one in drawn} == {20}
    assert set("".join(drawn)) == set("0123456789abcdef")
    assert len(set(drawn)) == 200
    assert drawn != sorted(drawn)


def test_reference_is_sayable_and_of_one_shape(references):
    assert [one for one in references if not REFERENCE.fullmatch(one)] == []
    assert {len(one) for one in references} == {14}
    assert set("0O1IL5S8BUV2Z") & set("".join(references)) == set()


def test_references_are_spread_evenly(references):
    plain = "".join(references).replace("-", "")
    letters = "".join(c for c in plain if c.isalpha())
    digits = "".join(c for c in plain if c.isdigit())
    assert spread(letters, ids.LETTERS) < 6
    assert spread(digits, ids.DIGITS) < 6
    assert len(set(references)) == DRAWS


def test_access_code_is_four_times_four_digits(codes):
    assert [one for one in codes if not re.fullmatch(r"(?:\d{4} ){3}\d{4}", one)] == []
    assert spread("".join(digits_of(one)[:15] for one in codes), "0123456789") < 6
    assert len(set(codes)) == DRAWS


def test_pick_draws_again_instead_of_folding_down(monkeypatch):
    # 18 letters divide 252 evenly: the four bytes above would make the first four likelier.
    stream = iter([252, 253, 254, 255, 251, 0, 255, 18, 35, 17])
    monkeypatch.setattr(ids, "source", lambda count, _: bytes(next(stream) for _ in range(count)))
    assert ids._pick(ids.LETTERS, 5, "test") == "YAAYY"


def test_check_digit_finds_every_single_wrong_digit(codes):
    for code in codes[:60]:
        digits = digits_of(code)
        for place in range(16):
            for other in "0123456789":
                wrong = digits[:place] + other + digits[place + 1 :]
                assert ids.clean_access_code(wrong) == (digits if other == digits[place] else None)


def test_check_digit_finds_neighbours_swapped_but_nought_and_nine(codes):
    for code in codes[:200]:
        digits = digits_of(code)
        for place in range(15):
            pair = digits[place : place + 2]
            swapped = digits[:place] + pair[::-1] + digits[place + 2 :]
            missed = pair[0] == pair[1] or set(pair) == {"0", "9"}
            assert ids.clean_access_code(swapped) == (swapped if missed else None)


@given(sixteen)
def test_one_in_ten_of_all_numbers_is_a_code(digits):
    completed = [digits[:15] + last for last in "0123456789"]
    assert len([one for one in completed if ids.clean_access_code(one)]) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "{0} {1} {2} {3}", "{0}{1}{2}{3}", "{0}-{1}-{2}-{3}", "{0}–{1}—{2}.{3}",
        " {0}\t{1} {2}  {3} ", "{0}\u00a0{1}\u00a0{2}\u00a0{3}", "{0}\u202f{1}\u2009{2}\u200b{3}",
        "{0}/{1}/{2}/{3}", "{0}, {1}, {2}, {3}.", "“{0}_{1}_{2}_{3}”", "{0}\u2011{1}\u2212{2}\n{3}",
    ],
)  # fmt: skip
def test_access_code_cleaning_forgives_separators(codes, typed):
    four = codes[0].split()
    assert ids.clean_access_code(typed.format(*four)) == "".join(four)


def test_access_code_cleaning_forgives_letters_for_digits(codes):
    for code in codes[:200]:
        digits = digits_of(code)
        for nought, one in (("O", "I"), ("o", "l")):
            typed = digits.replace("0", nought).replace("1", one)
            assert ids.clean_access_code(typed) == digits


@pytest.mark.parametrize(
    "typed",
    [
        "", "1", "0" * 15, "0" * 17, "0" * 10_000, "abcd efgh ijkm nopq", "１" * 16,
        "²" * 15, "0000 0000 0000 000\x00", "-000000000000000", "\ud800" * 16,
    ],
)  # fmt: skip
def test_access_code_cleaning_refuses_what_cannot_be_one(typed):
    assert ids.clean_access_code(typed) is None


@pytest.mark.parametrize("zero", "０٠۰०")
def test_access_code_cleaning_forgives_the_digits_of_another_keyboard(codes, zero):
    for code in codes[:50]:
        typed = "".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in code)
        assert ids.clean_access_code(typed) == digits_of(code)


def test_reference_cleaning_forgives_wide_letters_and_other_digits():
    assert ids.clean_reference("ｋｔ４７ ＲＭ٣٦ ha９４") == "KT47-RM36-HA94"


@given(st.text())
def test_access_code_cleaning_gives_sixteen_digits_or_nothing(typed):
    digits = ids.clean_access_code(typed)
    assert digits is None or re.fullmatch("[0-9]{16}", digits) is not None


@pytest.mark.parametrize(
    "typed",
    [
        "KT47-RM36-HA94", "kt47-rm36-ha94", "KT47RM36HA94", "kt47 rm36 ha94",
        " KT 47 - RM 36 - HA 94 ", "KT47–RM36—HA94", "K.T.4.7.R.M.3.6.H.A.9.4",
        "KT47\u00a0RM36\tHA94\r\n", "（KT47 RM36 HA94）",
    ],
)  # fmt: skip
def test_reference_cleaning_forgives_case_and_separators(typed):
    assert ids.clean_reference(typed) == "KT47-RM36-HA94"


@given(st.text())
def test_reference_cleaning_is_done_once_for_all(typed):
    cleaned = ids.clean_reference(typed)
    assert ids.clean_reference(cleaned) == cleaned


def test_token_is_256_bits():
    drawn = {ids.new_token("test") for _ in range(100)}
    assert {len(one) for one in drawn} == {64}
    assert len(drawn) == 100


def test_draws_for_one_purpose_do_not_shift_another(monkeypatch):
    asked: list[str] = []

    def listen(count: int, purpose: str) -> bytes:
        asked.append(purpose)
        return bytes(range(count))

    monkeypatch.setattr(ids, "source", listen)
    ids.new_id("letter")
    ids.new_reference()
    ids.new_access_code()
    ids.new_token("session")
    assert set(asked) == {"id:letter", "reference", "access code", "session"}
