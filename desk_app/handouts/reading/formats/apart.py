"""Files are read in a process of their own: a hostile one ends that process and not the desk."""

from __future__ import annotations

import base64
import contextlib
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from db.domain.errors import Problem, ValidationError
from db.domain.picture import Picture
from desk_app.handouts.reading.captions import with_captions
from desk_app.handouts.reading.decoding import MAX_BYTES
from desk_app.handouts.reading.formats.kinds import kind_of
from desk_app.handouts.reading.formats.refusals import Refusal, RefusedFileError
from desk_app.handouts.reading.formats.units import nameless
from desk_app.handouts.reading.pieces import DropReason, Piece, PieceKind
from desk_app.handouts.reading.reader import Reading
from desk_app.pictures.intake import RefusedPictureError, read_picture
from desk_app.second_process import ask_second_process, limit_this_process

OPTION: Final = "--take-apart"
CPU_SECONDS: Final = 2
MEMORY_BYTES: Final = 512_000_000
_FILE: Final = "file"
_SAYS_UTF_8: Final = b"\xef\xbb\xbf"


def read_file(data: bytes, name: str) -> Reading:
    """Take a file apart, whatever it is; ``name`` tells what its first bytes do not.

    Raises:
        ValidationError: ``NO_TEXT``, ``TOO_LONG``.
        RefusedFileError: another format, or broken, hostile, too large, too slow.
    """
    if len(data) > MAX_BYTES:
        raise RefusedFileError(Refusal.TOO_LARGE)
    return _read_apart(data, f"{_FILE}{Path(name).suffix}")


def read_rich_text(html: str) -> Reading:
    """Take rich text from the clipboard apart.

    Raises:
        ValidationError, RefusedFileError: as above.
    """
    return _read_apart(_SAYS_UTF_8 + html.encode("utf-8", "replace"), f"{_FILE}.html")


def _read_apart(data: bytes, name: str) -> Reading:
    answered = ask_second_process([OPTION, name], data)
    # Out of seconds it is ended by the system, out of memory by itself: in both it says nothing.
    if not answered:
        raise RefusedFileError(Refusal.TOO_SLOW)
    return _with_pictures(_from_json(json.loads(answered)))


def _with_pictures(reading: Reading) -> Reading:
    """Each made fit for paper, in a process of its own again; what is no sound one is left out."""
    fitted: dict[str, Picture] = {}
    for number, data in enumerate(reading.files, start=1):
        with contextlib.suppress(RefusedPictureError):
            fitted[str(number)] = read_picture(data)
    pieces = with_captions([_with_picture(piece, fitted) for piece in reading.pieces])
    return Reading(reading.source, reading.language, pieces, pictures=tuple(fitted.values()))


def _with_picture(piece: Piece, fitted: Mapping[str, Picture]) -> Piece:
    if not piece.picture:
        return piece
    if piece.picture in fitted:
        return replace(piece, picture=fitted[piece.picture].fingerprint)
    words = piece.text or nameless(int(piece.picture))
    return Piece(PieceKind.LEFT_OUT, words, reason=piece.reason or DropReason.PICTURE)


def answer(name: str) -> int:
    """In the other process: read the file from the standard input, write what it was taken for."""
    # The window never reads a file itself, and would start later with all that can.
    from desk_app.handouts.reading.formats.source import read_source  # noqa: PLC0415

    limit_this_process(cpu_seconds=CPU_SECONDS, memory_bytes=MEMORY_BYTES)
    try:
        data = sys.stdin.buffer.read()
        told = _to_json(read_source(data, kind_of(data, name)))
    except ValidationError as error:
        told = {"problem": next(iter(error.problems.values())).value}
    except RefusedFileError as error:
        told = {"refusal": error.refusal.value}
    sys.stdout.buffer.write(json.dumps(told).encode())
    return 0


def _to_json(reading: Reading) -> dict[str, Any]:
    pieces = [
        (
            piece.kind.value,
            piece.text,
            piece.marker,
            piece.reason.value if piece.reason else None,
            piece.picture,
        )
        for piece in reading.pieces
    ]
    return {
        "source": reading.source,
        "language": reading.language,
        "pieces": pieces,
        "files": [base64.b64encode(data).decode("ascii") for data in reading.files],
    }


def _from_json(told: dict[str, Any]) -> Reading:
    if "problem" in told:
        raise ValidationError({"text": Problem(told["problem"])})
    if "refusal" in told:
        raise RefusedFileError(Refusal(told["refusal"]))
    pieces = tuple(
        Piece(PieceKind(kind), text, marker, DropReason(reason) if reason else None, picture)
        for kind, text, marker, reason, picture in told["pieces"]
    )
    files = tuple(base64.b64decode(data) for data in told["files"])
    return Reading(told["source"], told["language"], pieces, files)
