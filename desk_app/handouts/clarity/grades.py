"""How many years of school a text asks for."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from desk_app.handouts.clarity.sentences import KEPT, sentences, words
from desk_app.handouts.clarity.syllables import syllables

# Below this the SMOG grade says nothing (McLaughlin 1969).
_SMOG_SENTENCES: Final = 30
_MANY_SYLLABLES: Final = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts over running text; headings are not part of it.

    Attributes:
        polysyllables: words of three or more syllables.
    """

    words: int
    sentences: int
    syllables: int
    polysyllables: int
    language: str

    @property
    def grade(self) -> float | None:
        """The school grade, or None without a sentence or for a language without a formula.

        English: Flesch-Kincaid (Kincaid et al. 1975). Spanish: Crawford (1984).
        """
        if not self.sentences:
            return None
        match self.language.split("-", maxsplit=1)[0]:
            case "en":
                return (
                    0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
                )
            case "es":
                hundred = 100 / self.words
                return -0.205 * self.sentences * hundred + 0.049 * self.syllables * hundred - 3.407
            case _:
                return None

    @property
    def smog(self) -> float | None:
        """The SMOG grade, of English texts that are long enough for it."""
        if self.language.split("-", maxsplit=1)[0] != "en" or self.sentences < _SMOG_SENTENCES:
            return None
        return 1.0430 * math.sqrt(self.polysyllables * 30 / self.sentences) + 3.1291


def reading(texts: Iterable[str], language: str) -> Reading:
    """Count paragraphs and list items; each ends a sentence, with a full stop or without."""
    each = [count for text in texts for count in _counts(text, language)]
    return Reading(
        words=sum(words for words, _, _ in each),
        sentences=len(each),
        syllables=sum(count for _, count, _ in each),
        polysyllables=sum(many for _, _, many in each),
        language=language,
    )


@lru_cache(maxsize=KEPT)
def _counts(text: str, language: str) -> tuple[tuple[int, int, int], ...]:
    """Words, syllables and words of many syllables of each sentence."""
    found = []
    for sentence in sentences(text):
        said = sentence.of(text)
        each = [syllables(word.of(said), language) for word in words(said)]
        found.append((len(each), sum(each), sum(count >= _MANY_SYLLABLES for count in each)))
    return tuple(found)
