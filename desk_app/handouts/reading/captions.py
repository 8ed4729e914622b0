"""What stands beside a picture that came along is printed below it, no longer left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desk_app.handouts.reading.pieces import DropReason, Piece, PieceKind


def with_captions(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Each picture takes the caption below it, else the one above; those of no picture stay out."""
    found = [_left_out(piece) if piece.kind is PieceKind.CAPTION else piece for piece in pieces]
    for place, piece in enumerate(found):
        if piece.kind is not PieceKind.PICTURE:
            continue
        if _is_free(found, place + 1):
            found[place + 1] = _taken(found[place + 1])
        elif _is_free(found, place - 1):
            found[place - 1], found[place] = piece, _taken(found[place - 1])
    return tuple(found)


def _is_free(pieces: Sequence[Piece], place: int) -> bool:
    return 0 <= place < len(pieces) and pieces[place].reason is DropReason.CAPTION


def _taken(piece: Piece) -> Piece:
    return replace(piece, kind=PieceKind.CAPTION, reason=None)


def _left_out(piece: Piece) -> Piece:
    return replace(piece, kind=PieceKind.LEFT_OUT, reason=DropReason.CAPTION)
