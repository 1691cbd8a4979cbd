"""The only source of time.

Times are stored in UTC, without an offset, to the microsecond; the policy's zone is used for
people's days and hours.  Tests set `source` to a function of their own.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def _system() -> datetime:
    return datetime.now(UTC)


source: Callable[[], datetime] = _system


def now() -> datetime:
    """The present moment as naive UTC, as it is stored."""
    return source().astimezone(UTC).replace(tzinfo=None)


def local(moment: datetime, zone: str) -> datetime:
    """A stored moment in the wall time of `zone` (an IANA name)."""
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))


def today(zone: str) -> date:
    """The calendar day people in `zone` are living in."""
    return local(now(), zone).date()
