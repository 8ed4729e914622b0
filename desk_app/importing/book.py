"""A file as rows of text, whatever it was: the same for a spreadsheet, a CSV and vCards."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.domain.errors import DeskError

MAX_BYTES: Final = 64_000_000
MOST_ROWS: Final = 1_000_000
MOST_CELLS: Final = 8_000_000

Row = list[str]


class TableRefusal(enum.Enum):
    """What is wrong with a file, each with a sentence in error_texts.py."""

    OTHER_FORMAT = "other_format"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    LOCKED = "locked"
    EMPTY = "empty"


class RefusedTableError(DeskError):
    """A file that cannot be read, or must not be."""

    def __init__(self, refusal: TableRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file, each cell as text.

    What a spreadsheet itself holds as a day is ``2026-03-12`` here, and a time ``17:05``.
    """

    name: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Book:
    """A file that was read.

    Attributes:
        fingerprint: SHA-256 of its bytes.
        sheets: those with anything in them, the fullest first.
    """

    name: str
    fingerprint: str
    sheets: tuple[Sheet, ...]


def bound(file: Path, data: bytes, sheets: list[Sheet]) -> Book:
    """Make a book of the sheets that hold something.

    Raises:
        RefusedTableError: none does.
    """
    full = [
        sheet for sheet in sheets if any(any(cell.strip() for cell in row) for row in sheet.rows)
    ]
    if not full:
        raise RefusedTableError(TableRefusal.EMPTY)
    full.sort(key=lambda sheet: -len(sheet.rows))
    return Book(file.name, hashlib.sha256(data).hexdigest(), tuple(full))
