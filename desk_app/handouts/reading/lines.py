"""From the normalised text to its lines of words: wraps joined, marks and underlines taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from desk_app.handouts.reading.markers import Marker, MarkerKind, is_marker_alone, split_marker
from desk_app.handouts.reading.pieces import DropReason, PieceKind
from desk_app.handouts.reading.words import ends_sentence, has_words, key_of, squeeze, word_count
from desk_app.handouts.reading.wrapping import RawLine, Wrapping, join_words

_HASHES = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\^{3,}")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:[|+]\s*:?-{2,}:?\s*)+\|?")
_ALL_BOLD = re.compile(r"(\*\*\*|\*\*|__)(?=\S)([^*]+)(?<=\S)\1")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]+)(?<=\S)\1")
_BRACKETED = re.compile(r"(【)([^【】]+)】")
_CHAPTER = re.compile(r"(\d{1,2})\s+(?=[^\W\d_a-zß-ÿ])")
_CELL_GAP = re.compile(r"\s*\t\s*| {3,}|\s+\|\s+")
_LONGEST_UNDERLINED = 20
_LONGEST_BRIEF = 500


@dataclass(frozen=True)
class Line:
    """One line of words, however many lines of the source it was wrapped over.

    Attributes:
        text: the words, without the mark.
        gap: whether an empty line, or nothing, stands above.
        is_marked: it was written as a heading: ``#``, an underline, all bold.
        is_row: one row of a table, its cells already joined.
        stated: what the source itself says that it is.
        left_out: why the source itself says that it is no part of the article.
        picture: which of the document's pictures it is, from 1.
    """

    text: str
    marker: Marker | None = None
    gap: bool = True
    is_marked: bool = False
    is_row: bool = False
    stated: PieceKind | None = None
    left_out: DropReason | None = None
    picture: int = 0

    @cached_property
    def is_rule(self) -> bool:
        """Only dashes, stars and the like."""
        return not has_words(self.text)

    @cached_property
    def key(self) -> str:
        """The words without case, marks and spaces, to compare lines by."""
        return key_of(self.text)

    @property
    def is_brief(self) -> bool:
        """Short enough to be anything but a paragraph; asked before any costly question."""
        return len(self.text) <= _LONGEST_BRIEF

    @cached_property
    def word_count(self) -> int:
        return word_count(self.text)


def read_lines(source: str) -> list[Line]:
    """Every line that holds anything but white space, in order."""
    raws = _with_lone_marks_joined(_raw_lines(source))
    wrapping = Wrapping.of(raws)
    lines: list[Line] = []
    group: list[RawLine] = []
    for raw in raws:
        if group and wrapping.continues(group[0], group[-1], raw):
            group.append(raw)
            continue
        lines.extend(_finished(group))
        if lines and _underlines(raw, lines[-1]):
            lines[-1] = replace(lines[-1], is_marked=True)
            group = []
        else:
            group = [raw]
    lines.extend(_finished(group))
    return _with_rows(_with_chapters(_with_lone_emoji_read_as_words(lines)))


def _raw_lines(source: str) -> list[RawLine]:
    raws: list[RawLine] = []
    gap = True
    for written in _unquoted(source.split("\n")):
        words = written.strip()
        if words and not _TABLE_RULE.fullmatch(words):
            indent = len(written) - len(written.lstrip())
            raws.append(RawLine(words, indent, gap, split_marker(words)[0]))
        gap = not words
    return raws


def _unquoted(lines: list[str]) -> list[str]:
    """Without the ``>`` of a quoted e-mail, where most lines have it."""
    quoted = sum(line.startswith(">") for line in lines)
    if quoted * 2 <= sum(bool(line) for line in lines):
        return lines
    found: list[str] = []
    for above, line in pairwise(["", *lines]):
        if line.startswith(">") and not above.startswith(">"):
            found.append("")
        found.append(line.lstrip("> ") if line.startswith(">") else line)
    return found


def _with_lone_marks_joined(raws: list[RawLine]) -> list[RawLine]:
    joined: list[RawLine] = []
    lone: RawLine | None = None
    for raw in raws:
        if lone is not None:
            words = f"{lone.words} {raw.words}"
            if raw.marker is None and has_words(raw.words):
                raw = replace(lone, words=words, marker=split_marker(words)[0])  # noqa: PLW2901
            else:
                joined.append(lone)
        lone = raw if is_marker_alone(raw.words) else None
        if lone is None:
            joined.append(raw)
    return [*joined, lone] if lone is not None else joined


def _underlines(raw: RawLine, above: Line) -> bool:
    return (
        not raw.gap
        and _UNDERLINE.fullmatch(raw.words) is not None
        and above.word_count <= _LONGEST_UNDERLINED
        and above.marker is None
        and not (ends_sentence(above.text) and raw.words[0] == "-")
    )


def _finished(group: list[RawLine]) -> Iterator[Line]:
    if group:
        yield _line(join_words([raw.words for raw in group]), gap=group[0].gap)


def _line(words: str, *, gap: bool) -> Line:
    is_marked = False
    if (match := _HASHES.fullmatch(words)) and has_words(match[2]):
        words, is_marked = match[2], True
    if match := _ALL_BOLD.fullmatch(words) or _BRACKETED.fullmatch(words):
        words, is_marked = match[2], True
    marker, rest = split_marker(words)
    return Line(_BOLD.sub(r"\2", rest), marker, gap, is_marked)


def _with_chapters(lines: list[Line]) -> list[Line]:
    """``2 While you lift`` above ``2.1 Bend your knees`` is numbered too."""
    marks = [line.marker.text for line in lines if line.marker and _is_outline(line)]
    numbers = {mark.split(".")[0].lstrip("(") for mark in marks}
    return [_as_chapter(line, numbers) if numbers else line for line in lines]


def _is_outline(line: Line) -> bool:
    return line.marker is not None and line.marker.kind is MarkerKind.OUTLINE


def _as_chapter(line: Line, numbers: set[str]) -> Line:
    match = _CHAPTER.match(line.text)
    if match is None or line.marker is not None or line.is_row or match[1] not in numbers:
        return line
    mark = Marker(MarkerKind.OUTLINE, match[0], int(match[1]), "1.1")
    return replace(line, marker=mark, text=line.text[match.end() :])


def _with_lone_emoji_read_as_words(lines: list[Line]) -> list[Line]:
    """An emoji is a bullet among others and a feeling, or a warning, on its own."""
    is_emoji = [line.marker is not None and line.marker.kind is MarkerKind.EMOJI for line in lines]
    around = zip([False, *is_emoji], lines, [*is_emoji[1:], False], strict=False)
    return [
        replace(line, marker=None, text=f"{line.marker.text}{line.text}")
        if line.marker and line.marker.kind is MarkerKind.EMOJI and not (above or below)
        else line
        for above, line, below in around
    ]


def _with_rows(lines: list[Line]) -> list[Line]:
    """Two or more neighbours with the same number of cells are rows of a table."""
    counts = [_cell_count(line) for line in lines]
    finished = []
    for index, line in enumerate(lines):
        above = index > 0 and not line.gap and counts[index - 1] == counts[index]
        below = counts[index + 1 : index + 2] == [counts[index]] and not lines[index + 1].gap
        is_row = counts[index] > 1 and (above or below)
        text = " | ".join(_cells(line.text)) if is_row else squeeze(line.text)
        finished.append(replace(line, text=text, is_row=is_row))
    return finished


def _cell_count(line: Line) -> int:
    return 0 if line.marker is not None or line.is_marked else len(_cells(line.text))


def _cells(text: str) -> list[str]:
    return [cell for cell in map(squeeze, _CELL_GAP.split(text.strip("| "))) if cell]
