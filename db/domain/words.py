"""Words as the search sees them: no case, no accents, the same for typed and stored text.

``" ".join(index_words(...))`` is what the databases index. Each word is one token for SQLite's
``unicode61`` and one lexeme between spaces for PostgreSQL, so both find the same rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from db.domain.text import composed

LONGEST_WORD: Final = 64
MOST_WORDS: Final = 20_000
MOST_ASKED: Final = 32

# Letters that Unicode does not take apart but that people type without their stroke or ligature.
_PLAIN_LETTERS = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i",
    "ŧ": "t", "ŋ": "n", "ĸ": "k",
}  # fmt: skip
_APOSTROPHES = "'\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u2032`\u00b4\uff07"
_TATWEEL = "\u0640"

# Thai to Khmer, kana and Han: scripts that put no space between words.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u303b\u303c"
    "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(
    rf"(?P<unspaced>(?:(?=\w)[{_UNSPACED}])+)|[^\W_{_UNSPACED}]+(?:['-][^\W_{_UNSPACED}]+)*"
)
_PART = re.compile(r"[^'-]+")
_PLAIN = re.compile(rf"([a-z0-9]{{1,{LONGEST_WORD}}})[a-z0-9]*")
_PLAIN_RUN = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")


class _FoldTable(dict[int, str]):
    """Character -> its folded form, worked out when first met (for ``str.translate``)."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_character(chr(code))
        return folded


def _folded_character(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character == _TATWEEL:
        return ""
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    bare = "".join(part for part in apart if not _is_sign(part))
    return unicodedata.normalize("NFC", "".join(_PLAIN_LETTERS.get(part, part) for part in bare))


def _is_sign(character: str) -> bool:
    """Whether it only goes with a letter, also where Unicode has since made it a letter."""
    return (
        unicodedata.category(character).startswith("M")
        or "\u19b0" <= character <= "\u19c9"  # vowels of New Tai Lue
        or character in "\u1cf2\u1cf3"  # Vedic signs
    )


_FOLDED = _FoldTable()


def fold(text: str) -> str:
    """The text without case and accents: ``"Łukasz GROẞ"`` -> ``"lukasz gross"``.

    Vowel signs of Indic scripts and Japanese voicing marks go too; both sides of a search
    lose them alike, so it finds a little more and never less.
    """
    if text.isascii():
        return text.lower().replace("`", "'")  # the same, sooner
    return composed(text).translate(_FOLDED)


def index_words(*texts: str) -> tuple[str, ...]:
    """The distinct words to be found by, in reading order; at most ``MOST_WORDS``.

    ``O'Brien`` gives ``obrien``, ``o`` and ``brien``, ``X-ray`` gives ``xray``, ``x`` and
    ``ray``: found however it is typed. Scripts without spaces give every character and
    every pair of neighbours.
    """
    words: dict[str, None] = {}
    for text in filter(None, texts):
        words.update(dict.fromkeys(_words_of(fold(text))))
        if len(words) >= MOST_WORDS:
            return tuple(words)[:MOST_WORDS]
    return tuple(words)


def _words_of(folded: str) -> Iterable[str]:
    """The words of each run, in order; those of the English alphabet take a shorter way."""
    if not folded.isascii():
        return (word for word, _ in _indexed(folded))
    if "'" not in folded and "-" not in folded:
        return _PLAIN.findall(folded)
    runs = (_PART.findall(run) for run in _PLAIN_RUN.findall(folded))
    return (
        word[:LONGEST_WORD]
        for parts in runs
        for word in (("".join(parts), *parts) if len(parts) > 1 else parts)
    )


def query_words(typed: str) -> tuple[str, ...]:
    """What was typed into a search field, as words to look up; the last one is a prefix.

    All must be found; at most ``MOST_ASKED`` are asked for. ``o'brien`` asks for ``obrien``,
    ``x-ray`` for ``x`` and ``ray``.
    """
    found: dict[str, None] = {}
    for run in _RUN.finditer(fold(typed)):
        for word in _asked(run):
            found.pop(word, None)
            found[word] = None
    return tuple(found)[:MOST_ASKED]


def marked_ranges(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the looked-up words stand in the text: disjoint ``(start, end)``, ascending.

    Args:
        words: as ``query_words`` gave them, so the last also matches the start of a word.
    """
    if not words:
        return []
    folded, origin = _fold_with_origin(text)
    *whole, prefix = words
    ranges = []
    for word, places in _indexed(folded):
        if word in whole:
            length = len(places)
        elif word.startswith(prefix):
            length = len(prefix)
        else:
            continue
        ranges.append((origin[places[0]], _end_of_letter(text, origin[places[length - 1]])))
    return _merged(ranges)


def _indexed(folded: str) -> Iterator[tuple[str, Sequence[int]]]:
    """Each word to index and the places of its letters in the folded text."""
    for run in _RUN.finditer(folded):
        yield from _of_run(run)


def _of_run(run: re.Match[str]) -> Iterator[tuple[str, Sequence[int]]]:
    for places in _places(run):
        kept = places[:LONGEST_WORD]
        yield "".join(run.string[place] for place in kept), kept


def _places(run: re.Match[str]) -> Iterator[Sequence[int]]:
    start, end = run.span()
    if run["unspaced"]:
        yield from (range(place, place + 1) for place in range(start, end))
        yield from (range(place, place + 2) for place in range(start, end - 1))
        return
    parts = [range(start + p.start(), start + p.end()) for p in _PART.finditer(run.group())]
    if len(parts) > 1:
        yield [place for part in parts for place in part]
    yield from parts


def _asked(run: re.Match[str]) -> Iterable[str]:
    if characters := run["unspaced"]:
        pairs = ["".join(pair) for pair in pairwise(characters)]
        return pairs or [characters]
    return [part.replace("'", "")[:LONGEST_WORD] for part in run.group().split("-")]


def _fold_with_origin(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the place it came from."""
    if text.isascii():
        return fold(text), range(len(text))
    pieces = [character.translate(_FOLDED) for character in text]
    origin = [place for place, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origin


def _end_of_letter(text: str, place: int) -> int:
    end = place + 1
    while end < len(text) and unicodedata.category(text[end]).startswith("M"):
        end += 1
    return end


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
