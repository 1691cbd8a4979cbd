"""A date in three parts, forgiving of how it is written."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import get_month_names
from flask_babel import format_date, get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms.validators import StopValidation

from shared.base.translation import Sentence
from shared.forms.base import Question
from shared.forms.signs import printable, tidy

Limit = date | Callable[[], date] | None

_PARTS = ("day", "month", "year")
# Americans write the month first; in Spanish the day comes first everywhere.
_ORDERS = {"en": ("month", "day", "year"), "es": ("day", "month", "year")}
_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
_MISSING = {
    ("day",): _("The date also needs a day."),
    ("month",): _("The date also needs a month."),
    ("year",): _("The date also needs a year."),
    ("day", "month"): _("The date also needs a day and a month."),
    ("day", "year"): _("The date also needs a day and a year."),
    ("month", "year"): _("The date also needs a month and a year."),
}
_WRONG = {
    "day": _("Enter the day as a number, such as 7."),
    "month": _("Enter the month as a number, such as 4."),
    "year": _("Enter the year with four digits, such as 1984."),
}
_LONGEST = 20  # signs kept of a part; "de septiembre" is the longest that means anything


@dataclass(frozen=True)
class Part:
    """One of the three controls."""

    name: str
    id: str
    label: Sentence
    shown: str
    width: int
    is_wrong: bool


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if c.isalnum() and not unicodedata.combining(c))


def _month_names() -> dict[str, int]:
    names = {"setiembre": 9}
    for language in ("en", "es"):
        for number, name in get_month_names("wide", locale=language).items():
            names[_plain(name)] = number
    return names


_MONTHS = _month_names()


def _month(typed: str) -> int | None:
    word = _plain(typed).removeprefix("de")
    if word.isdecimal():
        return int(word)
    found = {n for name, n in _MONTHS.items() if len(word) >= 3 and name.startswith(word)}
    return found.pop() if len(found) == 1 else None


def _number(typed: str, part: str) -> int | None:
    if part == "month":
        number = _month(typed)
        return number if number and number <= 12 else None
    digits = typed.strip().rstrip(".")
    if not digits.isdecimal():
        return None
    if part == "year":
        return int(digits) if len(digits) == 4 else None
    return int(digits) if len(digits) <= 2 and 1 <= int(digits) <= 31 else None


class DayMonthYear(Question):
    """A date.  `data` is a `date` or None; the three controls keep exactly what was typed.

    `earliest` and `latest` are dates, or functions that give them.
    """

    kind = "date"
    empty = None
    unanswered = _("Enter a date.")

    def __init__(
        self,
        label: Sentence = "",
        *,
        earliest: Limit = date(1900, 1, 1),
        latest: Limit = None,
        too_early: Sentence = None,
        too_late: Sentence = None,
        **rest: Any,
    ) -> None:
        super().__init__(label, **rest)
        self.earliest, self.latest = earliest, latest
        self.too_early, self.too_late = too_early, too_late
        self.written = dict.fromkeys(_PARTS, "")
        self.wrong: tuple[str, ...] = ()

    def process(
        self,
        formdata: MultiDict[str, object] | None,
        data: object = None,
        extra_filters: object = None,  # noqa: ARG002
    ) -> None:
        """Take the three controls' texts, or a date from the program."""
        self.process_errors: list[Sentence] = []
        given = self.default if data is None or not isinstance(data, date | str) else data
        self.process_data(given() if callable(given) else given)
        if formdata is not None:
            self.data = None
            for part in _PARTS:
                texts = [v for v in formdata.getlist(f"{self.name}-{part}") if isinstance(v, str)]
                self.written[part] = printable(tidy(texts[0] if texts else "")).strip()[:_LONGEST]
            self._read()

    def process_data(self, value: object) -> None:
        """Take a date, its ISO text, or None."""
        try:
            self.data = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            self.data = None
        if self.data is not None:
            numbers = (self.data.day, self.data.month, self.data.year)
            self.written = {p: str(n) for p, n in zip(_PARTS, numbers, strict=True)}

    def _read(self) -> None:
        typed = {part: text for part, text in self.written.items() if text}
        missing = tuple(part for part in _PARTS if part not in typed)
        if len(missing) == len(_PARTS):
            return
        if missing:
            self._complain(missing, _MISSING[missing])
            return
        numbers = {part: _number(text, part) for part, text in typed.items()}
        for part, number in numbers.items():
            if number is None:
                self._complain((part,), _WRONG[part])
                return
        try:
            self.data = date(*(numbers[p] or 0 for p in ("year", "month", "day")))
        except ValueError:
            self._complain(_PARTS, _("There is no such date. Check the day and the month."))

    def _complain(self, parts: tuple[str, ...], sentence: Sentence) -> None:
        self.wrong = parts
        self.process_errors = [sentence]

    def pre_validate(self, form: FlaskForm) -> None:
        """Say if it is missing, or outside the limits."""
        super().pre_validate(form)
        if self.data is None:
            return
        earliest = self.earliest() if callable(self.earliest) else self.earliest
        latest = self.latest() if callable(self.latest) else self.latest
        if earliest and self.data < earliest:
            said = self.too_early or _("The date must not be before %(day)s.", day=_said(earliest))
            self._refuse(said)
        if latest and self.data > latest:
            said = self.too_late or _("The date must not be after %(day)s.", day=_said(latest))
            self._refuse(said)

    def _refuse(self, sentence: Sentence) -> None:
        self.wrong = _PARTS
        raise StopValidation(sentence)

    @property
    def is_blank(self) -> bool:
        """Whether all three are empty."""
        return not any(self.written.values())

    @property
    def parts(self) -> list[Part]:
        """The three controls, in the order of the page's language.

        All are marked when no single one is to blame.
        """
        wrong = self.wrong or (_PARTS if self.errors else ())
        return [
            Part(f"{self.name}-{part}", f"{self.id}-{part}", _LABELS[part], self.written[part],
                 4 if part == "year" else 2, part in wrong)
            for part in _ORDERS[get_locale().language]
        ]  # fmt: skip

    @property
    def error_id(self) -> str:
        """The first control that is wrong."""
        return next((part.id for part in self.parts if part.is_wrong), f"{self.id}-day")

    def store(self, answer: date) -> str:
        """ISO text."""
        return answer.isoformat()

    def say(self) -> str:
        """The date in the reader's language."""
        return _said(self.data) if self.data else ""


def _said(day: date) -> str:
    return str(format_date(day, "long"))
