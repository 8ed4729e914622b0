"""Interviews: ``Q: Does it hurt?`` ``A: No.``"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk_app.handouts.reading.lines import Line
from desk_app.handouts.reading.pieces import Piece, PieceKind

# One letter only: a mark in whole words ("Question:") stays among the words.
_QUESTION = re.compile(r"((?:Q|P|F|D|V|В|问|問)\s?\d{0,2}\s*[:.：．)])\s*(\S.*)")
_ANSWER = re.compile(r"((?:A|R|O|О|答)\s?\d{0,2}\s*[:.：．)])\s*(\S.*)")
_BOTH = re.compile(r"([^?？؟]*[?？؟])\s+(A\s?\d{0,2}\s*[:.])\s*(\S.*)")


def find_questions(lines: Sequence[Line]) -> list[list[Piece]]:
    """For each line its pieces where it is a question or its answer, else nothing."""
    texts = [_written(line) for line in lines]
    asked = [_asked(text) for text in texts]
    answered = [_ANSWER.fullmatch(text) for text in texts]
    found: list[list[Piece]] = [[] for _ in lines]
    for index, match in enumerate(asked):
        if match is None:
            continue
        if both := _BOTH.fullmatch(match[2]):
            found[index] = [
                Piece(PieceKind.HEADING, both[1], match[1]),
                Piece(PieceKind.PARAGRAPH, both[3], both[2]),
            ]
        elif (below := answered[index + 1 : index + 2]) and (answer := below[0]):
            found[index] = [Piece(PieceKind.HEADING, match[2], match[1])]
            found[index + 1] = [Piece(PieceKind.PARAGRAPH, answer[2], answer[1])]
    return found


def _written(line: Line) -> str:
    return f"{line.marker.text}{line.text}" if line.marker else line.text


def _asked(text: str) -> re.Match[str] | None:
    match = _QUESTION.fullmatch(text)
    return match if match and any(mark in match[2] for mark in "?？؟") else None
