"""Keep Python's cycle collector out of worker threads."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot


class GuiThreadCollector(QObject):
    """Collects cycles from a timer, in the GUI thread, and nowhere else.

    Left alone, the collector runs in whichever thread allocates next. When
    that is a worker, a QObject caught in a cycle is destroyed there, which Qt
    does not allow and which crashes minutes later, somewhere else.
    """

    def __init__(self, *, interval_ms: int = 5_000, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(interval_ms)

    def stop(self) -> None:
        """Leave collecting as it was. Call when the program's objects are taken down."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

    @Slot()
    def _collect(self) -> None:
        gc.collect()
