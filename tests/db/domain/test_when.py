import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.domain.hours import OpeningHours, Period
from db.domain.when import (
    DaysAway,
    Note,
    QuickChoice,
    When,
    days_away,
    quick_when,
    read_when,
    readings,
    step_day,
    to_instant,
)

ZONE = ZoneInfo("America/New_York")
DAY = (Period(dt.time(9), dt.time(17)),)
OFFICE = OpeningHours(dict.fromkeys(range(5), DAY), {dt.date(2026, 11, 26): "Thanksgiving"})
MONDAY = dt.date(2026, 11, 23)
NOW = dt.datetime(2026, 11, 23, 10, 42, tzinfo=ZONE)

ENGLISH = """
mon tue friday sunday tomorrow today next this coming week weeks day days in a an the of on at by
after before between and to from am pm noon morning afternoon tonight eod end month dec nov jan feb
hour minutes half past quarter working
"""
SPANISH = """
lunes martes mar mañana pasado hoy por la las el que viene tarde noche de en dentro dias semana
proximo entre y media a primera hora diciembre
"""
FIGURES = """
1 2 3 4 9 11 12 15 24 30 31 99 2026 2027 1st 12th 12/4 3pm 15:00 2-4 1530 +3 + - / : .
"""
WORDS = [*ENGLISH.split(), *SPANISH.split(), *FIGURES.split()]
PHRASES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
MOMENTS = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2090, 1, 1), timezones=st.just(ZONE))
TIMES = st.integers(0, 23).map(dt.time)


@st.composite
def opening_hours(draw: st.DrawFn) -> OpeningHours:
    first, last = sorted(draw(st.lists(TIMES, min_size=2, max_size=2, unique=True)))
    weekdays = draw(st.sets(st.integers(0, 6), min_size=1))
    return OpeningHours(dict.fromkeys(weekdays, (Period(first, last),)))


@given(st.text() | PHRASES, MOMENTS, opening_hours(), st.booleans())
@settings(max_examples=1000, deadline=None)
def test_any_text_at_any_moment_is_safe(typed, now, hours, day_first):
    answer = read_when(typed, now=now, hours=hours, day_first=day_first)
    found = readings(typed, now=now, hours=hours, day_first=day_first)
    assert answer == (found[0] if len(found) == 1 else None)
    minute = now.time().replace(second=0, microsecond=0)
    for when in found:
        assert when.day >= now.date()
        if when.day == now.date():
            assert all(time is None or time >= minute for time in (when.starts, when.ends))
        if when.starts and when.ends:
            assert when.starts < when.ends
        assert (Note.CLOSED_THAT_DAY in when.notes) == (not hours.is_open_on(when.day))
        if when.starts and hours.is_open_on(when.day):
            inside = hours.is_open_at(when.day, when.starts)
            assert inside or Note.OUTSIDE_HOURS in when.notes


@given(st.sampled_from(["tue", "fri 3pm", "tomorrow", "+2", "12 dec", "mañana a las 4"]), st.text())
@settings(deadline=None)
def test_a_word_too_many_gets_no_answer(phrase, extra):
    tail = f"zz{extra}"
    assert read_when(f"{phrase} {tail}", now=NOW, hours=OFFICE) is None
    assert read_when(f"{tail} {phrase}", now=NOW, hours=OFFICE) is None


def test_words_with_two_meanings_give_both_to_choose_from():
    found = readings("next tue", now=NOW, hours=OFFICE)
    assert [when.day for when in found] == [dt.date(2026, 11, 24), dt.date(2026, 12, 1)]


def test_a_naive_clock_is_refused():
    with pytest.raises(ValueError, match="aware"):
        read_when("tue", now=NOW.replace(tzinfo=None), hours=OFFICE)


def test_hours_from_now_are_real_hours_when_the_clock_changes():
    before_spring = dt.datetime(2027, 3, 14, 1, 30, tzinfo=ZONE)
    answer = read_when("in 2 hours", now=before_spring, hours=OFFICE)
    assert answer is not None
    assert answer.starts == dt.time(4, 30)


