"""The only source of randomness: ids, references, access codes, tokens, nonces.

Ids carry no order and no time, so that none of them tells anybody how many rows came before.
Each draw names its purpose; tests replace `source` by a stream per purpose, so that a draw
made for one purpose never shifts what another purpose gets.
"""

import secrets
import unicodedata
from collections.abc import Callable

# No 0/O, 1/I/L, 5/S, 8/B, U/V, 2/Z: what is left can be read over a telephone.
LETTERS = "ACDEFGHJKMNPQRTWXY"
DIGITS = "34679"


def _system(count: int, _purpose: str) -> bytes:
    return secrets.token_bytes(count)


source: Callable[[int, str], bytes] = _system


def random_bytes(count: int, purpose: str) -> bytes:
    """`count` unpredictable bytes, drawn for `purpose`."""
    return source(count, purpose)


def new_id(noun: str) -> str:
    """A new primary key for a row of `noun`: 20 hexadecimal digits (80 bits)."""
    return random_bytes(10, f"id:{noun}").hex()


def _pick(alphabet: str, count: int, purpose: str) -> str:
    """`count` characters, each equally likely (rejection sampling, no modulo bias)."""
    limit = 256 - 256 % len(alphabet)
    picked = ""
    while len(picked) < count:
        for byte in random_bytes(count * 2, purpose):
            if byte < limit and len(picked) < count:
                picked += alphabet[byte % len(alphabet)]
    return picked


def new_reference() -> str:
    """A reference that can be said aloud: two letters and two digits, three times.

    Example: ``KT47-RM36-HA94`` (about 2**39 values; it names a request, it does not open it).
    """
    parts = (_pick(LETTERS, 2, "reference") + _pick(DIGITS, 2, "reference") for _ in range(3))
    return "-".join(parts)


def _signs(typed: str) -> str:
    """The letters and digits of `typed`: wide ones, and digits of any script, as ASCII has them."""
    wide = unicodedata.normalize("NFKC", typed)
    return "".join(str(unicodedata.decimal(c, c)) for c in wide if c.isalnum())


def clean_reference(typed: str) -> str:
    """What was typed as a reference, forgiving case, width, script, spaces and signs."""
    kept = _signs(typed).upper()
    return "-".join(kept[i : i + 4] for i in range(0, len(kept), 4))


def _luhn(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def new_access_code() -> str:
    """A 16-digit access code, the last a check digit, written ``1234 5678 9012 3456``."""
    return _written(_pick("0123456789", 15, "access code"))


def access_code_of(secret: bytes) -> str:
    """The access code that follows from 32 secret bytes, always the same, written alike."""
    return _written(f"{int.from_bytes(secret) % 10**15:015}")


def _written(digits: str) -> str:
    digits += _luhn(digits)
    return " ".join(digits[i : i + 4] for i in range(0, 16, 4))


def clean_access_code(typed: str) -> str | None:
    """The 16 digits of what was typed (O for 0, I, l or | for 1, and any script's digits forgiven).

    Spaces and signs around and between them do not count.  None if it cannot be a code: another
    length, other letters, or a wrong check digit.
    """
    digits = _signs(typed.translate(str.maketrans("OoIl|", "00111")))
    if len(digits) != 16 or not (digits.isascii() and digits.isdigit()):
        return None
    return digits if _luhn(digits[:15]) == digits[15] else None


def new_token(purpose: str) -> str:
    """An unguessable 256-bit token, hexadecimal, for a session or a sealed envelope."""
    return random_bytes(32, purpose).hex()
