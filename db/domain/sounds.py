"""How names sound and look: a coarse code per word for English and Spanish ears, and a likeness.

The code is our own, in the manner of Lawrence Philips' Metaphone: consonants in classes, vowels
only at the start of a word. It need only bring together what may be the same name; ``likeness``
then tells how like the spellings are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from db.domain.words import fold

LONGEST_KEY: Final = 40
_LONGEST_CODE: Final = 10
_MOST_WORDS: Final = 4
_EVEN_IF_SOUNDING_ALIKE: Final = 0.65

_WORD = re.compile(r"[^\W\d_]+")
# In this order; upper case is the code, small letters are still to be read.
_RULES: Final = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"^(?:k|g|p|m)(?=n)|^w(?=r)|^p(?=s)", ""),  # Knight, Gnocchi, Wright
        (r"^ng", "n"),  # Nguyen
        (r"^x(?=[aeiou])", "j"),  # Xavier as Javier; see sound_codes for Xiomara
        (r"^ll(?=[aeiou])", "Y"),  # Llorente
        (r"^y(?=[aeiou])", "Y"),
        (r"^[aeiouyh]+(?=[aeiouy])|^h?[aeiouy]", "A"),  # Hernandez as Ernandez
        (r"^gh", "G"),
        (r"i?gh", ""),  # Leigh, Hughes
        (r"mb$", "m"),
        (r"sch", "S"),  # Schmidt
        (r"ch(?=ae|[^aeiouy])|ch$", "K"),  # Michael, Christine, Bach
        (r"ch", "C"),
        (r"sh", "S"),
        (r"ph", "B"),
        (r"th|dt", "T"),
        (r"ck|q|c(?![eiy])", "K"),
        (r"[cgs](?=z)", ""),
        (r"x", "KS"),
        (r"g(?=[eiy])", "J"),  # Gimenez as Jimenez
        (r"[szc]", "S"),
        (r"[bvf]", "B"),  # Vazquez as Bazquez, Steven as Stephen
        (r"^w(?=[aeiouh])", "W"),
        (r"[dt]", "T"),
        (r"[aeiouyhw]", ""),
    )
)  # fmt: skip


@functools.lru_cache(maxsize=8_192)
def sound_codes(word: str) -> tuple[str, ...]:
    """How a folded word may sound: one code, or two where English and Spanish differ.

    ``catherine`` and ``kathryn`` are both ``KTRN``, ``lee`` and ``leigh`` both ``L``.
    """
    if word.startswith("x") and word[1:2] in "aeiou":
        return _code(word), _code("s" + word[1:])
    return (_code(word),)


def name_keys(*names: str) -> frozenset[str]:
    """The keys under which people of these names are kept, to be found by what sounds alike.

    A digit says how much a key knows: ``2`` two words, ``1`` one word and how another begins,
    ``0`` a single word.
    """
    return frozenset(key for name in names for key in _keys(name))


def strong_keys(name: str) -> frozenset[str]:
    """The keys that tell people apart: those of two words, or of the only one."""
    keys = frozenset(_keys(name))
    return frozenset(key for key in keys if key[0] != "0") or keys


def likeness(one: str, other: str, *, missing: float = 0.25) -> float:
    """How like two names are, from 0 to 1, whatever the order of their words.

    Words that sound alike count for more than their letters do.

    Args:
        missing: how much a word counts against them that only one of them has.
    """
    shorter, longer = sorted((_words(one), _words(other)), key=lambda words: (len(words), words))
    if not shorter:
        return 0.0
    if shorter == longer:
        return 1.0
    left = list(longer)
    found = 0.0
    for word in shorter:
        best = max(left, key=lambda candidate: _word_likeness(word, candidate))
        found += _word_likeness(word, best)
        left.remove(best)
    return found / (len(shorter) + missing * len(left))


def _keys(name: str) -> Iterator[str]:
    codes = [sound_codes(word) for word in _words(name)]
    for word in codes:
        for code in word:
            yield f"0{code}"[:LONGEST_KEY]
    for first, second in combinations(codes, 2):
        for one in first:
            for two in second:
                yield "2" + "+".join(sorted((one, two)))
                yield f"1{one}~{two[:1]}"
                yield f"1{two}~{one[:1]}"


@functools.lru_cache(maxsize=8_192)
def _words(name: str) -> tuple[str, ...]:
    """The words that count: the first of a name and its last ones."""
    joined = re.sub(r"'", "", fold(name))
    words = tuple(dict.fromkeys(_WORD.findall(joined)))
    if len(words) > _MOST_WORDS:
        return (words[0], *words[1 - _MOST_WORDS :])
    return words


def _code(word: str) -> str:
    for pattern, code in _RULES:
        word = pattern.sub(code, word)
    coded = re.sub(r"(.)\1+", r"\1", word).upper()
    return coded[:_LONGEST_CODE]


def _word_likeness(one: str, other: str) -> float:
    # Loaded when the first name is compared: most starts of the program compare none.
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415

    letters = JaroWinkler.similarity(one, other)
    if one != other and set(sound_codes(one)) & set(sound_codes(other)):
        return _EVEN_IF_SOUNDING_ALIKE + (1 - _EVEN_IF_SOUNDING_ALIKE) * letters
    return letters**2
