"""Keep Python's cycle collector out of worker threads."""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Slot

# So many more objects than at the last look are a worker's, in the middle of its work: to look
# through them holds up who types, and most are gone when it is done. But not for ever.
_MANY = 30_000
_LONGEST_WAIT = 12  # looks


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
        self._timer.timeout.connect(self.collect)
        self._timer.start(interval_ms)
        self._is_to_spare = False
        self._spares = False
        self._waited = 0

    def stop(self) -> None:
        """Leave collecting as it was. Call when the program's objects are taken down."""
        self._timer.stop()
        self.spare_nothing()
        if self._was_enabled:
            gc.enable()

    def spare_what_lives(self) -> None:
        """Look once more at what there is, and then only at what is made later.

        Modules and an open clinic are 200,000 objects that stay; to look through them takes a
        fifth of a second, and whoever types would feel it each time.
        """
        self._is_to_spare = not gc.get_freeze_count()

    def spare_nothing(self) -> None:
        """Look at everything again: what was spared goes away."""
        self._is_to_spare = False
        if self._spares:
            gc.unfreeze()
            self._spares = False

    @Slot()
    def collect(self) -> None:
        """Collect, unless much is just being made."""
        if self._spares and gc.get_count()[0] > _MANY and self._waited < _LONGEST_WAIT:
            self._waited += 1
            return
        self._waited = 0
        gc.collect()
        if self._is_to_spare:
            gc.freeze()
            self._is_to_spare, self._spares = False, True
            _give_back()


def _give_back() -> None:
    """Let the system have what a start took and freed: glibc would keep a sixth of all there is."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
