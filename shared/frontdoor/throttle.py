"""Slowing down: so many tries in so many seconds, counted for all processes together.

Nobody is locked out and nothing sleeps: the answer is how long to wait.  A row is one moment, as
in the generic cell rate algorithm (ITU-T I.371): when all earlier tries will have been worked off.
What is slowed is known only by a keyed digest, so the table holds no address and no reference.
"""

import hashlib
import hmac
import math
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from peewee import CharField

from shared.base import clock, db
from shared.frontdoor import sealing

_NONE = datetime(1970, 1, 1)  # noqa: DTZ001 - stored moments are naive UTC


class Throttle(db.FrontdoorModel):
    """When the tries made so far under a digest will have been worked off."""

    id = CharField(primary_key=True, max_length=64)
    free_at = db.Moment()


def key(web_secret: str, kind: str, *parts: str) -> str:
    """The digest under which `parts` (an address, a reference) are slowed for `kind`."""
    secret = sealing.derive(web_secret.encode(), "throttle")
    text = "|".join((kind, *parts)).encode("utf-8", "surrogatepass")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()


def network(address: str | None) -> str:
    """What to slow for an Internet address: itself, or its /64 for IPv6, which one home shares."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
    return str(parsed)


def hit(key: str, limit: int, seconds: int) -> int:
    """Count a try under `key`, of which `limit` are let through in `seconds`.

    Returns the seconds to wait, 0 to go on.  A try that must wait is not counted.
    """
    each = timedelta(seconds=seconds / limit)
    with db.write(db.frontdoor):
        Throttle.insert(id=key, free_at=_NONE).on_conflict_ignore().execute()
        row = db.locked(Throttle.select().where(Throttle.id == key)).get()
        waiting = _wait(row.free_at, limit, seconds)
        if not waiting:
            free_at = max(row.free_at, clock.now()) + each
            Throttle.update(free_at=free_at).where(Throttle.id == key).execute()
    return waiting


def wait(key: str, limit: int, seconds: int) -> int:
    """The seconds to wait before the next try under `key`, without counting one."""
    row = Throttle.get_or_none(Throttle.id == key)
    return _wait(row.free_at, limit, seconds) if row else 0


def forget(key: str) -> None:
    """Let `key` start afresh, since the try was right."""
    with db.write(db.frontdoor):
        Throttle.delete().where(Throttle.id == key).execute()


def sweep() -> int:
    """Remove what slows nobody any more; how many rows."""
    with db.write(db.frontdoor):
        return int(Throttle.delete().where(Throttle.free_at < clock.now()).execute())


def _wait(free_at: datetime, limit: int, seconds: int) -> int:
    room = timedelta(seconds=seconds - seconds / limit)
    # A second past the exact moment, never before it; floating point may be a microsecond off.
    return max(0, math.ceil((free_at - clock.now() - room).total_seconds() - 1e-5))
