"""Single signs: which are kept, which cannot be shown or stored, how many there are."""

import unicodedata

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
