"""The one push button of the program, in its few kinds."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from desk_app.looks import TextRole, font_for, tabular
from desk_app.tones import Tones, tones_of
from desk_app.widgets.icons import icon_pixmap, text_icon_size

_GAP = 8


class ButtonKind(enum.StrEnum):
    """PRIMARY is filled: at most one in a view. STOP belongs to a hand-over only."""

    PLAIN = "plain"
    PRIMARY = "primary"
    FLAT = "flat"
    CHIP = "chip"
    NAV = "nav"
    STOP = "stop"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class _Inks:
    """Names of tones: for the words, and for the quieter key or figure behind them."""

    words: str
    quiet: str


_INKS = {
    ButtonKind.PLAIN: _Inks("text", "muted"),
    ButtonKind.PRIMARY: _Inks("on_accent", "on_accent"),
    ButtonKind.FLAT: _Inks("accent", "muted"),
    ButtonKind.CHIP: _Inks("text", "muted"),
    ButtonKind.NAV: _Inks("muted", "muted"),
    ButtonKind.STOP: _Inks("on_stop", "on_stop"),
    ButtonKind.NOTICE: _Inks("notice_action", "on_notice"),
}
_DISABLED = _Inks("disabled", "disabled")
_CHECKED = _Inks("on_selection", "on_selection")
_CHECKED_NAV = _Inks("accent", "accent")


class Button(QPushButton):
    """A push button with an icon, its words, the key that does the same, and a count.

    The box comes from the style sheet; what is inside is drawn here, in the palette's colours.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon_name: str = "",
        shortcut: str = "",
    ) -> None:
        """Make a button.

        Args:
            text: with a mnemonic if there is to be one.
            shortcut: portable text such as ``Ctrl+Return``; shown, not installed, because
                the key belongs to the window's action.
        """
        super().__init__(text, parent)
        self._kind = kind
        self._icon_name = icon_name
        self._keys = ""
        self._count = ""
        self.setProperty("kind", kind.value)
        self.setAutoDefault(True)  # Enter is for the button that has the focus
        if kind not in (ButtonKind.PLAIN, ButtonKind.PRIMARY, ButtonKind.STOP):
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_shortcut_shown(shortcut)

    def set_refusal(self, words: str) -> None:
        """Grey out what somebody may not do, with the reason; empty where they may."""
        self.setEnabled(not words)
        self.setToolTip(words)

    @property
    def count(self) -> str:
        """The figure that is shown; empty for none."""
        return self._count

    def set_text(self, text: str, shortcut: str = "") -> None:
        """Set the words and the key shown behind them together."""
        self.setText(text)
        self.set_shortcut_shown(shortcut)

    def set_shortcut_shown(self, shortcut: str) -> None:
        self._keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self._describe()

    def set_icon_name(self, name: str) -> None:
        self._icon_name = name
        self._changed()

    def set_count(self, count: int | None) -> None:
        """Show how many there are behind the words; None, and 0 in the navigation, show nothing."""
        shown = count is not None and (count > 0 or self._kind is not ButtonKind.NAV)
        self._count = self.locale().toString(count) if shown and count is not None else ""
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(part for part in (self._count, self._keys) if part))
        self._changed()

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _inks(self) -> _Inks:
        if not self.isEnabled():
            return _DISABLED
        if self.isChecked():
            return _CHECKED_NAV if self._kind is ButtonKind.NAV else _CHECKED
        return _INKS[self._kind]

    def _parts(self) -> list[tuple[int, str]]:
        """Return width and name of what is drawn, from left to right."""
        quiet = QFontMetrics(self._quiet_font())
        parts = []
        if self._icon_name:
            parts.append((text_icon_size(self), "icon"))
        if self.text():
            flag = Qt.TextFlag.TextShowMnemonic
            parts.append((self.fontMetrics().size(flag, self.text()).width(), "text"))
        if self._keys and self.text():
            parts.append((quiet.horizontalAdvance(self._keys), "keys"))
        if self._count:
            extra = quiet.height() * 3 // 5 if self._kind is ButtonKind.NAV else 0
            width = quiet.horizontalAdvance(self._count) + extra
            parts.append((max(width, quiet.height()) if extra else width, "count"))
        if self.menu() is not None:
            parts.append((text_icon_size(self) * 3 // 4, "menu"))
        return parts

    def _quiet_font(self) -> QFont:
        font = tabular(font_for(self.font(), TextRole.SMALL))
        font.setWeight(QFont.Weight.Normal)
        return font

    def _draw(self, painter: QPainter, name: str, place: QRect, inks: _Inks) -> None:
        tones = tones_of(self.palette())
        words, quiet = getattr(tones, inks.words), getattr(tones, inks.quiet)
        centre = Qt.AlignmentFlag.AlignCenter
        if name in ("icon", "menu"):
            drawn = self._icon_name if name == "icon" else "chevron-down"
            pixmap = icon_pixmap(drawn, words, place.width(), self.devicePixelRatioF())
            painter.drawPixmap(place.left(), place.center().y() - place.width() // 2 + 1, pixmap)
        elif name == "text":
            painter.setPen(QColor(words))
            painter.setFont(self.font())
            painter.drawText(place, centre | Qt.TextFlag.TextShowMnemonic, self.text())
        elif name == "count" and self._kind is ButtonKind.NAV:
            self._draw_pill(painter, place, tones)
        else:
            painter.setPen(QColor(quiet))
            painter.setFont(self._quiet_font())
            painter.drawText(place, centre, self._keys if name == "keys" else self._count)

    def _draw_pill(self, painter: QPainter, place: QRect, tones: Tones) -> None:
        height = QFontMetrics(self._quiet_font()).height()
        pill = QRect(place.left(), place.center().y() - height // 2, place.width(), height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.accent))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(tones.on_accent))
        painter.setFont(self._quiet_font())
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._count)

    # --- Qt overrides -----------------------------------------------------------

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        parts = self._parts()
        width = sum(part for part, _name in parts) + _GAP * max(0, len(parts) - 1)
        inside = QSize(width, max(self.fontMetrics().height(), text_icon_size(self)))
        kind = QStyle.ContentsType.CT_PushButton
        return self.style().sizeFromContents(kind, option, inside, self)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        parts, inks = self._parts(), self._inks()
        width = sum(part for part, _name in parts) + _GAP * max(0, len(parts) - 1)
        left = (self.width() - width) // 2
        for part, name in parts:
            self._draw(painter, name, QRect(QPoint(left, 0), QSize(part, self.height())), inks)
            left += part + _GAP

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
