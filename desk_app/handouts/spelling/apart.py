"""A speller whose dictionaries are open in a second process: reading one stops whoever types."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from desk_app.handouts.spelling.speller import Misspelling, Speller, SpellingReport, Standing
from desk_app.second_process import KeptProcess, limit_this_process

OPTION: Final = "--spell"
# Of all its questions together: what asks for more gets another process.
_CPU_SECONDS: Final = 600
_MEMORY_BYTES: Final = 512_000_000


class SpellerApart:
    """Answers as a ``Speller`` does, from any worker thread.

    A dictionary that ends the process is not read again until ``close``.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = [str(folder) for folder in folders]
        self._process = KeptProcess([OPTION])
        self._ended_by_it = False

    def check(
        self, lines: Sequence[str], *, language: str, region: str, own: frozenset[str]
    ) -> SpellingReport:
        """Look up every word, see ``Speller.check``."""
        where = {"language": language, "region": region}
        told = self._ask({"lines": list(lines), "own": sorted(own), **where})
        if told is None:
            return SpellingReport(Standing.UNREADABLE)
        found = tuple(Misspelling(*each) for each in told["found"])
        return SpellingReport(Standing(told["standing"]), found)

    def suggest(self, word: str, *, language: str, region: str) -> tuple[str, ...]:
        """Return words that may be meant, see ``Speller.suggest``."""
        told = self._ask({"word": word, "language": language, "region": region})
        return tuple(told["offers"]) if told else ()

    def close(self) -> None:
        """Let the dictionaries go; the next question opens them again."""
        self._process.close()
        self._ended_by_it = False

    def _ask(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        if self._ended_by_it:
            return None
        answer = self._process.ask(json.dumps({"folders": self._folders, **asked}).encode())
        self._ended_by_it = not answer
        told: dict[str, Any] | None = json.loads(answer) if answer else None
        return told


def answer() -> int:
    """In the second process: answer line by line until there are no more."""
    limit_this_process(cpu_seconds=_CPU_SECONDS, memory_bytes=_MEMORY_BYTES)
    spellers: dict[tuple[str, ...], Speller] = {}
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        folders = tuple(asked.pop("folders"))
        speller = spellers.setdefault(folders, Speller([Path(folder) for folder in folders]))
        sys.stdout.buffer.write(json.dumps(_told(speller, asked)).encode() + b"\n")
        sys.stdout.buffer.flush()
    return 0


def _told(speller: Speller, asked: dict[str, Any]) -> dict[str, Any]:
    if "word" in asked:
        return {"offers": speller.suggest(**asked)}
    report = speller.check(**(asked | {"own": frozenset(asked["own"])}))
    found = [(each.line, each.start, each.end, each.said) for each in report.found]
    return {"standing": report.standing.value, "found": found}
