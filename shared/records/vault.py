"""The keys, and everything that is opened with them.

One data key for each person, dialogue case and letter, wrapped by a key-encryption key.  A sealed
column is AES-256-GCM over JSON, bound to its table, column, row and key.  Nothing is opened
without a receipt, which only `audit` makes, after the reading is recorded.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from shared.base import clock, ids, one_look
from shared.base.values import Values
from shared.frontdoor import sealing
from shared.records import jobs
from shared.records.models import TABLES, BlindIndex, DataKey, FileContent, Letter
from shared.records.models.base import KeyedRow, Row, SealedRow

Sealed = SealedRow | Letter  # rows whose private part lies in their own column
Keyed = KeyedRow | Letter
Made = TypeVar("Made", bound=Row)


class Erased(Exception):
    """The unit's data key was destroyed; what was sealed under it is gone for good."""


class NotRecorded(Exception):
    """Something sealed was about to be opened without a recorded reading."""


@dataclass(frozen=True)
class Keys:
    """The console's secrets, from `records/keys.json`.

    `letterbox`: private keys by id, the present and the previous; `wrapping`: key-encryption
    keys by id; `wrapping_id`: the one used for new data keys.
    """

    letterbox: dict[str, ec.EllipticCurvePrivateKey]
    wrapping: dict[str, bytes]
    wrapping_id: str
    index: bytes
    audit: bytes
    web_secret: str
    portal: sealing.PortalKeys
    installation: str = ""


@dataclass(frozen=True)
class Receipt:
    """The proof that reading these rows was recorded."""

    rows: frozenset[str]
    proof: object = field(repr=False)


_MINT = object()
_keys: Keys | None = None


def make_keys() -> tuple[Values, Values]:
    """New secrets for an installation: what goes in the portal's file, and in the console's."""
    installation = new_installation()
    key_id = ids.random_bytes(4, "key id").hex()
    private, public = sealing.make_letterbox_pair()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    portal = {
        "installation": installation,
        "letterbox_public": public,
        "letterbox_key_id": key_id,
        "reference_key": ids.new_token("reference key"),
        "web_secret": ids.new_token("web secret"),
    }
    records = {
        "installation": installation,
        "letterbox": {key_id: pem},
        "wrapping": {key_id: ids.new_token("wrapping key")},
        "wrapping_id": key_id,
        "index": ids.new_token("index key"),
        "audit": ids.new_token("audit key"),
        "web_secret": ids.new_token("web secret"),
    }
    return portal, records


def new_installation() -> str:
    """An installation's id: 31 bits, which fit in the header of an SQLite file."""
    drawn = int.from_bytes(ids.random_bytes(4, "installation"), "big")
    return f"{drawn >> 1 or 1:08x}"


