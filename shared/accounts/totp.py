"""One-time codes from an authenticator app (RFC 6238): 30 seconds each, each taken once."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime

import pyotp

from shared.base import clock, ids

source: Callable[[], datetime] = clock.now
STEP = 30  # seconds of one code
DRIFT = 1  # steps by which a phone's clock may be off


def _seconds() -> int:
    return int(source().replace(tzinfo=UTC).timestamp())


def new_secret() -> str:
    """A new 160-bit secret, in base32."""
    return base64.b32encode(ids.random_bytes(20, "totp")).decode()


def uri(username: str, secret: str) -> str:
    """The secret as an authenticator app reads it; it names the console neutrally."""
    return str(pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="First Word"))


def step_of(secret: str, code: str) -> int | None:
    """The time step of which `code` is the code, at most `DRIFT` away from now; None if none."""
    digits = "".join(c for c in code if c not in " -\u00a0")
    if not secret or len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return None
    generator = pyotp.TOTP(secret)
    now = _seconds() // STEP
    matching = [
        step for step in range(now - DRIFT, now + DRIFT + 1)
        if pyotp.utils.strings_equal(generator.generate_otp(step), digits)
    ]  # fmt: skip
    return matching[-1] if matching else None


def last_code(secret: str) -> str:
    """The code of the step before this one: still good, so that this one can be used next."""
    return str(pyotp.TOTP(secret).at(_seconds() - STEP))
