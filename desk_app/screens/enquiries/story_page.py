"""What happened on an enquiry, beside its form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.domain.words import fold
from desk_app.looks import TextRole
from desk_app.screens.enquiries.story import Story, StoryLine
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.labels import Tone, plain_label, section_heading
from desk_app.widgets.type_ahead import Suggestion, TypeAheadEdit

_LONGEST = 600


class StoryPanel(QWidget):
    """Sections of facts; an empty one is left out.

    Signals:
        reprint_wanted: the id of a handout.
        taken_over: the id of a hand-over, and who took over.
    """

    reprint_wanted = Signal(object)
    taken_over = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Story | None = None
        self._staff: Sequence[str] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._parts: list[QWidget] = []
        self._records: dict[Button, int] = {}

    def set_staff(self, names: Sequence[str]) -> None:
        """Say who may have taken over."""
        self._staff = names

    def focus_taker(self) -> None:
        """Go to the first hand-over that nobody has taken over."""
        field = self.findChild(TakerField)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_story(self, story: Story) -> None:
        """Show another story; the same one stays, with what is being typed in it."""
        if story == self._shown:
            return
        self._shown = story
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()  # it goes a moment later
            part.deleteLater()
        self._parts, self._records = [], {}
        for heading, lines in (
            (self.tr("Next steps"), story.promises),
            (self.tr("Asked at the desk"), story.screening),
            (self.tr("Read out at the desk"), story.said),
            (self.tr("Handouts given"), story.handouts),
            (self.tr("Telephone"), story.calls),
            (self.tr("History"), story.changes),
        ):
            if lines:
                self._parts.append(section_heading(heading, self))
                self._parts += [self._fact(line) for line in lines]
        for part in self._parts:
            self._column.addWidget(part)

    def _fact(self, line: StoryLine) -> QWidget:
        fact = QWidget(self)
        row = QHBoxLayout(fact)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(plain_label(line.text[:_LONGEST], fact, tone=Tone(line.tone), wrap=True))
        if line.detail:
            detail = plain_label(
                line.detail[:_LONGEST], fact, role=TextRole.SMALL, tone=Tone.MUTED, wrap=True
            )
            words.addWidget(detail)
        if line.hand_over_id is not None:
            taker = TakerField(line.hand_over_id, self._staff, fact)
            taker.named.connect(self.taken_over)
            words.addWidget(taker)
        row.addLayout(words, 1)
        if line.record_id is not None:
            again = Button(self.tr("Print again"), fact, kind=ButtonKind.FLAT, icon_name="printer")
            again.setAccessibleName(self.tr("Print again: {0}").format(line.text))
            again.clicked.connect(self._on_again)
            row.addWidget(again)
            self._records[again] = line.record_id
        return fact

    @Slot()
    def _on_again(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.reprint_wanted.emit(self._records[button])


class TakerField(TypeAheadEdit):
    """Who took over, once it is known; Enter says so.

    Signals:
        named: the id of the hand-over, and the name.
    """

    named = Signal(object, object)

    def __init__(self, hand_over_id: int, staff: Sequence[str], parent: QWidget) -> None:
        super().__init__(self.tr("Who took over"), parent)
        self.setPlaceholderText(self.tr("Who took over? F6, Enter"))
        self._hand_over_id = hand_over_id
        self._staff = staff
        self.edited.connect(self._offer)
        self.picked.connect(self._say)
        self.returnPressed.connect(self._say)

    @Slot(str)
    def _offer(self, typed: str) -> None:
        wanted = fold(typed.strip())
        found = [name for name in self._staff if wanted and wanted in fold(name)]
        self.set_suggestions([Suggestion(name, name) for name in found])

    @Slot()
    def _say(self) -> None:
        name = self.text().strip()
        if name:
            self.named.emit(self._hand_over_id, name)
