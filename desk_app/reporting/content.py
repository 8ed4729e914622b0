"""What the reports page is given to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk_app.widgets.chart_rows import Bar, HourCell


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure that stands large, what it is about, and what it was before if it was.

    Attributes:
        key: what lists the enquiries behind it; None where there are none.
    """

    figure: str
    words: str
    earlier: str
    key: object = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title.

    Attributes:
        hint: what the bars mean beyond their labels; shown small.
        rows: the same figures for a spreadsheet: a label and the figures of ``EXPORTED``.
    """

    title: str
    bars: Sequence[Bar]
    rows: Sequence[tuple[str | int | None, ...]]
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """When enquiries come in; ``cells`` has a row for each day, a cell for each hour."""

    title: str
    days: Sequence[str]
    hours: Sequence[str]
    cells: Sequence[Sequence[HourCell]]
    rows: Sequence[tuple[str | int | None, ...]]


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A report in ready words.

    Attributes:
        headline: how many, and how many more than before.
        legend: which days the thick and the thin bars stand for.
        is_empty: nothing was logged in these days, nor in those before.
        is_first: nothing was ever logged.
    """

    headline: str
    legend: str
    facts: Sequence[Fact]
    charts: Sequence[Chart]
    hours: Hours
    is_empty: bool
    is_first: bool
