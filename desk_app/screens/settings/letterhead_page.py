"""The letterhead: a logo, a colour, its contrast in words, and the real first page beside it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.settings.clinic_page import ProfilePage
from desk_app.screens.settings.form_page import focus
from desk_app.screens.settings.letterhead_presenter import (
    READY_COLOURS,
    LetterheadPresenter,
    SamplePage,
)
from desk_app.screens.settings.section_page import scrolling
from desk_app.tones import tones_of
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.pages_view import PageImage, PagesView
from desk_app.widgets.picture_dialog import ask_for_picture


class LetterheadPage(ProfilePage):
    """Name and address stand in the section Clinic; here is what they look like."""

    def __init__(self, presenter: LetterheadPresenter, parent: QWidget | None = None) -> None:
        title = self.tr("Letterhead")
        sentence = self.tr("Name, address and numbers come from the section Clinic.")
        super().__init__(title, sentence, presenter, parent)
        self._letterhead = presenter
        self._pages = PagesView(self.tr("Sample of a handout"), self)
        self._accent = self.form.add_line("accent", self.tr("&Colour"), placeholder="#0b5d66")
        self._accent.setMaxLength(40)
        self._swatches = QWidget()
        row = FlowLayout(self._swatches, spacing=8)
        self._ready = [_Swatch(colour, self._swatches) for colour in READY_COLOURS]
        for swatch in self._ready:
            swatch.clicked.connect(self._take_swatch)
            row.addWidget(swatch)
        self._choose = Button(self.tr("&Other colour…"), kind=ButtonKind.FLAT, icon_name="contrast")
        self._choose.clicked.connect(self._choose_colour)
        row.addWidget(self._choose)
        self.form.add_wide(self._swatches)
        self.form.add_wide(self._logo_row())
        words = self.tr("A PNG or JPEG picture. It is read aloud as the clinic's name.")
        self.form.add_wide(
            plain_label(words, self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        )
        self.bind()
        self.form.edited.connect(self._show_colour)
        presenter.stored_changed.connect(self._show_colour)
        presenter.page_drawn.connect(self._show_page)
        self._pages.resolution_wanted.connect(self._draw)
        content = QWidget()
        columns = QHBoxLayout(content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(scrolling(self.form), 2)
        columns.addWidget(self._pages, 3)
        self.add_filling(content)
        self.add_footer()

    def _logo_row(self) -> QWidget:
        row = QWidget()
        self.choose_logo = Button(self.tr("Choose a &logo…"), row)
        self.choose_logo.clicked.connect(self._choose_logo)
        self.remove_logo = Button(self.tr("&Remove the logo"), row, kind=ButtonKind.FLAT)
        self.remove_logo.clicked.connect(self._letterhead.remove_logo)
        layout = FlowLayout(row, spacing=8)
        layout.addWidget(self.choose_logo)
        layout.addWidget(self.remove_logo)
        return row

    @Slot()
    def _choose_logo(self) -> None:
        ask_for_picture(self, self._logo_chosen)

    @Slot(str)
    def _logo_chosen(self, file: str) -> None:
        self._letterhead.take_logo(Path(file))

    def shown(self) -> None:
        self._show_colour()

    def focus_first(self) -> None:
        focus(self._accent)

    def put_back(self) -> None:
        super().put_back()
        self._show_colour()

    @Slot()
    def _show_colour(self) -> None:
        self.form.set_hint("accent", self._letterhead.contrast_in_words(self._accent.text()))
        for swatch in self._ready:
            swatch.setChecked(swatch.colour == self._accent.text().strip().lower())
        self.remove_logo.setEnabled(self._letterhead.has_logo)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if self.isVisible():
            self._letterhead.draw(self._accent.text(), self._pages.resolution)

    @Slot(object)
    def _show_page(self, sample: SamplePage) -> None:
        page = sample.image
        picture = QImage(
            page.bgrx, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32
        ).copy()
        self._pages.set_pages([PageImage(picture, *sample.paper)])

    @Slot()
    def _take_swatch(self) -> None:
        swatch = self.sender()
        if isinstance(swatch, _Swatch):
            self._take(swatch.colour)

    @Slot()
    def _choose_colour(self) -> None:
        colour = QColorDialog.getColor(QColor(self._accent.text()), self, self.tr("Colour"))
        if colour.isValid():
            self._take(colour.name())

    def _take(self, colour: str) -> None:
        self._accent.setText(colour)
        self.form.edited.emit()


class _Swatch(Button):
    """A ready colour."""

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__("", parent, kind=ButtonKind.CHIP, icon_name="tag")
        self.colour = colour
        self.setCheckable(True)
        self.setAccessibleName(colour)
        self.setToolTip(colour)

    # --- Qt overrides -----------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tones_of(self.palette()).field_line))
        painter.setBrush(QColor(self.colour))
        painter.drawRoundedRect(self.rect().adjusted(5, 5, -6, -6), 3, 3)
