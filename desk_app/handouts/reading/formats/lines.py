"""From what a source states to the lines that the reader knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desk_app.handouts.reading.formats.definitions import with_definitions
from desk_app.handouts.reading.formats.titles import find_title, is_above_title
from desk_app.handouts.reading.formats.units import Document, Role, Unit
from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.markers import Marker, MarkerKind, ordinal, split_marker
from desk_app.handouts.reading.normalising import normalise
from desk_app.handouts.reading.pieces import DropReason, PieceKind
from desk_app.handouts.reading.words import ends_question, ends_sentence, squeeze, word_count

_STATED = {
    Role.TITLE: PieceKind.TITLE,
    Role.HEADING: PieceKind.HEADING,
    Role.BULLET: PieceKind.BULLET,
    Role.STEP: PieceKind.STEP,
    Role.ROW: PieceKind.PARAGRAPH,
    Role.CODE: PieceKind.PARAGRAPH,
}
# Not marks for sure: a temperature, a side remark; a cross stays among the words by itself.
_DASHES = "-+*–—−"
_LONGEST_BOLD_HEADING = 14
# A text that somebody put into one ``<pre>`` is no example inside an article.
_MOST_CODE = 0.5
# Stands before each text while they are normalised as one: no text comes out empty or joined.
_GUARD = "|"


def lines_of(document: Document) -> list[Line]:
    """Every unit with anything in it as one line, in order."""
    units = [unit for unit in _normalised(list(with_definitions(document.units))) if unit.text]
    units = _without_code(units) if _is_plain(units) else units
    title = find_title(units, document.title)
    numbering = _numbering(units)
    lines = []
    for place, unit in enumerate(units):
        if title is not None and place < title and is_above_title(unit):
            unit = replace(unit, reason=DropReason.PAGE_HEAD)  # noqa: PLW2901
        line = _line(unit, is_title=place == title)
        if unit.role is Role.HEADING and place != title:
            line = _without_number(line, numbering)
        lines.append(line)
    return lines


def as_text(lines: Sequence[Line]) -> str:
    """The lines as somebody would type them: what is shown as the source."""
    return "\n".join(_written(lines))


def _is_plain(units: Sequence[Unit]) -> bool:
    code = sum(len(unit.text) for unit in units if unit.role is Role.CODE)
    return code > _MOST_CODE * sum(len(unit.text) for unit in units)


def _without_code(units: Sequence[Unit]) -> list[Unit]:
    return [replace(u, role=Role.TEXT) if u.role is Role.CODE else u for u in units]


def _normalised(units: Sequence[Unit]) -> Iterator[Unit]:
    texts = normalise("\n".join(f"{_GUARD}{unit.text}" for unit in units)).split("\n")
    for unit, text in zip(units, texts, strict=bool(units)):
        yield replace(unit, text=squeeze(text[len(_GUARD) :]))


def _line(unit: Unit, *, is_title: bool) -> Line:
    reason = None if is_title else unit.reason
    if unit.picture:
        return Line(unit.text, None, unit.gap, left_out=reason, picture=unit.picture)
    stated = PieceKind.TITLE if is_title else _STATED.get(unit.role)
    if stated is PieceKind.TITLE and not is_title:
        stated = PieceKind.HEADING
    is_marked = is_title or unit.role in (Role.TITLE, Role.HEADING)
    if unit.role in (Role.BULLET, Role.STEP) and not is_title:
        marker, text = _marked(unit)
        return Line(text, marker, unit.gap, stated=stated, left_out=reason)
    if is_marked or stated is PieceKind.PARAGRAPH:
        is_row = stated is PieceKind.PARAGRAPH
        return Line(unit.text, None, unit.gap, is_marked, is_row, stated, reason)
    typed, text = split_marker(unit.text)
    return Line(text, typed, unit.gap, _is_bold_heading(unit), left_out=reason)


def _numbering(units: Sequence[Unit]) -> frozenset[str]:
    """How headings are numbered, where several are: ``1. Breathe``, ``2. Walk``."""
    marks = [split_marker(unit.text)[0] for unit in units if unit.role is Role.HEADING]
    styles = Counter(mark.style for mark in marks if mark is not None and _counts(mark))
    return frozenset(style for style, count in styles.items() if count > 1)


def _counts(mark: Marker) -> bool:
    """``5 Foods`` is not the fifth of anything."""
    return mark.kind is not MarkerKind.BULLET and mark.text.strip()[-1:] in (".", ")", ":", "、")


def _without_number(line: Line, numbering: frozenset[str]) -> Line:
    mark, rest = split_marker(line.text)
    if mark is None or mark.style not in numbering or not _counts(mark):
        return line
    return replace(line, text=rest, marker=mark)


def _marked(unit: Unit) -> tuple[Marker, str]:
    """The mark of an item and its words; one that was typed in addition is not printed."""
    typed, rest = split_marker(unit.text)
    if unit.role is Role.STEP:
        number = ordinal(unit.marker)
        is_double = typed is not None and typed.number == number
        marker = Marker(MarkerKind.NUMBER, unit.marker, number, "1.")
    else:
        is_double = (
            typed is not None and typed.kind is MarkerKind.BULLET and typed.style not in _DASHES
        )
        marker = Marker(MarkerKind.BULLET, unit.marker, style="•")
    if typed is None or not is_double:
        return marker, unit.text
    return replace(marker, text=f"{unit.marker}{typed.text}"), rest


def _is_bold_heading(unit: Unit) -> bool:
    is_open = not ends_sentence(unit.text) or ends_question(unit.text)
    return unit.bold and is_open and word_count(unit.text) <= _LONGEST_BOLD_HEADING


def _written(lines: Sequence[Line]) -> Iterator[str]:
    is_list = False
    for place, line in enumerate(lines):
        is_item = line.marker is not None or line.is_row
        if place and line.gap and not (is_item and is_list):
            yield ""
        is_list = is_item
        yield f"{line.marker.text if line.marker else ''}{line.text}"
