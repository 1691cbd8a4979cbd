"""The letterbox: sealed envelopes on their way to staff.

The portal drops; only the console and the worker take out.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from peewee import BlobField, CharField, IntegerField

from shared.base import clock, db, ids
from shared.base.values import Values
from shared.frontdoor import sealing
from shared.frontdoor.envelopes import OPENINGS


class Letterbox(db.FrontdoorModel):
    """An envelope as it was dropped.  The row says nothing of who dropped it, or of what it says.

    `about` is the reference's digest, where one was given before: so that what strangers drop
    stands in nobody's way.  It is empty for what opens a request.
    """

    id = CharField(primary_key=True, max_length=40)
    about = CharField(max_length=64, default="", index=True)
    format = IntegerField()
    key_id = CharField(max_length=40)
    dropped_at = db.Moment()
    body = BlobField()


@dataclass(frozen=True)
class Envelope:
    """An envelope taken from the letterbox, still sealed."""

    id: str
    format: int
    key_id: str
    dropped_at: datetime
    body: bytes


def drop(keys: sealing.PortalKeys, payload: Values, envelope_id: str = "") -> str:
    """Seal `payload` (see `shared.frontdoor.envelopes`) and drop it; the envelope's id.

    Inside a `db.write(db.frontdoor)` block it is dropped together with the block's other writes.
    `envelope_id` (at most 40 signs; a new one unless given) makes it once for all: while one of
    that id lies here nothing is dropped, and when it was collected the collector knows it.
    """
    envelope_id = envelope_id or ids.new_id("letterbox")
    body = sealing.seal_envelope(keys, envelope_id, payload)
    with db.write(db.frontdoor):
        # The portal's role on PostgreSQL may insert and not read: no RETURNING.
        Letterbox.insert(
            id=envelope_id, about=_about(keys, payload), format=sealing.FORMAT,
            key_id=keys.letterbox_key_id, dropped_at=clock.now(), body=body,
        ).on_conflict_ignore().returning().execute()  # fmt: skip
    return envelope_id


def _about(keys: sealing.PortalKeys, payload: object) -> str:
    if not isinstance(payload, dict) or payload.get("kind") in OPENINGS:
        return ""
    return sealing.reference_key_of(keys, str(payload.get("reference", "")))


def waiting(about: Collection[str] | None = None) -> int:
    """How many envelopes lie uncollected; of these references (their digests), or of all."""
    rows = Letterbox.select()
    return int((rows if about is None else rows.where(Letterbox.about << list(about))).count())


def envelopes() -> Iterator[Envelope]:
    """What lies in the letterbox, oldest first."""
    for row in list(Letterbox.select().order_by(Letterbox.dropped_at, Letterbox.id)):
        yield Envelope(row.id, row.format, row.key_id, row.dropped_at, bytes(row.body))


def remove(envelope_id: str) -> None:
    """Take out an envelope whose contents are safely in the records; doing it twice is harmless."""
    with db.write(db.frontdoor):
        Letterbox.delete().where(Letterbox.id == envelope_id).execute()
