"""Closed days and reviews are typed like any other date, with or without a year."""

import datetime as dt

import pytest

from desk_app.screens.settings.typed_day import read_day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("25 december", dt.date(2026, 12, 25)),
        ("dec 25", dt.date(2026, 12, 25)),
        ("12/25", dt.date(2026, 12, 25)),
        ("1 january", dt.date(2027, 1, 1)),
        ("2026-12-25", dt.date(2026, 12, 25)),
        ("2020-12-25", dt.date(2020, 12, 25)),
        ("25 dec 2027", dt.date(2027, 12, 25)),
        ("tomorrow", dt.date(2026, 3, 7)),
        ("", None),
        ("whenever", None),
        ("31 february", None),
        ("12", None),
    ],
)
def test_a_day_is_read_or_not_at_all(desk, typed, day):
    found = read_day(typed, desk)
    assert found == day
