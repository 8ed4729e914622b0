"""One notice at a time, at the foot of the window."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desk_app.widgets.accessible import announce
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.scrolled_words import ScrolledWords

SHOWN_FOR_MS = 8_000
_QUICKLY_READ = 120  # letters
_MOST_LINES = 4  # more would stand over what one does meanwhile


class NoticeLevel(enum.StrEnum):
    """INFO fades by itself; WARNING fades later; ERROR stays until it is dismissed."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class _Shown:
    text: str
    level: NoticeLevel
    action_label: str
    action: Callable[[], None] | None
    shortcut: str


_ICONS = {
    NoticeLevel.INFO: "check",
    NoticeLevel.WARNING: "info-circle",
    NoticeLevel.ERROR: "alert-triangle",
}
_TIMES_LONGER = {NoticeLevel.INFO: 1, NoticeLevel.WARNING: 2}


class NoticeBar(QFrame):
    """Says what was done or what went wrong, never takes the focus, keeps its height.

    A new notice stands in front of an older one. Errors wait behind it and come back
    when it is gone; other notices do not.
    """

    def __init__(self, parent: QWidget | None = None, *, shown_for_ms: int = SHOWN_FOR_MS) -> None:
        super().__init__(parent)
        self._shown: _Shown | None = None
        self._errors: list[_Shown] = []
        self._shown_for_ms = shown_for_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fade)
        self.setProperty("kind", "notice")
        self.setAccessibleName(self.tr("Notices"))
        self._build()
        self._show(None)

    @property
    def text(self) -> str:
        """The sentence that is shown; empty when there is none."""
        return self._shown.text if self._shown else ""

    def show_notice(
        self,
        text: str,
        level: NoticeLevel = NoticeLevel.INFO,
        action_label: str = "",
        action: Callable[[], None] | None = None,
        shortcut: str = "",
    ) -> None:
        """Show a sentence with at most one thing to do about it.

        Args:
            action: called once, without arguments, when the button is pressed; give it a
                bound method.
            shortcut: the key of the window's own action that does the same; only shown.
        """
        notice = _Shown(text, level, action_label, action, shortcut)
        if level is NoticeLevel.ERROR:
            self._errors = [error for error in self._errors if error.text != text]
            self._errors.append(notice)
        self._show(notice)
        announce(self, text, urgent=level is NoticeLevel.ERROR)

    @Slot()
    def dismiss(self) -> None:
        """Take the notice away; an older error that still waits comes back."""
        self._errors = [error for error in self._errors if error is not self._shown]
        self._show(self._errors[-1] if self._errors else None)

    @Slot()
    def take_action(self) -> None:
        """Do what the notice offers, if it offers anything, and take it away."""
        notice = self._shown
        if notice is not None and notice.action is not None:
            self.dismiss()
            notice.action()

    def _build(self) -> None:
        self._icon = IconLabel("", self)
        self._words = ScrolledWords(_MOST_LINES, self)
        self._action_button = Button("", self, kind=ButtonKind.NOTICE)
        self._action_button.clicked.connect(self.take_action)
        self._close_button = Button("", self, kind=ButtonKind.NOTICE, icon_name="cross")
        self._close_button.setAccessibleName(self.tr("Dismiss notice"))
        self._close_button.setToolTip(self.tr("Dismiss"))
        self._close_button.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._action_button)
        layout.addWidget(self._close_button)

    def _show(self, notice: _Shown | None) -> None:
        self._shown = notice
        self._keep_height()
        for part in (self._icon, self._words, self._action_button, self._close_button):
            part.setVisible(notice is not None)
        self._timer.stop()
        if notice is not None:
            self._icon.set_icon(_ICONS[notice.level], "on_notice")
            self._words.set_text(notice.text)
            self._action_button.setVisible(notice.action is not None)
            self._action_button.set_text(notice.action_label, notice.shortcut)
            self._start_fading()
        self.setProperty("shown", notice is not None)
        self.style().unpolish(self)
        self.style().polish(self)

    def _keep_height(self) -> None:
        """The contents go, the height stays: nothing above may jump."""
        self.setMinimumHeight(self._action_button.sizeHint().height() + 8)

    def _start_fading(self) -> None:
        if self._shown is not None and self._shown.level is not NoticeLevel.ERROR:
            longer = _TIMES_LONGER[self._shown.level] + len(self._shown.text) // _QUICKLY_READ
            self._timer.start(self._shown_for_ms * longer)

    @Slot()
    def _fade(self) -> None:
        """Somebody who points at the notice, or stands in it, is still reading."""
        if self.underMouse() or self._has_focus_inside():
            self._start_fading()
        else:
            self.dismiss()

    def _has_focus_inside(self) -> bool:
        return any(part.hasFocus() for part in self.findChildren(QWidget))

    # --- Qt overrides -----------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._keep_height)  # its button has the new letters then

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._shown is not None:
            self.dismiss()
        else:
            super().keyPressEvent(event)
