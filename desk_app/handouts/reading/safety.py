"""The last net: no word of the source is missing from the pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from desk_app.handouts.reading.pieces import Piece, PieceKind
from desk_app.handouts.reading.words import squeeze, tokens


def with_nothing_missing(source: str, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces; a line of the source that lost a word comes back whole, as a paragraph.

    A word twice is a nuisance, a word lost is grave: hence the whole line.
    """
    there = [tokens(f"{piece.marker} {piece.text}") for piece in pieces]
    missing = Counter(tokens(source)) - Counter(word for words in there for word in words)
    if not missing:
        return tuple(pieces)
    ends = list(accumulate(map(len, there)))
    finished: list[Piece] = []
    place = passed = 0
    for line in source.split("\n"):
        words = Counter(tokens(line))
        while place < len(pieces) and ends[place] <= passed:
            finished.append(pieces[place])
            place += 1
        if words & missing:
            finished.append(Piece(PieceKind.PARAGRAPH, squeeze(line)))
            missing -= words
        passed += words.total()
    return (*finished, *pieces[place:])
