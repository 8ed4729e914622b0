"""Undo UTF-8 that somebody once read as Windows-1252 or Latin-1."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Bytes that Windows-1252 leaves undefined come through as the control character itself.
_BYTE_OF = {chr(value): value for value in range(0x80, 0x100)} | {
    bytes([value]).decode("cp1252"): value
    for value in range(0x80, 0x100)
    if value not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def _class(first: int, last: int) -> str:
    characters = [character for character, value in _BYTE_OF.items() if first <= value <= last]
    return f"[{''.join(re.escape(character) for character in characters)}]"


@cache
def _encoded() -> re.Pattern[str]:
    """Made when a text is read: it takes longer than all the rest that a start needs of here."""
    begin, end = _class(0xC2, 0xDF), _class(0x80, 0xBF)
    return re.compile(f"{begin}{end}|{_class(0xE0, 0xEF)}{end}{{2}}|{_class(0xF0, 0xF4)}{end}{{3}}")


# Marks that may well stand behind a real accented letter: “CAFÉ”, É…, à « la ».
_NATURAL = frozenset("”’“‘„‚…–—»«›‹°ºª·•®™©\u00a0\u00ad")
_LOST_QUOTE = re.compile(r"â€(?=[\s.,;:!?)]|$)")
_LOST_SPACE = re.compile(r"(?<![^\W\d_a-z])Ã(?=[ \n])")
_TWICE = 2


def repair(text: str) -> str:
    """Each group that is valid UTF-8 when turned back into bytes is read again.

    Groups that are not valid stay as they are. So do those that may be a real
    accent in front of a quotation mark, unless the text holds a surer group.
    """
    repaired = text
    for _ in range(_TWICE):
        is_sure = any(map(_is_sure, _encoded().finditer(repaired)))
        repaired = _encoded().sub(_read_again if is_sure else _read_again_unless_natural, repaired)
    # Two losses that go with it: the closing quote, and the space inside a small a-grave.
    if repaired != text:
        repaired = _LOST_QUOTE.sub("”", repaired)
        repaired = _LOST_SPACE.sub("à", repaired)
    return repaired


def _is_sure(match: re.Match[str]) -> bool:
    return not _NATURAL.issuperset(match[0][1:]) and _read_again(match) != match[0]


def _read_again(match: re.Match[str]) -> str:
    try:
        character = bytes(_BYTE_OF[each] for each in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    return character if _could_be_meant(character, match) else match[0]


def _could_be_meant(character: str, match: re.Match[str]) -> bool:
    """A written character; an accent of its own only behind a letter."""
    if unicodedata.combining(character):
        return match.string[match.start() - 1 : match.start()].isalpha()
    # A control character is one of the bytes of a text that was read wrongly twice.
    return unicodedata.category(character) not in ("Cn", "Co", "Cs")


def _read_again_unless_natural(match: re.Match[str]) -> str:
    group, text = match[0], match.string
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    behind_capital = group[0] in "ÂÃ" and before.isupper()
    before_word = group[0] in "ÂÃ" or (after.islower() and len(group) == 2)
    is_natural = _NATURAL.issuperset(group[1:]) and (behind_capital or not before_word)
    return group if is_natural else _read_again(match)
