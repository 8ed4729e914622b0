"""What stands in the window while nothing else can."""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.widgets.accessible import announce
from desk_app.widgets.labels import Tone, plain_label

_PATIENCE_MS = 500


class WaitingPage(QWidget):
    """Says what is waited for, but only when it takes long: words that flash by are noise."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = plain_label(words, self, tone=Tone.MUTED, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._say)
        QVBoxLayout(self).addWidget(self._words)

    @Slot()
    def _say(self) -> None:
        self._words.show()
        announce(self, self._words.text())

    # --- Qt overrides -----------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._words.hide()
        self._patience.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._patience.stop()
