"""From a file to rows of text: by what is in it, not by its name."""

from __future__ import annotations

from pathlib import Path

from desk_app.handouts.reading.decoding import decode
from desk_app.importing.address_books import with_kinds_beside
from desk_app.importing.book import MAX_BYTES, Book, RefusedTableError, Sheet, TableRefusal, bound
from desk_app.importing.delimited import read_delimited
from desk_app.importing.spreadsheets import is_spreadsheet, read_spreadsheet
from desk_app.importing.vcards import is_vcard, read_vcards


def read_file(file: Path) -> Book:
    """Read a CSV, a spreadsheet or vCards. Slow: call it in a worker.

    Raises:
        RefusedTableError: another format, broken, hostile, too large, nothing in it.
        OSError: it cannot be opened.
    """
    if file.stat().st_size > MAX_BYTES:
        raise RefusedTableError(TableRefusal.TOO_LARGE)
    data = file.read_bytes()
    return bound(file, data, _sheets(file, data))


def _sheets(file: Path, data: bytes) -> list[Sheet]:
    if is_spreadsheet(data):
        return read_spreadsheet(data)
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"\x7fELF", b"MZ")):
        raise RefusedTableError(TableRefusal.OTHER_FORMAT)
    text = decode(data)
    if "\x00" in text:
        raise RefusedTableError(TableRefusal.OTHER_FORMAT)
    if is_vcard(text):
        return [read_vcards(file.stem, text)]
    return [Sheet(file.stem, with_kinds_beside(read_delimited(text)))]
