"""The documents' words: translation, the department's own terms, and what can be printed."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, time
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_time
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from shared.policy import Policy, places

CATALOGUES = Path(__file__).parent.parent / "words"
LOCALES = {"en": "en_US", "es": "es_US"}


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The documents' translations into `language`; empty where there are none.

    Read from the .po file itself, so that a document never depends on a step of the build.
    """
    path = CATALOGUES / language / "LC_MESSAGES" / "documents.po"
    if not path.exists():  # English is the original
        return {}
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    return {str(m.id): str(m.string) for m in messages if m.id and m.string and not m.fuzzy}


_PLACE = re.compile(r"\{(\w+)\}")


def translator(policy: Policy, language: str) -> Callable[..., Markup]:
    """The `_` of templates: `_("Call {name}.", name=value)` as safe HTML.

    Values are escaped.  Raises KeyError for a place that nothing fills.
    """
    known = places(policy, language)
    translations = catalogue(language)

    def translate(message: str, **values: object) -> Markup:
        words = translations.get(message, message)

        def fill(found: re.Match[str]) -> str:
            name = found.group(1)
            if name in values:
                return str(escape(values[name]))
            return str(escape(known[name]))

        return Markup(_PLACE.sub(fill, str(escape(words))))  # noqa: S704  # every part is escaped

    return translate


def day(value: date, language: str) -> str:
    """A date in words: ``November 21, 2026``."""
    return format_date(value, "long", locale=LOCALES[language])


def hour(value: time, language: str) -> str:
    """A time of day: ``9:00 AM``."""
    return format_time(value, "short", locale=LOCALES[language]).replace("\u202f", "\u00a0")


def weekday(name: str, language: str) -> str:
    """A weekday in words from its short English name: ``mon`` is ``Monday``, ``lunes``."""
    number = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name)
    return format_date(date(2024, 1, 1 + number), "EEEE", locale=LOCALES[language])


# -- what can be printed -----------------------------------------------------------------------

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FONTS = ("Liberation", "DejaVu")

# Signs that steer the order or joining of others: they could make a text read differently.
_STEERING = {*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF}
_SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0000, 0xE01F0)}


@cache
def covered() -> frozenset[int]:
    """The characters that the documents' fonts can draw.

    Empty when none of the fonts is found; then nothing is replaced.
    """
    # Slow to load, and only the worker prints.
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    found: set[int] = set()
    for folder in FONT_FOLDERS:
        for path in sorted(folder.rglob("*.ttf")):
            if path.name.startswith(FONTS) and "-Bold" not in path.name:
                with TTFont(path, lazy=True) as font:
                    found |= set(font.getBestCmap())
    return frozenset(found)


def _shown(sign: str) -> str:
    code = ord(sign)
    if code in _STEERING or code in _SELECTORS:
        return ""
    if sign in "\n\t":
        return sign
    if unicodedata.category(sign) in ("Cc", "Cs", "Cn", "Co"):
        return ""
    if not covered() or code in covered():
        return sign
    if unicodedata.category(sign).startswith("S"):
        return f"[{unicodedata.name(sign, f'U+{code:04X}').lower()}]"
    return f"[U+{code:04X}]"


def printable(text: str) -> str:
    """`text` with only signs that can be drawn.

    A picture sign becomes its name in brackets; control and direction signs are left out, so that
    what is read is what was written.
    """
    text = unicodedata.normalize("NFC", text)
    if text.isascii() and text.isprintable():
        return text
    shown = "".join(_shown(sign) for sign in text)
    return Markup(shown) if isinstance(text, Markup) else shown  # noqa: S704  # no sign adds markup
