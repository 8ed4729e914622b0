"""Closed days and reviews: any usual way to say them, and never a guess."""

import datetime as dt

import pytest

from desk_app.typed_day import months_later, read_coming_day, read_day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25 december", dt.date(2026, 12, 25)),
        ("dec 25", dt.date(2026, 12, 25)),
        ("12/25", dt.date(2026, 12, 25)),
        ("1 january", dt.date(2027, 1, 1)),
        ("2026-12-25", dt.date(2026, 12, 25)),
        (" 2029-12-31 ", dt.date(2029, 12, 31)),
        ("2020-12-25", dt.date(2020, 12, 25)),
        ("25 dec 2027", dt.date(2027, 12, 25)),
        ("tomorrow", dt.date(2026, 3, 7)),
        ("12 months", dt.date(2027, 3, 6)),
        ("in 6 months", dt.date(2026, 9, 6)),
        ("2 years", dt.date(2028, 3, 6)),
        ("18m", dt.date(2027, 9, 6)),
        ("3 meses", dt.date(2026, 6, 6)),
        ("500 years", None),
        ("2027-02-30", None),
        ("31 february", None),
        ("sometime", None),
        ("12", None),
        ("", None),
    ],
)
def test_a_day_is_read_or_not_at_all(desk, typed, day):
    assert read_day(typed, desk) == day


@pytest.mark.parametrize("typed", ["2026-03-06", "2020-01-01", "0 months", "sometime", ""])
def test_a_review_is_never_today_or_before(desk, typed):
    assert read_coming_day(typed, desk) is None


def test_a_review_is_any_day_to_come(desk):
    assert read_coming_day("tomorrow", desk) == dt.date(2026, 3, 7)
    assert read_coming_day("12 months", desk) == dt.date(2027, 3, 6)


def test_a_month_that_is_too_short_ends_on_its_last_day():
    assert months_later(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert months_later(dt.date(2026, 12, 15), 1) == dt.date(2027, 1, 15)
    assert months_later(dt.date(2024, 2, 29), 12) == dt.date(2025, 2, 28)
