"""Words found in all lines of an article, and others put in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk_app.screens.articles.lines import EditLine


@dataclass(frozen=True, slots=True)
class Place:
    """``lines[line].text[start:end]``."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. Capitals count only where the words have one."""

    words: str
    whole_words: bool = False

    def places(self, lines: Sequence[EditLine]) -> list[Place]:
        """Where it stands, in reading order."""
        if not self.words:
            return []
        pattern = self._pattern()
        return [
            Place(number, *match.span())
            for number, line in enumerate(lines)
            for match in pattern.finditer(line.text)
        ]

    def replaced(self, lines: Sequence[EditLine], instead: str) -> tuple[tuple[EditLine, ...], int]:
        """Put other words in every place; how many there were comes with the lines."""
        if not self.words:
            return tuple(lines), 0
        pattern, count, changed = self._pattern(), 0, []
        for line in lines:
            text, found = pattern.subn(lambda _: instead, line.text)
            count += found
            changed.append(replace(line, text=text) if found else line)
        return tuple(changed), count

    def _pattern(self) -> re.Pattern[str]:
        """White space of any kind and length matches white space."""
        parts = (re.escape(part) for part in re.split(r"\s+", self.words))
        pattern = r"\s+".join(parts)
        if self.whole_words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        has_capital = any(letter.isupper() for letter in self.words)
        return re.compile(pattern, re.NOFLAG if has_capital else re.IGNORECASE)