@pytest.mark.parametrize(
    ("opens", "closes", "meant"),
    [(11, 19, dt.time(15)), (9, 17, dt.time(15)), (2, 10, dt.time(3)), (2, 17, None)],
)
def test_an_hour_alone_is_the_one_at_which_the_clinic_is_open(opens, closes, meant):
    hours = OpeningHours({1: (Period(dt.time(opens), dt.time(closes)),)})
    answer = read_when("tue 3", now=NOW, hours=hours)
    assert (answer and answer.starts) == meant


def test_the_order_of_day_and_month_follows_the_country():
    spring = NOW.replace(year=2027, month=3)
    us = read_when("4/5", now=spring, hours=OFFICE)
    spain = read_when("4/5", now=spring, hours=OFFICE, day_first=True)
    assert us is not None
    assert spain is not None
    assert (us.day, spain.day) == (dt.date(2027, 4, 5), dt.date(2027, 5, 4))


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        (QuickChoice.TOMORROW, dt.date(2026, 11, 24)),
        (QuickChoice.THREE_WORKING_DAYS, dt.date(2026, 11, 27)),
        (QuickChoice.NEXT_WEEK, dt.date(2026, 11, 30)),
    ],
)
def test_chips_give_open_days(choice, day):
    assert quick_when(choice, now=NOW, hours=OFFICE) == When(day)


def test_stepping_goes_over_closed_days_and_keeps_the_time():
    wednesday = When(dt.date(2026, 11, 25), dt.time(15))
    friday = step_day(wednesday, 1, now=NOW, hours=OFFICE)
    assert friday == When(dt.date(2026, 11, 27), dt.time(15))
    assert step_day(friday, -1, now=NOW, hours=OFFICE) == wednesday


def test_stepping_back_stops_at_today_and_drops_a_time_that_is_over():
    tuesday = When(dt.date(2026, 11, 24), dt.time(9))
    today = step_day(tuesday, -1, now=NOW, hours=OFFICE)
    assert today == When(MONDAY)
    assert step_day(today, -1, now=NOW, hours=OFFICE) == today
    assert step_day(When(dt.date(2026, 11, 26)), -9, now=NOW, hours=OFFICE).day == MONDAY


def test_stepping_clears_and_sets_notes():
    thanksgiving = When(dt.date(2026, 11, 26), notes=(Note.CLOSED_THAT_DAY,))
    assert step_day(thanksgiving, 1, now=NOW, hours=OFFICE).notes == ()


@given(st.integers(-40, 40), st.integers(-40, 400), opening_hours(), MOMENTS)
@settings(deadline=None)
def test_steps_never_leave_today_behind_and_never_turn_round(offset, steps, hours, now):
    start = When(now.date() + dt.timedelta(days=abs(offset)))
    moved = step_day(start, steps, now=now, hours=hours)
    assert moved.day >= now.date()
    assert (moved.day >= start.day) if steps > 0 else (moved.day <= start.day)


@pytest.mark.parametrize(
    ("day", "facts"),
    [
        (dt.date(2026, 11, 22), DaysAway(-1, -1, same_year=True)),
        (MONDAY, DaysAway(0, 0, same_year=True)),
        (dt.date(2026, 11, 29), DaysAway(6, 0, same_year=True)),
        (dt.date(2026, 11, 30), DaysAway(7, 1, same_year=True)),
        (dt.date(2027, 1, 4), DaysAway(42, 6, same_year=False)),
    ],
)
def test_how_far_a_day_lies_is_told_in_facts(day, facts):
    assert days_away(day, today=MONDAY) == facts


@pytest.mark.parametrize(
    ("local", "instant"),
    [
        ("2027-01-05T15:00", "2027-01-05T20:00"),
        ("2027-07-05T15:00", "2027-07-05T19:00"),
        ("2027-03-14T02:30", "2027-03-14T07:30"),
        ("2027-11-07T01:30", "2027-11-07T05:30"),
    ],
)
def test_a_time_on_the_clinics_clock_is_one_instant(local, instant):
    moment = dt.datetime.fromisoformat(local)
    expected = dt.datetime.fromisoformat(instant).replace(tzinfo=dt.UTC)
    assert to_instant(moment.date(), moment.time(), ZONE) == expected
