"""How many years of school a text asks for."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from desk_app.handouts.clarity.sentences import Span, sentences, words
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
    counted = [
        [syllables(word.of(part), language) for word in words(part)]
        for text in texts
        for part in _parts(text, sentences(text))
    ]
    each = [count for sentence in counted for count in sentence]
    return Reading(
        words=len(each),
        sentences=len(counted),
        syllables=sum(each),
        polysyllables=sum(count >= _MANY_SYLLABLES for count in each),
        language=language,
    )


def _parts(text: str, spans: Iterable[Span]) -> list[str]:
    return [span.of(text) for span in spans]
