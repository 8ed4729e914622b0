"""What phrases for a day mean: each function gives every date its phrase can mean.

Dates in the past may be among them; the reader drops those. Where people differ, both
answers are given, and the reader then has none.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from db.domain.when.setting import Setting

Numbers = Mapping[str, int]
"""The placeholders of a phrase -> the number that stood there, e.g. ``weekday`` -> 1."""

DayMeaning = Callable[[Numbers, Setting], Iterator[dt.date]]

_MONDAY: Final = 0
_FRIDAY: Final = 4
_SUNDAY: Final = 6
_WEEK_STARTS: Final = (_MONDAY, _SUNDAY)
_ALWAYS: Final = (24, 7)
_LONGEST_UNSAID_YEAR: Final = 270
_MOST_MONTHS: Final = 24
_WEEK = dt.timedelta(days=7)


def today(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """Today, even when the clinic is closed."""
    yield setting.today


def tomorrow(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The calendar day after today."""
    yield _ahead(setting, 1)


def day_after_tomorrow(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The second calendar day from now."""
    yield _ahead(setting, 2)


def next_open_day(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The first open day after today."""
    yield setting.hours.next_open_day(setting.today)


def in_days(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """Calendar days, as people count them."""
    if numbers["number"]:
        yield _ahead(setting, numbers["number"])


def in_days_of_spanish(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """As ``in_days``; "ocho días" is also a week and "quince días" two weeks."""
    yield from in_days(numbers, setting)
    if numbers["number"] in (8, 15):
        yield _ahead(setting, numbers["number"] - 1)


def in_working_days(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """Open days of this clinic; today never counts."""
    if numbers["number"]:
        yield setting.hours.add_working_days(setting.today, numbers["number"])


def in_weeks(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The same weekday; one week when no number is said."""
    if count := numbers.get("number", 1):
        yield _ahead(setting, 7 * count)


def in_fortnights(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The same weekday, two weeks for each."""
    if count := numbers.get("number", 1):
        yield _ahead(setting, 14 * count)


def in_months(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The same day of the month, or the month's last when it has no such day."""
    count = numbers["number"]
    if 1 <= count <= _MOST_MONTHS:
        years, month = divmod(setting.today.month - 1 + count, 12)
        year = setting.today.year + years
        last = calendar.monthrange(year, month + 1)[1]
        yield dt.date(year, month + 1, min(setting.today.day, last))


def weeks_after_tomorrow(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """Whole weeks from tomorrow."""
    if count := numbers.get("number", 1):
        yield _ahead(setting, 7 * count + 1)


def weeks_after_weekday(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """Counts from the coming one; on that very weekday from today or from the one after."""
    ahead = (numbers["weekday"] - setting.today.weekday()) % 7
    weeks = numbers.get("number", 1)
    if weeks:
        yield _ahead(setting, ahead + 7 * weeks)
    if not ahead:
        yield _ahead(setting, 7 + 7 * weeks)


def weekday(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The coming one. On that very weekday: today, unless the clinic has closed, or in a week."""
    ahead = (numbers["weekday"] - setting.today.weekday()) % 7
    if ahead or not setting.is_over_for_today:
        yield _ahead(setting, ahead)
    if not ahead:
        yield _ahead(setting, 7)


def coming_weekday(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The first one after today."""
    yield _ahead(setting, (numbers["weekday"] - setting.today.weekday() - 1) % 7 + 1)


def this_weekday(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The one of this week, whichever day weeks begin on; once it is over, the coming one."""
    days = [day for day in _in_week(numbers["weekday"], 0, setting) if day >= setting.today]
    yield from days or coming_weekday(numbers, setting)


def next_weekday(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """On a Monday "next Tuesday" is tomorrow to some and in eight days to others: both."""
    yield from coming_weekday(numbers, setting)
    yield from weekday_of_next_week(numbers, setting)


def weekday_of_next_week(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """On a Sunday there are two: people's weeks differ by the day they begin on."""
    yield from _in_week(numbers["weekday"], 1, setting)


def week_ahead(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The first open day of next week, or of the ``number``-th from this."""
    for start in _WEEK_STARTS:
        yield setting.hours.open_day_from(
            _week_begin(setting.today, start) + numbers.get("number", 1) * _WEEK
        )


def week_after_next(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The first open day of the week after next."""
    yield from week_ahead({"number": 2}, setting)


def soonest(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """Today while the clinic is open or still to open, else the next open day."""
    over = setting.is_over_for_today
    yield (setting.hours.next_open_day if over else setting.hours.open_day_from)(setting.today)


def end_of_week(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The last open day up to Friday, and the last of all: some clinics open on Saturday."""
    monday = _week_begin(setting.today, _MONDAY) + numbers.get("number", 0) * _WEEK
    first = max(monday, setting.today)
    days = [monday + dt.timedelta(days=count) for count in range(7)]
    open_days = [day for day in days if day >= first and setting.hours.is_open_on(day)]
    yield from [day for day in open_days if day.weekday() <= _FRIDAY][-1:]
    yield from open_days[-1:]


def end_of_next_week(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """As ``end_of_week``, a week later."""
    yield from end_of_week({"number": 1}, setting)


def end_of_month(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The last open day of this month."""
    length = calendar.monthrange(setting.today.year, setting.today.month)[1]
    first_of_next = setting.today.replace(day=length) + dt.timedelta(days=1)
    yield setting.hours.previous_open_day(first_of_next)


def end_of_named_month(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The last open day of the coming one of that name; of this month while it lasts."""
    ahead = (numbers["month"] - setting.today.month) % 12
    years, month = divmod(setting.today.month - 1 + ahead + 1, 12)
    first_of_next = dt.date(setting.today.year + years, month + 1, 1)
    last = setting.hours.previous_open_day(first_of_next)
    if last <= _ahead(setting, _LONGEST_UNSAID_YEAR):
        yield last


def day_of_month(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The coming one; on that very day today or the one after."""
    coming = [day for day in _months_with(numbers["day"], setting) if day >= setting.today]
    yield from coming[: 2 if coming and coming[0] == setting.today else 1]


def weekday_and_day(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The coming one, if it falls on that weekday."""
    coming = [day for day in _months_with(numbers["day"], setting) if day >= setting.today]
    yield from on_weekday(coming[:1], numbers)


def date(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """A day of a month. Without a year the coming one, but not one that has just gone by."""
    year = numbers.get("year")
    years = (setting.today.year, setting.today.year + 1) if year is None else (year,)
    days = [
        day
        for of_year in years
        for day in calendar_dates(of_year, numbers["month"], numbers["day"])
        if day >= setting.today
    ]
    if year is None:
        latest = _ahead(setting, _LONGEST_UNSAID_YEAR)
        days = [day for day in days[:1] if day <= latest]
    yield from on_weekday(days, numbers)


def date_in_figures(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """12/4 in the order of this country; 24/12 in the only order that makes sense."""
    if found := ordered(numbers, setting):
        yield from date(found, setting)


def date_with_dots(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """7.12. comes from where the day stands first, whatever the order of this country: both."""
    yield from date_in_figures(numbers, setting)
    yield from date_in_figures(numbers, replace(setting, day_first=True))


def ordered(numbers: Numbers, setting: Setting) -> Numbers | None:
    """Return figures with a stroke between them as ``day`` and ``month``; None for 24/7."""
    first, second = numbers["first"], numbers["second"]
    if (first, second) == _ALWAYS:
        return None
    day, month = (first, second) if setting.day_first else (second, first)
    if month > 12:
        day, month = month, day
    return {**numbers, "day": day, "month": month}


def _ahead(setting: Setting, days: int) -> dt.date:
    return setting.today + dt.timedelta(days=days)


def _week_begin(day: dt.date, start: int) -> dt.date:
    return day - dt.timedelta(days=(day.weekday() - start) % 7)


def _in_week(of_weekday: int, weeks: int, setting: Setting) -> Iterator[dt.date]:
    for start in _WEEK_STARTS:
        begin = _week_begin(setting.today, start) + weeks * _WEEK
        yield begin + dt.timedelta(days=(of_weekday - start) % 7)


def _months_with(day: int, setting: Setting) -> Iterator[dt.date]:
    """That day of this month and of the three after it, where they have it."""
    for count in range(4):
        years, month = divmod(setting.today.month - 1 + count, 12)
        yield from calendar_dates(setting.today.year + years, month + 1, day)


def calendar_dates(year: int, month: int, day: int) -> Iterator[dt.date]:
    """The date, or nothing when there is no such date. Two figures are a year of this century."""
    try:
        yield dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return


def on_weekday(days: list[dt.date], numbers: Numbers) -> list[dt.date]:
    """The days that fall on the weekday that was named, if one was."""
    named = numbers.get("weekday")
    return [day for day in days if named is None or day.weekday() == named]
