"""Two texts word by word: what was added, what is gone, in lines as they are edited."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from desk_app.screens.articles.lines import EditLine, LineKind

_TOKEN: Final = re.compile(r"\S+\s*|\s+")
_ALIKE: Final = 0.4  # of their words: below this, one line took the place of another
_MOST_PAIRS: Final = 2_500


class Change(enum.Enum):
    """What became of some words, or of a line."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Part:
    """Words that share one fate. Never CHANGED."""

    text: str
    change: Change = Change.SAME


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line. ``was`` is what kind it was before, where that is different."""

    kind: LineKind
    parts: tuple[Part, ...]
    change: Change
    was: LineKind | None = None

    def words(self, change: Change) -> int:
        """How many words share that fate."""
        return sum(len(part.text.split()) for part in self.parts if part.change is change)


def compare(before: Sequence[EditLine], after: Sequence[EditLine]) -> tuple[ComparedLine, ...]:
    """Every line of both; what was removed stands before what took its place."""
    old, new = (
        [(line.kind, line.text, line.picture) for line in lines] for lines in (before, after)
    )
    found: list[ComparedLine] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            found += (_whole(line, Change.SAME) for line in after[new_from:new_to])
        else:
            found += _replaced(before[old_from:old_to], after[new_from:new_to])
    return tuple(found)


def _replaced(old: Sequence[EditLine], new: Sequence[EditLine]) -> Iterator[ComparedLine]:
    """Lines that say nearly the same are one changed line."""
    place = 0
    for line in old:
        pair = _pair_of(line, new, place, len(old) * len(new))
        if pair is None:
            yield _whole(line, Change.REMOVED)
            continue
        yield from (_whole(each, Change.ADDED) for each in new[place:pair])
        yield _changed(line, new[pair])
        place = pair + 1
    yield from (_whole(line, Change.ADDED) for line in new[place:])


def _pair_of(line: EditLine, new: Sequence[EditLine], start: int, pairs: int) -> int | None:
    words = line.text.split()
    reach = len(new) if pairs <= _MOST_PAIRS else min(len(new), start + 1)
    for place in range(start, reach):
        if line.picture != new[place].picture:
            continue
        matcher = SequenceMatcher(None, words, new[place].text.split(), autojunk=False)
        if matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
            return place
    return None


def _changed(before: EditLine, after: EditLine) -> ComparedLine:
    old, new = _TOKEN.findall(before.text), _TOKEN.findall(after.text)
    matcher = SequenceMatcher(
        None, [token.strip() for token in old], [token.strip() for token in new], autojunk=False
    )
    parts = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            parts.append(Part("".join(new[new_from:new_to])))
            continue
        parts.append(Part("".join(old[old_from:old_to]), Change.REMOVED))
        parts.append(Part("".join(new[new_from:new_to]), Change.ADDED))
    kept = tuple(part for part in parts if part.text)
    was = before.kind if before.kind is not after.kind else None
    return ComparedLine(after.kind, kept, Change.CHANGED, was)


def _whole(line: EditLine, change: Change) -> ComparedLine:
    return ComparedLine(line.kind, (Part(line.text, change),), change)
