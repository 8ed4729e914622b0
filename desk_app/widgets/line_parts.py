"""What a view of lines of several kinds is made of: their looks, their marks, the weights."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
)
from PySide6.QtWidgets import QPlainTextEdit

from desk_app.looks import TextRole, font_for
from desk_app.tones import tones_of
from desk_app.widgets.utf16 import units


@dataclass(frozen=True, slots=True)
class LineLook:
    """How one kind of line looks.

    Attributes:
        label: stands in the margin.
        counted: the margin shows the line's number in its list instead.
        inside: belongs to the counted line above, whose list goes on behind it.
        tagged: such a line stands for a thing, which its tag names.
        after: the kind that Enter begins at the end of such a line.
    """

    key: str
    label: str
    bold: bool = False
    large: bool = False
    struck: bool = False
    counted: bool = False
    inside: bool = False
    tagged: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One line; ``note`` stands in the margin in place of the kind's label.

    ``tag`` says nothing to the view, which keeps it with the line.
    """

    kind: str
    text: str
    fresh: bool = False
    note: str = ""
    tag: str = ""


class MarkLook(enum.Enum):
    """How marked words look, never by colour alone: from a strong sign to a quiet one."""

    WAVE = "wave"
    DASH = "dash"
    DOT = "dot"
    LINE = "line"
    GROUND = "ground"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class WordMark:
    """Words of one line, as long as they still stand there: ``text[start:end] == said``."""

    start: int
    end: int
    said: str
    look: MarkLook


FRESH = 64  # added to the number of a kind in a block's state

Marks = Mapping[int, Sequence[WordMark]]  # by the number of the line

_UNDERLINES = {
    MarkLook.WAVE: QTextCharFormat.UnderlineStyle.WaveUnderline,
    MarkLook.DASH: QTextCharFormat.UnderlineStyle.DashUnderline,
    MarkLook.DOT: QTextCharFormat.UnderlineStyle.DotLine,
    MarkLook.LINE: QTextCharFormat.UnderlineStyle.SingleUnderline,
    MarkLook.ADDED: QTextCharFormat.UnderlineStyle.SingleUnderline,
}


class LineFormats(QSyntaxHighlighter):
    """Weight and colour of a line by its kind, and the marks of its words."""

    def __init__(self, view: QPlainTextEdit, look_of: Callable[[QTextBlock], LineLook]) -> None:
        super().__init__(view.document())
        self._view = view
        self._look_of = look_of
        self._layers: dict[str, Marks] = {}
        self._marks: dict[int, tuple[WordMark, ...]] = {}

    def set_marks(self, marks: Marks, layer: str) -> None:
        """Mark these words; only lines whose marks are others are drawn anew."""
        before, self._marks = self._marks, {}
        self._layers[layer] = marks
        for each in self._layers.values():
            for line, found in each.items():
                self._marks[line] = (*self._marks.get(line, ()), *found)
        document = self._view.document()
        for line in before.keys() | self._marks.keys():
            if before.get(line) != self._marks.get(line):
                self.rehighlightBlock(document.findBlockByNumber(line))

    def _marked(self, shape: QTextCharFormat, look: MarkLook) -> QTextCharFormat:
        tones = tones_of(self._view.palette())
        marked = QTextCharFormat(shape)
        if look in _UNDERLINES:
            marked.setUnderlineStyle(_UNDERLINES[look])
            colours = {MarkLook.DOT: tones.muted, MarkLook.LINE: tones.overdue}
            marked.setUnderlineColor(QColor(colours.get(look, tones.accent)))
        if look in (MarkLook.GROUND, MarkLook.ADDED):
            marked.setBackground(QColor(tones.selection))
            marked.setForeground(QColor(tones.on_selection))
        if look is MarkLook.ADDED:
            marked.setFontWeight(QFont.Weight.DemiBold)
        if look is MarkLook.REMOVED:
            marked.setFontStrikeOut(True)
            marked.setForeground(QColor(tones.muted))
        return marked

    # --- Qt overrides -----------------------------------------------------------

    def highlightBlock(self, text: str) -> None:
        look = self._look_of(self.currentBlock())
        shape = QTextCharFormat()
        if look.bold:
            shape.setFontWeight(QFont.Weight.DemiBold)
        if look.large:
            shape.setFontPointSize(font_for(self._view.font(), TextRole.HEADING).pointSizeF())
        if look.struck:
            shape.setFontStrikeOut(True)
            shape.setForeground(QColor(tones_of(self._view.palette()).muted))
        if look.bold or look.struck:
            self.setFormat(0, units(text), shape)
        # Of words in marked sentences the words' own sign is shown.
        marks = self._marks.get(self.currentBlock().blockNumber(), ())
        for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
            if text[mark.start : mark.end] == mark.said.replace("\n", "\u2028"):
                start = units(text, mark.start)
                length = units(mark.said)
                self.setFormat(start, length, self._marked(shape, mark.look))


def is_fresh(block: QTextBlock) -> bool:
    """Whether a line begins a list of its own."""
    return block.userState() >= FRESH
