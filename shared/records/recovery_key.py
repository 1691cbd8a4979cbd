"""The recovery file: what opens a backup, made once and kept off the machine.

It holds the private half of the key that backups are sealed to, and copies of both key files,
without which the databases in a backup open nothing.  The machine keeps the public half alone.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from shared.base import config
from shared.base.values import Values
from shared.frontdoor import sealing
from shared.records import vault

PUBLIC_FILE = "backup.pem"  # below records/
FORMAT = 1


class Damaged(ValueError):
    """The recovery file is none, or its keys cannot be read."""


@dataclass(frozen=True)
class Recovery:
    """The contents of a recovery file."""

    installation: str
    private: ec.EllipticCurvePrivateKey
    frontdoor_keys: Values
    records_keys: Values


def make(settings: config.StaffConfig, file: Path) -> bool:
    """Write a recovery file, and keep its public half; False if it replaced an earlier one.

    Raises FileExistsError rather than replace `file`.
    """
    private, public = sealing.make_letterbox_pair()
    held = {
        side.name: json.loads((side / "keys.json").read_text("utf-8"))
        for side in (settings.frontdoor, settings.records)
    }
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    vault.write_keys(file, {
        "first_word_recovery": FORMAT, "installation": settings.installation, "private": pem,
        "frontdoor_keys": held["frontdoor"], "records_keys": held["records"],
    }, 0o600)  # fmt: skip
    kept = settings.records / PUBLIC_FILE
    is_first = not kept.exists()
    draft = kept.with_name(f".{PUBLIC_FILE}.new")
    draft.unlink(missing_ok=True)
    draft.touch(0o600)
    draft.write_text(public, "ascii")
    draft.replace(kept)
    return is_first


def public(settings: config.StaffConfig) -> ec.EllipticCurvePublicKey | None:
    """The key that backups are sealed to, if one was made.  Raises Damaged."""
    file = settings.records / PUBLIC_FILE
    try:
        key = load_pem_public_key(file.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as damaged:
        raise Damaged(f"{file} is damaged") from damaged
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise Damaged(f"{file} is of another kind")
    return key


def load(file: Path) -> Recovery:
    """Read a recovery file.  Raises Damaged, or OSError."""
    try:
        stored = json.loads(file.read_text("utf-8"))
        private = load_pem_private_key(stored["private"].encode(), None)
        recovery = Recovery(
            str(stored["installation"]), _elliptic(file, private),
            dict(stored["frontdoor_keys"]), dict(stored["records_keys"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as damaged:
        raise Damaged(f"{file} is no recovery file: {damaged}") from damaged
    if stored.get("first_word_recovery") != FORMAT:
        raise Damaged(f"{file} has a format that this release does not read")
    return recovery


def _elliptic(file: Path, key: object) -> ec.EllipticCurvePrivateKey:
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise Damaged(f"{file} holds a key of another kind")
    return key
