"""Spreadsheets (XLSX, XLS, ODS); no formula is ever computed.

What a formula last came to stands beside it in the file, and that is what is read.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any, Final

from desk_app.importing.book import (
    MOST_CELLS,
    MOST_ROWS,
    RefusedTableError,
    Row,
    Sheet,
    TableRefusal,
)

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_UNPACKED: Final = 600_000_000


def is_spreadsheet(data: bytes) -> bool:
    """Whether it begins as one."""
    return data.startswith((_ZIP, _OLE))


def read_spreadsheet(data: bytes) -> list[Sheet]:
    """Return the sheets that are shown, in their order.

    Raises:
        RefusedTableError.
    """
    import python_calamine  # noqa: PLC0415 - only the second process ever loads it

    _check_size(data)
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            names = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.visible is python_calamine.SheetVisibleEnum.Visible
                and sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
            ]
            return [Sheet(name, _rows(book.get_sheet_by_name(name))) for name in names]
    except python_calamine.PasswordError as error:
        raise RefusedTableError(TableRefusal.LOCKED) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise RefusedTableError(TableRefusal.DAMAGED) from error


def _check_size(data: bytes) -> None:
    """A small file may say that it unpacks to very much."""
    if not data.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise RefusedTableError(TableRefusal.DAMAGED) from error
    if unpacked > _MOST_UNPACKED:
        raise RefusedTableError(TableRefusal.TOO_LARGE)


def _rows(sheet: Any) -> list[Row]:
    if sheet.height > MOST_ROWS or sheet.height * sheet.width > MOST_CELLS:
        raise RefusedTableError(TableRefusal.TOO_LARGE)
    above, left = sheet.start or (0, 0)
    rows = [[""] * left + [_text(cell) for cell in row] for row in sheet.to_python()]
    rows = [*([] for _ in range(above)), *rows]
    _fill_down(rows, sheet.merged_cell_ranges or [])
    return rows


def _fill_down(rows: list[Row], merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """A cell that reaches over several rows belongs to each of them; across, it is a heading."""
    for (top, left), (bottom, right) in merged:
        if left != right or top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and not row[left]:
                row[left] = rows[top][left]


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        at_midnight = cell.time() == dt.time()
        return f"{cell:%Y-%m-%d}" if at_midnight else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    if isinstance(cell, dt.timedelta):
        hours, minutes = divmod(cell // dt.timedelta(minutes=1), 60)
        return f"{hours:02d}:{minutes:02d}"
    return str(cell).strip()
