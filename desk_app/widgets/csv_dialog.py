"""Where a table is to be saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_csv(parent: QWidget, file_name: str, chosen: Callable[[str], object]) -> None:
    """Ask where, without holding up the program; ``chosen`` is given the path."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    said = QCoreApplication.translate
    dialog = QFileDialog(parent, said("CsvDialog", "Save as CSV"), folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(said("CsvDialog", "CSV files (*.csv)"))
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(str(Path(folder) / file_name))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    dialog.open()
