"""Below the name: what the person agreed to, their own copy, and the question before erasing."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.queries.people import PersonDetail
from desk_app.screens.people.privacy import ErasureWords, PersonPrivacy
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import PanelKind, Tone, panel, plain_label, section_heading

_ROOM_BELOW = 16


class PrivacyPanel(QWidget):
    """Nothing until it is opened; then what can be done, or the question."""

    def __init__(self, privacy: PersonPrivacy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._words: ErasureWords | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        self._choices = self._make_choices()
        self._question = self._make_question()
        column.addWidget(self._choices)
        column.addWidget(self._question)
        privacy.asked.connect(self._show_question)
        privacy.refused.connect(self._show_problem)
        privacy.erased.connect(self.close_question)
        self.close_question()

    def show_person(self, person: PersonDetail | None) -> None:
        """Follow what is known of the open person."""
        words = self._privacy.consent_words()
        self._asked.setText(self.tr("Asked of callers: “{0}”").format(words) if words else "")
        self._asked.setVisible(bool(words))
        state = self._privacy.consent_state(person) if person else ""
        self._state.setText(state)
        self._state.setVisible(bool(state))
        for button in (self._agree, self._refuse):
            button.setVisible(bool(words))

    def turn(self) -> None:
        """Open it, or close it."""
        if self.isVisible():
            self.close_question()
            return
        for button, why in (
            (self._copy, self._privacy.copy_refusal()),
            (self._erase, self._privacy.erase_refusal()),
        ):
            button.set_refusal(why)
        self._choices.show()
        self.show()
        # Not on an answer: a key pressed once too often would give it for them.
        self._copy.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, self, self._come_into_sight)

    @Slot()
    def ask_to_erase(self) -> None:
        """Say what would go; nothing goes before that is read and typed."""
        if not self._privacy.erase_refusal():
            self._privacy.ask()
        else:
            self.turn()

    @Slot()
    def ask_for_file(self) -> None:
        """Ask where the copy goes. The proposed name says nothing of whom it is about."""
        if self._privacy.copy_refusal():
            self.turn()
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, self.tr("Save the copy for this person"), folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("PDF files (*.pdf)"), self.tr("JSON files (*.json)")])
        dialog.setDefaultSuffix("pdf")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("json" if "json" in chosen else "pdf")
        )
        dialog.selectFile(self.tr("own copy"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._privacy.copy_to)
        dialog.open()

    @Slot()
    def close_question(self) -> bool:
        """Leave it; returns whether it was open."""
        was_open = not self.isHidden()
        self._words = None
        self._choices.hide()
        self._question.hide()
        self.hide()
        return was_open

    # --- Building -------------------------------------------------------------------------

    def _make_choices(self) -> QWidget:
        choices = panel(self, kind=PanelKind.TELL)
        column = QVBoxLayout(choices)
        column.setContentsMargins(12, 8, 12, 8)
        self._asked = plain_label("", choices, tone=Tone.MUTED, wrap=True)
        self._state = plain_label("", choices, wrap=True)
        self._agree = Button(self.tr("They a&gree"), choices, icon_name="check")
        self._agree.clicked.connect(self._agreed)
        self._refuse = Button(self.tr("They refuse, or take it back"), choices)
        self._refuse.clicked.connect(self._refused)
        self._copy = Button(
            self.tr("Copy for this person…"), choices, icon_name="copy", shortcut="Ctrl+Shift+C"
        )
        self._copy.clicked.connect(self.ask_for_file)
        self._erase = Button(
            self.tr("Erase this person…"), choices, icon_name="trash", shortcut="Ctrl+Shift+E"
        )
        self._erase.clicked.connect(self.ask_to_erase)
        keys = QWidget(choices)
        flow = FlowLayout(keys, spacing=8)
        for button in (self._agree, self._refuse, self._copy, self._erase):
            flow.addWidget(button)
        for part in (self._asked, self._state, keys):
            column.addWidget(part)
        return choices

    def _make_question(self) -> QWidget:
        question = panel(self, kind=PanelKind.TELL)
        column = QVBoxLayout(question)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        warning = self.tr("This cannot be undone, not even by a backup.")
        column.addWidget(section_heading(self.tr("Erase this person for good"), question))
        column.addWidget(plain_label(warning, question, wrap=True))
        self._goes = plain_label("", question, wrap=True)
        self._stays = plain_label("", question, tone=Tone.MUTED, wrap=True)
        self._label = plain_label("", question, wrap=True)
        self._typed = QLineEdit(question)
        self._typed.returnPressed.connect(self._on_erase)
        erase = Button(self.tr("Erase for good"), question, shortcut="Enter")
        erase.clicked.connect(self._on_erase)
        self._leave = Button(self.tr("Keep them"), question, kind=ButtonKind.FLAT, shortcut="Esc")
        self._leave.clicked.connect(self.close_question)
        self._hint = HintLine(question)
        row = QHBoxLayout()
        row.addWidget(erase)
        row.addWidget(self._leave)
        row.addStretch(1)
        for part in (self._goes, self._stays, self._label, self._typed, self._hint):
            column.addWidget(part)
        column.addLayout(row)
        return question

    # --- Slots ----------------------------------------------------------------------------

    @Slot(object)
    def _show_question(self, words: ErasureWords) -> None:
        self._words = words
        self._goes.setText(self.tr("Goes: {0}.").format("; ".join(words.goes)))
        self._stays.setText(self.tr("Stays: {0}.").format("; ".join(words.stays)))
        label = self.tr("To erase them, type: {0}").format(words.confirm)
        self._label.setText(label)
        self._typed.setAccessibleName(label)
        self._typed.clear()
        self._hint.set_problem("")
        self._choices.hide()
        self._question.show()
        self.show()
        self._typed.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, self, self._come_into_sight)  # it has its place only then

    @Slot()
    def _come_into_sight(self) -> None:
        """In large letters the question is longer than the room above the form."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            for part in (self, self._choices if self._words is None else self._leave):
                around.ensureWidgetVisible(part, 0, _ROOM_BELOW)

    @Slot(str)
    def _show_problem(self, sentence: str) -> None:
        self._hint.set_problem(sentence)
        QTimer.singleShot(0, self, self._come_into_sight)

    @Slot()
    def _on_erase(self) -> None:
        if self._words is not None:
            self._privacy.erase(self._typed.text(), self._words)

    @Slot()
    def _agreed(self) -> None:
        self._privacy.answer(is_given=True)

    @Slot()
    def _refused(self) -> None:
        self._privacy.answer(is_given=False)
