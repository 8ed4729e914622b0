"""Hard words and the plain ones that say the same, in every form of the word."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from desk_app.resources import RESOURCES

_FOLDER: Final = RESOURCES / "handouts" / "clarity"
_BRITISH: Final = re.compile(r"iz(?=e|ing)")
_Forms = Callable[[str], tuple[str, ...]]
# The plain verbs that are not formed by rule: third person, past, -ing.
_IRREGULAR: Final = {
    "be": ("is", "was", "being"), "begin": ("begins", "began", "beginning"),
    "build": ("builds", "built", "building"), "buy": ("buys", "bought", "buying"),
    "cut": ("cuts", "cut", "cutting"), "do": ("does", "did", "doing"),
    "feel": ("feels", "felt", "feeling"), "find": ("finds", "found", "finding"),
    "get": ("gets", "got", "getting"), "give": ("gives", "gave", "giving"),
    "go": ("goes", "went", "going"), "have": ("has", "had", "having"),
    "keep": ("keeps", "kept", "keeping"), "leave": ("leaves", "left", "leaving"),
    "let": ("lets", "let", "letting"), "make": ("makes", "made", "making"),
    "meet": ("meets", "met", "meeting"), "put": ("puts", "put", "putting"),
    "say": ("says", "said", "saying"), "see": ("sees", "saw", "seeing"),
    "send": ("sends", "sent", "sending"), "set": ("sets", "set", "setting"),
    "show": ("shows", "showed", "showing"), "speak": ("speaks", "spoke", "speaking"),
    "speed": ("speeds", "sped", "speeding"), "spread": ("spreads", "spread", "spreading"),
    "take": ("takes", "took", "taking"), "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"), "wake": ("wakes", "woke", "waking"),
    "lower": ("lowers", "lowered", "lowering"),
    "trigger": ("triggers", "triggered", "triggering"),
    "lessen": ("lessens", "lessened", "lessening"),
    "loosen": ("loosens", "loosened", "loosening"),
    "inhibit": ("inhibits", "inhibited", "inhibiting"),
    "administer": ("administers", "administered", "administering"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HardWord:
    """``text[start:end]`` and the plain words that can stand there, written alike."""

    start: int
    end: int
    said: str
    offers: tuple[str, ...]


class PlainWords:
    """The table of one language, ready for looking up."""

    def __init__(self, table: Mapping[str, Mapping[str, Sequence[str]]], *, english: bool) -> None:
        self._plain: dict[str, tuple[str, ...]] = {}
        self._add(table.get("words", {}), lambda word: (word,))
        self._add(table.get("nouns", {}), _noun_forms if english else _spanish_noun_forms)
        self._add(table.get("verbs", {}), _verb_forms)
        longest_first = sorted(self._plain, key=len, reverse=True)
        choice = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
        self._pattern = re.compile(rf"(?<![\w'’-])(?:{choice})(?![\w'’-])", re.IGNORECASE)

    def hard_words(self, text: str) -> Iterator[HardWord]:
        """Every hard word of the text, in reading order; the longest phrase at each place."""
        if not self._plain:
            return
        for match in self._pattern.finditer(text):
            offers = self._plain[" ".join(match[0].casefold().split())]
            written = tuple(_written_like(match[0], offer) for offer in offers)
            yield HardWord(match.start(), match.end(), match[0], written)

    def _add(self, entries: Mapping[str, Sequence[str]], forms: _Forms) -> None:
        for hard, plain in entries.items():
            offered = [forms(word) for word in plain]
            for place, form in enumerate(forms(hard)):
                offers = tuple(words[place] for words in offered)
                self._plain.setdefault(form, offers)
                self._plain.setdefault(_BRITISH.sub("is", form), offers)


@cache
def plain_words(language: str) -> PlainWords:
    """The table for a language; an empty one where there is none yet."""
    name = language.split("-", maxsplit=1)[0]
    file = _FOLDER / f"plain_words_{name}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return PlainWords(table, english=name == "en")


def _noun_forms(noun: str) -> tuple[str, ...]:
    """One and many; both are given as ``one|many`` where the rule would miss."""
    one, _, many = noun.partition("|")
    return one, many or _plural(one)


def _plural(noun: str) -> str:
    if re.search(r"(?:[sxz]|ch|sh)$", noun):
        return noun + "es"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + "s"


def _spanish_noun_forms(noun: str) -> tuple[str, ...]:
    one, _, many = noun.partition("|")
    if one.endswith("ón"):
        return one, many or one[:-2] + "ones"
    return one, many or one + ("s" if one[-1] in "aeiou" else "es")


def _verb_forms(verb: str) -> tuple[str, ...]:
    """To do, does, did, doing. Of a verb with a particle the first word changes."""
    first, space, rest = verb.partition(" ")
    third, past, continuous = _IRREGULAR.get(first) or _regular(first)
    return tuple(form + space + rest for form in (first, third, past, continuous))


def _regular(verb: str) -> tuple[str, str, str]:
    third = _plural(verb)
    if re.search(r"[^aeiou]y$", verb):
        return third, verb[:-1] + "ied", verb + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return third, verb + "d", verb[:-1] + "ing"
    if re.search(r"^[^aeiou]*[aeiou][^aeiouwxy]$", verb):
        return third, verb + verb[-1] + "ed", verb + verb[-1] + "ing"
    return third, verb + ("d" if verb.endswith("e") else "ed"), verb + "ing"


def _written_like(said: str, offer: str) -> str:
    return offer[:1].upper() + offer[1:] if said[:1].isupper() else offer
