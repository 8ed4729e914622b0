"""What phrases for a day gone by mean; the counterpart of ``days``.

Days to come may be among the answers; the reader drops those. Where people differ, both
answers are given, and the reader then has none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from db.domain.when.days import Numbers, calendar_dates, on_weekday, ordered
from db.domain.when.setting import Setting

_MONDAY: Final = 0
_SUNDAY: Final = 6
_MONTHS_BACK: Final = 3
_LONGEST_UNSAID_YEAR: Final = 270


def today(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """Today, as far as it has gone."""
    yield setting.today


def yesterday(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The calendar day before today."""
    yield _back(setting, 1)


def day_before_yesterday(_: Numbers, setting: Setting) -> Iterator[dt.date]:
    """Two calendar days ago."""
    yield _back(setting, 2)


def days_ago(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """Calendar days, as people count them."""
    if numbers["number"]:
        yield _back(setting, numbers["number"])


def days_ago_in_spanish(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """As ``days_ago``; "ocho días" is also a week and "quince días" two weeks."""
    yield from days_ago(numbers, setting)
    if numbers["number"] in (8, 15):
        yield _back(setting, numbers["number"] - 1)


def weeks_ago(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The same weekday."""
    if numbers["number"]:
        yield _back(setting, 7 * numbers["number"])


def weekday(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The latest one; on that very weekday today or a week ago."""
    back = (setting.today.weekday() - numbers["weekday"]) % 7
    yield _back(setting, back)
    if not back:
        yield _back(setting, 7)


def this_weekday(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The one of this week, whenever a week begins."""
    yield from _in_week(numbers["weekday"], 0, setting)


def last_weekday(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The one before today; to others the one of last week."""
    yield _back(setting, (setting.today.weekday() - numbers["weekday"] - 1) % 7 + 1)
    yield from _in_week(numbers["weekday"], -1, setting)


def weekday_of_last_week(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The one of last week, whenever a week begins."""
    yield from _in_week(numbers["weekday"], -1, setting)


def day_of_month(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The latest one; on that very day today or the one before."""
    gone = _latest_with(numbers["day"], setting)
    yield from gone[: 2 if gone and gone[0] == setting.today else 1]


def weekday_and_day(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """The latest one, if it fell on that weekday."""
    yield from on_weekday(_latest_with(numbers["day"], setting)[:1], numbers)


def date(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """A day of a month. Without a year the latest one, but not one that is soon to come again."""
    year = numbers.get("year")
    years = (setting.today.year, setting.today.year - 1) if year is None else (year,)
    days = [
        day
        for of_year in years
        for day in calendar_dates(of_year, numbers["month"], numbers["day"])
        if day <= setting.today
    ]
    if year is None:
        earliest = _back(setting, _LONGEST_UNSAID_YEAR)
        days = [day for day in days[:1] if day >= earliest]
    yield from on_weekday(days, numbers)


def date_in_figures(numbers: Numbers, setting: Setting) -> Iterator[dt.date]:
    """11/20 in the order of this country, or in the only order that makes sense."""
    if found := ordered(numbers, setting):
        yield from date(found, setting)


def _back(setting: Setting, days: int) -> dt.date:
    return setting.today - dt.timedelta(days=days)


def _in_week(of_weekday: int, weeks: int, setting: Setting) -> Iterator[dt.date]:
    for start in (_MONDAY, _SUNDAY):
        begin = setting.today - dt.timedelta(days=(setting.today.weekday() - start) % 7)
        yield begin + dt.timedelta(days=7 * weeks + (of_weekday - start) % 7)


def _latest_with(day: int, setting: Setting) -> list[dt.date]:
    """That day of this month and of those before it, where they have it; the latest first."""
    found: list[dt.date] = []
    for count in range(_MONTHS_BACK + 1):
        years, month = divmod(setting.today.month - 1 - count, 12)
        found += calendar_dates(setting.today.year + years, month + 1, day)
    return [each for each in found if each <= setting.today]
