"""What follows an article on its page: related posts, author box, comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk_app.handouts.reading.chrome import edge_reason, has_date, is_comment_count
from desk_app.handouts.reading.chrome_words import ENDS, KEPT_HEADINGS
from desk_app.handouts.reading.invitations import is_warning
from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.shapes import is_content, is_short
from desk_app.handouts.reading.words import sentence_count

_ABOUT = re.compile(r"(?:about|sobre|acerca de|über|à propos de|over|об?|o) (\w+ \w+.*)")
# Below this share of the words before it, all that follows an end goes with it.
_SMALL_REST = 0.25
_LONGEST_BETWEEN = 3
_WORDS_BETWEEN = 6
_MOST_BOXES = 10


def mark_endings(lines: Sequence[Line], reasons: list[DropReason | None]) -> None:
    """Leave out what stands under each end, and stop where the article goes on."""
    words = [line.word_count if is_content(line) else 0 for line in lines]
    total, before = sum(words), 0
    reason: DropReason | None = None
    is_last = False
    names = _names_in_bylines(lines)
    for index, line in enumerate(lines):
        key = line.key if line.is_brief else ""
        end = _end(lines, index, names) if line.marker is None and before else None
        if end is not None:
            reason = end
            is_last = total - before <= _SMALL_REST * before or (
                end is DropReason.COMMENTS and total - before <= before
            )
        elif reason and (key in KEPT_HEADINGS or _resumes(lines, index, reason, is_last=is_last)):
            reason = None
        if reason is not None and reasons[index] is None and not _warns(line):
            reasons[index] = reason
        before += words[index]


def mark_between_furniture(lines: Sequence[Line], reasons: list[DropReason | None]) -> None:
    """A few short lines between the boxes at the foot of a page belong to the boxes."""
    end = len(lines)
    for _ in range(_MOST_BOXES):
        while end and reasons[end - 1] is not None:
            end -= 1
        start = end
        while start and reasons[start - 1] is None:
            start -= 1
        if end == len(lines) or not _is_between(lines, reasons, range(start, end)):
            return
        above = reasons[start - 1]
        reasons[start:end] = [above] * (end - start)


def _is_between(lines: Sequence[Line], reasons: Sequence[DropReason | None], run: range) -> bool:
    if not 0 < len(run) <= _LONGEST_BETWEEN or None in reasons[max(run.start - 2, 0) : run.start]:
        return False
    if any(
        lines[i].word_count > _WORDS_BETWEEN or lines[i].marker or _warns(lines[i]) for i in run
    ):
        return False
    kept = sum(lines[i].word_count for i in range(run.start) if reasons[i] is None)
    return kept > 5 * sum(lines[i].word_count for i in run)


def _names_in_bylines(lines: Sequence[Line]) -> str:
    bylines = [line.key for line in lines if edge_reason(line) is DropReason.BYLINE]
    return " / ".join(bylines)


def _end(lines: Sequence[Line], index: int, names: str) -> DropReason | None:
    """A known end, a count above dated comments, or ``About`` with the name of the by-line."""
    line = lines[index]
    if not line.is_brief:
        return None
    if is_comment_count(line) and any(map(has_date, lines[index + 1 : index + 3])):
        return DropReason.COMMENTS
    about = _ABOUT.fullmatch(line.key)
    if about and about[1] in names:
        return DropReason.AUTHOR
    return ENDS.get(line.key)


def _resumes(lines: Sequence[Line], index: int, reason: DropReason, *, is_last: bool) -> bool:
    """Whether the article goes on with this line: a heading with real text, or real text.

    In the last part of a page only a heading over a warning tells that it does.
    """
    line = lines[index]
    if is_content(line):
        is_first_below = lines[index - 1].marker is None and lines[index - 1].key in ENDS
        is_ours = is_last or reason is DropReason.AUTHOR or is_first_below
        return line.marker is None and _is_real(line) and not is_ours
    below = lines[index + 1 : index + 2]
    return is_short(line) and any(
        _warns(each) or (not is_last and is_content(each) and _is_real(each)) for each in below
    )


def _warns(line: Line) -> bool:
    return line.is_brief and is_warning(line.text)


def _is_real(line: Line) -> bool:
    """Not the one-sentence taste of another post."""
    is_taste = line.text.endswith(("…", "...", "[…]", "[...]", "»", "→"))
    return not is_taste and (sentence_count(line.text) > 1 or line.marker is not None)
