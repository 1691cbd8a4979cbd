"""Whether two letters are one: the same writer, addressee and incident."""

import pytest

from shared.letters.bank import pairs
from shared.records.models import Letter
from tests.support import letters as bank


def test_digest_leaves_out_titles_initials_and_the_order_of_names(world):
    known = pairs.digest_of("a number", "Rosa Delgado")
    for said in ("Ms. Rosa Delgado", "Delgado, Rosa", "ROSA M. DELGADO"):
        assert pairs.digest_of("a number", said) == known
    assert pairs.digest_of("a number", "Rita Delgado") != known
    assert pairs.digest_of("another number", "Rosa Delgado") != known


@pytest.mark.parametrize(("changed", "is_taken"), [
    ({}, True),
    ({"county": ""}, True),  # what is not said tells nothing apart
    ({"county": "Rankin"}, False),
    ({"year": "2020"}, False),
    ({"relation": "mother of Ana Ruiz"}, True),  # the first letter says nothing of it
])  # fmt: skip
def test_letter_is_the_same_unless_both_say_what_differs(world, changed, is_taken):
    letter = Letter.get_by_id(bank.deposit(world).id)
    said = {"county": "Hinds", "year": "2019", "relation": ""} | changed
    assert pairs.is_taken(letter.pair_digest, said) is is_taken
    assert not pairs.is_taken(letter.pair_digest, said, but=letter.id)


def test_letter_is_one_with_itself_alone(world):
    one, two = bank.deposit(world), bank.deposit(world, addressee="Luis Ortega")
    assert pairs.are_one(one, one)
    assert not pairs.are_one(one, two)
