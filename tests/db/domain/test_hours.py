import datetime as dt

import pytest

from db.domain.hours import OpeningHours, Period

MORNING = Period(dt.time(9), dt.time(13))
AFTERNOON = Period(dt.time(14), dt.time(18))
THANKSGIVING = dt.date(2026, 11, 26)
HOURS = OpeningHours(
    {0: (MORNING, AFTERNOON), 3: (AFTERNOON,), 4: (MORNING,)}, {THANKSGIVING: "Thanksgiving"}
)
MONDAY = dt.date(2026, 11, 23)
FRIDAY = dt.date(2026, 11, 27)


def test_a_closed_day_is_closed_whatever_weekday_it_is():
    assert HOURS.is_open_on(THANKSGIVING - dt.timedelta(days=7))
    assert not HOURS.is_open_on(THANKSGIVING)
    assert HOURS.periods_on(THANKSGIVING) == ()
    assert HOURS.period_on(THANKSGIVING) is None


def test_a_weekday_without_periods_is_closed():
    assert not HOURS.is_open_on(dt.date(2026, 11, 24))


def test_the_clinic_is_open_from_opening_until_just_before_closing():
    assert HOURS.is_open_at(MONDAY, dt.time(9))
    assert not HOURS.is_open_at(MONDAY, dt.time(13))
    assert not HOURS.is_open_at(MONDAY, dt.time(13, 30))
    assert HOURS.period_on(MONDAY) == Period(dt.time(9), dt.time(18))


def test_open_days_are_counted_over_weekends_and_holidays():
    assert HOURS.next_open_day(MONDAY) == FRIDAY
    assert HOURS.previous_open_day(FRIDAY) == MONDAY
    assert HOURS.add_working_days(MONDAY, 2) == dt.date(2026, 11, 30)
    assert HOURS.open_day_from(MONDAY) == MONDAY
    assert HOURS.open_day_from(THANKSGIVING) == FRIDAY


def test_counting_starts_at_one():
    with pytest.raises(ValueError, match="count"):
        HOURS.add_working_days(MONDAY, 0)


@pytest.mark.parametrize(
    "week", [{}, {0: ()}, {7: (MORNING,)}, {0: (AFTERNOON, MORNING)}, {0: (MORNING, MORNING)}]
)
def test_a_week_that_makes_no_sense_is_refused(week):
    with pytest.raises(ValueError, match=r"open on one weekday|numbered|follow each other"):
        OpeningHours(week)


def test_a_period_must_end_after_it_begins():
    with pytest.raises(ValueError, match="end after"):
        Period(dt.time(9), dt.time(9))


def test_hours_survive_being_stored():
    assert OpeningHours.from_json(HOURS.to_json()) == HOURS


def test_working_days_agree_with_a_plain_count():
    day = MONDAY
    for count in range(1, 30):
        day = HOURS.add_working_days(MONDAY, count)
        between = [MONDAY + dt.timedelta(days=n) for n in range(1, (day - MONDAY).days + 1)]
        assert sum(HOURS.is_open_on(each) for each in between) == count
