"""A workbook (XLSX) of plain tables: words, figures and days, never something to compute."""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

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


class GrowingSheet:
    """A workbook with one table that grows: what it takes of memory does not.

    Its rows wait beside the file until it is closed.
    """

    def __init__(self, stream: BinaryIO, name: str, *, folder: Path) -> None:
        import xlsxwriter  # noqa: PLC0415 - only when one is wanted

        self._waiting = tempfile.TemporaryDirectory(
            prefix=".saving-", dir=folder, ignore_cleanup_errors=True
        )
        kept = {"in_memory": False, "constant_memory": True, "tmpdir": self._waiting.name}
        self._book = xlsxwriter.Workbook(stream, _OPTIONS | kept)
        self._sheet = self._book.add_worksheet(_names([name])[0])
        self._sheet.freeze_panes(1, 0)
        self._heading = self._book.add_format({"bold": True})
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._count = 0

    def add(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Write rows below the others; the first of all are the headings."""
        if not self._count:
            self._widen(rows)
        for row, cells in enumerate(rows, self._count):
            _write_row(self._sheet, row, cells, None if row else self._heading, self._wrapped)
        self._count += len(rows)

    def close(self) -> None:
        """Write the workbook."""
        self._book.close()
        self._waiting.cleanup()

    def give_up(self) -> None:
        """Leave nothing behind."""
        self._book.fileclosed = 1  # or it would write itself when it is forgotten
        self._sheet.row_data_fh.close()
        self._waiting.cleanup()

    def __del__(self) -> None:
        self.give_up()

    def _widen(self, rows: Sequence[Sequence[Cell]]) -> None:
        """The first part says how wide its columns are."""
        for column, cells in enumerate(zip(*rows, strict=True)):
            longest = max(
                (len(line) for cell in cells for line in str(cell).split("\n")), default=0
            )
            self._sheet.set_column(column, column, min(longest, _WIDEST) + 1)


def _fill(
    sheet: Worksheet, rows: Sequence[Sequence[Cell]], heading: Format, wrapped: Format
) -> None:
    sheet.freeze_panes(1, 0)
    for row, cells in enumerate(rows):
        _write_row(sheet, row, cells, None if row else heading, wrapped)
    sheet.autofit(_WIDEST * 7)  # pixels: a digit is seven wide


def _write_row(
    sheet: Worksheet, row: int, cells: Sequence[Cell], heading: Format | None, wrapped: Format
) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            text = _UNFIT.sub("", cell[:_LONGEST_CELL])
            sheet.write_string(row, column, text, heading or (wrapped if "\n" in text else None))
        elif cell is not None:
            sheet.write(row, column, cell)


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
