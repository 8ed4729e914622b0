"""Columns of text on a terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from desk_app.commands.naming import in_one_line

_WIDEST: Final = 48
_GAP: Final = "  "


def write_table(rows: Sequence[Sequence[str]], *, indent: str = "") -> None:
    """Write rows of cells under each other; a cell that is too wide is shortened.

    Whoever needs every letter asks for JSON.
    """
    shown = [[_shortened(in_one_line(cell)) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        sys.stdout.write(f"{indent}{_GAP.join(_padded(row, widths)).rstrip()}\n")


def _padded(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for cell, width in zip(row, widths, strict=True):
        yield cell + " " * (width - _width(cell))


def _shortened(cell: str) -> str:
    if _width(cell) <= _WIDEST:
        return cell
    kept = cell[:_WIDEST]
    while _width(kept) >= _WIDEST:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _width(text: str) -> int:
    """In columns: marks take none, letters of East Asia two."""
    return sum(
        0 if unicodedata.category(sign) in ("Mn", "Me", "Cf") else 1 + _is_wide(sign)
        for sign in text
    )


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in ("W", "F")
