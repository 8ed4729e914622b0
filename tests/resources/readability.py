"""A second opinion on plain language, kept apart from the program's own clarity check."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d[\d,.]*")
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
# A weak vowel joins its neighbour, two strong ones (or an accented weak one) part.
_SPANISH_NUCLEUS = re.compile(r"[iuü]?[aeoáéó][iuüy]?|[íú]|[iuü]+y?|y\b")
# "while", "times", "used" lose the last e; "needle", "places", "treated" do not.
_SILENT_ENDING = re.compile(
    r"(?:[aeiouy]l|[^aeiouyl])e$"
    r"|(?:[aeiouy]l|[^aeiouylsxzcgh])es$"
    r"|(?:[aeiouy]l|[^aeiouyltd])ed$"
)


def sentences(text: str) -> list[str]:
    """Split at full stops, question marks and colons that end a lead-in."""
    parts = re.split(r"(?<=[.!?:])\s+", text.strip())
    return [part for part in parts if _words(part)]


def word_count(text: str) -> int:
    return len(_words(text))


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of a text; each list item counts as a sentence."""

    sentences: int
    words: int
    syllables: int

    @property
    def flesch_kincaid_grade(self) -> float:
        """US school grade, for English only (Kincaid 1975)."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def inflesz(self) -> float:
        """Ease of Spanish text (Szigriszt 1993; Barrio 2008): over 65 is fairly easy."""
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences


def count(texts: list[str], language: str) -> Counts:
    syllables = _spanish_syllables if language == "es" else _english_syllables
    words = [word for text in texts for word in _words(text)]
    return Counts(
        sum(len(sentences(text)) for text in texts), len(words), sum(map(syllables, words))
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text) + _NUMBER.findall(text)


def _english_syllables(word: str) -> int:
    letters = word.lower()
    groups = len(_ENGLISH_VOWELS.findall(letters))
    if groups > 1 and _SILENT_ENDING.search(letters):
        groups -= 1
    return max(groups, 1)


def _spanish_syllables(word: str) -> int:
    silent_u = re.sub(r"([qg])u(?=[eiéí])", r"\1", word.lower())
    return max(len(_SPANISH_NUCLEUS.findall(silent_u)), 1)
