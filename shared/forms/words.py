"""Text that somebody types."""

import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _

from shared.forms.base import Question, Sentence

# Overrides and isolates turn the text around them; marks, which names need, stay.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})
_UNPRINTABLE = frozenset({"Cc", "Cs"})


def tidy(typed: str) -> str:
    """`typed` in composed letters, with one kind of line break, and nothing that turns it."""
    text = typed.replace("\r\n", "\n").replace("\r", "\n").translate(_BREAKS)
    return unicodedata.normalize("NFC", text.translate(_TURNING))


def printable(text: str) -> str:
    """`text` without signs that cannot be printed (or stored: NUL, half a surrogate pair)."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNPRINTABLE)


def length(text: str) -> int:
    """How long a browser says `text` is: UTF-16 units, a line break counted once."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


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
            raise ValueError(_("We took out signs that cannot be printed. Please check the text."))
        over = length(typed) - self.max_length
        if over > 0:
            raise ValueError(
                _(
                    "This is too long by %(over)s signs. It may have %(most)s.",
                    over=over,
                    most=self.max_length,
                )
            )
        return typed.strip()

    def restore(self, value: Any) -> str:
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
            raise ValueError(_("Use one line only. We have put yours together; please check."))
        return super().parse(typed)

    def restore(self, value: Any) -> str:
        """One line, whatever it was."""
        return " ".join(super().restore(value).split())
