"""What is different from another version, word by word, each change with a sign of its own."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.looks import TextRole
from desk_app.screens.articles.comparing import Comparing
from desk_app.screens.articles.parts_page import line_looks, show_text
from desk_app.screens.articles.rows import line_kind, version_words
from desk_app.screens.articles.word_diff import Change, ComparedLine
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.line_edit_view import LineEditView
from desk_app.widgets.line_parts import MarkLook, ViewLine, WordMark

_SIGNS = {Change.ADDED: "[+{0}]", Change.REMOVED: "[−{0}]"}
_LOOKS = {Change.ADDED: MarkLook.ADDED, Change.REMOVED: MarkLook.REMOVED}
_NEAR = 1  # unchanged lines shown on both sides of a change


class ChangesPanel(QWidget):
    """Runs of lines that stayed the same are told in one."""

    def __init__(self, comparing: Comparing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._comparing = comparing
        self.other = ChoiceBox(self.tr("Compared with"), self, letters=16)
        self.other.activated.connect(self._choose)
        self.summary = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self.text = LineEditView(self.tr("Changes"), line_looks(), self)
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 16, 12)
        column.setSpacing(6)
        words = self.tr("Compared with")
        self._label = plain_label(words, self, role=TextRole.SMALL, tone=Tone.MUTED)
        for part in (self._label, self.other, self.summary):
            column.addWidget(part)
        column.addWidget(self.text, 1000)
        column.addStretch(1)  # without changes the words stand together at the top
        self.setFocusProxy(self.text)
        comparing.changed.connect(self._show)

    @Slot()
    def _show(self) -> None:
        comparing = self._comparing
        with QSignalBlocker(self.other):
            self.other.clear()
            for version in comparing.versions:
                words = version_words(version, version.written_at.date())
                self.other.addItem(words, version.version_id)
            if comparing.other is not None:
                self.other.setCurrentIndex(self.other.findData(comparing.other.version_id))
        for part in (self._label, self.other):
            part.setVisible(self.other.count() > 0)
        show_text(self.summary, self._summary())
        shown = self._shown(comparing.lines) if self._counts() else []
        lines = [line for line, _ in shown]
        if lines != self.text.lines():
            self.text.set_lines(lines)
        self.text.set_marks({number: marks for number, (_, marks) in enumerate(shown) if marks})
        self.text.setVisible(bool(lines))

    def _counts(self) -> int:
        return sum(line.change is not Change.SAME for line in self._comparing.lines)

    def _summary(self) -> str:
        if self._comparing.other is None:
            return self.tr("There is no other version yet.")
        lines, count = self._comparing.lines, self._counts()
        if not count:
            return self.tr("No difference.")
        added, removed = (
            sum(line.words(change) for line in lines) for change in (Change.ADDED, Change.REMOVED)
        )
        return self.tr("Lines changed: {0}. Words added [+]: {1}, removed [−]: {2}.").format(
            count, added, removed
        )

    def _shown(
        self, lines: tuple[ComparedLine, ...]
    ) -> list[tuple[ViewLine, tuple[WordMark, ...]]]:
        near = {
            place + by
            for place, line in enumerate(lines)
            if line.change is not Change.SAME
            for by in range(-_NEAR, _NEAR + 1)
        }
        shown: list[tuple[ViewLine, tuple[WordMark, ...]]] = []
        skipped = 0
        for place, line in enumerate(lines):
            if place in near:
                shown += self._gap(skipped)
                shown.append(self._line(line))
                skipped = 0
            else:
                skipped += 1
        return shown + self._gap(skipped)

    def _gap(self, count: int) -> list[tuple[ViewLine, tuple[WordMark, ...]]]:
        if not count:
            return []
        words = self.tr("… {0} lines as before").format(count)
        return [(ViewLine("paragraph", words, note="…"), ())]

    def _line(self, line: ComparedLine) -> tuple[ViewLine, tuple[WordMark, ...]]:
        text, marks = "", []
        for part in line.parts:
            if part.change is Change.SAME:
                text += part.text
                continue
            bare = part.text.rstrip()
            said = _SIGNS[part.change].format(bare)
            marks.append(WordMark(len(text), len(text) + len(said), said, _LOOKS[part.change]))
            text += said + (part.text[len(bare) :] or " ")
        return ViewLine(line.kind.value, text.rstrip(), note=self._note(line)), tuple(marks)

    def _note(self, line: ComparedLine) -> str:
        kind = line_kind(line.kind)
        if line.was is not None:
            return self.tr("{0} → {1}").format(line_kind(line.was), kind)
        sign = {Change.ADDED: "+", Change.REMOVED: "−", Change.CHANGED: "±"}.get(line.change, "")
        return f"{sign} {kind}".strip()

    @Slot(int)
    def _choose(self, _number: int) -> None:
        self._comparing.choose(int(self.other.currentData()))
