"""Time: stored in UTC, lived in the policy's zone, and rightly over the change of the clocks."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from shared.base import clock

ZONE = "America/Chicago"
T = datetime.fromisoformat


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "source", lambda: moment)


def test_now_is_naive_utc_to_the_microsecond(monkeypatch):
    east = timezone(timedelta(hours=13))
    at(monkeypatch, datetime(2026, 3, 3, 5, 30, 1, 234567, tzinfo=east))
    assert clock.now() == T("2026-03-02 16:30:01.234567")


def test_now_by_itself_is_the_present_whatever_the_machine_s_zone():
    before = datetime.now(UTC).replace(tzinfo=None)
    now = clock.now()
    after = datetime.now(UTC).replace(tzinfo=None)
    assert before <= now <= after
    assert now.tzinfo is None


@pytest.mark.parametrize(
    ("stored", "lived"),
    [
        (T("2026-01-15 05:59:00"), T("2026-01-14 23:59:00")),
        (T("2026-07-15 04:59:00"), T("2026-07-14 23:59:00")),
        # The clocks go forward on 8 March 2026 and back on 1 November 2026, at 2 in the morning.
        (T("2026-03-08 07:59:59"), T("2026-03-08 01:59:59")),
        (T("2026-03-08 08:00:00"), T("2026-03-08 03:00:00")),
        (T("2026-11-01 06:30:00"), T("2026-11-01 01:30:00")),
        (T("2026-11-01 07:30:00"), T("2026-11-01 01:30:00").replace(fold=1)),
        (T("2026-11-01 08:00:00"), T("2026-11-01 02:00:00")),
    ],
)
def test_local_is_the_wall_time_of_the_zone(stored, lived):
    there = clock.local(stored, ZONE)
    assert (there.replace(tzinfo=None), there.fold) == (lived, lived.fold)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (T("2026-03-08 05:59:59"), date(2026, 3, 7)),
        (T("2026-03-08 06:00:00"), date(2026, 3, 8)),
        (T("2026-03-09 04:59:59"), date(2026, 3, 8)),  # a day of 23 hours
        (T("2026-03-09 05:00:00"), date(2026, 3, 9)),
        (T("2026-11-02 05:59:59"), date(2026, 11, 1)),  # a day of 25 hours
        (T("2026-11-02 06:00:00"), date(2026, 11, 2)),
        (T("2028-02-29 18:00:00"), date(2028, 2, 29)),
    ],
)
def test_today_is_the_day_people_are_living_in(monkeypatch, moment, day):
    at(monkeypatch, moment.replace(tzinfo=UTC))
    assert clock.today(ZONE) == day
