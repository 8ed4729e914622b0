"""The corpus of what stands on paper: a phrase without a moment in its row gets no answer."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.when import past_readings, read_past
from tests.db.domain.test_when import MOMENTS, OFFICE, WORDS, opening_hours
from tests.db.domain.test_when_phrases import SETTINGS

CORPUS = Path(__file__).parents[2] / "data" / "past_phrases.csv"
GONE_BY = [*WORDS, "yesterday", "ago", "last", "ayer", "hace", "anteayer", "minutes", "now"]
PHRASES = st.lists(st.sampled_from(GONE_BY), max_size=6).map(" ".join)


def rows():
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['setting']}: {row['typed']}")
def test_a_phrase_is_read_as_people_mean_it_or_not_at_all(row):
    now, hours, day_first = SETTINGS[row["setting"]]
    answer = read_past(row["typed"], now=now, hours=hours, day_first=day_first)
    if row["moment"]:
        meant = dt.datetime.fromisoformat(row["moment"])
        assert answer == meant.replace(tzinfo=now.tzinfo)
        assert answer.tzinfo is now.tzinfo
    else:
        assert answer is None


@given(st.text() | PHRASES, MOMENTS, opening_hours(), st.booleans())
@settings(max_examples=600, deadline=None)
def test_no_text_at_any_moment_is_read_as_something_to_come(typed, now, hours, day_first):
    found = past_readings(typed, now=now, hours=hours, day_first=day_first)
    answer = read_past(typed, now=now, hours=hours, day_first=day_first)
    assert answer == (found[0] if len(found) == 1 else None)
    assert list(found) == sorted(found, reverse=True)
    for moment in found:
        assert dt.timedelta() <= now.astimezone(dt.UTC) - moment.astimezone(dt.UTC)
        assert moment.second == 0


def test_a_day_without_a_time_is_no_moment():
    now = SETTINGS["willow monday"][0]
    for typed in ("yesterday", "fri", "nov 20", "ayer", "2 days ago", "today", ""):
        assert past_readings(typed, now=now, hours=OFFICE) == ()


def test_words_with_two_meanings_give_both_to_choose_from():
    now, hours, day_first = SETTINGS["willow monday"]
    found = past_readings("monday 9:30", now=now, hours=hours, day_first=day_first)
    assert [moment.day for moment in found] == [23, 16]


def test_the_hour_that_comes_twice_is_never_after_now():
    zone = SETTINGS["willow monday"][0].tzinfo
    first = dt.datetime(2026, 11, 1, 1, 45, tzinfo=zone)
    for now in (first, first.replace(fold=1)):
        for moment in past_readings("1:30am", now=now, hours=OFFICE):
            assert moment.astimezone(dt.UTC) <= now.astimezone(dt.UTC)
        ago = read_past("30 minutes ago", now=now, hours=OFFICE)
        assert now.astimezone(dt.UTC) - ago.astimezone(dt.UTC) == dt.timedelta(minutes=30)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        past_readings("yesterday 3pm", now=dt.datetime(2026, 3, 6, 10, 0), hours=OFFICE)
