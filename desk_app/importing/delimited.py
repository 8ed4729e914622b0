"""CSV of every kind: what parts its cells is found by what makes the rows alike."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from desk_app.importing.book import Row
from desk_app.spreadsheet import unprotected

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE_ROWS: Final = 60
_LONGEST_CELL: Final = 1_000_000


def read_delimited(text: str) -> list[Row]:
    """Return all rows, blank ones too: a line of the file is known by its place."""
    csv.field_size_limit(_LONGEST_CELL)
    text = text.replace("\x00", "")
    said, _, rest = text.partition("\n")
    if said.lower().startswith("sep=") and len(said.strip()) == len("sep=") + 1:
        return _rows(rest, said.strip()[-1])  # how one spreadsheet program tells another
    return _rows(text, _delimiter(text))


def _delimiter(text: str) -> str:
    """The one by which most rows have equally many cells, and more than one."""

    def likeness(delimiter: str) -> tuple[int, int]:
        widths = Counter(
            len(row) for row in islice(_reader(text, delimiter), _SAMPLE_ROWS) if len(row) > 1
        )
        width, rows = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return rows, width

    return max(_DELIMITERS, key=likeness)


def _rows(text: str, delimiter: str) -> list[Row]:
    return [[unprotected(cell.strip()) for cell in row] for row in _reader(text, delimiter)]


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    # Not strict: a quotation mark that somebody typed in the middle is one.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
