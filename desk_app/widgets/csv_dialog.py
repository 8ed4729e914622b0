"""Where a table is to be saved."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_csv(parent: QWidget, file_name: str, chosen: Callable[[str], object]) -> None:
    """Ask where, without holding up the program; ``chosen`` is given the path."""
    said = QCoreApplication.translate
    kinds = [said("CsvDialog", "CSV files (*.csv)")]
    _ask(parent, said("CsvDialog", "Save as CSV"), file_name, kinds, chosen)


def ask_for_table(
    parent: QWidget, file_name: str, chosen: Callable[[str], object], *, as_cards: bool = False
) -> None:
    """The same for a workbook or CSV, and for vCards where those can be made of it."""
    said = QCoreApplication.translate
    kinds = [
        said("CsvDialog", "Excel workbook (*.xlsx)"),
        said("CsvDialog", "CSV files (*.csv)"),
        *([said("CsvDialog", "vCards (*.vcf)")] if as_cards else []),
    ]
    _ask(parent, said("CsvDialog", "Save as a table"), file_name, kinds, chosen)


def _ask(
    parent: QWidget, title: str, file_name: str, kinds: list[str], chosen: Callable[[str], object]
) -> None:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)
    dialog.setDefaultSuffix(Path(file_name).suffix.lstrip("."))
    dialog.filterSelected.connect(
        lambda kind: dialog.setDefaultSuffix(kind.rpartition("*.")[2].rstrip(")"))
    )
    dialog.selectFile(str(Path(folder) / file_name))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(chosen)
    dialog.open()
