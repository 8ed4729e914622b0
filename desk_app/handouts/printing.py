"""PDF pages to a printer. The only part of the handouts that knows Qt.

Needs a ``QGuiApplication``, not a window: ``printing_application`` makes one without a display.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QPoint
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from db.domain.errors import NoPrinterError
from db.domain.handout import Paper
from desk_app.handouts.pages import PageImage, page_bands, page_count, page_sizes

DOTS_PER_INCH = 300
# Qt packs what is drawn while every other thread waits: a whole page would stop the window
# for a third of a second, so many rows for less than one picture of the screen.
_ROWS_AT_ONCE = 100
_PAUSE = 0.001  # in seconds; without it a waiting window often loses the race for its turn
_POINTS_PER_INCH = 72
_PAGE_SIZES = {
    Paper.LETTER: QPageSize.PageSizeId.Letter,
    Paper.A4: QPageSize.PageSizeId.A4,
}


def printing_application() -> QGuiApplication:
    """The running application, or one without a window for the command line.

    The caller keeps it: without a reference it is gone at once.
    """
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    has_display = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform == "linux" and not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["front-desk"])


def available_printers() -> list[str]:
    """Names of the installed printers, the default one first."""
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: name != QPrinterInfo.defaultPrinterName())


def print_pdf(
    pdf: bytes,
    *,
    printer_name: str,
    paper: Paper,
    title: str,
    copies: int = 1,
    duplex: bool = False,
    then: Sequence[bytes] = (),
) -> None:
    """Send the pages to a printer, drawn at 300 dots per inch and not scaled.

    Args:
        then: more files for the same job, each beginning on a leaf of its own.
        title: what the print queue shows; never a person's name.

    Raises:
        NoPrinterError: there is no such printer, or it takes no job.
    """
    # Without this check Qt would silently write a PDF file instead of printing.
    if printer_name not in QPrinterInfo.availablePrinterNames():
        raise NoPrinterError
    printer = QPrinter(QPrinterInfo.printerInfo(printer_name))
    printer.setDocName(title)
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    printer.setPageLayout(_layout(pdf, paper))
    printer.setCopyCount(copies)
    printer.setDuplex(_duplex(printer.pageLayout()) if duplex else QPrinter.DuplexMode.DuplexNone)
    painter = QPainter()
    if not painter.begin(printer):
        raise NoPrinterError
    try:
        drawn = 0
        for each in (pdf, *then):
            if duplex and drawn % 2:
                _turn_page(printer)
                drawn += 1
            for number in range(page_count(each)):
                if drawn:
                    _turn_page(printer)
                _draw_page(painter, each, number)
                drawn += 1
    finally:
        painter.end()


def page_picture(page: PageImage) -> QImage:
    """The page as Qt draws it; a copy, so the bytes may go."""
    picture = QImage(page.width, page.height, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    pixels, row = memoryview(page.bgrx), page.width * 4
    # Not as a whole: another thread waits for each copy until it is done, 20 ms for a page.
    for top in range(0, page.height, _ROWS_AT_ONCE):
        rows = min(_ROWS_AT_ONCE, page.height - top)
        part = pixels[top * row : (top + rows) * row]
        band = QImage(part, page.width, rows, row, QImage.Format.Format_RGB32)
        painter.drawImage(QPoint(0, top), band)
    painter.end()
    return picture


def _layout(pdf: bytes, paper: Paper) -> QPageLayout:
    """The paper, turned as the first page is, with no margin: the pages have their own."""
    sizes: Sequence[tuple[float, float]] = page_sizes(pdf)
    wide = bool(sizes) and sizes[0][0] > sizes[0][1]
    turn = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(_PAGE_SIZES[paper]), turn, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _turn_page(printer: QPrinter) -> None:
    if not printer.newPage():
        raise NoPrinterError


def _duplex(layout: QPageLayout) -> QPrinter.DuplexMode:
    """Turned like the leaf of a book, which is the short edge of pages that lie."""
    if layout.orientation() == QPageLayout.Orientation.Landscape:
        return QPrinter.DuplexMode.DuplexShortSide
    return QPrinter.DuplexMode.DuplexLongSide


def _draw_page(painter: QPainter, pdf: bytes, number: int) -> None:
    scale = DOTS_PER_INCH / _POINTS_PER_INCH
    for top, band in page_bands(pdf, number, pixels_per_point=scale, rows=_ROWS_AT_ONCE):
        picture = page_picture(band).convertToFormat(QImage.Format.Format_RGB888)
        painter.drawImage(QPoint(0, top), picture)
        time.sleep(_PAUSE)
