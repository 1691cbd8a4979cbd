"""What a letter consists of, and why it cannot be taken."""

import hashlib

import pytest

from shared import policy
from shared.documents import scans
from shared.letters.bank import content
from shared.letters.bank.content import Content


def test_typed_words_have_one_kind_of_line_end_and_no_control_characters():
    assert content.typed(" one\r\ntwo\rthree\x00\x07\tfour\x7f ").text == "one\ntwo\nthree\tfour"


def test_digest_is_of_the_words():
    typed = content.typed("I am sorry.")
    assert typed.sha256 == hashlib.sha256(b"I am sorry.").hexdigest()
    assert typed.page_count == 1


def test_digest_of_pages_tells_where_one_ends():
    one, two = Content("scan", pages=(b"ab", b"c")), Content("scan", pages=(b"a", b"bc"))
    assert one.sha256 != two.sha256
    assert one.page_count == 2


@pytest.mark.parametrize(("given", "problem"), [
    (Content("typed", text="I am sorry."), None),
    (Content("typed"), content.NOTHING),
    (Content("typed", text="x" * content.LONGEST), None),
    (Content("typed", text="x" * (content.LONGEST + 1)), "This is too long for a letter."),
    (Content("scan", pages=(b"a page",)), None),
    (Content("scan"), "The scan has no pages."),
])  # fmt: skip
def test_letter_that_cannot_be_taken_is_told_why(given, problem):
    assert content.problem_with(given) == problem


def test_letter_has_as_many_pages_as_the_policy_says():
    most = policy.current().handling.max_pages
    assert content.problem_with(Content("scan", pages=(b"a",) * most)) is None
    assert content.problem_with(Content("scan", pages=(b"a",) * (most + 1))) == scans.TOO_MANY
