"""Which line is the title, a heading, a paragraph, a list item, or no part of the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desk_app.handouts.reading.furniture import find_furniture
from desk_app.handouts.reading.groups import unmarked_items
from desk_app.handouts.reading.headings import find_headings, is_title
from desk_app.handouts.reading.lines import Line, read_lines
from desk_app.handouts.reading.mail import with_subject_apart
from desk_app.handouts.reading.numbering import marked_kinds
from desk_app.handouts.reading.pieces import Piece, PieceKind
from desk_app.handouts.reading.questions import find_questions
from desk_app.handouts.reading.run_in import find_run_in
from desk_app.handouts.reading.shapes import has_caps_label, split_label
from desk_app.handouts.reading.words import ends_sentence

_QUOTED_HEADING = re.compile(r"[\"“«„]([^\"”»“]{2,80})[\"”»“]\s+(\S.*)")
_LONGEST_ACRONYM = 5


def take_apart(source: str) -> tuple[Piece, ...]:
    """One piece or two per line of words, in reading order."""
    return pieces_of(read_lines(source))


def pieces_of(lines: Sequence[Line]) -> tuple[Piece, ...]:
    """What a line is stated to be it is; the others are known by their shape."""
    lines = with_subject_apart(lines)
    reasons = find_furniture(lines)
    kept = [line for line, reason in zip(lines, reasons, strict=True) if reason is None]
    kept_pieces = iter(_pieces_of_article(kept))
    pieces: list[Piece] = []
    for line, reason in zip(lines, reasons, strict=True):
        if reason is None:
            pieces.extend(next(kept_pieces))
        else:
            mark = line.marker.text if line.marker else ""
            picture = str(line.picture or "")
            pieces.append(Piece(PieceKind.LEFT_OUT, line.text, mark, reason, picture))
    return tuple(pieces)


def _pieces_of_article(lines: Sequence[Line]) -> Iterator[list[Piece]]:
    questions = find_questions(lines)
    marked = marked_kinds(lines)
    plain = [_plain(*each) for each in zip(lines, marked, questions, strict=True)]
    has_title = _has_title(lines, plain)
    headings = find_headings(plain, has_title=has_title)
    items = unmarked_items(plain, headings)
    labels = _caps_labels(plain)
    run_in = find_run_in(lines)
    for index, line in enumerate(lines):
        if line.stated is not None:
            yield [_stated_piece(line.stated, line)]
        elif questions[index]:
            yield questions[index]
        elif index == 0 and has_title:
            yield [Piece(PieceKind.TITLE, plain[0].text)]
        elif index in run_in:
            yield _run_in_pieces(line, *run_in[index])
        elif (kind := marked[index]) is not None:
            yield _marked_pieces(line, kind)
        elif index in labels:
            yield _labelled_pieces(plain[index].text, labels)
        elif index in headings:
            yield [_heading(plain[index].text)]
        else:
            kind = PieceKind.BULLET if index in items else PieceKind.PARAGRAPH
            yield [Piece(kind, plain[index].text)]


def _stated_piece(kind: PieceKind, line: Line) -> Piece:
    text = _heading(line.text).text if kind is PieceKind.HEADING else line.text
    return Piece(kind, text, line.marker.text if line.marker else "")


def _has_title(lines: Sequence[Line], plain: Sequence[Line]) -> bool:
    """Whether the first line is the title, where none is stated."""
    if not lines or any(line.stated is PieceKind.TITLE for line in lines):
        return False
    is_free = lines[0].stated is None and not _mark_counts(lines[0], plain[0])
    return is_free and is_title(plain)


def _mark_counts(before: Line, after: Line) -> bool:
    """Whether the mark means something, so that the line cannot be the title."""
    return before.marker is not None and after.text == before.text


def _plain(line: Line, kind: PieceKind | None, question: Sequence[Piece]) -> Line:
    """A mark that marks nothing is read as words; a question that was found is a heading."""
    if question:
        return replace(line, marker=None, is_marked=question[0].kind is PieceKind.HEADING)
    if kind is PieceKind.HEADING:
        return replace(line, marker=None, is_marked=True)
    if kind is None and line.marker is not None:
        return replace(line, marker=None, text=f"{line.marker.text.strip()} {line.text}".strip())
    return line


def _marked_pieces(line: Line, kind: PieceKind) -> list[Piece]:
    mark = line.marker.text if line.marker else ""
    match = _QUOTED_HEADING.fullmatch(line.text)
    if match and kind is PieceKind.STEP and ends_sentence(match[2]):
        return [Piece(PieceKind.HEADING, match[1], mark), Piece(PieceKind.PARAGRAPH, match[2])]
    if kind is PieceKind.HEADING:
        return [replace(_heading(line.text), marker=mark)]
    return [Piece(kind, line.text, mark)]


def _run_in_pieces(line: Line, heading: str, text: str) -> list[Piece]:
    mark = line.marker.text if line.marker else ""
    return [Piece(PieceKind.HEADING, heading, mark), Piece(PieceKind.PARAGRAPH, text)]


def _heading(text: str) -> Piece:
    return Piece(PieceKind.HEADING, text.rstrip(":： ") or text)


def _caps_labels(lines: Sequence[Line]) -> dict[int, frozenset[str]]:
    """Lines such as ``SLEEP: Lie on your side.``, where there are several, with all acronyms.

    A capital word that also stands in running text is an acronym and keeps its capitals.
    """
    found = [
        index
        for index, line in enumerate(lines)
        if line.marker is None and not line.is_row and has_caps_label(line.text)
    ]
    if len(found) < 2:
        return {}
    words = Counter(word for line in lines for word in re.findall(r"\b[A-Z]{2,}\b", line.text))
    acronyms = frozenset(
        word for word, count in words.items() if count > 1 and len(word) <= _LONGEST_ACRONYM
    )
    return dict.fromkeys(found, acronyms)


def _labelled_pieces(text: str, labels: dict[int, frozenset[str]]) -> list[Piece]:
    parts = split_label(text)
    if parts is None:
        return [Piece(PieceKind.PARAGRAPH, text)]
    acronyms = next(iter(labels.values()))
    words = [word if word in acronyms else word.lower() for word in parts[0].split()]
    label = " ".join(words)
    heading = Piece(PieceKind.HEADING, label[:1].upper() + label[1:])
    return [heading, Piece(PieceKind.PARAGRAPH, parts[1])]
