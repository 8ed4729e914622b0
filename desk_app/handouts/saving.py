"""Data into a file, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST = 80


def save_whole(data: bytes, file: Path) -> None:
    """Write beside the file and put it in its place: nobody ever finds half of it.

    Raises:
        OSError: the folder is gone, full or may not be written; what stood there is untouched.
    """
    handle, name = tempfile.mkstemp(prefix=".saving-", suffix=file.suffix, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def file_name_for(title: str) -> str:
    """Return a name for the file of an article; never anything about a person."""
    plain = " ".join(_NOT_IN_FILE_NAMES.sub(" ", title).split())[:_LONGEST].strip(" .")
    return f"{plain or 'Handout'}.pdf"


def free_file(folder: Path, title: str, *, taken: Collection[Path] = ()) -> Path:
    """Return a place that no other file has, nor will have; nothing in it is about a person."""
    every = _candidates(folder / file_name_for(title))
    return next(file for file in every if file not in taken and not file.exists())


def _candidates(file: Path) -> Iterator[Path]:
    yield file
    number = 2
    while True:
        yield file.with_stem(f"{file.stem} {number}")
        number += 1
