"""The elements of a page that are open, and which of them an end or a new one closes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from desk_app.handouts.reading.formats import elements
from desk_app.handouts.reading.formats.places import Place

_WALLS: Final = frozenset(("table", *elements.CELLS))
_THROUGH_WALLS: Final = frozenset(("table", "tr", "tbody", "thead", "tfoot"))


@dataclass(frozen=True, slots=True)
class OpenElement:
    """Attributes: before: what holds again behind its end."""

    tag: str
    before: Place


@dataclass(slots=True)
class OpenElements:
    """Outermost first; a depth is the number of those that stay open."""

    _open: list[OpenElement] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    def __len__(self) -> int:
        return len(self._open)

    @property
    def last(self) -> OpenElement:
        return self._open[-1]

    def holds(self, tag: str) -> bool:
        """Whether one of this name is open anywhere."""
        return self._counts[tag] > 0

    def push(self, tag: str, before: Place) -> None:
        self._open.append(OpenElement(tag, before))
        self._counts[tag] += 1

    def pop(self) -> None:
        self._counts[self._open.pop().tag] -= 1

    def matching(self, tag: str) -> int | None:
        """The depth that an end tag leaves; a table's cell is a wall, a block one for ``</b>``."""
        alike = elements.HEADINGS if tag in elements.HEADINGS else (tag,)
        if not any(map(self.holds, alike)):
            return None
        is_block = tag in elements.BLOCKS
        for depth in range(len(self._open) - 1, -1, -1):
            other = self._open[depth].tag
            if other in alike:
                return depth
            is_wall = other in elements.CELLS and tag not in _THROUGH_WALLS
            if is_wall or (not is_block and other in elements.BLOCKS):
                return None
        return None

    def ended_by(self, tag: str) -> int | None:
        """The depth that a start tag leaves: ``<li>`` ends the item before, a block a paragraph."""
        ends, walls = elements.IMPLIED_ENDS.get(tag, ((), frozenset()))
        if tag in elements.BLOCKS:
            ends = (*ends, "p")
        if tag in elements.HEADINGS:
            ends = (*ends, *elements.HEADINGS)
        if not any(self._counts[each] for each in ends):
            return None
        found = None
        for depth in range(len(self._open) - 1, -1, -1):
            other = self._open[depth].tag
            if other in ends:
                found = depth
                if other != "p":
                    break
            elif other in walls or other in _WALLS or (other in elements.BLOCKS and not walls):
                break
        return found