def write_keys(path: Path, keys: Values, mode: int) -> None:
    """Write a key file that others cannot read.  Raises FileExistsError rather than replace one."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(handle, mode)  # whatever the umask took away
        json.dump(keys, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def load(portal_file: Path, records_file: Path) -> Keys:
    """Read both key files.  Raises FileNotFoundError, or ValueError for a damaged one."""
    portal = sealing.load_portal_keys(portal_file)
    text = records_file.read_text("utf-8")
    try:
        stored = json.loads(text)
        return Keys(
            letterbox={name: _elliptic(name, pem) for name, pem in stored["letterbox"].items()},
            wrapping={name: bytes.fromhex(value) for name, value in stored["wrapping"].items()},
            wrapping_id=stored["wrapping_id"],
            index=bytes.fromhex(stored["index"]),
            audit=bytes.fromhex(stored["audit"]),
            web_secret=stored["web_secret"],
            portal=portal,
            installation=str(stored.get("installation", "")),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as damaged:
        raise ValueError(f"{records_file} is damaged: {damaged!r}") from damaged


def _elliptic(name: str, pem: str) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(pem.encode(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"letterbox key {name} is of another kind")  # noqa: TRY004 - a damaged file
    return key


def use(keys: Keys) -> None:
    """Hold `keys` for this process."""
    global _keys  # noqa: PLW0603 - one process holds one installation's keys
    _keys = keys


def keys() -> Keys:
    """The keys this process holds.  Raises RuntimeError before `use`."""
    if _keys is None:
        raise RuntimeError("no keys were given to this process")
    return _keys


# -- data keys ---------------------------------------------------------------------------------


def new_key(noun: str) -> str:
    """Make and wrap a data key for a new unit of `noun`; its id."""
    held = keys()
    row = DataKey.fresh()
    secret = ids.random_bytes(32, f"data key:{noun}")
    wrapped = sealing.lock(
        held.wrapping[held.wrapping_id], secret, _bound("data_key", "wrapped", row["id"], ""),
        f"nonce:data_key:{row['id']}",
    )  # fmt: skip
    DataKey.create(**row, noun=noun, wrapped=wrapped, wrapping=held.wrapping_id)
    return str(row["id"])


def destroy(key_id: str) -> None:
    """Erase a unit: its wrapped key, and the index rows of everything sealed under it.

    Called inside a recorded change.  Asks for the job that writes it into the erasure ledger.
    """
    jobs.ask("erasure.keep", f"erasure:{key_id}")
    DataKey.update(wrapped=None, destroyed_at=clock.now()).where(DataKey.id == key_id).execute()
    for model in TABLES:
        columns = model._meta.fields
        if {"id", "key"} <= set(columns):
            sealed_under = model.select(columns["id"]).where(columns["key"] == key_id)
            BlindIndex.delete().where(BlindIndex.subject << sealed_under).execute()


def renew(key_id: str) -> None:
    """Give an erased unit a new secret under its old id; what was erased stays erased.

    A key that was not destroyed is left alone.
    """
    row = DataKey.get_by_id(key_id)
    if row.wrapped is not None:
        return
    held = keys()
    wrapped = sealing.lock(
        held.wrapping[held.wrapping_id], ids.random_bytes(32, f"data key:{row.noun}"),
        _bound("data_key", "wrapped", key_id, ""), f"nonce:data_key:{key_id}",
    )  # fmt: skip
    DataKey.update(wrapped=wrapped, wrapping=held.wrapping_id, destroyed_at=None).where(
        DataKey.id == key_id
    ).execute()


def _data_key(key_id: str) -> bytes:
    found = _data_keys([key_id])[key_id]
    if found is None:
        raise Erased(key_id)
    return found


def _data_keys(key_ids: Iterable[str]) -> dict[str, bytes | None]:
    """The data keys of these ids, None for one that was destroyed: one query for all.

    In a look (`one_look`), which never decides anything, each is unwrapped once.
    """
    wanted = set(key_ids)
    memory = None if one_look.is_deciding() else one_look.memory()
    held: dict[str, bytes | None] = {} if memory is None else memory.setdefault("data keys", {})
    missing = sorted(wanted - set(held))
    if missing:
        rows = DataKey.select().where(DataKey.id << missing)
        held |= dict.fromkeys(missing) | {row.id: _unwrapped(row) for row in rows}
    return {one: held[one] for one in wanted}


def _unwrapped(row: DataKey) -> bytes | None:
    if row.wrapped is None:
        return None
    bound = _bound("data_key", "wrapped", row.id, "")
    return sealing.unlock(keys().wrapping[row.wrapping], bytes(row.wrapped), bound)


def _bound(table: str, column: str, row: str, key_id: str) -> bytes:
    return f"{table}|{column}|{row}|{key_id}".encode()


# -- sealed columns ----------------------------------------------------------------------------


def seal_bytes(key_id: str, table: str, column: str, row_id: str, content: bytes) -> bytes:
    """`content` sealed under a unit's data key, bound to where it will lie."""
    return sealing.lock(
        _data_key(key_id), content, _bound(table, column, row_id, key_id),
        f"nonce:{table}:{column}:{row_id}",
    )  # fmt: skip


def seal(key_id: str, table: str, row_id: str, values: Values) -> bytes:
    """The `sealed` column of a row of `table`: `values` as JSON."""
    plain = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str).encode()
    return seal_bytes(key_id, table, "sealed", row_id, plain)


def make(model: type[Made], key_id: str, values: Values, **columns: object) -> Made:
    """Insert a row of a sealed `model` with `values` sealed under `key_id`."""
    row = model.fresh()
    sealed = seal(key_id, model._meta.table_name, row["id"], values)
    return model.create(**row, key=key_id, sealed=sealed, **columns)


