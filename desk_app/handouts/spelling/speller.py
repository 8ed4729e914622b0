"""Which words of a text no dictionary knows. Hunspell reads the dictionaries."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from desk_app.handouts.clarity.sentences import Span, words
from desk_app.handouts.spelling.dictionaries import find_dictionary

_MOST_OFFERS = 5
_LONGEST = 60  # letters; for longer words Hunspell takes seconds to find others
_KEPT_WORDS = 65_536
_KEPT_LINES = 8_192
# Addresses of the web and of mail, abbreviations, and words run together by a missing space.
_NOT_WORDS = re.compile(r"\S*(?:://|@|\w\.\w)\S*")
_OWNING = re.compile(r"'s?$")
_SCRIPTS = {"ar": "ARABIC", "el": "GREEK", "he": "HEBREW", "ru": "CYRILLIC", "uk": "CYRILLIC"}


class Standing(enum.Enum):
    """Whether words could be looked up."""

    CHECKED = "checked"
    NO_DICTIONARY = "no_dictionary"
    UNREADABLE = "unreadable"
    NO_READER = "no_reader"


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that no dictionary knows: ``lines[line][start:end] == said``."""

    line: int
    start: int
    end: int
    said: str


@dataclass(frozen=True, slots=True)
class SpellingReport:
    """What was found, in reading order."""

    standing: Standing
    found: tuple[Misspelling, ...] = ()


@dataclass(frozen=True, slots=True)
class _Book:
    """An open dictionary; ``knows`` remembers what it was asked."""

    reader: Any
    knows: Callable[[str], bool]


class Speller:
    """For one worker thread. A dictionary is opened when first asked for: that takes 0.2 s."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._books: dict[Path, _Book | None] = {}

    def check(
        self, lines: Sequence[str], *, language: str, region: str, own: frozenset[str]
    ) -> SpellingReport:
        """Look up every word.

        Args:
            own: the clinic's own words, case-folded: they are right.
        """
        standing, book = self._open(language, region)
        if book is None:
            return SpellingReport(standing)
        script = _SCRIPTS.get(language.partition("-")[0], "LATIN")
        found = [
            Misspelling(number, span.start, span.end, span.of(line))
            for number, line in enumerate(lines)
            for span in _words_to_check(line, script)
            if not _is_known(book, own, span.of(line))
        ]
        return SpellingReport(standing, tuple(found))

    def suggest(self, word: str, *, language: str, region: str) -> tuple[str, ...]:
        """Return words that may be meant, the likeliest first; that can take half a second."""
        _standing, book = self._open(language, region)
        if book is None:
            return ()
        try:
            found = book.reader.suggest(_plain(word))
        except UnicodeEncodeError:
            return ()
        curly = "’" in word
        return tuple(each.replace("'", "’") if curly else each for each in found[:_MOST_OFFERS])

    def _open(self, language: str, region: str) -> tuple[Standing, _Book | None]:
        try:
            from hunspell import Hunspell  # noqa: PLC0415 - not on every kind of computer
        except ImportError:
            return Standing.NO_READER, None
        place = find_dictionary(language, region, self._folders)
        if place is None:
            return Standing.NO_DICTIONARY, None
        if place not in self._books:
            self._books[place] = _read(Hunspell, place)
        book = self._books[place]
        return (Standing.CHECKED if book else Standing.UNREADABLE), book


def _read(hunspell: Any, place: Path) -> _Book | None:
    """Hunspell reads any file without a complaint, and then knows no word at all."""
    words = place.with_suffix(".dic")
    try:
        with words.open("rb") as file:
            count = file.readline(64).lstrip(b"\xef\xbb\xbf").split()
        # It makes room for as many as the file says; there are never more than letters.
        if not count or not count[0].isdigit() or not 0 < int(count[0]) < words.stat().st_size:
            return None
        reader = hunspell(place.name, hunspell_data_dir=str(place.parent), system_encoding="utf-8")
    except OSError:
        return None
    return _Book(reader, lru_cache(_KEPT_WORDS)(reader.spell))


@lru_cache(_KEPT_LINES)
def _words_to_check(line: str, script: str) -> tuple[Span, ...]:
    """Words in small letters, of the script that the dictionary is written in."""
    others = [Span(*match.span()) for match in _NOT_WORDS.finditer(line)]
    return tuple(
        span
        for span in words(line)
        if 1 < span.end - span.start <= _LONGEST
        and not span.of(line).isupper()
        and span.of(line)[0].isalpha()
        and not _is_part_of_more(line, span)
        and not any(other.start <= span.start < other.end for other in others)
        and unicodedata.name(span.of(line)[0], "").startswith(script)
    )


def _is_part_of_more(line: str, span: Span) -> bool:
    beside = line[max(0, span.start - 1) : span.start] + line[span.end : span.end + 1]
    return any(
        letter.isdigit() or letter == "_" or unicodedata.combining(letter) for letter in beside
    )


def _is_known(book: _Book, own: frozenset[str], word: str) -> bool:
    return any(_stands_in(book, own, form) for form in _forms(_plain(word)))


def _forms(word: str) -> Iterator[tuple[str, ...]]:
    """A word as it is, without the sign of an owner, and as the words it is joined of."""
    yield (word,)
    yield (_OWNING.sub("", word),)
    if "-" in word:
        yield tuple(part for part in word.split("-") if len(part) > 1)


def _stands_in(book: _Book, own: frozenset[str], form: tuple[str, ...]) -> bool:
    try:
        return all(part.casefold() in own or book.knows(part) for part in form)
    except UnicodeEncodeError:
        return True  # letters that the dictionary does not use: a name from elsewhere


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).replace("’", "'")
