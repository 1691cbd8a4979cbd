"""A file sealed to a public key, written and read as a stream.

HPKE (as the envelopes) seals one file key; the contents follow in pieces under AES-256-GCM.  Each
piece's nonce is its number, and its associated data say whether it is the last: pieces cannot be
exchanged, left out or cut off unseen.
"""

import hashlib
import io
import struct
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from shared.base import ids

MAGIC = b"First Word backup 1\n"
PIECE = 1 << 20  # bytes of plain text
_TAG = 16  # bytes
_SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_INFO = b"first-word backup|1"


class Unreadable(ValueError):
    """It is no backup, is for another key, or was damaged or cut off."""


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _bound(header: bytes, *, is_last: bool) -> bytes:
    return hashlib.sha256(header).digest() + (b"last" if is_last else b"more")


class Sealer(io.RawIOBase):
    """Writes into `file` what only the private key opens.  `finish` when all is written."""

    def __init__(self, file: IO[bytes], public: ec.EllipticCurvePublicKey) -> None:
        super().__init__()
        secret = ids.random_bytes(32, "backup key")
        sealed = _SUITE.encrypt(secret, public, info=_INFO)
        self._header = MAGIC + struct.pack(">H", len(sealed)) + sealed
        self._file, self._cipher = file, AESGCM(secret)
        self._held, self._number = bytearray(), 0
        file.write(self._header)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        """Take bytes; a piece is written when it is full and another byte follows."""
        self._held += data
        while len(self._held) > PIECE:
            self._put(bytes(self._held[:PIECE]), is_last=False)
            del self._held[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece."""
        self._put(bytes(self._held), is_last=True)

    def _put(self, plain: bytes, *, is_last: bool) -> None:
        bound = _bound(self._header, is_last=is_last)
        sealed = self._cipher.encrypt(_nonce(self._number), plain, bound)
        self._file.write(struct.pack(">I", len(sealed)) + sealed)
        self._number += 1


class Opener(io.RawIOBase):
    """Reads what a `Sealer` wrote.  Raises Unreadable at the first byte that is not."""

    def __init__(self, file: IO[bytes], private: ec.EllipticCurvePrivateKey) -> None:
        super().__init__()
        head = file.read(len(MAGIC) + 2)
        if not head.startswith(MAGIC) or len(head) < len(MAGIC) + 2:
            raise Unreadable("this is no backup that this release reads")
        sealed = file.read(struct.unpack(">H", head[-2:])[0])
        try:
            secret = _SUITE.decrypt(sealed, private, info=_INFO)
        except (InvalidTag, ValueError) as wrong:
            raise Unreadable("the backup was sealed for another recovery key") from wrong
        self._header = head + sealed
        self._file, self._cipher = file, AESGCM(secret)
        self._held, self._number, self._is_done = b"", 0, False

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        """Give the next bytes; 0 after the last piece."""
        while not self._held and not self._is_done:
            self._held = self._next()
        count = min(len(into), len(self._held))
        into[:count] = self._held[:count]
        self._held = self._held[count:]
        return count

    def _next(self) -> bytes:
        size = self._file.read(4)
        length = struct.unpack(">I", size)[0] if len(size) == 4 else 0
        if not _TAG <= length <= PIECE + _TAG:
            raise Unreadable("the backup is cut off or damaged")
        sealed, number = self._file.read(length), self._number
        self._number += 1
        for is_last in (length < PIECE + _TAG, length == PIECE + _TAG):
            try:
                bound = _bound(self._header, is_last=is_last)
                plain = self._cipher.decrypt(_nonce(number), sealed, bound)
            except InvalidTag:
                continue
            self._is_done = is_last
            if is_last and self._file.read(1):
                break
            return plain
        raise Unreadable("the backup is cut off or damaged")
