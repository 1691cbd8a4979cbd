"""Slowing down: so many tries in so many seconds, counted for all processes together.

Nobody is locked out and nothing sleeps: the answer is how long to wait.  A row is one moment, as
in the generic cell rate algorithm (ITU-T I.371): when all earlier tries will have been worked off.
What is slowed is known only by a keyed digest, so the table holds no address and no reference.
"""

import hashlib
import hmac
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from peewee import CharField

from shared.base import clock, db
from shared.frontdoor import sealing

_NONE = datetime(1970, 1, 1)  # noqa: DTZ001 - stored moments are naive UTC
_HOMES = {64: 1, 56: 4, 48: 16}  # IPv6: length of the prefix → how many homes' tries it may make


class Throttle(db.FrontdoorModel):
    """When the tries made so far under a digest will have been worked off."""

    id = CharField(primary_key=True, max_length=64)
    free_at = db.Moment(index=True)


def key(web_secret: str, kind: str, *parts: str) -> str:
    """The digest under which `parts` (an address, a reference) are slowed for `kind`."""
    secret = sealing.derive(web_secret.encode(), "throttle")
    text = "|".join((kind, *parts)).encode("utf-8", "surrogatepass")
    return hmac.new(secret, text, hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Count:
    """What is counted: under `key`, `limit` tries are let through in `seconds`."""

    key: str
    limit: int
    seconds: int

    @property
    def each(self) -> timedelta:
        """What one try takes to be worked off."""
        return timedelta(seconds=self.seconds / self.limit)


@dataclass(frozen=True)
class Counted:
    """What `hit_all` found: the seconds to wait (0 to go on), and whether other tries came before.

    `is_guessing`: something under one of the keys is not worked off yet.
    """

    wait: int
    is_guessing: bool


def networks(address: str | None) -> tuple[tuple[str, int], ...]:
    """The networks to slow for an Internet address, each with how many homes it stands for.

    IPv4: the address itself.  IPv6: its /64, which one home shares; its /56, which a provider gives
    one customer; its /48, which it gives a large one (RIPE-690).  Many small networks of one
    large one are slowed together.  What is no address is one network.
    """
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return (("", 1),)
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return tuple((str(ip_network((parsed, size), strict=False)), homes)
                     for size, homes in _HOMES.items())  # fmt: skip
    return ((str(getattr(parsed, "ipv4_mapped", None) or parsed), 1),)


def counts_of_networks(
    web_secret: str, kind: str, address: str | None, limit: int, seconds: int
) -> tuple[Count, ...]:
    """What is counted for `address`: `limit` for one home, more for a network of many."""
    return tuple(
        Count(key(web_secret, kind, network), limit * homes, seconds)
        for network, homes in networks(address)
    )


def hit_all(counts: Iterable[Count]) -> Counted:
    """Count one try under every key, or, if it must wait for any of them, under none."""
    ordered = sorted(counts, key=lambda count: count.key)  # two at once lock them in one order
    with db.write(db.frontdoor):
        Throttle.insert_many(
            [{"id": count.key, "free_at": _NONE} for count in ordered]
        ).on_conflict_ignore().execute()
        keys = [count.key for count in ordered]
        rows = db.locked(Throttle.select().where(Throttle.id.in_(keys)).order_by(Throttle.id))
        free_at = {row.id: row.free_at for row in rows}
        now = clock.now()
        waiting = max(_wait(free_at[count.key], count.limit, count.seconds) for count in ordered)
        if not waiting:
            for count in ordered:
                moment = max(free_at[count.key], now) + count.each
                Throttle.update(free_at=moment).where(Throttle.id == count.key).execute()
    return Counted(waiting, any(moment > now for moment in free_at.values()))


def give_back(counts: Iterable[Count]) -> None:
    """Take one counted try back from each key, since it was right."""
    with db.write(db.frontdoor):
        for count in sorted(counts, key=lambda count: count.key):
            row = db.locked(Throttle.select().where(Throttle.id == count.key)).first()
            if row is not None:
                Throttle.update(free_at=row.free_at - count.each).where(
                    Throttle.id == count.key
                ).execute()


def hit(key: str, limit: int, seconds: int) -> int:
    """Count a try under `key`, of which `limit` are let through in `seconds`.

    Returns the seconds to wait, 0 to go on.  A try that must wait is not counted.
    """
    return hit_all([Count(key, limit, seconds)]).wait


def wait_all(counts: Iterable[Count]) -> int:
    """The seconds to wait before the next try under all the keys, without counting one."""
    return max(wait(count.key, count.limit, count.seconds) for count in counts)


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
