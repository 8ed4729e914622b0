"""One paragraph, heading or list item of a source that states its structure."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from desk_app.handouts.reading.pieces import DropReason


class Role(enum.Enum):
    """What the source says a run of words is. TEXT: it only says that a line ends here.

    CODE keeps its lines as they are.
    """

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TEXT = "text"
    BULLET = "bullet"
    STEP = "step"
    ROW = "row"
    TERM = "term"
    DEFINITION = "definition"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of words between two ends of a block.

    Attributes:
        level: of a heading, from 1; else 0.
        marker: of a list item, as it would be written: ``3. ``.
        bold: whether all of its words are.
        gap: whether it stands apart from the words above.
        reason: why the source itself says that it is no part of the article.
        zones: the boxes of the page around it, by number.
        picture: which of the document's pictures it is, from 1; its words are then their own.
    """

    role: Role
    text: str
    level: int = 0
    marker: str = ""
    bold: bool = False
    gap: bool = True
    reason: DropReason | None = None
    zones: tuple[int, ...] = ()
    picture: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """What a source states.

    Attributes:
        title: the name it has for other programs, shown in no page: HTML's ``<title>``.
        language: as stated, or empty.
        pictures: the files that came with it.
    """

    units: tuple[Unit, ...]
    title: str = ""
    language: str = ""
    pictures: tuple[bytes, ...] = ()


def nameless(number: int) -> str:
    """What a picture without words is called in the source, so that its line has some."""
    return f"Picture {number}"
