"""Icons of one set (Tabler), drawn in the colours of a palette.

QtSvg draws ``currentColor`` as black, so the colour is written into the drawing first.
Drawn pixmaps live in Qt's own pixmap cache, which goes away together with the application.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.tones import tones_of

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"
_ICON_PIXELS = (16, 20, 24, 32, 48)  # up to 24 at 200 %


def icon_names() -> list[str]:
    """Return every name that ``icon`` and ``icon_pixmap`` understand."""
    return sorted(file.stem for file in _FOLDER.glob("*.svg"))


def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return one icon as a pixmap.

    Args:
        name: one of ``icon_names``.
        colour: as ``#rrggbb``.
        size: edge length in logical pixels.
        ratio: device pixels per logical pixel.

    Raises:
        OSError: there is no icon of that name.
    """
    pixels = round(size * ratio)
    key = f"front-desk/{name}/{colour}/{pixels}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _draw(name, colour, pixels)
        QPixmapCache.insert(key, pixmap)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon(name: str, palette: QPalette, tone: str = "text") -> QIcon:
    """Return an icon in one of the ``Tones`` of ``palette``, greyed when disabled.

    Whoever keeps it makes it again when the palette changes.
    """
    tones = tones_of(palette)
    made = QIcon()
    for pixels in _ICON_PIXELS:
        made.addPixmap(icon_pixmap(name, getattr(tones, tone), pixels))
        made.addPixmap(icon_pixmap(name, tones.disabled, pixels), QIcon.Mode.Disabled)
    return made


def text_icon_size(widget: QWidget) -> int:
    """Return the edge length of an icon that stands beside a line of the widget's text."""
    return max(16, round(widget.fontMetrics().height() * 1.05))


class IconLabel(QWidget):
    """A still icon in the widget's own palette; it says nothing to screen readers."""

    def __init__(
        self,
        name: str = "",
        parent: QWidget | None = None,
        *,
        tone: str = "text",
        scale: float = 1.0,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self._scale = scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, tone: str = "") -> None:
        self._name = name
        self._tone = tone or self._tone
        self.update()

    # --- Qt overrides -----------------------------------------------------------

    def sizeHint(self) -> QSize:
        edge = round(text_icon_size(self) * self._scale)
        return QSize(edge, edge)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._name:
            return
        edge = round(text_icon_size(self) * self._scale)
        colour = getattr(tones_of(self.palette()), self._tone)
        pixmap = icon_pixmap(self._name, colour, edge, self.devicePixelRatioF())
        QPainter(self).drawPixmap((self.width() - edge) // 2, (self.height() - edge) // 2, pixmap)


def _draw(name: str, colour: str, pixels: int) -> QPixmap:
    drawing = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap
