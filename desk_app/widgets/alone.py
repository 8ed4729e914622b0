"""A page that stands alone in the window: a sign, words and a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from desk_app.widgets.centred import centred
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.page import Page

_WIDEST = 620
_AROUND = 60  # pixels shown above and below the field with the keyboard: what is wrong with it


def lay_out_alone(page: Page, icon: str, parts: Sequence[QWidget]) -> None:
    """Fill a page from top to bottom; it scrolls where there is too little height."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(12)
    layout.addStretch(1)
    layout.addWidget(IconLabel(icon, column, tone="muted", scale=2.0))
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(2)
    scroll = _Follower(page)
    scroll.setWidgetResizable(True)
    scroll.setWidget(centred(column, _WIDEST))
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scroll)


class _Follower(QScrollArea):
    """Keeps the field with the keyboard in sight; Qt does so only for Tab."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there is no widget without one
        application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, _AROUND)
