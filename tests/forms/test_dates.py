"""A day in three boxes: read as people write it, and said which part is wrong."""

from datetime import date

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from shared import forms
from tests.forms.everything import Everything, said

DATES = [
    (("7", "4", "1984"), date(1984, 4, 7), None, ""),
    ((" 07 ", "04", "1984"), date(1984, 4, 7), None, ""),
    (("7", "April", "1984"), date(1984, 4, 7), None, ""),
    (("7", "abr.", "1984"), date(1984, 4, 7), None, ""),
    (("7", "de Septiembre", "1984"), date(1984, 9, 7), None, ""),
    (("7", "setiembre", "1984"), date(1984, 9, 7), None, ""),
    (("٧", "٤", "١٩٨٤"), date(1984, 4, 7), None, ""),
    (("29", "2", "2000"), date(2000, 2, 29), None, ""),
    (("", "", ""), None, None, ""),
    (("", "4", "1984"), None, "The date also needs a day.", "d"),
    (("7", "", "1984"), None, "The date also needs a month.", "m"),
    (("7", "4", ""), None, "The date also needs a year.", "y"),
    (("", "", "1984"), None, "The date also needs a day and a month.", "dm"),
    (("", "4", ""), None, "The date also needs a day and a year.", "dy"),
    (("7", "", ""), None, "The date also needs a month and a year.", "my"),
    (("x", "4", "1984"), None, "Enter the day as a number, such as 7.", "d"),
    (("32", "4", "1984"), None, "Enter the day as a number, such as 7.", "d"),
    (("7", "13", "1984"), None, "Enter the month as a number, such as 4.", "m"),
    (("7", "ma", "1984"), None, "Enter the month as a number, such as 4.", "m"),
    (("7", "0", "1984"), None, "Enter the month as a number, such as 4.", "m"),
    (("7", "4", "84"), None, "Enter the year with four digits, such as 1984.", "y"),
    (("7", "4", "19844"), None, "Enter the year with four digits, such as 1984.", "y"),
    (("31", "4", "1984"), None, "There is no such date. Check the day and the month.", "dmy"),
    (("29", "2", "1900"), None, "There is no such date. Check the day and the month.", "dmy"),
    (("1", "1", "0000"), None, "There is no such date. Check the day and the month.", "dmy"),
    (("31", "12", "1899"), None, "The date must not be before January 1, 1900.", "dmy"),
    (("1", "1", "2021"), None, "The date must not be after December 31, 2020.", "dmy"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "data", "error", "wrong"), DATES)
def test_date_says_which_part_is_wrong_and_keeps_what_was_typed(fill, typed, data, error, wrong):
    day, month, year = typed
    form = fill(born__day=day, born__month=month, born__year=year)
    assert said(form.born) == ([error] if error else [])
    if not error:
        assert form.born.data == data
    parts = {part.name.removeprefix("born-"): part for part in form.born.parts}
    assert tuple(parts[name].shown for name in ("day", "month", "year")) == tuple(
        text.strip() for text in typed
    )
    assert {name[0] for name, part in parts.items() if part.is_wrong} == set(wrong)
    if wrong:
        first = next(part.id for part in form.born.parts if part.is_wrong)
        assert [problem.id for problem in form.problems] == [first]


def test_date_asks_in_the_order_of_the_language(app):
    for language, order in (("en", ["month", "day", "year"]), ("es", ["day", "month", "year"])):
        made = Flask(__name__)
        made.secret_key = "secret"
        Babel(made, locale_selector=lambda language=language: language)
        with made.test_request_context("/"):
            parts = Everything(data={"born": "1984-04-07"}).born.parts
            assert [part.name.removeprefix("born-") for part in parts] == order
            assert {part.shown for part in parts} == {"4", "7", "1984"}


def test_date_needed_and_missing_says_so(app):
    class Needed(forms.Form):
        day = forms.DayMonthYear("Day", needed="Tell us the day.")

    with app.test_request_context("/", method="POST"):
        form = Needed(formdata=MultiDict())
        assert form.validate() is False
        assert said(form.day) == ["Tell us the day."]
