"""Short things with a shape: numbers, addresses, references, codes."""

import re
import unicodedata
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms.validators import StopValidation

from shared.base import ids
from shared.base.translation import Sentence
from shared.base.values import Values
from shared.forms.base import Question
from shared.forms.words import Line

_REFERENCE = re.compile(r"([A-Z]{2}[0-9]{2}-){2}[A-Z]{2}[0-9]{2}")
_EXTENSION = re.compile(r"(?:ext\.?|extensión|extension|x|#)\s*\d{1,6}$", re.IGNORECASE)
_MAILBOX = re.compile(r"(?!\.)(?!.*\.[.@])[^@\s,;<>:()]+@(?:[^@\s.,;<>]+\.)+[^@\s.,;<>]{2,}")

_IN_ANGLES = re.compile(r"<([^<>]*)>$")
_LINK = re.compile(r"^\s*(?:tel|sms|mailto):\s*", re.IGNORECASE)


def _as_copied(text: str) -> str:
    """`text` as it would be typed: copied from a contact it has a link's start, other dashes,
    signs that cannot be seen."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    plain = "".join("-" if unicodedata.category(c) == "Pd" else c for c in seen)
    return _LINK.sub("", plain).strip()


class Phone(Line):
    """A telephone number, as people write it.  `data` is as typed, with single spaces."""

    def __init__(self, label: Sentence = "", *, max_length: int = 40, **rest: Any) -> None:
        super().__init__(label, max_length=max_length, **{"inputmode": "tel"} | rest)

    def parse(self, typed: str) -> str:
        """Raises ValueError unless it has 7 to 15 digits (ITU-T E.164), apart from an extension."""
        text: str = " ".join(_as_copied(super().parse(typed)).split())
        main = _EXTENSION.sub("", text)
        digits = [c for c in main if c.isdecimal()]
        if not 7 <= len(digits) <= 15 or set(main) - set(digits) - set("+-–.()/ "):
            raise ValueError(_("Enter a phone number with its area code, such as 601 555 0123."))
        return text


class EmailAddress(Line):
    """An e-mail address; only what cannot be one is refused.  `data` is as typed."""

    def __init__(self, label: Sentence = "", *, max_length: int = 254, **rest: Any) -> None:
        super().__init__(label, max_length=max_length, **{"inputmode": "email"} | rest)

    def parse(self, typed: str) -> str:
        """Raises ValueError unless it looks like ``name@place.org``."""
        text: str = _as_copied(super().parse(typed)).rstrip(".,;")
        named = _IN_ANGLES.search(text)
        text = named[1] if named else text
        if not text.isascii():
            raise ValueError(
                _("An email address has no accents and no special letters. Please check it.")
            )
        if not _MAILBOX.fullmatch(text):
            raise ValueError(_("Enter an email address like name@example.com."))
        return text


# What a spreadsheet makes of a long number: 1.67942E+05.
SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)


class OffenderNumber(Line):
    """The number of somebody in custody records, as it is written there."""

    def __init__(self, label: Sentence = "", *, max_length: int = 40, **rest: Any) -> None:
        super().__init__(label, max_length=max_length, **rest)

    def parse(self, typed: str) -> str:
        """Raises ValueError for a number that has lost its digits in a spreadsheet."""
        text: str = super().parse(typed)
        if SHORTENED.fullmatch(text):
            raise ValueError(_("A spreadsheet shortened this number. Enter all its digits."))
        return text


class Reference(Line):
    """A reference such as ``KT47-RM36-HA94``, with or without its dashes."""

    unanswered = _("Enter your reference.")

    def parse(self, typed: str) -> str:
        """The reference as it is stored.  Raises ValueError for another shape."""
        reference = ids.clean_reference(super().parse(typed))
        if not _REFERENCE.fullmatch(reference):
            raise ValueError(_("A reference has 12 letters and numbers, such as KT47-RM36-HA94."))
        return reference


class AccessCode(Line):
    """A 16-digit access code, with or without spaces.  `data` is the digits, or None."""

    kind = "code"
    is_stored = False  # a secret is asked for again
    empty = None
    unanswered = _("Enter your code.")

    def __init__(self, label: Sentence = "", **rest: Any) -> None:
        super().__init__(label, **{"inputmode": "numeric"} | rest)

    def parse(self, typed: str) -> str:
        """The digits.  Raises ValueError if it cannot be a code."""
        code = ids.clean_access_code(super().parse(typed))
        if code is None:
            raise ValueError(
                _("A code has 16 digits. One of yours may be wrong or missing. Please check.")
            )
        return code


class OneTimeCode(Line):
    """Six digits from an authenticator app: never shown again, and good for this form alone."""

    is_stored = False
    unanswered = _("Enter the 6-digit code.")

    def __init__(self, label: Sentence = "", **rest: Any) -> None:
        known = {"needed": True, "inputmode": "numeric", "autocomplete": "one-time-code"}
        super().__init__(label or _("6-digit code"), max_length=20, **known | rest)

    @property
    def shown(self) -> str:
        """Nothing: a code goes back into no page."""
        return ""


class Number(Line):
    """A whole number from `least` to `most`.  `data` is an int, or None."""

    empty = None
    unanswered = _("Enter a number.")

    def __init__(
        self, label: Sentence = "", *, least: int = 0, most: int = 10**6, **rest: Any
    ) -> None:
        super().__init__(label, max_length=20, **{"inputmode": "numeric"} | rest)
        self.least, self.most = least, most

    def parse(self, typed: str) -> Any:
        """The number.  Raises ValueError unless it is a whole number within the limits."""
        text = super().parse(typed).replace(" ", "")
        digits = text.removeprefix("-")
        number = int(text) if digits.isdecimal() else None
        if number is None or not self.least <= number <= self.most:
            raise ValueError(
                _(
                    "Enter a whole number from %(least)s to %(most)s.",
                    least=self.least,
                    most=self.most,
                )
            )
        return number

    def restore(self, value: Any) -> Any:
        """A number stays one."""
        return int(value)


class Shown(Question):
    """A digest of what the page showed (hidden): what is sent must be what was shown (law 15)."""

    kind = "hidden"
    is_stored = False
    defaults: Values = {}  # noqa: RUF012

    def show(self, digest: str) -> None:
        """Put the digest into the page, over what was sent."""
        self.data = self.typed = digest

    @property
    def error_id(self) -> str:
        """It cannot be seen, so nothing leads to it."""
        return ""


class SeenVersion(Question):
    """The version of what is being changed, as the page showed it (hidden).  `data`: int or None.

    A missing or tampered one is a page out of date, not a fault.
    """

    kind = "hidden"
    is_stored = False
    empty = None
    defaults: Values = {}  # noqa: RUF012
    unanswered = _("This page was out of date. Please look at it again before you go on.")

    def parse(self, typed: str) -> Any:
        """The number, or None."""
        digits = typed.strip()
        return int(digits) if digits.isdecimal() and len(digits) < 10 else None

    def pre_validate(self, _form: FlaskForm) -> None:
        """Say that the page was out of date."""
        if self.data is None:
            raise StopValidation(self.unanswered)

    @property
    def error_id(self) -> str:
        """It cannot be seen, so nothing leads to it."""
        return ""
