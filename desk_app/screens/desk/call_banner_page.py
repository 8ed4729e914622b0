"""A call that rings, shown above every page; it never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.desk.calls import Call
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.widgets.accessible import announce
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import Tone, plain_label


class CallBanner(QFrame):
    """Hidden while nothing rings."""

    def __init__(self, presenter: DeskPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setProperty("kind", "surface")
        self.setAccessibleName(self.tr("Incoming call"))
        self._who = plain_label("", self, role=TextRole.HEADING)
        self._detail = plain_label("", self, tone=Tone.MUTED)
        take = Button(self.tr("Take the call"), self, icon_name="phone-call", shortcut="F2")
        take.clicked.connect(self._take)
        leave = Button(self.tr("Not for me"), self, kind=ButtonKind.FLAT)
        leave.clicked.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel("phone-call", self, tone="accent", scale=1.4))
        row.addWidget(self._who)
        row.addWidget(self._detail, 1)
        row.addWidget(take)
        row.addWidget(leave)
        presenter.calls.offered.connect(self._show_call)
        presenter.calls.ended.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What is said of the call, for tests and screen readers."""
        return f"{self._who.text()} {self._detail.text()}".strip()

    @Slot(object)
    def _show_call(self, call: Call) -> None:
        is_first = self.isHidden()
        self._who.setText(call.number or self.tr("Number withheld"))
        self._detail.setText(", ".join(call.known) or call.name)
        self.show()
        if is_first:
            QApplication.alert(self)
        announce(self, self.tr("Incoming call: {0}").format(self.text), urgent=True)

    @Slot()
    def _take(self) -> None:
        self._presenter.phone_card()

    @Slot()
    def _leave(self) -> None:
        self._presenter.calls.end()
