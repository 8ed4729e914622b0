"""What stands in the window when the database was not opened: why, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from db.domain.errors import StorageFailure
from desk_app.error_texts import storage_sentence
from desk_app.looks import TextRole
from desk_app.screens.welcome.place_page import PlaceField
from desk_app.screens.welcome.places import is_place
from desk_app.widgets.alone import lay_out_alone
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, horizontal_rule, plain_label
from desk_app.widgets.page import Page

_RESTORING_HELPS = (StorageFailure.DAMAGED, StorageFailure.EMPTY, StorageFailure.MISSING)


class RefusalPage(Page):
    """Needs no database, because there is none.

    Signals:
        again_wanted: the same database is to be tried again.
        place_wanted: the address or file of another database to open, as text.
        demo_wanted: the practice clinic is to be opened.
        restore_wanted: a backup is to be brought back in its place.
    """

    again_wanted = Signal()
    place_wanted = Signal(str)
    demo_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = plain_label(
            self.tr("The clinic's database was not opened"),
            role=TextRole.HEADING,
            wrap=True,
        )
        self._sentence = plain_label(wrap=True)
        self._place = plain_label(tone=Tone.MUTED, wrap=True, selectable=True)
        self._place.setAccessibleName(self.tr("Where the database is"))
        self._again = Button(
            self.tr("&Try again"), kind=ButtonKind.PRIMARY, icon_name="refresh", shortcut="F5"
        )
        self._again.setShortcut("F5")
        self._again.clicked.connect(self.again_wanted)
        self._practise = Button(self.tr("&Practise with the demo clinic"), icon_name="star")
        self._practise.clicked.connect(self.demo_wanted)
        self._restore = Button(self.tr("&Restore a backup…"), icon_name="undo")
        self._restore.clicked.connect(self.restore_wanted)
        self._other = PlaceField(self.tr("Ope&n this one"), self)
        self._other.looked.connect(self._open_other)
        self._lay_out()

    def show_refusal(self, failure: StorageFailure, place: str, *, is_file: bool = True) -> None:
        """Say why, and where the database is: a file's path, or a server without its password."""
        self._restore.setVisible(is_file and failure in _RESTORING_HELPS)
        self._sentence.setText(storage_sentence(failure))
        self._place.setText(place)
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def activated(self) -> None:
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        buttons = QWidget(self)
        row = FlowLayout(buttons, spacing=8)
        row.addWidget(self._again)
        row.addWidget(self._restore)
        row.addWidget(self._practise)
        other = plain_label(self.tr("Or open another database"), tone=Tone.MUTED)
        words = (self._heading, self._sentence, self._place)
        parts = [*words, buttons, horizontal_rule(self), other, self._other]
        lay_out_alone(self, "alert-triangle", parts)

    @Slot(str)
    def _open_other(self, text: str) -> None:
        self._other.clear_problems()
        if is_place(text):
            self.place_wanted.emit(text)
        else:
            words = self.tr("Write an address like postgresql://desk@server/clinic, or a file.")
            self._other.show_problem("place", words)
