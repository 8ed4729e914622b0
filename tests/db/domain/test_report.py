"""Which days a report is compared with."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.report import Days


def days(first, last):
    return Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("now", "months", "before"),
    [
        (("2026-03-01", "2026-03-31"), 0, ("2026-02-01", "2026-02-28")),
        (("2026-01-01", "2026-03-31"), 0, ("2025-10-01", "2025-12-31")),
        (("2026-01-01", "2026-12-31"), 0, ("2025-01-01", "2025-12-31")),
        (("2026-03-01", "2026-03-06"), 0, ("2026-02-01", "2026-02-06")),
        (("2026-03-01", "2026-03-30"), 0, ("2026-02-01", "2026-02-28")),
        (("2026-02-01", "2026-02-28"), 0, ("2026-01-01", "2026-01-31")),
        (("2026-01-01", "2026-03-06"), 3, ("2025-10-01", "2025-12-06")),
        (("2025-03-07", "2026-03-06"), 12, ("2024-03-07", "2025-03-06")),
        (("2026-03-02", "2026-03-08"), 0, ("2026-02-23", "2026-03-01")),
        (("2026-03-06", "2026-03-06"), 0, ("2026-03-05", "2026-03-05")),
    ],
)
def test_compared_with_the_same_days_before(now, months, before):
    assert days(*now).before(months) == days(*before)


@given(first=st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), length=st.integers(0, 800))
def test_the_days_before_end_where_these_begin(first, length):
    these = Days(first, first + dt.timedelta(days=length))
    before = these.before()
    assert before.first <= before.last < first
    if first.day != 1:
        assert before.last + dt.timedelta(days=1) == first
        assert before.last - before.first == these.last - these.first
