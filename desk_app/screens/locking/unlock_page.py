"""What stands in the window while the records are locked: one field for what opens them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.looks import TextRole
from desk_app.widgets.alone import lay_out_alone
from desk_app.widgets.buttons import Button
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.secret_form import SecretForm


class UnlockPage(Page):
    """Knows no key; whoever made it tries what is typed, and answers in ``form``.

    Signals:
        typed: a passphrase or a recovery code, to be tried.
        demo_wanted: the practice clinic is to be opened.
    """

    typed = Signal(str)
    demo_wanted = Signal()

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = SecretForm(
            self.tr("Pa&ssphrase or recovery code"),
            self.tr("Where you write the code, capitals and hyphens do not matter."),
            self,
        )
        self.form.tried.connect(self.typed)
        practise = Button(self.tr("&Practise with the demo clinic"), self, icon_name="star")
        practise.clicked.connect(self.demo_wanted)
        self.form.add_button(practise)
        where = plain_label(place, tone=Tone.MUTED, wrap=True, selectable=True)
        where.setAccessibleName(self.tr("Where the database is"))
        heading = self.tr("The clinic's records are locked")
        parts = [plain_label(heading, role=TextRole.HEADING, wrap=True), where, self.form]
        lay_out_alone(self, "lock", parts)

    def activated(self) -> None:
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self.activated()
