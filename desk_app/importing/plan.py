"""How a sheet is to be read, guessed at first, and what comes of it: rows, and rows kept aside."""

from __future__ import annotations

import csv
import enum
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from db.domain.importing import ImportedRow
from desk_app.importing.book import Row, Sheet
from desk_app.importing.columns import guess, heading_row
from desk_app.importing.days import LONGEST_DAY, DayOrder, orders_that_fit, year_in
from desk_app.importing.heading_words import Field
from desk_app.importing.values import ClinicWords


@dataclass(frozen=True, slots=True)
class Plan:
    """How a sheet is read; all of it can be changed.

    Attributes:
        heading: place of the row of headings; None where there is none.
        order: None where both fit and somebody has to say.
    """

    heading: int | None
    columns: tuple[Field, ...]
    order: DayOrder | None
    year: int | None = None

    @property
    def is_log(self) -> bool:
        """Whether rows are conversations, and not only people."""
        return Field.DAY in self.columns


class Fault(enum.Enum):
    """Why a row is kept aside, each with a sentence of the screen."""

    NO_NAME_OR_NUMBER = "no_name_or_number"
    NO_DAY = "no_day"
    NOT_A_DAY = "not_a_day"
    DAY_TO_COME = "day_to_come"
    TOO_LONG = "too_long"
    TOTAL = "total"
    NO_ROW = "no_row"


@dataclass(slots=True)
class Reading:
    """What a sheet comes to.

    Attributes:
        aside: place in the sheet and why, of each row that cannot be brought in.
        left_out: how many rows were blank, headings once more, or only a day.
        same_day: how many took the day of the row above.
        open: how many still wait for a next step.
        numbers: how many numbers there are.
    """

    rows: list[ImportedRow] = field(default_factory=list)
    aside: list[tuple[int, Fault]] = field(default_factory=list)
    left_out: int = 0
    same_day: int = 0
    open: int = 0
    numbers: int = 0

    @property
    def needs_a_look(self) -> bool:
        """Whether rows were kept aside that may be somebody."""
        return any(why not in (Fault.TOTAL, Fault.NO_ROW) for _place, why in self.aside)


def planned(sheet: Sheet, clinic: ClinicWords) -> Plan:
    """Guess how a sheet is to be read."""
    return planned_below(sheet, heading_row(sheet.rows), clinic)


def planned_below(sheet: Sheet, heading: int | None, clinic: ClinicWords) -> Plan:
    """Guess it with the row of headings as somebody chose it."""
    body = sheet.rows[0 if heading is None else heading + 1 :]
    columns = guess(None if heading is None else sheet.rows[heading], body, clinic)
    above = " ".join(cell for row in sheet.rows[: heading or 0] for cell in row)
    plan = Plan(heading, columns, None, year_in(sheet.name) or year_in(above))
    return replace(plan, order=order_of(sheet, plan, clinic))


def with_order(plan: Plan, order: DayOrder) -> Plan:
    """Return the plan with the order of days as somebody said it."""
    return replace(plan, order=order)


def order_of(sheet: Sheet, plan: Plan, clinic: ClinicWords) -> DayOrder | None:
    """Return in which order days are to be read; None where nothing decides."""
    if not plan.is_log:
        return DayOrder.DAY_FIRST
    fitting = orders_that_fit(day_cells(sheet, plan), latest=clinic.today)
    return fitting.pop() if len(fitting) == 1 else None


def day_cells(sheet: Sheet, plan: Plan) -> list[str]:
    """Return what stands in the column of days."""
    column = plan.columns.index(Field.DAY)
    start = 0 if plan.heading is None else plan.heading + 1
    cells = (row[column] for row in sheet.rows[start:] if column < len(row))
    return [cell for cell in cells if 0 < len(cell) <= LONGEST_DAY]


def aside_csv(sheet: Sheet, plan: Plan, kept: Sequence[tuple[int, str]]) -> bytes:
    """Return the rows that were kept aside as they stood, with the reason in a last column.

    Args:
        kept: place in the sheet and the reason in words.
    """
    width = len(plan.columns)

    def wide(row: Row, last: str) -> Row:
        return [*row[:width], *[""] * (width - len(row)), last]

    text = io.StringIO()
    writer = csv.writer(text)
    if plan.heading is not None:
        writer.writerow(wide(sheet.rows[plan.heading], "?"))
    writer.writerows(wide(sheet.rows[place], reason) for place, reason in kept)
    return text.getvalue().encode("utf-8-sig")
