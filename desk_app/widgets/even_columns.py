"""Parts below each other in as many columns as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class EvenColumns(QLayout):
    """Each part goes where it begins highest, so that reading order stays from left to right."""

    def __init__(
        self,
        least_letters: int,
        most: int,
        parent: QWidget | None = None,
        *,
        spacing: int = 12,
        level: bool = False,
    ) -> None:
        """Make an empty layout.

        Args:
            least_letters: a column is never narrower, in average letters of the widget's font.
            most: columns.
            level: parts beside each other are equally high, and none stands alone below others.
        """
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._least = least_letters
        self._most = most
        self._level = level
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def _columns(self, width: int) -> int:
        owner = self.parentWidget()
        letter = owner.fontMetrics().averageCharWidth() if owner else 8
        fitting = (width + self.spacing()) // (self._least * letter + self.spacing())
        columns = max(1, min(self._most, fitting))
        return 1 if self._level and len(self._shown()) % columns == 1 else columns

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, area: QRect, *, move: bool) -> int:
        """Return the height needed for the width of ``area``; move the parts there or not."""
        columns, gap = self._columns(area.width()), self.spacing()
        width = (area.width() - gap * (columns - 1)) // columns
        ends = [area.top()] * columns
        items = self._shown()
        for first in range(0, len(items), columns):
            row = items[first : first + columns]
            heights = [_height(item, width) for item in row]
            if self._level:
                heights = [max(heights)] * len(row)
            for item, height in zip(row, heights, strict=True):
                column = ends.index(min(ends))
                top = ends[column]
                if move:
                    item.setGeometry(
                        QRect(area.left() + column * (width + gap), top, width, height)
                    )
                ends[column] = top + height + gap
        return max(0, max(ends) - gap - area.top())

    # --- Qt overrides -----------------------------------------------------------

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widths = [item.minimumSize().width() for item in self._items if not item.isEmpty()]
        return QSize(max(widths, default=0), 0)


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
