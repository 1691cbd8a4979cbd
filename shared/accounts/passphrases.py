"""Whether a passphrase that somebody chose is good enough.

Length counts, not signs (NIST SP 800-63B, 5.1.1: no rules of composition, a list of what is
commonly used).  No list of breached passphrases is asked for over a network, and none of this
length is short: what is common is taken out first, and the rest must still be long enough.
"""

import re
import unicodedata

from shared.base.translation import N_

LEAST, MOST = 15, 200  # signs
LEFT, DIFFERENT = 8, 6  # signs that must remain without common words; different signs in all

SHORT = N_("A passphrase has at least 15 signs. Four or five words are easy to keep.")
LONG = N_("A passphrase has at most 200 signs.")
COMMON = N_("This would be guessed soon. Use words that do not belong together.")
NAMED = N_("Use a passphrase without your own name or user name.")

# The words and rows of keys that lists of breached passphrases begin with.
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
    return "".join(sign for sign in composed if sign.isalnum())


def _digits_in_a_row(text: str) -> str:
    """`text` without runs of four or more digits that count up or down."""
    rows = ("01234567890123456789", "98765432109876543210")
    return re.sub(r"\d{4,}", lambda run: "" if any(run[0] in row for row in rows) else run[0], text)


def weakness(passphrase: str, *names: str) -> str | None:
    """Why this passphrase cannot be taken (a sentence), or None.

    `names`: what is known of whoever chose it, such as their user name and name.
    """
    chosen = unicodedata.normalize("NFKC", passphrase).strip()
    if len(chosen) < LEAST:
        return SHORT
    if len(chosen) > MOST:
        return LONG
    rest = plain(chosen)
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
