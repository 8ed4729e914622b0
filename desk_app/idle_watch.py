"""Notices that nobody works at this desk any more, or that the computer was put to sleep.

It looks at what reaches windows, not at every event of the program: those are a thousand for
each key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

_EVERY_MS = 1_000
# Without a tick for so long, the computer slept, also where nothing told us beforehand.
_SLEPT = dt.timedelta(seconds=15)
_WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)
_LOGIN_SERVICE = "org.freedesktop.login1"
_LOGIN_PATH = "/org/freedesktop/login1"
_LOGIN_INTERFACE = "org.freedesktop.login1.Manager"


class IdleWatch(QObject):
    """Sees keys and the mouse only while it runs, so that it costs nothing where nobody signs in.

    Signals:
        left_alone: nobody has touched anything for as long as was said.
        going_to_sleep: the computer goes to sleep, or has slept.
    """

    left_alone = Signal()
    going_to_sleep = Signal()

    def __init__(self, now: Callable[[], dt.datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._longest = dt.timedelta()
        self._touched_at = self._looked_at = now()
        self._listens = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def runs(self) -> bool:
        return self._timer.isActive()

    @property
    def is_left_alone(self) -> bool:
        return self.runs and self._now() - self._touched_at >= self._longest

    def run(self, longest: dt.timedelta) -> None:
        """Begin to watch, or go on with another time."""
        self._longest = longest
        if self.runs:
            return
        self._touched_at = self._looked_at = self._now()
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        _application().focusWindowChanged.connect(self._watch)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._touched)
        self._listen_for_sleep()
        self._timer.start()

    def stop(self) -> None:
        """Stop watching."""
        if not self.runs:
            return
        self._timer.stop()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)
        _application().focusWindowChanged.disconnect(self._watch)
        QGuiApplication.inputMethod().cursorRectangleChanged.disconnect(self._touched)

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        """See the keys and the mouse of a window, before any of its parts."""
        if window is not None:
            window.installEventFilter(self)

    @Slot()
    def _touched(self) -> None:
        """The cursor moves: somebody writes, also by an input method that takes the keys."""
        self._touched_at = self._now()

    @Slot()
    def look(self) -> None:
        """Look at the clock, as happens each second."""
        now = self._now()
        slept = now - self._looked_at > _SLEPT
        self._looked_at = now
        if slept:
            self.going_to_sleep.emit()
        elif now - self._touched_at >= self._longest:
            self.left_alone.emit()
        elif now < self._touched_at:  # the clock was set back
            self._touched_at = now

    def _listen_for_sleep(self) -> None:
        """Hear beforehand of sleep where systemd's logind is there."""
        if self._listens:
            return
        self._listens = True
        try:
            from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - not on every system
        except ImportError:
            return
        bus = QDBusConnection.systemBus()
        if bus.isConnected():
            bus.connect(
                _LOGIN_SERVICE, _LOGIN_PATH, _LOGIN_INTERFACE, "PrepareForSleep",
                self, SLOT("on_sleep(bool)").encode(),
            )  # fmt: skip

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:  # noqa: FBT001 - as the bus calls it
        """Sleep begins, or is over."""
        if begins and self.runs:
            self.going_to_sleep.emit()

    # --- Qt overrides -----------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _WORK:
            self._touched_at = self._now()
        return False


def _application() -> QGuiApplication:
    return cast("QGuiApplication", QGuiApplication.instance())
