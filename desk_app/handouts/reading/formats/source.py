"""One way in for every format: a file's bytes, or rich text from the clipboard."""

from __future__ import annotations

import re
from typing import Final

from db.domain.errors import Problem, ValidationError
from desk_app.handouts.reading.captions import with_captions
from desk_app.handouts.reading.decoding import decode
from desk_app.handouts.reading.formats.kinds import SourceKind
from desk_app.handouts.reading.formats.lines import as_text, lines_of
from desk_app.handouts.reading.formats.markdown import read_markdown
from desk_app.handouts.reading.formats.page import read_page
from desk_app.handouts.reading.formats.refusals import Refusal, RefusedFileError
from desk_app.handouts.reading.formats.saved import decode_page
from desk_app.handouts.reading.formats.titles import title_in_name
from desk_app.handouts.reading.formats.units import Document, nameless
from desk_app.handouts.reading.formats.word import read_word, words_of
from desk_app.handouts.reading.language import guess_language
from desk_app.handouts.reading.normalising import normalise
from desk_app.handouts.reading.pieces import DropReason, Piece, PieceKind
from desk_app.handouts.reading.reader import (
    MAX_CHARACTERS,
    MAX_LINES,
    Reading,
    read_article,
)
from desk_app.handouts.reading.safety import with_nothing_missing
from desk_app.handouts.reading.structure import pieces_of
from desk_app.handouts.reading.words import has_words

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?=[-_]|$)")


def read_source(source: bytes | str, kind: SourceKind) -> Reading:
    """Take a source apart: what it states wins, shapes tell the rest, and nothing is lost.

    Raises:
        ValidationError: ``NO_TEXT``, nothing to read in it; ``TOO_LONG``.
        RefusedFileError: it is broken or hostile.
    """
    if kind is SourceKind.WORD:
        data = source.encode() if isinstance(source, str) else source
        return _reading(read_word(data), normalise("\n".join(words_of(data))))
    if kind is SourceKind.HTML:
        return _reading(read_page(_short_enough(_page(source))))
    text = _short_enough(decode(source) if isinstance(source, bytes) else source)
    if kind is SourceKind.TEXT:
        return read_article(text)
    try:
        return _reading(read_markdown(text))
    except RecursionError:
        return read_article(text)


def _page(source: bytes | str) -> str:
    return decode_page(source) if isinstance(source, bytes) else source


def _short_enough(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise ValidationError({"text": Problem.TOO_LONG})
    return text


def _reading(document: Document, everything: str = "") -> Reading:
    """Args: everything: the words once more, found another way."""
    lines = lines_of(document)
    if len(lines) > MAX_LINES:
        raise RefusedFileError(Refusal.TOO_LARGE)
    text = as_text(lines)
    if not has_words(text):
        raise ValidationError({"text": Problem.NO_TEXT})
    pieces = with_nothing_missing(text, pieces_of(lines))
    if everything:
        pieces = with_nothing_missing(everything, pieces)
    pieces = with_captions([*map(_shown, _with_title(pieces, document.title))])
    return Reading(text, _language(document.language, text), pieces, document.pictures)


def _shown(piece: Piece) -> Piece:
    """A picture that came along is a part of the article, unless it stands in a menu."""
    if not piece.picture or piece.reason is not DropReason.PICTURE:
        return piece
    words = "" if piece.text == nameless(int(piece.picture)) else piece.text
    return Piece(PieceKind.PICTURE, words, picture=piece.picture)


def _with_title(pieces: tuple[Piece, ...], name: str) -> tuple[Piece, ...]:
    """A page without a title in it has the one that other programs show."""
    title = title_in_name(name)
    if not title or any(piece.kind is PieceKind.TITLE for piece in pieces):
        return pieces
    return (Piece(PieceKind.TITLE, title), *pieces)


def _language(stated: str, text: str) -> str:
    """Templates state English for pages in any language, hardly ever another one."""
    match = _LANGUAGE.match(stated)
    if match is None or match[0].lower() == "en":
        return guess_language(text)
    return match[0].lower()
