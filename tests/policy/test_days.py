"""Due days: the last working day within the time, so that a promise of days is kept."""

from datetime import date, timedelta

import pytest

from shared import policy

HOURS = policy.current().contact_hours
FRIDAY = date(2026, 3, 6)


@pytest.mark.law_12
@pytest.mark.parametrize(
    ("days", "due"),
    [
        (5, date(2026, 3, 11)),  # a Wednesday
        (2, date(2026, 3, 9)),  # none within: the next, a Monday
        (1, date(2026, 3, 9)),
        (8, date(2026, 3, 13)),  # Saturday would be too late, if Friday is within
    ],
)
def test_due_day_is_a_working_day_within_the_time(days, due):
    assert HOURS.last_within(timedelta(days=days), FRIDAY) == due


def test_hours_count_as_days():
    assert HOURS.last_within(timedelta(hours=24), date(2026, 3, 3)) == date(2026, 3, 4)


def test_policy_names_its_deadlines():
    assert policy.current().due("acknowledgement", FRIDAY) == date(2026, 3, 11)
    with pytest.raises(KeyError):
        policy.current().due("never", FRIDAY)