def reseal(row: Sealed, values: Values) -> None:
    """Replace the sealed part of `row`, in place and in the database."""
    row.sealed = seal(row.key, row._meta.table_name, row.id, values)
    type(row).update(sealed=row.sealed).where(type(row).id == row.id).execute()


def mint(rows: Iterable[str]) -> Receipt:
    """For `audit` alone: the receipt of a recorded reading."""
    return Receipt(frozenset(rows), _MINT)


def _check(receipt: Receipt, row: Keyed) -> None:
    if receipt.proof is not _MINT or row.id not in receipt.rows:
        raise NotRecorded(f"{row._meta.table_name} {row.id}")


def open_row(receipt: Receipt, row: Sealed) -> Values:
    """The sealed values of `row`; empty if nothing was ever sealed.

    Raises NotRecorded without a receipt naming the row, Erased once its key is destroyed.
    """
    _check(receipt, row)
    if not row.sealed:
        return {}
    plain = open_column(receipt, row, "sealed")
    values: Values = json.loads(plain)
    return values


def open_rows(receipt: Receipt, rows: Iterable[Sealed]) -> list[Values | None]:
    """`open_row` of each; None for one whose key was destroyed.  The keys come in one query."""
    listed = list(rows)
    data_keys = _data_keys(row.key for row in listed if row.sealed)
    return [_opened(receipt, row, data_keys) for row in listed]


def _opened(receipt: Receipt, row: Sealed, data_keys: dict[str, bytes | None]) -> Values | None:
    _check(receipt, row)
    if not row.sealed:
        return {}
    data_key = data_keys[row.key]
    if data_key is None:
        return None
    bound = _bound(row._meta.table_name, "sealed", row.id, row.key)
    values: Values = json.loads(sealing.unlock(data_key, bytes(row.sealed), bound))
    return values


def open_column(receipt: Receipt, row: Keyed, column: str) -> bytes:
    """One sealed column of `row` as bytes.  Raises as `open_row`."""
    _check(receipt, row)
    bound = _bound(row._meta.table_name, column, row.id, row.key)
    return sealing.unlock(_data_key(row.key), bytes(getattr(row, column)), bound)


# -- papers and scans ----------------------------------------------------------------------------


def keep_file(key_id: str, row_id: str, content: bytes) -> None:
    """Keep the bytes of the paper or scan `row_id`, sealed under its unit's key.

    Called inside a recorded change.
    """
    sealed = seal_bytes(key_id, "file_content", "sealed", row_id, content)
    FileContent.create(id=row_id, key=key_id, sealed=sealed)


def open_file(receipt: Receipt, row: Keyed) -> bytes:
    """The bytes of the paper or scan `row`.

    Raises as `open_row`, and LookupError if none were kept.
    """
    _check(receipt, row)
    kept = FileContent.get_or_none(FileContent.id == row.id)
    if kept is None:
        raise LookupError(row.id)
    bound = _bound("file_content", "sealed", row.id, row.key)
    return sealing.unlock(_data_key(row.key), bytes(kept.sealed), bound)


# -- finding without opening -------------------------------------------------------------------


def digest(kind: str, value: str) -> str:
    """The keyed digest of a normalised `value`, hexadecimal; comparable only within `kind`."""
    return hmac.new(keys().index, f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()


def index(kind: str, values: Iterable[str], noun: str, subject: str) -> None:
    """Let `subject` be found by any of `values` (already normalised), replacing earlier ones."""
    mine = (BlindIndex.kind == kind) & (BlindIndex.noun == noun) & (BlindIndex.subject == subject)
    BlindIndex.delete().where(mine).execute()
    for value in sorted({v for v in values if v}):
        BlindIndex.make(kind=kind, digest=digest(kind, value), noun=noun, subject=subject)


def found(kind: str, values: Iterable[str], noun: str) -> list[str]:
    """The subjects of `noun` indexed under any of `values`."""
    digests = [digest(kind, value) for value in values if value]
    rows = BlindIndex.select(BlindIndex.subject).where(
        (BlindIndex.kind == kind) & (BlindIndex.noun == noun) & (BlindIndex.digest << digests)
    )
    return sorted({row.subject for row in rows})
