"""Data into a file, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import weakref
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST = 80


class WholeFile:
    """Written beside its place, part by part, and put there when it is whole.

    Nobody ever finds half of it; what is not kept is removed, at the latest with the program.

    Attributes:
        stream: where its bytes go.
    """

    def __init__(self, file: Path) -> None:
        """Begin it.

        Raises:
            OSError: the folder is gone or may not be written.
        """
        handle, name = tempfile.mkstemp(prefix=".saving-", suffix=file.suffix, dir=file.parent)
        self.stream: BinaryIO = os.fdopen(handle, "w+b")
        self._file, self._beside = file, Path(name)
        self._removal = weakref.finalize(self, _remove, self.stream, self._beside)

    def keep(self) -> None:
        """Put it in its place.

        Raises:
            OSError: the disk is full or gone; what stood there is untouched.
        """
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()
        self._beside.chmod(0o644)
        self._beside.replace(self._file)
        self._removal.detach()

    def discard(self) -> None:
        """Remove it, unless it is kept."""
        self._removal()


def save_whole(data: bytes, file: Path) -> None:
    """Write a file in one go.

    Raises:
        OSError: the folder is gone, full or may not be written; what stood there is untouched.
    """
    whole = WholeFile(file)
    try:
        whole.stream.write(data)
        whole.keep()
    finally:
        whole.discard()


def file_name_for(title: str) -> str:
    """Return a name for the file of an article; never anything about a person."""
    plain = " ".join(_NOT_IN_FILE_NAMES.sub(" ", title).split())[:_LONGEST].strip(" .")
    return f"{plain or 'Handout'}.pdf"


def free_file(folder: Path, title: str, *, taken: Collection[Path] = ()) -> Path:
    """Return a place that no other file has, nor will have; nothing in it is about a person."""
    every = _candidates(folder / file_name_for(title))
    return next(file for file in every if file not in taken and not file.exists())


def _remove(stream: BinaryIO, beside: Path) -> None:
    for tidy in (stream.close, beside.unlink):
        with contextlib.suppress(OSError):
            tidy()


def _candidates(file: Path) -> Iterator[Path]:
    yield file
    number = 2
    while True:
        yield file.with_stem(f"{file.stem} {number}")
        number += 1
