"""Real pages at reading size on a grey ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desk_app.tones import tones_of

_MARGIN = 16
_PIXELS_PER_POINT = 96 / 72
_SMALLEST_ZOOM, _LARGEST_ZOOM = 0.25, 4.0
_STEP = 1.15


@dataclass(frozen=True, slots=True)
class PageImage:
    """One drawn page and its size on paper, in points (1/72 inch)."""

    image: QImage
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Which page is to be seen; ``number`` counts from 1, 0 of 0 while there are none."""

    number: int
    count: int


class PagesView(QAbstractScrollArea):
    """Shows pages below each other. Fits their width until a person zooms.

    Arrow keys, Page Up/Down, Home and End scroll; Ctrl with +, -, 0 and the wheel zooms.

    Signals:
        page_shown: a PagePlace, when another page is in the middle of the view.
        resolution_wanted: device pixels per point, when the pages are shown at a new size.
            Whoever draws them may send sharper ones; until then these are scaled.
    """

    page_shown = Signal(object)
    resolution_wanted = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Args: name: the accessible name."""
        super().__init__(parent)
        self._name = name
        self._pages: list[PageImage] = []
        self._zoom = 1.0
        self._fits_width = True
        self._shown = PagePlace(0, 0)
        self.setProperty("kind", "pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    @property
    def place(self) -> PagePlace:
        return self._shown

    @property
    def zoom(self) -> float:
        """1.0 is the size on paper."""
        return self._zoom

    @property
    def resolution(self) -> float:
        """Device pixels per point at which pages look sharp now."""
        return self._zoom * _PIXELS_PER_POINT * self.devicePixelRatioF()

    def set_pages(self, pages: Sequence[PageImage]) -> None:
        """Show these pages; the place in the text stays when the number of pages does."""
        same_count = len(pages) == len(self._pages)
        self._pages = list(pages)
        self._lay_out()
        if not same_count:
            self.verticalScrollBar().setValue(0)
        self._tell_page()
        self.viewport().update()

    def show_page(self, number: int) -> None:
        """Scroll to the top of a page, counted from 1."""
        if 1 <= number <= len(self._pages):
            self.verticalScrollBar().setValue(self._page_rects()[number - 1].top() - _MARGIN)

    @Slot()
    def zoom_in(self) -> None:
        self._set_zoom(self._zoom * _STEP)

    @Slot()
    def zoom_out(self) -> None:
        self._set_zoom(self._zoom / _STEP)

    @Slot()
    def fit_width(self) -> None:
        self._fits_width = True
        self._lay_out()
        self.resolution_wanted.emit(self.resolution)

    def _set_zoom(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum())
        self._fits_width = False
        self._zoom = min(max(zoom, _SMALLEST_ZOOM), _LARGEST_ZOOM)
        self._lay_out()
        bar.setValue(round(share * bar.maximum()))
        self.resolution_wanted.emit(self.resolution)

    def _page_size(self, page: PageImage) -> QSize:
        scale = self._zoom * _PIXELS_PER_POINT
        return QSize(round(page.width * scale), round(page.height * scale))

    def _page_rects(self) -> list[QRect]:
        """Where each page lies, measured from the top left of all of them."""
        sizes = [self._page_size(page) for page in self._pages]
        widest = max((size.width() for size in sizes), default=0) + 2 * _MARGIN
        room = max(self.viewport().width(), widest)
        rects, top = [], _MARGIN
        for size in sizes:
            rects.append(QRect((room - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + _MARGIN
        return rects

    def _lay_out(self) -> None:
        if self._fits_width and self._pages:
            widest = max(page.width for page in self._pages) * _PIXELS_PER_POINT
            # The bar is counted always, or it would come and go for ever.
            bar = self.verticalScrollBar().sizeHint().width()
            room = self.width() - bar - 2 * _MARGIN
            self._zoom = min(max(room / widest, _SMALLEST_ZOOM), 1.5)
        rects = self._page_rects()
        height = rects[-1].bottom() + _MARGIN if rects else 0
        width = max((rect.width() for rect in rects), default=0) + 2 * _MARGIN
        view = self.viewport().size()
        for bar_, whole, part in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), width, view.width()),
        ):
            bar_.setRange(0, max(0, whole - part))
            bar_.setPageStep(part)
            bar_.setSingleStep(40)
        self.viewport().update()

    @Slot()
    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        number = sum(rect.top() - _MARGIN <= middle for rect in self._page_rects())
        place = PagePlace(number, len(self._pages))
        if place != self._shown:
            self._shown = place
            words = self.tr("Page {0} of {1}").format(place.number, place.count)
            self.setAccessibleDescription(words if place.count else "")
            self.page_shown.emit(place)

    # --- Qt overrides -----------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        tones = tones_of(self.palette())
        painter = QPainter(self.viewport())
        ground = tones.page_ground if self._pages else tones.window  # no slab of grey for nothing
        painter.fillRect(event.rect(), QColor(ground))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        away = -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        for page, rect in zip(self._pages, self._page_rects(), strict=True):
            place = rect.translated(*away)
            if place.intersects(event.rect()):
                painter.fillRect(place.translated(0, 2), QColor(0, 0, 0, 40))
                painter.drawImage(place, page.image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._zoom
        self._lay_out()
        if self._pages and self._zoom != before:
            self.resolution_wanted.emit(self.resolution)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._set_zoom(self._zoom * _STEP ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, key = self.verticalScrollBar(), event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        # On many keyboards the plus is Shift and the equals key.
        if control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif control and key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif control and key == Qt.Key.Key_0:
            self.fit_width()
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)
