"""Two entries side by side, field by field, and what becomes of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desk_app.screens.people.merging import MergeContent, PeopleMerger
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import panel
from desk_app.widgets.side_by_side import SideBySide


class MergeView(QWidget):
    """Ctrl+S merges, Ctrl+D notes that they are two people, Esc goes back.

    Signals:
        left: neither was done.
    """

    left = Signal()

    def __init__(self, merger: PeopleMerger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._merger = merger
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = panel(area)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(16, 12, 16, 12)
        self._sides = SideBySide(ground, has_buttons=False)
        inside.addWidget(self._sides)
        area.setWidget(ground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(self._make_foot())
        self._sides.settled.connect(merger.merge)
        self._sides.left.connect(self.left)
        merger.shown.connect(self._on_shown)
        apart = QShortcut(QKeySequence("Ctrl+D"), self)
        apart.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        apart.activated.connect(merger.tell_apart)
        self.setFocusProxy(self._sides)

    @Slot()
    def merge(self) -> None:
        """Make one entry of the two, as chosen."""
        self._sides.send()

    def focus_first(self) -> None:
        """Put the keyboard where something can be chosen."""
        self._sides.focus_first()

    def _make_foot(self) -> QWidget:
        foot = panel(self)
        column = QVBoxLayout(foot)
        column.setContentsMargins(16, 8, 16, 8)
        keys = QWidget(foot)
        row = FlowLayout(keys, spacing=8)
        column.addWidget(keys)
        merge = Button(self.tr("Merge"), keys, kind=ButtonKind.PRIMARY, shortcut="Ctrl+S")
        merge.clicked.connect(self.merge)
        apart = Button(self.tr("Two different people"), keys, shortcut="Ctrl+D")
        apart.clicked.connect(self._merger.tell_apart)
        back = Button(self.tr("Back"), keys, kind=ButtonKind.FLAT, shortcut="Esc")
        back.clicked.connect(self.left)
        for button in (merge, apart, back):
            row.addWidget(button)
        self._sides.save_button = merge
        return foot

    @Slot(object)
    def _on_shown(self, content: MergeContent) -> None:
        self._sides.set_words(content.words)
        self._sides.show_clashes(content.clashes, take_focus=False)

    # --- Qt overrides -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
