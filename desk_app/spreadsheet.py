"""Rows for a spreadsheet program, as a file and for the clipboard."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

# A cell that begins so would be computed, or worse, by the program that opens the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COMPUTED = frozenset(_FORMULA)

Cell = str | int | dt.date | None


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV file. Its mark at the start tells every program that it is UTF-8."""
    return codecs.BOM_UTF8 + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return lines that go below those of a CSV file."""
    text = io.StringIO()
    # Days and numbers the writer turns into words itself: a call for each cell costs more than it.
    csv.writer(text).writerows(
        [f"'{cell}" if isinstance(cell, str) and cell[:1] in _COMPUTED else cell for cell in row]
        for row in rows
    )
    return text.getvalue().encode()


def pasted(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as a spreadsheet takes them from the clipboard: tabs and lines."""
    return "\n".join("\t".join(" ".join(_plain(cell).split()) for cell in row) for row in rows)


def unprotected(cell: str) -> str:
    """A cell of ours as it was before it was kept from being computed."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def _plain(cell: Cell) -> str:
    if isinstance(cell, int | dt.date):
        return str(cell)
    text = cell or ""
    return f"'{text}" if text.startswith(_FORMULA) else text
