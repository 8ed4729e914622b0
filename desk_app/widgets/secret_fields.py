"""A field for a secret, and a label for a code that is to be copied by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from desk_app.widgets.labels import plain_label

_CODE_SCALE = 1.4


def secret_edit(parent: QWidget | None = None) -> QLineEdit:
    """Return a field that shows dots; nothing of it goes into a keyboard's memory of words."""
    edit = QLineEdit(parent)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    )
    return edit


def show_letters(edit: QLineEdit, *, shown: bool) -> None:
    """Show what is typed, or dots."""
    edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


def code_label(name: str, code: str, parent: QWidget | None = None) -> QLabel:
    """Return a code in large letters of one width, which breaks between its groups.

    Args:
        name: what it is, for those who hear the screen.
    """
    label = plain_label(code.replace("-", " - "), parent, wrap=True, selectable=True)
    label.setAccessibleName(name)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(label.font().pointSizeF() * _CODE_SCALE)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    return label
