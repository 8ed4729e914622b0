"""Days as people wrote them down; which number is the month is decided over a whole column."""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from db.domain.words import fold


class DayOrder(enum.Enum):
    """Which number stands first in 12/03/26."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene januar jaenner janner janvier janv gennaio gen janeiro januari",
            "february feb febrero februar fevrier fevr fev febbraio fevereiro februari",
            "march mar marzo marz maerz mrz mars marco maart mrt",
            "april apr abril abr avril avr aprile",
            "may mayo mai maggio mag maio mei",
            "june jun junio juni juin giugno giu junho",
            "july jul julio juli juillet juil luglio lug julho",
            "august aug agosto ago aout augustus",
            "september sep sept septiembre setiembre septembre settembre set setembro",
            "october oct octubre oktober okt octobre ottobre ott outubro out",
            "november nov noviembre novembre novembro",
            "december dec diciembre dic dezember dez decembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY: Final = re.compile(
    r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|lun|mar(?=\.?\s+\d+[-/. ]+\d)|mie|jue|"
    r"vie|sab|dom|monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miercoles|"
    r"jueves|viernes|sabado|domingo|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|"
    r"freitag|samstag|sonnabend|sonntag|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche|gio|lunedi|martedi|mercoledi|giovedi|venerdi|domenica|seg|ter|qua|qui|sex|"
    r"ma|wo|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b[.,]?\s+(?=\S)"
)
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|((?:19|20)\d\d)(\d\d)(\d\d)")
_NUMBERS: Final = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})(?:\s?[-/. ]\s?(\d{4}|'?\d{2}))?")
_DAY_NAME: Final = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|o|\.)?(?: de|-|\s)?\s*({_MONTH})\.?"
    r"(?:,|-| de| del)?\s*(\d{4}|'?\d{2})?"
)
_NAME_DAY: Final = re.compile(
    rf"({_MONTH})\.?[\s-]*(\d{{1,2}})(?:st|nd|rd|th)?(?:,|-|\s)*\s*(\d{{4}}|'\d{{2}})?"
)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_ZERO: Final = dt.date(1899, 12, 30)
_SERIALS: Final = range(32_874, 55_153)  # 1990 to 2050
_CLOCK: Final = re.compile(
    r"[ t,]+(?:at |a las |um |a |alle |om )?(\d{1,2}[:.h]\d{2}.*|\d{1,2} ?(?:[ap]\.? ?m\.?|h|uhr))$"
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
LONGEST_DAY: Final = 80  # letters; a longer cell is no day
_CENTURY: Final = 2000
_EARLIEST: Final = 1980


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as its figures stand; ``order`` is None where it may be either.

    Attributes:
        one, two: day and month, in the order in which they stand where ``is_open``.
        year: None where it was not written.
    """

    one: int
    two: int
    year: int | None
    is_open: bool = False

    def read(self, order: DayOrder, *, year: int | None, latest: dt.date) -> dt.date | None:
        """Return the date; in the other order where there is none in this: some write either.

        Args: see ``as_date``.
        """
        other = next(each for each in DayOrder if each is not order)
        found = (self.as_date(each, year=year, latest=latest) for each in (order, other))
        return next(filter(None, found), None)

    def as_date(self, order: DayOrder, *, year: int | None, latest: dt.date) -> dt.date | None:
        """Return the date; None where there is none such.

        Args:
            year: where it was not written; None takes the last such day up to ``latest``.
        """
        day, month = self.one, self.two
        if self.is_open and order is DayOrder.MONTH_FIRST:
            day, month = month, day
        wanted = self.year if self.year is not None else year
        if wanted is not None:
            return _date(wanted, month, day)
        this_year = _date(latest.year, month, day)
        is_past = this_year is not None and this_year <= latest
        return this_year if is_past else _date(latest.year - 1, month, day)


def split_clock(cell: str) -> tuple[str, str]:
    """Part a day from a time behind it; either may be empty."""
    folded = " ".join(fold(cell).split())
    found = _CLOCK.search(folded)
    return (folded[: found.start()].strip(" ,"), found[1]) if found else (folded, "")


