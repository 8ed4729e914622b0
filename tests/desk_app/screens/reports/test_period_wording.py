"""Days, differences and lengths of time as the owner reads them."""

import datetime as dt

import pytest

from db.domain.report import Days
from desk_app.reporting.period_wording import change, compared, days_words, in_days, length
from desk_app.reporting.period_wording import percent as percent_of

TODAY = dt.date(2026, 3, 6)


@pytest.mark.parametrize(
    ("first", "last", "words", "sentence"),
    [
        ("2026-02-01", "2026-02-28", "February", "in February"),
        ("2025-10-01", "2025-10-31", "October 2025", "in October 2025"),
        ("2025-01-01", "2025-12-31", "2025", "in 2025"),
        ("2026-02-01", "2026-02-06", "1–6 February", "from 1 to 6 February"),
        ("2026-01-30", "2026-02-06", "30 Jan – 6 Feb", "from 30 January to 6 February"),
        (
            "2025-03-07",
            "2026-03-06",
            "7 Mar 2025 – 6 Mar 2026",
            "from 7 March 2025 to 6 March 2026",
        ),
        ("2026-03-05", "2026-03-05", "5 March", "on 5 March"),
    ],
)
def test_days(first, last, words, sentence):
    days = Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert days_words(days, today=TODAY) == words
    assert in_days(days, today=TODAY) == sentence


def test_differences():
    assert compared(48, 42, "in October") == "6 more than in October"
    assert compared(42, 48, "in October") == "6 fewer than in October"
    assert compared(4, 4, "in October") == "as many as in October"
    assert [change(8, 2), change(2, 8), change(2, 2)] == ["+6", "−6", "="]


def test_shares_of_nothing_are_none():
    assert [percent_of(1, 3), percent_of(0, 4), percent_of(0, 0)] == ["33 %", "0 %", "–"]


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (dt.timedelta(seconds=20), "0 min"),
        (dt.timedelta(minutes=25), "25 min"),
        (dt.timedelta(hours=3, minutes=20), "3 h 20 min"),
        (dt.timedelta(days=2, hours=4, minutes=9), "2 d 4 h"),
        (None, "–"),
    ],
)
def test_lengths_of_time(time, words):
    assert length(time) == words
