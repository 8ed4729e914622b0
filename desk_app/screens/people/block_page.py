"""Do-not-contact: the red mark, the question for its reason, the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk_app.screens.people.deeds import PersonDeeds
from desk_app.widgets.buttons import Button
from desk_app.widgets.hints import HintLine
from desk_app.widgets.icons import IconLabel
from desk_app.widgets.labels import PanelKind, Tone, panel, plain_label


class BlockPanel(QWidget):
    """Nothing, or one of two: the mark while it holds, the question while it is asked."""

    def __init__(self, deeds: PersonDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deeds = deeds
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        self._mark = self._make_mark()
        self._question = self._make_question()
        column.addWidget(self._mark)
        column.addWidget(self._question)
        deeds.blocked.connect(self.close_question)
        deeds.reason_refused.connect(self._on_refused)
        self.show_stop("")
        self.close_question()

    def show_stop(self, words: str) -> None:
        """Show the mark; empty words take it away."""
        self._words.setText(words)
        self._mark.setVisible(bool(words))
        self._show_any()

    def ask(self) -> None:
        """Ask for the reason; where the mark stands already, take it back."""
        if self._words.text():
            self._deeds.unblock()
            return
        self._reason.clear()
        self._hint.set_problem("")
        self._question.show()
        self._show_any()
        self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close_question(self) -> bool:
        """Leave the question; returns whether it was open."""
        was_open = not self._question.isHidden()
        self._question.hide()
        self._show_any()
        return was_open

    def _make_mark(self) -> QWidget:
        mark = panel(self, kind=PanelKind.STOP)
        row = QHBoxLayout(mark)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(IconLabel("hand-stop", mark, tone="stop"), 0, Qt.AlignmentFlag.AlignTop)
        self._words = plain_label("", mark, tone=Tone.STOP, wrap=True)
        again = Button(self.tr("May be contacted again"), mark, shortcut="F7")
        again.clicked.connect(self._deeds.unblock)
        column = QVBoxLayout()
        column.addWidget(self._words)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        return mark

    def _make_question(self) -> QWidget:
        question = QWidget(self)
        column = QVBoxLayout(question)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        self._reason = QLineEdit(question)
        self._reason.setAccessibleName(self.tr("Why they are not to be contacted"))
        self._reason.setPlaceholderText(self.tr("Why, in their words: asked us by letter"))
        self._reason.returnPressed.connect(self._on_note)
        note = Button(self.tr("Note it"), question, shortcut="Enter")
        note.clicked.connect(self._on_note)
        row.addWidget(self._reason, 1)
        row.addWidget(note)
        self._hint = HintLine(question)
        column.addLayout(row)
        column.addWidget(self._hint)
        return question

    def _show_any(self) -> None:
        self.setVisible(not (self._mark.isHidden() and self._question.isHidden()))

    @Slot()
    def _on_note(self) -> None:
        self._deeds.block(self._reason.text())

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self._hint.set_problem(sentence)
