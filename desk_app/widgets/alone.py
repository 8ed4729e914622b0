"""A page that stands alone in the window: a sign, words and a form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.widgets.centred import centred
from desk_app.widgets.following_scroll import FollowingScroll
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.page import Page

_WIDEST = 620


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
    scroll = FollowingScroll(page)
    scroll.setWidget(centred(column, _WIDEST))
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scroll)
