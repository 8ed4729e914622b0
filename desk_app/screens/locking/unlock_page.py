"""What stands in the window while the records are locked: one field for what opens them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desk_app.looks import TextRole
from desk_app.widgets.alone import lay_out_alone
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.form_grid import FormGrid
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.secret_fields import secret_edit

_SECOND_MS = 1_000


class UnlockPage(Page):
    """Knows no key; whoever made it tries what is typed.

    Signals:
        typed: a passphrase or a recovery code, to be tried.
        demo_wanted: the practice clinic is to be opened.
    """

    typed = Signal(str)
    demo_wanted = Signal()

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = FormGrid(self)
        self._edit = secret_edit(self)
        self._edit.returnPressed.connect(self._try)
        self._unlock = Button(
            self.tr("&Unlock"), self, kind=ButtonKind.PRIMARY, icon_name="lock", shortcut="Return"
        )
        self._unlock.clicked.connect(self._try)
        self._practise = Button(self.tr("&Practise with the demo clinic"), self, icon_name="star")
        self._practise.clicked.connect(self.demo_wanted)
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._count_down)
        self._seconds = 0
        self._form.add_field(
            "secret",
            self.tr("Pa&ssphrase or recovery code"),
            self._edit,
            self.tr("Where you write the code, capitals and hyphens do not matter."),
        )
        buttons = QWidget(self)
        row = FlowLayout(buttons, spacing=8)
        row.addWidget(self._unlock)
        row.addWidget(self._practise)
        where = plain_label(place, tone=Tone.MUTED, wrap=True, selectable=True)
        where.setAccessibleName(self.tr("Where the database is"))
        heading = self.tr("The clinic's records are locked")
        lay_out_alone(
            self,
            "lock",
            [plain_label(heading, role=TextRole.HEADING, wrap=True), where, self._form, buttons],
        )

    def activated(self) -> None:
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.activated()

    def show_wrong(self, sentence: str) -> None:
        """Say why it did not open; what was typed is selected, to be typed anew."""
        self._set_busy(busy=False)
        self._form.show_problem("secret", sentence)
        self._edit.selectAll()

    def show_wait(self, seconds: float) -> None:
        """Count down until the next try is taken."""
        self._seconds = int(seconds) + 1
        self._set_busy(busy=True)
        self._tell_wait()
        self._clock.start()

    @Slot()
    def _try(self) -> None:
        if self._edit.text() and self._unlock.isEnabled():
            self._form.clear_problems()
            self._set_busy(busy=True)
            self.typed.emit(self._edit.text())

    @Slot()
    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._tell_wait()
            return
        self._clock.stop()
        self._form.clear_problems()
        self._set_busy(busy=False)
        self._edit.selectAll()
        self.activated()

    def _tell_wait(self) -> None:
        words = self.tr("Too many wrong ones. Try again in {0} s.").format(self._seconds)
        self._form.show_problem("secret", words)

    def _set_busy(self, *, busy: bool) -> None:
        self._unlock.setEnabled(not busy)
        self._edit.setReadOnly(busy)