def read_day(cell: str) -> WrittenDay | None:
    """Return what is written; None where it is no day."""
    folded = _WEEKDAY.sub("", split_clock(cell)[0].strip())
    if found := _ISO.fullmatch(folded):
        year, month, day = map(int, filter(None, found.groups()))
        return _checked(day, month, year)
    if found := _DAY_NAME.fullmatch(folded):
        return _checked(int(found[1]), _MONTHS[found[2]], _year(found[3]))
    if found := _NAME_DAY.fullmatch(folded):
        return _checked(int(found[2]), _MONTHS[found[1]], _year(found[3]))
    if found := _NUMBERS.fullmatch(folded):
        return _numbers(int(found[1]), int(found[2]), _year(found[3]))
    if _SERIAL.fullmatch(folded) and int(float(folded)) in _SERIALS:
        date = _SERIAL_ZERO + dt.timedelta(days=int(float(folded)))
        return WrittenDay(date.day, date.month, date.year)
    return None


def looks_like_day(cell: str) -> bool:
    """Whether it is a day and could be nothing else, such as a number to call."""
    return len(cell) <= 40 and not _SERIAL.fullmatch(cell) and read_day(cell) is not None


def orders_that_fit(cells: Iterable[str], *, latest: dt.date) -> set[DayOrder]:
    """Return in which order a column can be read: both, where nothing decides.

    What decides: a 13 or more, a day after ``latest``, and in what order rows follow
    each other, since a log is written from one day to the next.
    """
    days = [day for cell in cells if (day := read_day(cell)) is not None]
    unsure = [day for day in days if day.is_open and day.one != day.two]
    if not any(max(day.one, day.two) <= _MONTHS_OF_A_YEAR for day in unsure):
        unsure = []  # each says by itself which is the month
    if not unsure:
        return {DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST} if not days else {_ANY}
    fitting = {order for order in DayOrder if _fits(unsure, order, latest)}
    if len(fitting) == 1:
        return fitting
    jumps = {}
    for order in DayOrder:
        dates = [day.as_date(order, year=None, latest=latest) for day in days]
        jumps[order] = _jumps([date for date in dates if date])
    calm = min(jumps.values())
    if len(days) >= _ENOUGH_ROWS and max(jumps.values()) > _CALMER * calm:
        return {order for order, days_jumped in jumps.items() if days_jumped == calm}
    return set(DayOrder)


_MONTHS_OF_A_YEAR: Final = 12
_ANY: Final = DayOrder.DAY_FIRST  # where every day reads the same in both
_ENOUGH_ROWS: Final = 6
_CALMER: Final = 3


def _fits(days: Sequence[WrittenDay], order: DayOrder, latest: dt.date) -> bool:
    dates = [day.as_date(order, year=None, latest=latest) for day in days]
    wrong = sum(date is None or date > latest for date in dates)
    return wrong <= len(days) // 50  # one slip of the pen does not turn a column round


def _jumps(dates: Sequence[dt.date]) -> int:
    """How many days a log would go to and fro: read the wrong way round, by whole months."""
    return sum(abs((two - one).days) for one, two in pairwise(dates)) + 1


def year_in(words: str) -> int | None:
    """Return the one year a sheet's name or heading speaks of."""
    years = set(_YEAR.findall(words))
    return int(years.pop()) if len(years) == 1 else None


def _numbers(one: int, two: int, year: int | None) -> WrittenDay | None:
    if max(one, two) > 31 or min(one, two) < 1 or min(one, two) > 12:
        return None
    if year is not None and not _EARLIEST <= year <= _CENTURY + 99:
        return None
    return WrittenDay(one, two, year, is_open=True)


def _checked(day: int, month: int, year: int | None) -> WrittenDay | None:
    whole = _date(year if year is not None else 2024, month, day)
    return WrittenDay(day, month, year) if whole else None


def _year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(written.lstrip("'"))
    return year if year > 99 else _CENTURY + year


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
