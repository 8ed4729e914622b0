"""What follows an article on its page: related posts, author box, comments."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.handouts.reading.chrome_words import ENDS, KEPT_HEADINGS
from desk_app.handouts.reading.invitations import is_warning
from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.pieces import DropReason
from desk_app.handouts.reading.shapes import is_content, is_short
from desk_app.handouts.reading.words import sentence_count

# Below this share of the words before it, all that follows an end goes with it.
_SMALL_REST = 0.25


def mark_endings(lines: Sequence[Line], reasons: list[DropReason | None]) -> None:
    """Leave out what stands under each end, and stop where the article goes on."""
    words = [line.word_count if is_content(line) else 0 for line in lines]
    total, before = sum(words), 0
    reason: DropReason | None = None
    is_last = False
    for index, line in enumerate(lines):
        key = line.key if line.is_brief else ""
        end = ENDS.get(key) if line.marker is None and before else None
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
