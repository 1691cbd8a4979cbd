"""Measuring what the rules find."""

from shared.letters.passages import measuring


def test_no_percentage_where_there_are_few() -> None:
    assert measuring.share(3, 4) == "3 of 4"
    assert measuring.share(12, 15) == "12 of 15 (80 %)"
