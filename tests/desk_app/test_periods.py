"""Days in words for the log: never silently wrong, never ahead."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.periods import NamedPeriod, Period, named_period, read_period

TODAY = dt.date(2026, 3, 6)


def day(month, number, year=2026):
    return dt.date(year, month, number)


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("today", TODAY, TODAY),
        ("yesterday", day(3, 5), day(3, 5)),
        ("ayer", day(3, 5), day(3, 5)),
        ("1 feb", day(2, 1), day(2, 1)),
        ("Feb 1", day(2, 1), day(2, 1)),
        ("1st february 2025", day(2, 1, 2025), day(2, 1, 2025)),
        ("3 de febrero", day(2, 3), day(2, 3)),
        ("12 mar", day(3, 12, 2025), day(3, 12, 2025)),
        ("2026-02-01", day(2, 1), day(2, 1)),
        ("2/14", day(2, 14), day(2, 14)),
        ("2/14/25", day(2, 14, 2025), day(2, 14, 2025)),
        ("february", day(2, 1), day(2, 28)),
        ("march", day(3, 1), day(3, 31)),
        ("dec", day(12, 1, 2025), day(12, 31, 2025)),
        ("feb 2024", day(2, 1, 2024), day(2, 29, 2024)),
        ("2025", day(1, 1, 2025), day(12, 31, 2025)),
        ("last 30 days", day(2, 5), TODAY),
        ("last 2 weeks", day(2, 21), TODAY),
        ("last 1 month", day(2, 7), TODAY),
        ("1 feb to 14 feb", day(2, 1), day(2, 14)),
        ("1 feb - 14 feb", day(2, 1), day(2, 14)),
        ("1 feb–14 feb", day(2, 1), day(2, 14)),
        ("nov to jan", day(11, 1, 2025), day(1, 31)),
        ("2024 to 2025", day(1, 1, 2024), day(12, 31, 2025)),
        ("1 feb until today", day(2, 1), TODAY),
    ],
)
def test_a_period_is_understood(typed, since, until):
    assert read_period(typed, today=TODAY, day_first=False) == Period(since, until)


@pytest.mark.parametrize(
    "typed",
    ["", "tue", "ma", "ju", "31 feb", "13/45", "last 0 days", "last 9999 years", "2025 to 2024",
     "0", "0000", "back pain", "1 feb to", "to 1 feb", "2/30", "feb 0000"],
)  # fmt: skip
def test_what_is_not_certain_is_not_understood(typed):
    assert read_period(typed, today=TODAY, day_first=False) is None


def test_the_clinic_says_whether_the_day_comes_first():
    assert read_period("1/2", today=TODAY, day_first=True).since == day(2, 1)
    assert read_period("1/2", today=TODAY, day_first=False).since == day(1, 2)


@given(st.text(max_size=20))
def test_no_text_makes_it_raise(typed):
    found = read_period(typed, today=TODAY, day_first=False)
    assert found is None or found.since <= found.until


def test_named_periods():
    assert named_period(NamedPeriod.THIS_WEEK, TODAY) == Period(day(3, 2), TODAY)
    assert named_period(NamedPeriod.LAST_MONTH, TODAY) == Period(day(2, 1), day(2, 28))
    assert named_period(NamedPeriod.THIS_MONTH, TODAY) == Period(day(3, 1), TODAY)
    assert named_period(NamedPeriod.THIS_QUARTER, TODAY) == Period(day(1, 1), TODAY)
    assert named_period(NamedPeriod.LAST_YEAR, TODAY) == Period(day(3, 7, 2025), TODAY)
