"""Above the text, while the cursor is in the line of a picture: the picture itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.articles.pictures import Pictures
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, plain_label

_WIDEST, _HIGHEST = 160, 72


class PictureStrip(QWidget):
    """Signals: other_wanted: another picture is to be chosen."""

    other_wanted = Signal()

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._fingerprint = ""
        self.shown = plain_label("", self)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        words = self.tr(
            "Say in this line what the picture shows, for people who cannot see it. Enter begins"
            " a caption below."
        )
        self.asked = plain_label(words, self, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True)
        self.other = Button(self.tr("Other picture…"), self, kind=ButtonKind.FLAT)
        self.other.clicked.connect(self.other_wanted)
        row = FlowLayout(spacing=12)
        row.addWidget(self.shown)
        row.addWidget(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.asked)
        pictures.drawn.connect(self._show)
        self.hide()

    def show_picture(self, fingerprint: str, *, is_described: bool) -> None:
        """Show this one, or leave when there is none; ask for its words while it has none."""
        if fingerprint and fingerprint != self._fingerprint:
            self._pictures.draw(fingerprint, QSize(_WIDEST, _HIGHEST) * self.devicePixelRatioF())
        self._fingerprint = fingerprint
        self.asked.setVisible(not is_described)
        self.setVisible(bool(fingerprint))

    @Slot(object)
    def _show(self, image: QImage) -> None:
        if image.isNull():
            self.shown.setText(self.tr("This picture is no longer kept."))
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.shown.setPixmap(pixmap)
