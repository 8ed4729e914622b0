"""The one push button of the program, in its few kinds."""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from desk_app.widgets.icons import icon, text_icon_size

# A palette change reaches the icon; a font change its size.
_LOOKS_EVENTS = (
    QEvent.Type.PaletteChange,
    QEvent.Type.StyleChange,
    QEvent.Type.FontChange,
)


class ButtonKind(enum.StrEnum):
    """PRIMARY is filled: at most one in a view. STOP belongs to a hand-over only."""

    PLAIN = "plain"
    PRIMARY = "primary"
    FLAT = "flat"
    CHIP = "chip"
    NAV = "nav"
    STOP = "stop"


_ICON_TONES = {
    ButtonKind.PRIMARY: "on_accent",
    ButtonKind.STOP: "on_stop",
    ButtonKind.FLAT: "accent",
    ButtonKind.NAV: "muted",
}


class Button(QPushButton):
    """A push button that keeps its icon in the palette's colour and shows its shortcut."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon_name: str = "",
        shortcut: str = "",
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon_name = icon_name
        self._icon_tone = _ICON_TONES.get(kind, "text")
        self.setProperty("kind", kind.value)
        self.setAutoDefault(False)
        if kind in (ButtonKind.FLAT, ButtonKind.NAV, ButtonKind.CHIP):
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_text(text, shortcut)
        self._draw_icon()

    def set_text(self, text: str, shortcut: str = "") -> None:
        """Set the words and, behind them, the key that does the same.

        Args:
            text: with a mnemonic if there is to be one.
            shortcut: portable text such as ``Ctrl+Return``; shown, not installed, because
                the key belongs to the window's action.
        """
        keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{text}   {keys}" if keys and text else text)
        self.setAccessibleName(text.replace("&&", "\0").replace("&", "").replace("\0", "&"))
        self.setAccessibleDescription(keys)

    def set_icon_name(self, name: str, tone: str = "") -> None:
        self._icon_name = name
        self._icon_tone = tone or self._icon_tone
        self._draw_icon()

    def _draw_icon(self) -> None:
        if self._icon_name:
            size = text_icon_size(self)
            self.setIconSize(QSize(size, size))
            self.setIcon(icon(self._icon_name, self.palette(), self._icon_tone))

    # --- Qt overrides -----------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS_EVENTS:
            self._draw_icon()
