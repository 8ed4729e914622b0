"""Short lines that could head something, and the content they could head."""

from __future__ import annotations

import re

from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.words import (
    ends_open,
    ends_question,
    ends_sentence,
    is_all_caps,
    is_title_case,
    sentence_count,
    starts_small,
    word_count,
)

_LONGEST_SHORT = 14
_LONGEST_IN_CHARACTERS = 120
_LABEL = re.compile(r"([^\W\d_][^:.!?\n]{1,40}):\s+(\S.*)")
_REACH = re.compile(r"\d{3}[\s.)-]*\d{3,4}|\S@\S|www\.|https?:|\b[A-Z]{2}\s+\d{5}")


def is_short(line: Line, *, with_marker: bool = True) -> bool:
    """Few words and no full stop: a heading, a menu entry, a verse, a list item."""
    if line.marker is not None and not with_marker:
        return False
    text = line.text
    if len(text) > _LONGEST_IN_CHARACTERS or line.word_count > _LONGEST_SHORT:
        return False
    if ends_question(text):
        return sentence_count(text) == 1
    if text.endswith("!"):
        return sentence_count(text) == 1 and is_title_case(text)
    return not ends_sentence(text)


def is_content(line: Line) -> bool:
    """A paragraph, a list item, a row of a table: something to stand below a heading."""
    if line.is_marked or line.is_rule:
        return False
    return line.marker is not None or line.is_row or not is_short(line) or has_caps_label(line.text)


def split_label(text: str) -> tuple[str, str] | None:
    """``SLEEP: Lie on your side.`` in its two parts, whatever the case of the label."""
    match = _LABEL.fullmatch(text)
    return (match[1], match[2]) if match else None


def has_caps_label(text: str) -> bool:
    """Whether the words in front of the colon are all capitals and there is more behind it."""
    parts = split_label(text)
    return parts is not None and is_all_caps(parts[0]) and word_count(parts[0]) <= 5


def could_head(line: Line) -> bool:
    """Whether its shape allows a heading; what follows decides."""
    return (
        line.marker is None
        and not line.is_row
        and not line.is_rule
        and is_short(line)
        and not ends_open(line.text)
        and not starts_small(line.text)
        and not has_caps_label(line.text)
        and any(map(str.isalpha, line.text))
        and _REACH.search(line.text) is None
    )
