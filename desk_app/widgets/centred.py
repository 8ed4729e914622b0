"""A column of text and fields in the middle of whatever room there is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget


def centred(column: QWidget, widest: int) -> QWidget:
    """Return a holder in which a column takes the width there is, up to its widest.

    An alignment would not do: it gives a widget only the width it hints at, and words that wrap
    hint at little.
    """
    column.setMaximumWidth(widest)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    row.addWidget(column, 1000)
    row.addStretch(1)
    return holder
