"""The report of mistakes: seen whole before it is saved, and never sent by itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desk_app.saving import save_whole
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import plain_label


class ReportDialog(QDialog):
    """What stands in it is what is saved."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report of mistakes"))
        self._report = report
        self._text = QPlainTextEdit(report, self)
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("The report"))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._hint = HintLine(self)
        save = Button(self.tr("&Save…"), self, kind=ButtonKind.PRIMARY, icon_name="download")
        save.clicked.connect(self.ask_for_file)
        leave = Button(self.tr("Close"), self, shortcut="Esc")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(save)
        row.addWidget(leave)
        words = self.tr(
            "This is all that is saved: versions, and places in the program's code. It holds no "
            "name, number or word of a caller. It is sent to nobody by itself."
        )
        column = QVBoxLayout(self)
        column.addWidget(plain_label(words, self, wrap=True))
        column.addWidget(self._text, 1)
        column.addWidget(self._hint)
        column.addLayout(row)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(min(letter * 100, 960), min(letter * 60, 560))

    @Slot()
    def ask_for_file(self) -> None:
        """Ask where to."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Save the report"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Text files (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("front-desk-mistakes.txt")
        dialog.fileSelected.connect(self.save_as)
        dialog.open()

    @Slot(str)
    def save_as(self, file: str) -> None:
        """Write what was shown."""
        try:
            save_whole(self._report.encode(), Path(file))
        except OSError:
            words = self.tr("The file could not be written there. Choose another folder.")
            self._hint.set_problem(words)
        else:
            self._hint.set_hint(self.tr("Saved."))
