"""A field for a secret with the button that tries it, and the wait after too many wrong ones."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QDeadlineTimer, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.secret_fields import secret_edit

_SECOND_MS = 1_000


class SecretForm(QWidget):
    """Busy from a try until ``show_wrong``, the end of ``show_wait``, or ``stop_waiting``.

    Signals:
        tried: what was typed.
    """

    tried = Signal(str)

    def __init__(self, label: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = secret_edit(self)
        self.edit.returnPressed.connect(self._try)
        self.setFocusProxy(self.edit)
        self.unlock = Button(
            self.tr("&Unlock"), self, kind=ButtonKind.PRIMARY, icon_name="lock", shortcut="Return"
        )
        self.unlock.clicked.connect(self._try)
        # A coarse timer may be 50 ms early, and whoever counts the tries is not.
        self._clock = QTimer(self, timerType=Qt.TimerType.PreciseTimer, singleShot=True)
        self._clock.timeout.connect(self._count_down)
        self._until = QDeadlineTimer(0)
        self._form = FormGrid(self)
        self._form.add_field("secret", label, self.edit, hint)
        self._buttons = FlowLayout(spacing=8)
        self._buttons.addWidget(self.unlock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._form)
        column.addLayout(self._buttons)

    @property
    def problem(self) -> str:
        """What is shown below the field."""
        return self._form.problems.get("secret", "")

    def add_button(self, button: Button) -> None:
        """Put another way out beside the button."""
        self._buttons.addWidget(button)

    def show_wrong(self, sentence: str) -> None:
        """Say why it did not open; what was typed is selected, to be typed anew."""
        self._set_busy(busy=False)
        self._form.show_problem("secret", sentence)
        self.edit.selectAll()

    def show_wait(self, seconds: float) -> None:
        """Count down until the next try is taken."""
        self._until = QDeadlineTimer(ceil(seconds * _SECOND_MS), Qt.TimerType.PreciseTimer)
        self._set_busy(busy=True)
        self._count_down()

    def stop_waiting(self) -> None:
        """Take the next try at once."""
        self._clock.stop()
        self._form.clear_problems()
        self._set_busy(busy=False)

    @Slot()
    def _try(self) -> None:
        if self.edit.text() and self.unlock.isEnabled():
            self._form.clear_problems()
            self._set_busy(busy=True)
            self.tried.emit(self.edit.text())

    @Slot()
    def _count_down(self) -> None:
        left = self._until.remainingTime()  # ms
        if left > 0:
            words = self.tr("Too many wrong ones. Try again in {0} s.")
            self._form.show_problem("secret", words.format(ceil(left / _SECOND_MS)))
            self._clock.start(left % _SECOND_MS or _SECOND_MS)
            return
        self.stop_waiting()
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, *, busy: bool) -> None:
        self.unlock.setEnabled(not busy)
        self.edit.setReadOnly(busy)
