"""Answers to choose from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import StopValidation

from shared.base.translation import Sentence
from shared.base.values import Values
from shared.forms.base import Question

Given = Iterable[tuple[Any, ...]] | Callable[[], Iterable[tuple[Any, ...]]]


@dataclass(frozen=True)
class Option:
    """One answer, as a template draws it."""

    id: str
    value: str
    label: Sentence
    hint: Sentence
    is_checked: bool


class _FromList(Question):
    """`choices` are (value, label) or (value, label, hint), or a function that gives them.

    They may also be set on the form's field before it is validated.
    """

    unanswered = _("Choose one of the answers.")
    defaults: Values = {}  # noqa: RUF012

    def __init__(self, label: Sentence = "", choices: Given = (), **rest: Any) -> None:
        super().__init__(label, **rest)
        self.choices = choices

    @property
    def rows(self) -> list[tuple[str, Sentence, Sentence]]:
        """The choices as (value, label, hint)."""
        given = self.choices() if callable(self.choices) else self.choices
        return [(str(row[0]), row[1], row[2] if len(row) > 2 else "") for row in given]

    @property
    def options(self) -> list[Option]:
        """The answers to draw; the first has the field's own id."""
        return [
            Option(self.id if n == 0 else f"{self.id}-{n + 1}", value, label, hint,
                   self._has(value))
            for n, (value, label, hint) in enumerate(self.rows)
        ]  # fmt: skip

    def _has(self, value: str) -> bool:
        return bool(self.data == value)

    def _values(self) -> list[str]:
        return [value for value, _label, _hint in self.rows]


class Choice(_FromList):
    """One of several (radios).  `data` is the value, or empty."""

    kind = "radios"

    def pre_validate(self, form: FlaskForm) -> None:
        """Say if nothing, or nothing of what is offered, was chosen."""
        if self.data and self.data not in self._values():
            self.data = self.empty
            raise StopValidation(self.unanswered)
        super().pre_validate(form)

    def restore(self, value: object) -> str:
        """The value as text, as in the list."""
        return str(value)

    def say(self) -> Sentence:
        """The label of the chosen answer."""
        return next((label for value, label, _hint in self.rows if value == self.data), "")


class Select(Choice):
    """One of very many (a drop-down list), for the console; on a phone, `Choice` is kinder."""

    kind = "select"


class Choices(_FromList):
    """Any of several (checkboxes).  `data` is the list of values, in the order offered.

    `alone` names a value that cannot be chosen together with others ("none of these").
    """

    kind = "checkboxes"
    unanswered = _("Choose at least one of the answers.")

    def __init__(
        self, label: Sentence = "", choices: Given = (), *, alone: str | None = None, **rest: Any
    ) -> None:
        super().__init__(label, choices, **rest)
        self.alone = alone

    def process_data(self, value: Iterable[object] | None) -> None:
        """Take a list of values, or none."""
        self.data = [str(item) for item in value or ()]

    def process_formdata(self, valuelist: list[object]) -> None:
        """Take all that were sent."""
        self.data = [value for value in valuelist if isinstance(value, str)]

    @property
    def is_blank(self) -> bool:
        """Whether nothing was chosen."""
        return not self.data

    @property
    def is_answered(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.data)

    def pre_validate(self, form: FlaskForm) -> None:
        """Say if something else was sent than what is offered."""
        chosen, offered = set(self.data), self._values()
        self.data = [value for value in offered if value in chosen]
        if not chosen <= set(offered):
            raise StopValidation(_("Choose from the answers on this page."))
        if self.alone in chosen and len(chosen) > 1:
            raise StopValidation(_("Choose either the last answer or the others, not both."))
        super().pre_validate(form)

    def say(self) -> Sentence:
        """The labels of the chosen answers."""
        return [label for value, label, _hint in self.rows if value in self.data]

    def _has(self, value: str) -> bool:
        return value in self.data


class Tick(Question):
    """One box.  `data` is whether it is ticked."""

    kind = "tick"
    empty = False
    unanswered = _("Check the box to continue.")
    defaults: Values = {}  # noqa: RUF012

    def process_data(self, value: object) -> None:
        """Take a truth."""
        self.data = bool(value)

    def process_formdata(self, valuelist: list[object]) -> None:
        """Ticked if anything was sent that is not a plain no."""
        self.data = any(isinstance(v, str) and v not in ("", "0", "false") for v in valuelist)

    @property
    def is_blank(self) -> bool:
        """Whether it is not ticked."""
        return not self.data

    @property
    def is_answered(self) -> bool:
        """An unticked box is an answer too."""
        return True

    def say(self) -> Sentence:
        """Yes or no."""
        return _("Yes") if self.data else _("No")
