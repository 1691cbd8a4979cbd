"""How long something may take, and on which days people work and are called."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from shared.policy.values import Text


@dataclass(frozen=True)
class Deadline:
    """How long something may take before a person is reminded; nothing is ever closed by it."""

    id: str
    label: Text
    source: str
    days: int = 0
    hours: int = 0

    @property
    def length(self) -> timedelta:
        return timedelta(days=self.days, hours=self.hours)


@dataclass(frozen=True)
class ContactHours:
    """When people may be called, in the policy's zone; days are mon, tue, …

    `closed`: holidays, on which nobody is called.
    """

    start: time
    end: time
    days: tuple[str, ...]
    source: str
    closed: tuple[date, ...] = ()

    def is_day_to_call(self, day: date) -> bool:
        """Whether people may be called on `day`."""
        name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()]
        return name in self.days and day not in self.closed

    def last_within(self, length: timedelta, since: date) -> date:
        """The last working day within `length` after `since`; if there is none, the next one."""
        days = max(1, -(-length // timedelta(days=1)))
        within = (since + timedelta(days=count) for count in range(days, 0, -1))
        later = (since + timedelta(days=count) for count in range(days, days + 15))
        working = (day for day in (*within, *later) if self.is_day_to_call(day))
        return next(working, since + timedelta(days=days))
