"""Text made fit for paper: nothing invisible, nothing that has no meaning in print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from db.domain.text import ARTICLE, clean

# Private-use characters mean something only in the font of the program they came from.
_MEANINGLESS = re.compile("[\ud800-\udfff\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

# Letters that are blank, and choices of a form.
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe0e\ufe0f")


def printable(text: str) -> str:
    """The text as it can stand on paper; line breaks stay. Empty if nobody could see it."""
    cleaned = clean(_MEANINGLESS.sub("", text), limit=ARTICLE, multiline=True)
    return cleaned if any(map(is_visible, cleaned)) else ""


def is_visible(character: str) -> bool:
    """Whether it puts ink on paper: no space, joiner, filler or direction mark."""
    return unicodedata.category(character)[0] not in "CZ" and character not in _BLANK


def lost_characters(data: Any) -> tuple[str, ...]:
    """What ``printable`` drops from JSON data although somebody may have meant to see it."""
    found = (character for text in _texts(data) for character in _MEANINGLESS.findall(text))
    return tuple(dict.fromkeys(found))


def name_of(character: str) -> str:
    """How staff are told about a character, e.g. ``GRINNING FACE (U+1F600)``."""
    name = unicodedata.name(character, "")
    code = f"U+{ord(character):04X}"
    return f"{name} ({code})" if name else code


def each_text(data: Any, change: Callable[[str], str]) -> Any:
    """JSON data with every string in it changed; the keys stay."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, list):
        return [each_text(item, change) for item in data]
    if isinstance(data, dict):
        return {key: each_text(value, change) for key, value in data.items()}
    return data


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)
    elif isinstance(data, dict):
        for item in data.values():
            yield from _texts(item)
