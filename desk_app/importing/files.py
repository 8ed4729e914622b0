"""From a file to rows of text: by what is in it, not by its name, and in a second process.

One call of a library that holds the interpreter would let nobody type meanwhile, so what the
second process answers comes in pieces too.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from desk_app.handouts.reading.decoding import decode
from desk_app.importing.address_books import with_kinds_beside
from desk_app.importing.book import MAX_BYTES, Book, RefusedTableError, Sheet, TableRefusal, bound
from desk_app.importing.delimited import read_delimited
from desk_app.importing.spreadsheets import is_spreadsheet, read_spreadsheet
from desk_app.importing.vcards import is_vcard, read_vcards
from desk_app.second_process import ask_second_process, limit_this_process

OPTION: Final = "--read-sheets"
_CPU_SECONDS: Final = 15
_MEMORY: Final = 2_000_000_000
_AT_ONCE: Final = 200  # rows of one piece
_END: Final = b"[]\n"  # the last piece, of no rows


def read_file(file: Path) -> Book:
    """Read a CSV, a spreadsheet or vCards. Slow: call it in a worker.

    Raises:
        RefusedTableError: another format, broken, hostile, too large, nothing in it.
        OSError: it cannot be opened.
    """
    if file.stat().st_size > MAX_BYTES:
        raise RefusedTableError(TableRefusal.TOO_LARGE)
    data = file.read_bytes()
    answered = ask_second_process([OPTION], data)
    return bound(file, data, list(_understood(answered, file.stem)))


def answer() -> int:
    """In the second process: read the standard input, write JSON; the exit status."""
    limit_this_process(cpu_seconds=_CPU_SECONDS, memory_bytes=_MEMORY)
    try:
        lines = _told(sheets_of(sys.stdin.buffer.read()))
    except RefusedTableError as error:
        lines = iter([{"refusal": error.refusal.value}])
    for line in lines:
        sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.write(_END)
    sys.stdout.buffer.flush()
    return 0


def sheets_of(data: bytes) -> list[Sheet]:
    """Return the tables of a file; the one of a format without tables has no name.

    Raises:
        RefusedTableError.
    """
    if is_spreadsheet(data):
        return read_spreadsheet(data)
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"\x7fELF", b"MZ")):
        raise RefusedTableError(TableRefusal.OTHER_FORMAT)
    text = decode(data)
    if "\x00" in text:
        raise RefusedTableError(TableRefusal.OTHER_FORMAT)
    rows = read_vcards(text) if is_vcard(text) else with_kinds_beside(read_delimited(text))
    return [Sheet("", rows)]


def _told(sheets: list[Sheet]) -> Iterator[Any]:
    """Yield how long each sheet is, and then their rows in pieces."""
    yield {"sheets": [(sheet.name, len(sheet.rows)) for sheet in sheets]}
    for sheet in sheets:
        for start in range(0, len(sheet.rows), _AT_ONCE):
            yield sheet.rows[start : start + _AT_ONCE]


def _understood(answered: bytes, name: str) -> Iterator[Sheet]:
    # Out of seconds or memory it is ended half-way.
    if not answered.endswith(_END):
        raise RefusedTableError(TableRefusal.TOO_LARGE)
    lines = io.BytesIO(answered)
    head = json.loads(lines.readline())
    if "refusal" in head:
        raise RefusedTableError(TableRefusal(head["refusal"]))
    rows = (row for line in lines for row in json.loads(line))
    for own_name, length in head["sheets"]:
        yield Sheet(own_name or name, list(islice(rows, length)))
