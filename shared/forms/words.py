"""Text that somebody types."""

from typing import Any

from flask_babel import lazy_gettext as _

from shared.base.translation import Sentence
from shared.forms.base import Question
from shared.forms.signs import length, printable, tidy


class Words(Question):
    """Several lines, at most `max_length` as browsers count."""

    kind = "words"

    def __init__(
        self, label: Sentence = "", *, max_length: int = 4000, rows: int = 6, **rest: Any
    ) -> None:
        super().__init__(label, **rest)
        self.max_length = max_length
        self.rows = rows

    def clean(self, typed: str) -> str:
        """Tidied; unprintable signs are taken out, and `process_formdata` says so."""
        text = tidy(typed)
        self.had_unprintable = printable(text) != text
        return printable(text)

    def parse(self, typed: str) -> Any:
        """The text without blank ends.  Raises ValueError if it is too long."""
        if self.had_unprintable:
            raise ValueError(
                _("We took out characters that cannot be printed. Please check the text.")
            )
        if length(typed) > self.max_length:
            raise ValueError(
                _(
                    "This has %(now)s characters. The limit is %(most)s.",
                    now=length(typed),
                    most=self.max_length,
                )
            )
        return typed.strip()

    def restore(self, value: object) -> Any:
        """Text, whatever it was."""
        return printable(tidy(str(value)))


class Line(Words):
    """One line, at most `max_length` as browsers count."""

    kind = "line"

    def __init__(self, label: Sentence = "", *, max_length: int = 200, **rest: Any) -> None:
        super().__init__(label, max_length=max_length, **rest)

    def clean(self, typed: str) -> str:
        """Tidied, tabs as spaces; a line break stays out of the control."""
        text = super().clean(typed).replace("\t", " ").strip()
        self.had_breaks = "\n" in text
        return " ".join(text.split("\n")) if self.had_breaks else text

    def parse(self, typed: str) -> Any:
        """The line.  Raises ValueError if it is too long, or was several."""
        if self.had_breaks:
            raise ValueError(_("Use one line only. We joined your lines. Please check."))
        return super().parse(typed)

    def restore(self, value: object) -> Any:
        """One line, whatever it was."""
        return " ".join(super().restore(value).split())
