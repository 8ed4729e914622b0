"""A paper as it will come out of the printer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.paper.printing import PaperPrinting, Preview
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.calm_fields import CalmBox
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.pages_view import PageImage, PagesView


class PaperPreview(QWidget):
    """Enter prints, Ctrl+S saves, Esc goes back.

    Signals:
        left: back to the page.
    """

    left = Signal()

    def __init__(self, printing: PaperPrinting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printing = printing
        self._pages = PagesView(printing.words.shown, self)
        self._printers = CalmBox(self)
        self._printers.setAccessibleName(self.tr("Printer"))
        self._none = plain_label(
            self.tr("No printer found. Save as PDF instead."), self, tone=Tone.MUTED, wrap=True
        )
        self._back = Button(
            self.tr("Back"), self, kind=ButtonKind.FLAT, icon_name="undo", shortcut="Esc"
        )
        self._save = Button(self.tr("Save as PDF"), self, icon_name="download", shortcut="Ctrl+S")
        self._print = Button(
            self.tr("Print"), self, kind=ButtonKind.PRIMARY, icon_name="printer", shortcut="Enter"
        )
        self._back.clicked.connect(self.left)
        self._save.clicked.connect(self.save)
        self._print.clicked.connect(self.send)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 8)
        bar.setSpacing(8)
        bar.addWidget(self._back)
        bar.addWidget(self._none, 1)
        bar.addWidget(self._printers, 1)
        bar.addWidget(self._save)
        bar.addWidget(self._print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addLayout(bar)

    @Slot(object)
    def show_preview(self, preview: Preview) -> None:
        """Show finished pages."""
        self._pages.set_pages(
            [PageImage(page.image, page.width, page.height) for page in preview.pages]
        )
        self._printers.clear()
        self._printers.addItems(list(preview.printers))
        self._printers.setCurrentText(preview.printer)
        self._printers.setVisible(bool(preview.printers))
        self._none.setVisible(not preview.printers)
        self._print.setEnabled(bool(preview.printers))
        self._pages.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def send(self) -> None:
        """Print on the chosen printer."""
        if self._printers.count():
            self._printing.print_on(self._printers.currentText())

    @Slot()
    def save(self) -> None:
        """Ask where to, then write the file."""
        dialog = QFileDialog(self, self._printing.words.save)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF files (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._printing.file_name())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._printing.save_as)
        dialog.open()

    # --- Qt overrides -----------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        elif event.key() == Qt.Key.Key_S and control:
            self.save()
        else:
            super().keyPressEvent(event)
