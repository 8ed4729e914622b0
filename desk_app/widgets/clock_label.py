"""How long something lasts already, in minutes and seconds, quietly."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QWidget

from desk_app.looks import tabular


def elapsed_text(seconds: float) -> str:
    """Return ``02:14``, from an hour on ``1:02:14``; never less than nothing."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes:02}:{left:02}"


class ClockLabel(QLabel):
    """Shows what it is told at every tick; it knows no time itself, and never blinks."""

    def __init__(
        self,
        name: str,
        elapsed: Callable[[], float],
        ticks: QTimer,
        parent: QWidget | None = None,
    ) -> None:
        """Show the time at once.

        Args:
            name: the accessible name.
            elapsed: seconds since the start; a bound method or a plain function.
            ticks: a timer of the owner; several clocks may share it.
        """
        super().__init__(parent)
        self._elapsed = elapsed
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "muted")
        self.setAccessibleName(name)
        ticks.timeout.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        text = elapsed_text(self._elapsed())
        if text != self.text():
            self.setText(text)

    # --- Qt overrides -----------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Room for the widest figures, so that nothing beside it moves."""
        self.ensurePolished()
        if self.font() != tabular(self.font()):
            self.setFont(tabular(self.font()))
        widest = "0:00:00" if len(self.text()) > len("00:00") else "00:00"
        return QSize(self.fontMetrics().horizontalAdvance(widest) + 4, super().sizeHint().height())
