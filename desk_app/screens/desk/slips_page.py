"""Blank enquiry slips saved as PDF, to be printed before the next power cut."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from db.queries.catalogue import ServiceRow, services
from desk_app.desk_context import DeskContext
from desk_app.enquiry_slips import slip_sheet
from desk_app.handouts.rendering import HandoutPress
from desk_app.handouts.slips import SlipSheet

_COUNT = 40  # twenty sheets: a day's calls


class SlipSaving(QObject):
    """Asks where to, and writes the pages there."""

    def __init__(self, desk: DeskContext, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window = window

    def ask(self) -> None:
        """Ask for a file."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        name = self.tr("enquiry slips.pdf")
        file, _kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save blank enquiry slips"),
            f"{documents}/{name}",
            self.tr("PDF files (*.pdf)"),
        )
        if file:
            self.save_as(file)

    def save_as(self, file: str) -> None:
        """Write the slips in the words of the clinic as it is now."""
        self._desk.ask(services, owner=self, done=partial(self._on_services, file))

    def _on_services(self, file: str, rows: Sequence[ServiceRow]) -> None:
        sheet = slip_sheet(
            self._desk.clinic,
            rows,
            count=_COUNT,
            today=self._desk.today(),
            language=self._desk.settings.language,
        )
        self._desk.compute(
            partial(_write, self._desk.press, sheet, Path(file)),
            owner=self,
            done=self._saved,
            failed=self._not_saved,
        )

    def _saved(self, _size: int) -> None:
        words = self.tr("{0} slips saved. Print them now, for a power cut; type them in with {1}.")
        self._desk.notices.info(words.format(_COUNT, "Shift+F2"))

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, OSError):
            self._desk.notices.warn(
                self.tr("The file could not be written there. Choose another folder.")
            )
        else:
            self._desk.notices.problem(error)


def _write(press: HandoutPress, sheet: SlipSheet, file: Path) -> int:
    return file.write_bytes(press.render_slips(sheet).pdf)
