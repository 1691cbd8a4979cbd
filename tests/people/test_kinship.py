"""Who somebody is to somebody else, in the words people use."""

from shared.people import kinship


def test_half_a_relation_is_no_other_relation() -> None:
    assert kinship.through("ex-wife of Carl Boone") == (("former",), "carl boone")
    assert kinship.through("the grand mother of Carl Boone") == (("grandmother",), "carl boone")
    assert kinship.through("his mother-in-law") == ((), "")
