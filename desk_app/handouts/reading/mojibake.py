"""Undo UTF-8 that somebody once read as Windows-1252 or Latin-1."""

from __future__ import annotations

import re

# Bytes that Windows-1252 leaves undefined come through as the control character itself.
_BYTE_OF = {chr(value): value for value in range(0x80, 0x100)} | {
    bytes([value]).decode("cp1252"): value
    for value in range(0x80, 0x100)
    if value not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_BYTES = {value: character for character, value in _BYTE_OF.items()}


def _class(first: int, last: int) -> str:
    characters = [character for character, value in _BYTE_OF.items() if first <= value <= last]
    return f"[{''.join(re.escape(character) for character in characters)}]"


_NEXT = _class(0x80, 0xBF)
_ENCODED = re.compile(
    f"{_class(0xC2, 0xDF)}{_NEXT}|{_class(0xE0, 0xEF)}{_NEXT}{{2}}|{_class(0xF0, 0xF4)}{_NEXT}{{3}}"
)
# Marks that may well stand behind a real accented letter: “CAFÉ”, É…, à « la ».
_NATURAL = frozenset("”’“‘„‚…–—»«›‹°ºª·•®™©\u00a0\u00ad")
_LOST_QUOTE = re.compile(r"â€(?=[\s.,;:!?)]|$)")
_LOST_SPACE = re.compile(r"(?<![^\W\d_a-z])Ã(?=[ \n])")
_TWICE = 2


def repair(text: str) -> str:
    """Each group that is valid UTF-8 when turned back into bytes is read again.

    Groups that are not valid, and real accents in front of a quotation mark or
    a dash, stay as they are.
    """
    repaired = text
    for _ in range(_TWICE):
        repaired = _ENCODED.sub(_read_again, repaired)
    # Two losses that go with it: the closing quote, and the space inside a small a-grave.
    if repaired != text:
        repaired = _LOST_QUOTE.sub("”", repaired)
        repaired = _LOST_SPACE.sub("à", repaired)
    return repaired


def _read_again(match: re.Match[str]) -> str:
    group = match[0]
    if _is_natural(match):
        return group
    try:
        return bytes(_BYTE_OF[character] for character in group).decode("utf-8")
    except UnicodeDecodeError:
        return group


def _is_natural(match: re.Match[str]) -> bool:
    group, text = match[0], match.string
    if not _NATURAL.issuperset(group[1:]):
        return False
    before = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if group[0] in "ÂÃ":
        return before.isupper()
    return not (after.islower() and len(group) == 2)
