"""Argon2id (RFC 9106) of access codes and passphrases, never inside a transaction.

Three costs, each for what it protects (docs/threat-model.md has the reckoning):

- an access code is 15 random digits, hashed with a salt of its own, under a keyed reference;
- a passphrase is chosen by a person;
- the code of a saved form opens what was written in it, and all saved forms share one salt.

Every hash takes its turn in the lane (`shared.frontdoor.lane`), which raises `lane.Busy`.
"""

from dataclasses import dataclass
from typing import NewType

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import hash_secret_raw

from shared.base import ids
from shared.frontdoor import lane

Hashed = NewType("Hashed", str)  # Argon2's own text: parameters, salt, digest


@dataclass(frozen=True)
class Work:
    """What Argon2id does once."""

    passes: int
    memory_kib: int
    lanes: int = 1  # a web process has one thread, and two cores serve everybody


@dataclass(frozen=True)
class Costs:
    """What each kind of secret is worth."""

    code: Work
    passphrase: Work
    draft: Work


SECOND_RECOMMENDATION = Work(passes=3, memory_kib=64 * 1024)  # RFC 9106, section 4

costs = Costs(
    code=Work(passes=2, memory_kib=8 * 1024),
    passphrase=SECOND_RECOMMENDATION,
    draft=SECOND_RECOMMENDATION,
)


def hash_code(code: str) -> Hashed:
    """A cleaned access code, hashed with a salt of its own.  Raises lane.Busy."""
    return _hash(costs.code, code)


def verify_code(hashed: str | None, code: str, *, is_guessing: bool = False) -> bool:
    """Whether `code` is the access code that was hashed; False for no hash, after the same work.

    `is_guessing`: other tries came from there before, so that this one does not wait in the lane.
    Raises lane.Busy.
    """
    return _verify(costs.code, hashed, code, is_guessing=is_guessing)


def hash_passphrase(passphrase: str) -> Hashed:
    """A cleaned passphrase, hashed with a salt of its own.  Raises lane.Busy."""
    return _hash(costs.passphrase, passphrase)


def verify_passphrase(hashed: str | None, passphrase: str, *, is_guessing: bool = False) -> bool:
    """`verify_code` for a passphrase."""
    return _verify(costs.passphrase, hashed, passphrase, is_guessing=is_guessing)


def stretch(code: str, salt: bytes, *, is_guessing: bool = False) -> bytes:
    """32 bytes from the code of a saved form; `salt` is 8 bytes or more.  Raises lane.Busy."""
    work, secret = costs.draft, _bytes(code)
    with lane.turn(is_guessing=is_guessing):
        return hash_secret_raw(
            secret, salt, work.passes, work.memory_kib, work.lanes, 32, Type.ID
        )  # fmt: skip


def _hash(work: Work, secret: str) -> Hashed:
    salt = ids.random_bytes(16, "code salt")
    with lane.turn():
        return Hashed(_hasher(work).hash(_bytes(secret), salt=salt))


def _verify(work: Work, hashed: str | None, secret: str, *, is_guessing: bool) -> bool:
    with lane.turn(is_guessing=is_guessing):
        try:
            matches = _hasher(work).verify(hashed or _of_nobody(work), _bytes(secret))
        except (VerificationError, InvalidHashError):
            return False
    return bool(matches) and hashed is not None


def _bytes(secret: str) -> bytes:
    return secret.encode("utf-8", "surrogatepass")


def _hasher(work: Work) -> PasswordHasher:
    return PasswordHasher(work.passes, work.memory_kib, work.lanes, type=Type.ID)


def _of_nobody(work: Work) -> str:
    """What is verified when there is nothing to verify, so that this takes as long.

    A well-formed hash that no code has: both its salt and its digest are zero.
    """
    parameters = f"m={work.memory_kib},t={work.passes},p={work.lanes}"
    return f"$argon2id$v=19${parameters}${'A' * 22}${'A' * 43}"
