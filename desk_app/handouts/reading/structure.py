"""Which line is the title, a heading, a paragraph, a list item."""

from __future__ import annotations

from desk_app.handouts.reading.markers import MarkerKind, split_marker
from desk_app.handouts.reading.pieces import Piece, PieceKind
from desk_app.handouts.reading.words import ends_sentence, squeeze, word_count


def take_apart(source: str) -> tuple[Piece, ...]:
    """One piece per line of text, in reading order."""
    lines = [squeeze(line) for line in source.split("\n") if line.strip()]
    pieces = [
        _piece(line, following) for line, following in zip(lines, [*lines[1:], ""], strict=True)
    ]
    if pieces[0].kind is PieceKind.HEADING:
        pieces[0] = Piece(PieceKind.TITLE, pieces[0].text)
    return tuple(pieces)


def _piece(line: str, following: str) -> Piece:
    marker, words = split_marker(line)
    if marker is not None:
        kind = PieceKind.BULLET if marker.kind is MarkerKind.BULLET else PieceKind.STEP
        return Piece(kind, words, marker.text)
    is_heading = not ends_sentence(line) and word_count(line) <= 12 and bool(following)
    return Piece(PieceKind.HEADING if is_heading else PieceKind.PARAGRAPH, line)
