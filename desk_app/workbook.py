"""A workbook (XLSX) of plain tables: words, figures and days, never something to compute."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from desk_app.spreadsheet import Cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What XML cannot hold.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']+")
_LONGEST_NAME: Final = 31
_LONGEST_CELL: Final = 32_767
_WIDEST: Final = 60
# Words stay words, whatever they look like.
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
_MADE: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the same rows give the same bytes

Table = tuple[str, Sequence[Sequence[Cell]]]
"""A sheet's name, and its rows with the headings first."""


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """Return a workbook with a sheet for each table."""
    import xlsxwriter  # noqa: PLC0415 - only when one is wanted

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, _OPTIONS) as book:
        book.set_properties({"created": _MADE})
        heading = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for name, (_wanted, rows) in zip(_names(name for name, _ in tables), tables, strict=True):
            _fill(book.add_worksheet(name), rows, heading, wrapped)
    return held.getvalue()


def _fill(
    sheet: Worksheet, rows: Sequence[Sequence[Cell]], heading: Format, wrapped: Format
) -> None:
    sheet.freeze_panes(1, 0)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                text = _UNFIT.sub("", cell[:_LONGEST_CELL])
                form = wrapped if "\n" in text else None
                sheet.write_string(row, column, text, form if row else heading)
            elif cell is not None:
                sheet.write(row, column, cell)
    sheet.autofit(_WIDEST * 7)  # pixels: a digit is seven wide


def _names(wanted: Iterable[str]) -> list[str]:
    """Names as a workbook takes them: short, plain, each once."""
    names: list[str] = []
    for each in wanted:
        plain = " ".join(_NOT_IN_NAMES.sub(" ", _UNFIT.sub("", each)).split()) or "Sheet"
        name, number = plain[:_LONGEST_NAME].strip(), 1
        while name.casefold() in {other.casefold() for other in names}:
            number += 1
            name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1].strip()} {number}"
        names.append(name)
    return names
