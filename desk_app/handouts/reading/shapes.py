"""Short lines that could head something, and the content they could head."""

from __future__ import annotations

import re

from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.words import (
    ends_open,
    ends_question,
    ends_sentence,
    ends_with_colon,
    is_all_caps,
    is_title_case,
    sentence_count,
    starts_small,
    word_count,
)

_LONGEST_SHORT = 14
_LONGEST_IN_CHARACTERS = 120
_LABEL = re.compile(r"([^\W\d_][^:.!?\n]{1,40}):\s+(\S.*)")
# A price or a time at the end, or a row of dots before it, as in lists of prices and hours.
_VALUE = re.compile(
    r"(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\S|(?:[$€£]\s?\d[\d.,]*|\d[\d.,]*\s?[€£$]|"
    r"\b\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?|\s?(?:h|uhr))?|\b\d{1,2}\s?[ap]\.?m\.?)$",
    re.IGNORECASE,
)
# How much a recipe makes and how long it takes.
_YIELD = re.compile(
    r"(?:serves|servings|makes|yields?|(?:prep|cook|total)(?:aration|ing)? time|porciones|"
    r"rinde|pour|portions|für|porções|rende|porzioni|per)\b[\s:]*(?:about )?\d",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"(?:repeat|switch|change|hold|rest|breathe|relax|stop|return|do|drink|take|keep|call|then|now|"
    r"repita|cambie|sostenga|descanse|respire|beba|tome|llame|pare|vuelva)\b",
    re.IGNORECASE,
)
_LONGEST_LABEL = 6
_ASKING = ("what", "when", "how", "why", "who", "where", "which")
_DASHES = ("-", "–", "—", "―", "~")
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


def has_value(text: str) -> bool:
    """Whether it is one line of a list of prices or hours."""
    return len(text) <= _LONGEST_IN_CHARACTERS and _VALUE.search(text) is not None


def is_content(line: Line) -> bool:
    """A paragraph, a list item, a row of a table: something to stand below a heading."""
    if line.is_marked or line.is_rule:
        return False
    is_kept_apart = line.marker is not None or line.is_row or has_value(line.text)
    return is_kept_apart or not is_short(line) or has_caps_label(line.text)


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
        and not line.text.startswith(_DASHES)
        and not has_caps_label(line.text)
        and not has_value(line.text)
        and not _YIELD.match(line.text)
        and any(map(str.isalpha, line.text))
        and _REACH.search(line.text) is None
    )


def is_label(line: Line) -> bool:
    """``Ingredients:`` heads a section; ``Common signs are:`` only leads up to a list."""
    text = line.text.rstrip(":： ")
    if not ends_with_colon(line.text) or (
        word_count(text) > _LONGEST_LABEL and not is_all_caps(text)
    ):
        return False
    is_word = word_count(text) == 1 and text[:1].isupper()
    is_asking = text.casefold().startswith(_ASKING)
    return is_word or is_asking or is_all_caps(text) or is_title_case(text)


def is_direction(line: Line) -> bool:
    """``Switch Sides``: said again and again in exercises, and no name of a site."""
    return line.is_brief and _DIRECTION.match(line.text) is not None
