"""What every section of the settings looks like: a title, a form that scrolls, Save below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.labels import Tone, horizontal_rule, plain_label

_WIDEST_FORM = 760


class SectionPage(QWidget):
    """Base of the sections.

    Signals:
        unsaved_changed: whether something typed here is not stored yet may be different now.
    """

    unsaved_changed = Signal()

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.storing: list[Button] = []  # of no use to who may not store
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(24, 16, 0, 0)
        self._outer.setSpacing(10)
        self._outer.addWidget(plain_label(title, self, role=TextRole.HEADING))
        if sentence:
            self._outer.addWidget(plain_label(sentence, self, tone=Tone.MUTED, wrap=True))
        self._refusal = plain_label("", self, tone=Tone.ACCENT, wrap=True)
        self._refusal.hide()
        self._outer.addWidget(self._refusal)

    # --- What each section may have -----------------------------------------------------

    def is_unsaved(self) -> bool:
        """Whether something typed here is not stored yet."""
        return False

    def save(self) -> None:
        """Store what is typed."""

    def put_back(self) -> None:
        """Show again what is stored."""

    def shown(self) -> None:
        """The section is shown: load what is stale."""

    def show_refusal(self, words: str) -> None:
        """Grey out what stores, with the reason; empty where it may be stored."""
        self._refusal.setText(words)
        self._refusal.setVisible(bool(words))
        for button in self.storing:
            button.set_refusal(words)

    def focus_first(self) -> None:
        """Put the keyboard where work begins."""
        if (first := self.nextInFocusChain()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- Building -------------------------------------------------------------------------

    def add_scrolling(self, content: QWidget, *, widest: int = _WIDEST_FORM) -> None:
        """Add the form."""
        self._outer.addWidget(scrolling(content, widest=widest), 1)

    def add_filling(self, content: QWidget) -> None:
        """Add something that takes all the room there is."""
        self._outer.addWidget(content, 1)

    def add_footer(self) -> None:
        """Add Save and what takes back."""
        self._outer.addWidget(horizontal_rule(self))
        row = QHBoxLayout()
        row.setContentsMargins(0, 2, 24, 12)
        self.save_button = Button(
            self.tr("&Save"), self, kind=ButtonKind.PRIMARY, shortcut="Ctrl+S"
        )
        self.save_button.clicked.connect(self._save)
        self.storing.append(self.save_button)
        self.put_back_button = Button(
            self.tr("Put &back"), self, kind=ButtonKind.FLAT, icon_name="undo"
        )
        self.put_back_button.setToolTip(self.tr("Show again what is stored"))
        self.put_back_button.clicked.connect(self._put_back)
        self._unsaved_label = plain_label(self.tr("Not saved yet"), self, tone=Tone.MUTED)
        for part in (self.save_button, self.put_back_button, self._unsaved_label):
            row.addWidget(part)
        row.addStretch(1)
        self._outer.addLayout(row)
        self.show_unsaved()

    @Slot()
    def show_unsaved(self) -> None:
        """Say whether something is not stored; Save stays enabled and explains."""
        unsaved = self.is_unsaved()
        self.put_back_button.setVisible(unsaved)
        self._unsaved_label.setVisible(unsaved)
        self.unsaved_changed.emit()

    @Slot()
    def _save(self) -> None:
        self.save()

    @Slot()
    def _put_back(self) -> None:
        self.put_back()


def scrolling(content: QWidget, *, widest: int = _WIDEST_FORM) -> QScrollArea:
    """Return an area that scrolls a form from top to bottom and never sideways."""
    content.setMaximumWidth(widest)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 4, 24, 12)
    row.addWidget(content, 1000)
    row.addStretch(1)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area
