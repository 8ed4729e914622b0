"""Several telephone numbers in one cell, with words between them."""

from __future__ import annotations

import re
from typing import Final

from db.domain.importing import ImportedNumber
from db.domain.text import PHONE, clean, fitted

# A number: figures and what stands between them; an extension behind.
_NUMBER: Final = re.compile(
    r"\+?\(?\d[\d\s().\u00a0\u2010-\u2015-]{4,20}\d(?:\s*(?:ext\.?|extension|x|#)\s*\d{1,6})?(?![^\W_]*\d)",
    re.IGNORECASE,
)
_LEAST: Final = 7
_MOST: Final = 15
_LONGEST: Final = 1_000  # a longer cell is a letter
_LABEL: Final = 64
_NAME: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,]+[^\W\d_][\w.'’-]*){0,3}")
_BETWEEN: Final = re.compile(r"^(?:\W|or|o|y|and|/)+$", re.IGNORECASE)
_PLAIN_SPLIT: Final = re.compile(r"\s*(?:[/;|\n]|\s{2,}|,(?=\s*[+(\d]))\s*")


def read_numbers(cell: str) -> tuple[tuple[ImportedNumber, ...], str]:
    """Return the numbers in a cell, each with the words beside it; and words alone."""
    if len(cell) > _LONGEST:
        return (), cell
    numbers: list[ImportedNumber] = []
    rest: list[str] = []
    for piece in _PLAIN_SPLIT.split(cell.strip()):
        found = [each for each in _NUMBER.finditer(piece) if _is_number(each[0])]
        if not found:
            rest += [piece] if piece else []
            continue
        before = piece[: found[0].start()]
        for each, until in zip(found, [*(e.start() for e in found[1:]), len(piece)], strict=True):
            behind = piece[each.end() : until]
            is_of_next = behind.rstrip().endswith(":")  # daughter: 555 0123
            label = _label(before if is_of_next else f"{before} {behind}")
            if len(label) > _LABEL:  # no label, but what was said
                rest, label = [*rest, label], ""
            numbers.append(ImportedNumber(fitted(each[0], PHONE), label))
            before = behind if is_of_next else ""
    return tuple(dict.fromkeys(numbers)), " ".join(rest)


def name_before(cell: str) -> str:
    """Return what stands before the first number, where it may be somebody's name."""
    found = _NUMBER.search(cell)
    words = _label(cell[: found.start()]) if found and len(cell) <= _LONGEST else ""
    return words if _NAME.fullmatch(words) and words[0].isupper() else ""


def looks_like_phones(cell: str) -> bool:
    """Whether there is a number in it and hardly a word."""
    numbers, rest = read_numbers(cell)
    return bool(numbers) and len(rest) + sum(len(number.label) for number in numbers) <= 20


def _is_number(text: str) -> bool:
    return _LEAST <= sum(letter.isdigit() for letter in text.split("x", maxsplit=1)[0]) <= _MOST


def _label(words: str) -> str:
    words = words.strip(" \t:;,/()-–.\u00a0")
    return "" if not words or _BETWEEN.match(words) else clean(words, limit=_LONGEST)
