"""Numbered lines that begin with their heading: ``1. It Calms the Mind. Slow breathing ...``"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.markers import MarkerKind
from desk_app.handouts.reading.words import ends_sentence, is_title_case, word_count

_RUN_IN = re.compile(r"([^.:!?–—]{3,70}?)(?:[.:!?]|\s[–—-])\s+(?=[\"“¿¡]?[A-ZÀ-Þ0-9])(\S.*)")
# A year, a web address, a name with its initials: what is numbered are references.
_CITATION = re.compile(r"\b(?:19|20)\d{2}\b|www\.|https?:|^[^.]*,|^[^.]*\b[A-Z]{1,3}\.")
_LONGEST = 8


def find_run_in(lines: Sequence[Line]) -> dict[int, tuple[str, str]]:
    """Heading and text of each line of a numbering, where all of its lines begin so."""
    found: dict[int, tuple[str, str]] = {}
    for numbering in _numberings(lines):
        parts = [_split(lines[index].text) for index in numbering]
        if len(numbering) > 1 and all(parts):
            found.update({i: part for i, part in zip(numbering, parts, strict=True) if part})
    return found


def _numberings(lines: Sequence[Line]) -> Iterator[list[int]]:
    by_style: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        marker = line.marker
        if marker is None or marker.kind is not MarkerKind.NUMBER:
            continue
        if marker.number == 1 and marker.style in by_style:
            yield by_style.pop(marker.style)
        by_style.setdefault(marker.style, []).append(index)
    yield from by_style.values()


def _split(text: str) -> tuple[str, str] | None:
    match = _RUN_IN.fullmatch(text)
    if match is None or not ends_sentence(match[2]) or _CITATION.search(text):
        return None
    heading = text[: match.start(2)].strip(" .:–—-")
    is_heading = word_count(heading) <= _LONGEST and is_title_case(heading)
    return (heading, match[2]) if is_heading else None
