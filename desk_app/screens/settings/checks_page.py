"""A short list of things to tick, one Tab stop for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

_MOST_ROWS = 6
_EDGE = 1  # the frame


class CheckList(QListWidget):
    """Up and Down walk, Space ticks.

    Signals:
        edited: a person ticked or unticked one.
    """

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("kind", "popup")
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemChanged.connect(self._changed)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these, each a key and its words; ticks stay where a key is still there."""
        ticked = self.keys()
        self.blockSignals(True)  # noqa: FBT003 - Qt's
        self.clear()
        for key, words in choices:
            item = QListWidgetItem(words, self)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setToolTip(words)
        self.blockSignals(False)  # noqa: FBT003
        self.set_keys(ticked)
        self._fit()

    def keys(self) -> tuple[object, ...]:
        """Return the keys of what is ticked, in the list's order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def set_keys(self, keys: Iterable[object]) -> None:
        """Tick just these."""
        wanted = set(keys)
        self.blockSignals(True)  # noqa: FBT003
        for row in range(self.count()):
            item = self.item(row)
            ticked = item.data(Qt.ItemDataRole.UserRole) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)  # noqa: FBT003
        self.viewport().update()

    @Slot()
    def _changed(self) -> None:
        self.edited.emit()

    def _fit(self) -> None:
        rows = min(max(self.count(), 1), _MOST_ROWS)
        height = self.sizeHintForRow(0) if self.count() else self.fontMetrics().height()
        self.setFixedHeight(rows * height + 2 * _EDGE)

    # --- Qt overrides -----------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())
