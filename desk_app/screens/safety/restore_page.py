"""The backups, where no clinic is open: at the first start, or when the database was refused."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.safety.choosing import CopyChoosing
from desk_app.screens.safety.choosing_page import CopyChooser
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.labels import horizontal_rule, plain_label
from desk_app.widgets.page import Page


class RestorePage(Page):
    """Signals:

    back_wanted: nothing is to be restored after all.
    """

    back_wanted = Signal()

    def __init__(self, choosing: CopyChoosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        choosing.setParent(self)
        self._choosing = choosing
        self._chooser = CopyChooser(choosing, self)
        back = Button(self.tr("&Back"), kind=ButtonKind.FLAT, shortcut="Esc")
        back.clicked.connect(self.back_wanted)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.back_wanted)
        choosing.list_changed.connect(self._loaded)
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 12)
        words = plain_label(self.tr("Restore a backup"), role=TextRole.HEADING)
        head.addWidget(words, 1)
        head.addWidget(back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(horizontal_rule(self))
        column.addWidget(self._chooser, 1)

    def activated(self) -> None:
        self._choosing.load()

    @Slot()
    def _loaded(self) -> None:
        if self._choosing.chosen is None:
            self._chooser.focus_list()
