"""Everything in forms that need no program of ours: JSON lines and CSV, a file for each table."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import enum
import io
import json
import shutil
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from db.backups.copying import failure_of, give_name, remove_database, unfinished_name
from db.domain.errors import StorageError, StorageFailure
from db.models import Base, StaffSecret, derived
from db.session import Database

# Computed from the others, like the tables of db.models.derived.
_COMPUTED_COLUMN = "search_text"
# A cell that begins so would be computed by the program that opens the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_AT_ONCE = 1_000

_README = """\
Everything this clinic had in Front Desk, written at {at:%Y-%m-%d %H:%M} UTC.

One table to a file, twice: .jsonl (JSON lines, exact: one object a line) and .csv (for a
spreadsheet; a text that would be taken for a formula has an apostrophe in front).
A column that ends in _id holds the id of a row of another table: {references}.
Times are UTC, dates and times of day are the clinic's. Pictures are base64. UTF-8.

These files are not encrypted and hold what people told the clinic in confidence.

{counts}
"""


class _Folder(Protocol):
    def open(self, name: str) -> Any:
        """Return a context manager of a binary file of that name."""


class _Archive:
    def __init__(self, file: Path) -> None:
        self.archive = zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED)

    def open(self, name: str) -> Any:
        return self.archive.open(name, "w", force_zip64=True)


class _PlainFolder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, name: str) -> Any:
        return (self._folder / name).open("xb")


def export_all(database: Database, target: Path, *, at: dt.datetime) -> dict[str, int]:
    """Write every table to a ZIP, or to a folder when the name does not end in ``.zip``.

    It has its name only when it is whole. Work goes on meanwhile; what is
    written is one moment.

    Returns:
        How many rows of each table.

    Raises:
        StorageError: it cannot be written, CANNOT_WRITE also when something is there already.
    """
    unfinished = unfinished_name(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            raise StorageError(StorageFailure.CANNOT_WRITE)
        with _folder(unfinished, zipped=target.suffix == ".zip") as folder:
            counts = database.read(lambda session: _write_tables(session, folder))
            with folder.open("README.txt") as readme:
                readme.write(_readme(counts, at).encode())
        if unfinished.is_dir():
            unfinished.rename(target)
        else:
            give_name(unfinished, target)
    except OSError as error:
        raise StorageError(failure_of(error)) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        remove_database(unfinished)
    return counts


def exported_tables() -> list[Table]:
    """Return the tables in an order in which each stands behind those it refers to."""
    computed = [table for table in vars(derived).values() if isinstance(table, Table)]
    return [
        table
        for table in Base.metadata.sorted_tables
        if table not in computed and table is not StaffSecret.__table__  # nobody may guess PINs
    ]


@contextmanager
def _folder(unfinished: Path, *, zipped: bool) -> Iterator[_Folder]:
    if not zipped:
        unfinished.mkdir(mode=0o700)
        yield _PlainFolder(unfinished)
        return
    archive = _Archive(unfinished)
    unfinished.chmod(0o600)
    with archive.archive:
        yield archive


def _write_tables(session: Session, folder: _Folder) -> dict[str, int]:
    return {table.name: _write_table(session, table, folder) for table in exported_tables()}


def _write_table(session: Session, table: Table, folder: _Folder) -> int:
    """Two reads of the same moment, one for each form: a ZIP is written one file at a time."""
    columns = [column for column in table.columns if column.name != _COMPUTED_COLUMN]
    names = [column.name for column in columns]
    count = 0
    with _text(folder, f"{table.name}.jsonl") as lines:
        for row in _rows(session, columns):
            lines.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")
            count += 1
    with _text(folder, f"{table.name}.csv") as sheet:
        sheet.write("\ufeff")  # tells every program that it is UTF-8
        writer = csv.writer(sheet)
        writer.writerow(names)
        writer.writerows([_cell(value) for value in row] for row in _rows(session, columns))
    return count


def _rows(session: Session, columns: Sequence[Column[Any]]) -> Iterator[list[Any]]:
    keys = columns[0].table.primary_key.columns
    found = session.execute(select(*columns).order_by(*keys).execution_options(yield_per=_AT_ONCE))
    return ([_plain(value) for value in row] for row in found)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


@contextmanager
def _text(folder: _Folder, name: str) -> Iterator[TextIO]:
    with folder.open(name) as raw, io.TextIOWrapper(raw, "utf-8", newline="") as text:
        yield text


def _readme(counts: dict[str, int], at: dt.datetime) -> str:
    references = sorted(
        f"{table.name}.{key.parent.name} of {key.column.table.name}"
        for table in exported_tables()
        for key in table.foreign_keys
    )
    longest = max(map(len, counts))
    rows = "\n".join(f"{name:<{longest}}  {count:>9}" for name, count in counts.items())
    return _README.format(
        at=at.astimezone(dt.UTC), references="\n  ".join(["", *references]), counts=rows
    )
