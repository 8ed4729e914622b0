"""What stands in the window when the database was not opened: why, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from db.domain.errors import StorageFailure
from desk_app.error_texts import storage_sentence
from desk_app.looks import TextRole
from desk_app.screens.welcome.place_page import PlaceField
from desk_app.screens.welcome.places import is_place
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.centred import centred
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import Tone, horizontal_rule, plain_label
from desk_app.widgets.page import Page

_WIDEST = 620


class RefusalPage(Page):
    """Needs no database, because there is none.

    Signals:
        again_wanted: the same database is to be tried again.
        place_wanted: the address or file of another database to open, as text.
        demo_wanted: the practice clinic is to be opened.
    """

    again_wanted = Signal()
    place_wanted = Signal(str)
    demo_wanted = Signal()

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
        self._other = PlaceField(self.tr("Ope&n this one"), self)
        self._other.looked.connect(self._open_other)
        self._lay_out()

    def show_refusal(self, failure: StorageFailure, place: str) -> None:
        """Say why, and where the database is: a file's path, or a server without its password."""
        self._sentence.setText(storage_sentence(failure))
        self._place.setText(place)
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def activated(self) -> None:
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(IconLabel("alert-triangle", column, tone="muted", scale=2.0))
        for label in (self._heading, self._sentence, self._place):
            layout.addWidget(label)
        buttons = QWidget(column)
        row = FlowLayout(buttons, spacing=8)
        row.addWidget(self._again)
        row.addWidget(self._practise)
        layout.addWidget(buttons)
        layout.addSpacing(8)
        layout.addWidget(horizontal_rule(column))
        layout.addWidget(plain_label(self.tr("Or open another database"), tone=Tone.MUTED))
        layout.addWidget(self._other)
        layout.addStretch(2)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(centred(column, _WIDEST))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @Slot(str)
    def _open_other(self, text: str) -> None:
        self._other.clear_problems()
        if is_place(text):
            self.place_wanted.emit(text)
        else:
            words = self.tr("Write an address like postgresql://desk@server/clinic, or a file.")
            self._other.show_problem("place", words)
