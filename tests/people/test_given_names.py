"""Given names: which words are some, and what each is the everyday form of."""

import pytest

from shared.people import given_names


@pytest.mark.parametrize(("said", "whole"), [
    ("teresita", "teresa"), ("peggy", "margaret"), ("bill", "william"), ("pepe", "jose"),
])  # fmt: skip
def test_everyday_form_is_that_of_the_whole_name(said, whole):
    assert given_names.formal(said) & given_names.formal(whole)


def test_word_that_is_no_everyday_form_is_itself():
    assert given_names.formal("zyzzyva") == {"zyzzyva"}


def test_two_names_are_not_one():
    assert not given_names.formal("rosa") & given_names.formal("rita")


def test_given_names_are_told_from_other_words():
    assert given_names.is_given("teresa")
    assert not given_names.is_given("street")
