"""Numbered and lettered lines: items of a list, headings, or words that only look so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.markers import Marker, MarkerKind
from desk_app.handouts.reading.pieces import PieceKind
from desk_app.handouts.reading.shapes import is_content, is_short

_ORDERED = (MarkerKind.NUMBER, MarkerKind.LETTER)
_LONGEST_HEADING = 12
_SQUARES = "■□▪▫◆◇❖♦"


def marked_kinds(lines: Sequence[Line]) -> list[PieceKind | None]:
    """For each line with a mark what the mark makes of it; ``None``: read the mark as words."""
    styles = Counter(line.marker.style for line in lines if line.marker is not None)
    above = _neighbours(lines)
    below = [*reversed(_neighbours(lines[::-1]))]
    kinds: list[PieceKind | None] = []
    for index, line in enumerate(lines):
        marker = line.marker
        if marker is None:
            kinds.append(None)
        elif marker.kind in _ORDERED and _is_item(marker, above[index], below[index]):
            kinds.append(PieceKind.STEP)
        elif marker.kind in (*_ORDERED, MarkerKind.OUTLINE):
            is_series = styles[marker.style] > 1
            kinds.append(_numbered_kind(line, lines[index + 1 : index + 2], is_series=is_series))
        else:
            kinds.append(_bulleted_kind(marker, lines, index))
    heads = _heading_marks(lines)
    return [
        PieceKind.HEADING if line.marker and line.marker.style in heads else kind
        for line, kind in zip(lines, kinds, strict=True)
    ]


def _neighbours(lines: Sequence[Line]) -> list[Marker | None]:
    """For each line the mark above it, bullets between skipped, ``None`` behind plain words."""
    nearest: Marker | None = None
    found = []
    for line in lines:
        found.append(nearest)
        if line.marker is None:
            nearest = None
        elif line.marker.kind is not MarkerKind.BULLET:
            nearest = line.marker
    return found


def _is_nested(above: Line, line: Line) -> bool:
    return above.marker is not None and above.marker.kind is MarkerKind.BULLET and not line.gap


def _is_item(marker: Marker, above: Marker | None, below: Marker | None) -> bool:
    return any(near is not None and near.style == marker.style for near in (above, below))


def _numbered_kind(line: Line, following: Sequence[Line], *, is_series: bool) -> PieceKind | None:
    """A number on its own heads what stands below it, or is the start of a sentence."""
    is_brief = line.word_count <= _LONGEST_HEADING
    is_heading = is_short(line) or (is_series and is_brief)
    if is_heading and following and (is_series or is_short(line)):
        return PieceKind.HEADING if is_series else None
    return None


def _heading_marks(lines: Sequence[Line]) -> frozenset[str]:
    """Bullets that each stand alone above words of their own, as ``■`` in Japanese texts."""
    stand_alone: dict[str, list[bool]] = {}
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.marker is None or line.marker.kind is not MarkerKind.BULLET:
            continue
        is_head = following is not None and is_short(line) and _stands_below(line, following)
        stand_alone.setdefault(line.marker.style, []).append(is_head)
    return frozenset(
        style for style, each in stand_alone.items() if style and len(each) > 1 and all(each)
    )


def _stands_below(line: Line, following: Line) -> bool:
    if following.marker is None or line.marker is None:
        return is_content(following)
    return line.marker.style in _SQUARES and following.marker.style != line.marker.style


def _bulleted_kind(marker: Marker, lines: Sequence[Line], index: int) -> PieceKind | None:
    """A star may be a footnote, a dash a signature, an emoji a feeling: unless they are several."""
    if marker.kind is MarkerKind.BULLET and marker.style not in "*–—−":
        return PieceKind.BULLET
    around = lines[max(index - 1, 0) : index + 2]
    if marker.style in "–—−" and index and _is_nested(lines[index - 1], lines[index]):
        return PieceKind.BULLET
    alike = [
        line for line in around if line.marker is not None and line.marker.style == marker.style
    ]
    return PieceKind.BULLET if len(alike) > 1 else None
