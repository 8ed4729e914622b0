"""Left of lines of several kinds: what each of them is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desk_app.looks import TextRole, font_for, tabular
from desk_app.tones import Tones, tones_of
from desk_app.widgets.line_parts import LineLook, is_fresh

_GAP = 10


class LineMargin(QWidget):
    """A screen reader hears the kinds from the page instead.

    Attributes:
        notes: by the number of their line, words that stand there in place of the kind.
    """

    def __init__(
        self,
        view: QPlainTextEdit,
        looks: Sequence[LineLook],
        look_of: Callable[[QTextBlock], LineLook],
    ) -> None:
        super().__init__(view)
        self.notes: dict[int, str] = {}
        self._view = view
        self._looks = looks
        self._look_of = look_of
        view.updateRequest.connect(self._scrolled)

    def fit(self) -> int:
        """Take the room its words need, at most a third of the view; returns its width."""
        metrics = self.fontMetrics()
        words = {look.label for look in self._looks} | set(self.notes.values())
        widest = max(map(metrics.horizontalAdvance, words))
        most = max(100, self._view.width() // 3)
        self.setFixedWidth(min(widest + 2 * _GAP, most))
        inside = self._view.contentsRect()
        self.setGeometry(QRect(inside.left(), inside.top(), self.width(), inside.height()))
        return self.width()

    @Slot(QRect, int)
    def _scrolled(self, _area: QRect, _by: int) -> None:
        self.update()

    def _paint_lines(self, painter: QPainter, area: QRect, tones: Tones) -> None:
        """Name every line that is to be seen."""
        view = self._view
        painter.fillRect(area, QColor(tones.window))
        block, counted = view.firstVisibleBlock(), 0
        current = view.textCursor().blockNumber()
        while block.isValid():
            box = view.blockBoundingGeometry(block).translated(view.contentOffset())
            if box.top() > area.bottom():
                return
            look = self._look_of(block)
            counted = self._place_in_list(block) if look.counted else 0
            words = self.notes.get(block.blockNumber()) or (
                f"{counted}." if counted > 1 else look.label
            )
            here = block.blockNumber() == current
            if here:
                height = round(box.height())
                painter.fillRect(0, round(box.top()), 3, height, QColor(tones.accent))
            painter.setPen(QColor(tones.accent if here else tones.muted))
            self._paint_words(painter, words, round(box.top()))
            block = block.next()

    def _paint_words(self, painter: QPainter, words: str, top: int) -> None:
        metrics, room = painter.fontMetrics(), self.width() - 2 * _GAP
        painter.drawText(
            QRect(_GAP, top, room, metrics.height() + 4),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, room),
        )

    def _place_in_list(self, block: QTextBlock) -> int:
        key, count = self._look_of(block).key, 1
        while not is_fresh(block):
            block = block.previous()
            while block.isValid() and self._look_of(block).inside:
                block = block.previous()
            if not block.isValid() or self._look_of(block).key != key:
                break
            count += 1
        return count

    # --- Qt overrides -----------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(tabular(font_for(self._view.font(), TextRole.SMALL)))
        self._paint_lines(painter, event.rect(), tones_of(self.palette()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cursor = self._view.cursorForPosition(QPoint(0, round(event.position().y())))
        self._view.setTextCursor(cursor)
        self._view.setFocus()
