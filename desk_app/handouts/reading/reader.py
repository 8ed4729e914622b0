"""What import makes of a plain text: title, intro, sections, lists, left-out lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from db.domain.article import ArticleText
from db.domain.errors import Problem, ValidationError
from db.domain.picture import Picture
from desk_app.handouts.reading.decoding import decode
from desk_app.handouts.reading.language import guess_language
from desk_app.handouts.reading.normalising import normalise
from desk_app.handouts.reading.pieces import DropReason, Piece, PieceKind, to_article
from desk_app.handouts.reading.safety import with_nothing_missing
from desk_app.handouts.reading.structure import take_apart
from desk_app.handouts.reading.words import has_words, word_count

__all__ = [
    "MAX_CHARACTERS",
    "MAX_LINES",
    "DropReason",
    "Dropped",
    "Piece",
    "PieceKind",
    "Reading",
    "change_kind",
    "decode",
    "leave_out",
    "put_back",
    "read_article",
]

MAX_CHARACTERS = 16_000_000
MAX_LINES = 400_000


@dataclass(frozen=True, slots=True)
class Dropped:
    """A left-out line; ``position`` is its place in ``Reading.pieces``."""

    text: str
    reason: DropReason
    position: int


@dataclass(frozen=True)
class Reading:
    """A text taken apart, every word of it in one of the pieces.

    Frozen: each change makes a new one of the same length, so that a stack of
    them is all that undo needs, and a position names the same piece for good.

    Attributes:
        source: the text after repair of encoding, spaces and line breaks.
        files: pictures as they came; ``Piece.picture`` counts them from 1.
        pictures: the same once they are fit for paper.
    """

    source: str
    language: str
    pieces: tuple[Piece, ...]
    files: tuple[bytes, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @cached_property
    def article(self) -> ArticleText:
        return to_article(self.pieces, self.language)

    @cached_property
    def dropped(self) -> tuple[Dropped, ...]:
        return tuple(
            Dropped(piece.text, piece.reason, position)
            for position, piece in enumerate(self.pieces)
            if piece.reason is not None
        )

    @cached_property
    def words_total(self) -> int:
        return sum(word_count(piece.text) for piece in self.pieces if _is_text(piece))

    @cached_property
    def words_kept(self) -> int:
        kept = (piece for piece in self.pieces if piece.reason is None)
        return sum(word_count(piece.text) for piece in kept if _is_text(piece))

    @property
    def kept_pictures(self) -> tuple[Picture, ...]:
        """Those that the article shows."""
        shown = {block.picture for block in self.article.pictures()}
        return tuple(each for each in self.pictures if each.fingerprint in shown)

    def to_json(self) -> dict[str, Any]:
        """``dropped_reasons`` runs parallel to ``dropped``; that a list is nested is not told."""
        article = self.article.to_json()
        for part in (article["intro"], *(section["blocks"] for section in article["sections"])):
            for block in part:
                block.pop("nested", None)
        return {
            **article,
            "dropped": [dropped.text for dropped in self.dropped],
            "dropped_reasons": [dropped.reason.value for dropped in self.dropped],
        }


def read_article(text: str) -> Reading:
    """Take a text apart. Nothing is lost: what is not kept is in ``dropped``.

    Raises:
        ValidationError: ``NO_TEXT``, nothing to read in it; ``TOO_LONG``, over MAX_CHARACTERS or
            MAX_LINES.
    """
    if len(text) > MAX_CHARACTERS:
        raise ValidationError({"text": Problem.TOO_LONG})
    source = normalise(text)
    if source.count("\n") > MAX_LINES:
        raise ValidationError({"text": Problem.TOO_LONG})
    if not has_words(source):
        raise ValidationError({"text": Problem.NO_TEXT})
    pieces = with_nothing_missing(source, take_apart(source))
    return Reading(source, guess_language(source), pieces)


def put_back(reading: Reading, index: int) -> Reading:
    """Put ``reading.dropped[index]`` back at its place.

    It comes back as a list item between two items of one list, else as a paragraph.
    """
    position = reading.dropped[index].position
    if reading.pieces[position].picture:
        return change_kind(reading, position, PieceKind.PICTURE)
    neighbours = {
        _nearest_kept(reading.pieces[:position][::-1]),
        _nearest_kept(reading.pieces[position + 1 :]),
    }
    kind = PieceKind.PARAGRAPH
    if len(neighbours) == 1 and neighbours <= {PieceKind.BULLET, PieceKind.STEP}:
        (kind,) = neighbours
    return change_kind(reading, position, kind)


def leave_out(reading: Reading, position: int) -> Reading:
    """The inverse of ``put_back``, for a line the reader should have left out."""
    piece = replace(reading.pieces[position], kind=PieceKind.LEFT_OUT, reason=DropReason.BY_HAND)
    return _with(reading, position, piece)


def change_kind(reading: Reading, position: int, kind: PieceKind) -> Reading:
    """Take one piece for something else; the former title, if any, becomes a heading.

    Raises:
        ValueError: ``LEFT_OUT``, which is asked for with ``leave_out``.
    """
    if kind is PieceKind.LEFT_OUT:
        raise ValueError(kind)
    if kind is PieceKind.TITLE:
        for place, piece in enumerate(reading.pieces):
            if piece.kind is PieceKind.TITLE:
                reading = _with(reading, place, replace(piece, kind=PieceKind.HEADING))
    return _with(reading, position, replace(reading.pieces[position], kind=kind, reason=None))


def _is_text(piece: Piece) -> bool:
    """Not what stands for a picture."""
    return not piece.picture and piece.reason is not DropReason.PICTURE


def _with(reading: Reading, position: int, piece: Piece) -> Reading:
    pieces = (*reading.pieces[:position], piece, *reading.pieces[position + 1 :])
    return replace(reading, pieces=pieces)


def _nearest_kept(pieces: tuple[Piece, ...]) -> PieceKind:
    kept = (piece.kind for piece in pieces if piece.reason is None)
    return next(kept, PieceKind.PARAGRAPH)
