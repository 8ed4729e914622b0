"""Words that run on until a block ends, and the lines that line breaks make of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from desk_app.handouts.reading.words import ends_sentence, has_words, starts_small
from desk_app.handouts.reading.wrapping import join_words


@dataclass(slots=True)
class Words:
    """Words since the last end of a block, in runs that are bold or not."""

    runs: list[tuple[str, bool]] = field(default_factory=list)

    def add(self, text: str, *, bold: bool) -> None:
        self.runs.append((text, bold))

    @property
    def ends_open(self) -> bool:
        """Whether the last of them would touch what follows."""
        return bool(self.runs) and not self.runs[-1][0][-1:].isspace()

    def lines(self) -> list[tuple[str, bool]]:
        """The words of each line with one space between, and whether all of them are bold."""
        lines: list[list[tuple[str, bool]]] = [[]]
        for text, bold in self.runs:
            first, *others = text.split("\n")
            lines[-1].append((first, bold))
            lines.extend([(other, bold)] for other in others)
        return [
            (
                " ".join("".join(text for text, _ in line).split()),
                all(bold for text, bold in line if has_words(text))
                and any(has_words(text) for text, _ in line),
            )
            for line in lines
        ]


def joined(lines: list[tuple[str, bool]]) -> list[tuple[str, bool, bool]]:
    """Lines with words, and whether each stands apart; a sentence that was broken is mended."""
    found: list[tuple[str, bool, bool]] = []
    gap = True
    for text, bold in lines:
        if not text:
            gap = True
            continue
        if found and not gap and not ends_sentence(found[-1][0]) and starts_small(text):
            before, was_bold, was_apart = found.pop()
            found.append((join_words([before, text]), was_bold and bold, was_apart))
        else:
            found.append((text, bold, gap))
        gap = False
    return found
