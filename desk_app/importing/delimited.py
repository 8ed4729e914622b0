"""CSV of every kind: what parts its cells is found by what makes the rows alike."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from desk_app.importing.book import MOST_CELLS, MOST_ROWS, RefusedTableError, Row, TableRefusal
from desk_app.spreadsheet import unprotected

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE_ROWS: Final = 60
_MOST_COLUMNS: Final = 16_384  # as many as a spreadsheet has
_LONGEST_CELL: Final = 100_000


def read_delimited(text: str) -> list[Row]:
    """Return all rows, blank ones too: a line of the file is known by its place.

    Raises:
        RefusedTableError: too many rows or cells, or one without an end.
    """
    csv.field_size_limit(_LONGEST_CELL)
    text = text.replace("\x00", "")
    try:
        return _read(text)
    except csv.Error as error:
        raise RefusedTableError(TableRefusal.TOO_LARGE) from error


def _read(text: str) -> list[Row]:
    said, _, rest = text.partition("\n")
    if said.lower().startswith("sep=") and len(said.strip()) == len("sep=") + 1:
        return _rows(rest, said.strip()[-1])  # how one spreadsheet program tells another
    return _rows(text, _delimiter(text))


def _delimiter(text: str) -> str:
    """The one by which most rows have equally many cells, and more than one."""

    def likeness(delimiter: str) -> tuple[int, int]:
        try:
            sample = list(islice(_reader(text, delimiter), _SAMPLE_ROWS))
        except csv.Error:
            return 0, 0  # without this sign it has no end
        widths = Counter(len(row) for row in sample if len(row) > 1)
        width, rows = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return rows, width

    return max(_DELIMITERS, key=likeness)


def _rows(text: str, delimiter: str) -> list[Row]:
    rows: list[Row] = []
    cells = 0
    for row in _reader(text, delimiter):
        rows.append([unprotected(cell.strip()) for cell in row])
        cells += len(row)
        if len(rows) > MOST_ROWS or cells > MOST_CELLS or len(row) > _MOST_COLUMNS:
            raise RefusedTableError(TableRefusal.TOO_LARGE)
    return rows


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    # Not strict: a quotation mark that somebody typed in the middle is one.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
