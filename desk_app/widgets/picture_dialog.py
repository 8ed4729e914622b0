"""The dialog in which a picture is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_picture(parent: QWidget, chosen: Callable[[str], object]) -> None:
    """Let a person choose one file; ``chosen`` is given its name. Returns at once."""
    dialog = QFileDialog(parent, parent.tr("Choose a picture"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    kinds = parent.tr("Pictures ({0})").format("*.png *.jpg *.jpeg")
    dialog.setNameFilters([kinds, parent.tr("All files (*)")])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    dialog.open()
