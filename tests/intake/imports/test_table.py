"""Comma-separated values as spreadsheets save them."""

import pytest

from shared.intake.imports import table

NAMES = {"name": "name", "full name": "name", "notify": "notify"}


@pytest.mark.law_13
@pytest.mark.parametrize(("text", "numbers"), [
    ("name,notify\nAna,yes\n\nBo,no\n", [2, 4]),
    ('name,notify\n"Ana\nLee",yes\nBo,no\n', [2, 4]),
    ("sep=;\nA title; of it\n\nFull Name;Notify;City\nAna;yes;Jackson\n", [5]),
    ("name|notify\r\nAna|yes\r\n", [2]), ("name,notify\rAna,yes\r", [2]),
])  # fmt: skip
def test_a_row_has_the_number_of_its_line(text: str, numbers: list[int]) -> None:
    found = table.read(text, NAMES)
    assert [row.number for row in found.rows] == numbers
    assert found.rows[0].cells["name"].startswith("Ana")


@pytest.mark.law_13
@pytest.mark.parametrize("text", [
    'name,notify\n"Ana,yes\nBo,no\n', 'name,notify\nBo,no\n"Ana" Lee,yes\n',
    'name,notify\n"Ana,yes\nBo "Bob" Lee,yes\n',
])  # fmt: skip
def test_a_quotation_mark_out_of_place_loses_no_row_in_silence(text: str) -> None:
    found = table.read(text, NAMES)
    assert (found.problem, found.rows) == (table.QUOTES, [])
    assert found.at in (2, 3)


def test_what_is_not_read_is_named() -> None:
    found = table.read("name,notify,E-mail,\nAna,yes,x,\n", NAMES)
    assert found.unread == ["E-mail"]
