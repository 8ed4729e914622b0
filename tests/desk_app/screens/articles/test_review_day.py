"""The next review: any usual way to say it, and never a guess."""

import datetime as dt

import pytest

from db.domain.hours import OpeningHours, Period
from desk_app.screens.articles.review_day import months_later, read_review_day

NOW = dt.datetime(2026, 3, 6, 10, 30, tzinfo=dt.UTC)
HOURS = OpeningHours({day: (Period(dt.time(9), dt.time(17)),) for day in range(6)})


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2027-03-06", dt.date(2027, 3, 6)),
        (" 2029-12-31 ", dt.date(2029, 12, 31)),
        ("12 months", dt.date(2027, 3, 6)),
        ("in 6 months", dt.date(2026, 9, 6)),
        ("2 years", dt.date(2028, 3, 6)),
        ("18m", dt.date(2027, 9, 6)),
        ("3 meses", dt.date(2026, 6, 6)),
        ("tomorrow", dt.date(2026, 3, 7)),
        ("2026-03-06", None),
        ("2020-01-01", None),
        ("0 months", None),
        ("500 years", None),
        ("2027-02-30", None),
        ("sometime", None),
        ("", None),
    ],
)
def test_a_day_is_read_or_it_is_not(typed, day):
    assert read_review_day(typed, now=NOW, hours=HOURS) == day


def test_a_month_that_is_too_short_ends_on_its_last_day():
    assert months_later(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)
    assert months_later(dt.date(2026, 12, 15), 1) == dt.date(2027, 1, 15)
    assert months_later(dt.date(2024, 2, 29), 12) == dt.date(2025, 2, 28)
