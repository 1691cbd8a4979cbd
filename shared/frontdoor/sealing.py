"""Sealing to a public key, and keyed digests: the cryptography the portal may hold.

AES-256-GCM throughout; envelopes are HPKE (RFC 9180: DHKEM(P-256), HKDF-SHA256, AES-256-GCM).
What is done to codes and passphrases is in `hashing`.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from shared.base import ids
from shared.base.values import Values

FORMAT = 1  # of the envelopes sealed now
FORMATS_OPENED = (1,)  # the present one and, once there is one, the one before
BUCKET = 4096  # bytes; a sealed text tells its length only up to this

_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_NONCE = 12  # bytes, NIST SP 800-38D


class CannotOpen(Exception):
    """It was not sealed for this key and this purpose, or was changed since."""


@dataclass(frozen=True)
class PortalKeys:
    """The secrets of the front door, from `frontdoor/keys.json`; none opens an envelope."""

    letterbox_public: ec.EllipticCurvePublicKey
    letterbox_key_id: str
    reference_key: bytes = field(repr=False)
    web_secret: str = field(repr=False)
    installation: str = ""


def load_portal_keys(path: Path) -> PortalKeys:
    """Read the portal's key file.  Raises FileNotFoundError, or ValueError for a damaged one."""
    try:
        stored = json.loads(path.read_text("utf-8"))
        public = load_pem_public_key(stored["letterbox_public"].encode())
        return PortalKeys(
            letterbox_public=_elliptic(public),
            letterbox_key_id=str(stored["letterbox_key_id"]),
            reference_key=bytes.fromhex(stored["reference_key"]),
            web_secret=str(stored["web_secret"]),
            installation=str(stored.get("installation", "")),
        )
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as damaged:
        raise ValueError(f"{path.name} is damaged: {damaged!r}") from damaged


def _elliptic(key: object) -> ec.EllipticCurvePublicKey:
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise TypeError("the letterbox key is of another kind")
    return key


def make_letterbox_pair() -> tuple[ec.EllipticCurvePrivateKey, str]:
    """A new pair for the letterbox: the private key, and the public one as PEM text."""
    private = ec.generate_private_key(ec.SECP256R1())
    pem = private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return private, pem.decode()


# -- envelopes ---------------------------------------------------------------------------------


def seal_envelope(keys: PortalKeys, envelope_id: str, payload: Values) -> bytes:
    """`payload` sealed for the staff's private key, its length hidden in buckets of `BUCKET`."""
    public = keys.letterbox_public
    return _SUITE.encrypt(pack(payload), public, info=_info(FORMAT, public, envelope_id))


def open_envelope(
    private: ec.EllipticCurvePrivateKey, version: int, envelope_id: str, body: bytes
) -> Values:
    """What `seal_envelope` sealed.

    Raises CannotOpen for a format of an unknown `version`, another key or id, or a changed `body`.
    """
    if version not in FORMATS_OPENED:
        raise CannotOpen(f"format {version} is not known")
    try:
        info = _info(version, private.public_key(), envelope_id)
        return unpack(_SUITE.decrypt(body, private, info=info))
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen(f"envelope {envelope_id} cannot be opened") from wrong


def _info(version: int, public: ec.EllipticCurvePublicKey, envelope_id: str) -> bytes:
    # Bound to the key itself rather than to its name, so that the opener needs no name.
    point = public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    digest = hashlib.sha256(point).hexdigest()
    return f"first-word envelope|{version}|{digest}|{envelope_id}".encode()


def pack(payload: Values) -> bytes:
    """`payload` as JSON, filled up with spaces to a multiple of `BUCKET` bytes."""
    plain = json.dumps(payload, ensure_ascii=True, sort_keys=True).encode()
    return plain + b" " * (-len(plain) % BUCKET)


def unpack(plain: bytes) -> Values:
    """What `pack` packed.  Raises ValueError if it is anything else."""
    payload: Values = json.loads(plain)
    return payload


# -- references --------------------------------------------------------------------------------


def reference_key_of(keys: PortalKeys, reference: str) -> str:
    """The digest under which a reference is known at the front door, hexadecimal.

    `reference` may be as typed; case, spaces and dashes make no difference.
    """
    cleaned = ids.clean_reference(reference).encode("utf-8", "surrogatepass")
    return hmac.new(keys.reference_key, cleaned, hashlib.sha256).hexdigest()


# -- symmetric ---------------------------------------------------------------------------------


def derive(token: bytes, label: str) -> bytes:
    """A 32-byte key from an unguessable `token`, different for every `label` (HKDF-SHA256)."""
    return HKDF(hashes.SHA256(), 32, salt=None, info=label.encode()).derive(token)


def lock(key: bytes, data: bytes, aad: bytes, purpose: str) -> bytes:
    """`data` under AES-256-GCM, nonce first; `aad` binds it to its place.

    `purpose` names the draw of the nonce (see `ids`).
    """
    nonce = ids.random_bytes(_NONCE, purpose)
    return nonce + AESGCM(key).encrypt(nonce, data, aad)


def unlock(key: bytes, locked: bytes, aad: bytes) -> bytes:
    """What was locked.  Raises CannotOpen for another key, another place, or a changed text."""
    try:
        return AESGCM(key).decrypt(locked[:_NONCE], locked[_NONCE:], aad)
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen("cannot be unlocked") from wrong
