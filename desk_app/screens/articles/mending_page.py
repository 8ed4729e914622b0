"""From finding to finding in the text, and plainer words by one key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from desk_app import clarity_wording as wording
from desk_app.handouts.clarity.check import LONG_SENTENCE
from desk_app.handouts.clarity.findings import Check, Finding, Weight
from desk_app.handouts.clarity.sentences import Span, words
from desk_app.handouts.spelling.speller import Misspelling
from desk_app.screens.articles.clarity import Clarity
from desk_app.screens.articles.clarity_page import ClarityPanel
from desk_app.screens.articles.spelling import Spelling
from desk_app.widgets.accessible import announce
from desk_app.widgets.line_edit_view import LineEditView
from desk_app.widgets.line_parts import MarkLook, WordMark

_LOOKS = {Weight.MEND: MarkLook.WAVE, Weight.LOOK: MarkLook.DASH, Weight.HINT: MarkLook.DOT}


class Mending(QObject):
    """Joins the text, the list of findings and the words that no dictionary knows."""

    def __init__(
        self,
        clarity: Clarity,
        spelling: Spelling,
        text: LineEditView,
        panel: ClarityPanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._clarity = clarity
        self._spelling = spelling
        self._text = text
        self._panel = panel
        self.menu = QMenu(text)
        clarity.changed.connect(self._mark)
        spelling.changed.connect(self._mark_spelling)
        spelling.suggested.connect(self._suggested)
        panel.chosen.connect(self._show_place)
        panel.submitted.connect(self._go_there)
        for widget in (text, panel.rows):
            action = QAction(self.tr("Mend"), widget)
            action.setShortcut(QKeySequence("Ctrl+."))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(self.offer)
            widget.addAction(action)

    def step(self, by: int) -> None:
        """Go to the next finding in the text, or to the one before."""
        finding = self._clarity.beside(self._text.line_number, self._text.column, by)
        if finding is None:
            return
        self._show_place(finding)
        self._panel.select(finding)
        self._text.setFocus()
        said = (wording.finding_title(finding), wording.finding_reason(finding))
        announce(self._text, ". ".join(said))

    def step_word(self, by: int) -> None:
        """Go to the next word that no dictionary knows, or to the one before."""
        text = self._text
        word = self._spelling.beside(text.line_number, text.column, by)
        if word is not None:
            text.go_to_words(word.line, word.start)
            text.setFocus()
            announce(text, self.tr("Not in the dictionary: {0}").format(word.said))

    @Slot()
    def offer(self) -> None:
        """Open what can be done at the cursor: the first is one Enter away."""
        word = self._word_here()
        if word is None:
            self._open_menu()
        else:
            self._spelling.suggest(word)

    @Slot(object, object)
    def _suggested(self, word: Misspelling, offers: tuple[str, ...]) -> None:
        if self._word_here() == word:
            self._open_menu(word, offers)

    def _word_here(self) -> Misspelling | None:
        if self._text.isReadOnly():
            return None
        return self._spelling.at(self._text.line_number, self._text.column)

    def _add_word(self, word: Misspelling, offers: tuple[str, ...]) -> None:
        self.menu.addSection(self.tr("Not in the dictionary: {0}").format(word.said))
        for offer in offers:
            action = self.menu.addAction(offer.replace("&", "&&"))
            action.triggered.connect(partial(self._take_word, word, offer))
        learn = self.menu.addAction(self.tr("Add to the clinic's words"))
        learn.triggered.connect(partial(self._spelling.learn, word))
        refusal = self._spelling.refusal
        learn.setEnabled(not refusal)
        if refusal:  # a list of words has no room for a tooltip that the keyboard reaches
            self.menu.addAction(refusal).setEnabled(False)

    def _take_word(self, word: Misspelling, offer: str) -> None:
        self._spelling.take(word, offer)
        self._text.go_to_words(word.line, word.start + len(offer))
        self._text.setFocus()

    def _open_menu(self, word: Misspelling | None = None, offers: tuple[str, ...] = ()) -> None:
        found = self._clarity.at(self._text.line_number, self._text.column)
        self.menu.clear()
        if word is not None:
            self._add_word(word, offers)
        for finding in found:
            self.menu.addSection(wording.finding_title(finding))
            for offer in finding.offers if not self._text.isReadOnly() else ():
                action = self.menu.addAction(offer.replace("&", "&&"))
                action.triggered.connect(partial(self._take, finding, offer))
            if not finding.offers:
                self.menu.addAction(wording.finding_reason(finding)).setEnabled(False)
        if not found and word is None:
            self.menu.addAction(self.tr("Nothing found here")).setEnabled(False)
        choices = (each for each in self.menu.actions() if not each.isSeparator())
        first = next((each for each in choices if each.isEnabled()), None)
        self.menu.popup(self._text.viewport().mapToGlobal(self._text.cursorRect().bottomLeft()))
        if first is not None:
            self.menu.setActiveAction(first)

    def _take(self, finding: Finding, offer: str) -> None:
        self._clarity.take(finding, offer)
        self._text.go_to_words(finding.line or 0, finding.start + len(offer))
        self._text.setFocus()

    @Slot(object)
    def _show_place(self, finding: Finding) -> None:
        if finding.line is not None:
            self._text.go_to_words(finding.line, finding.start)

    @Slot()
    def _go_there(self) -> None:
        self._text.setFocus()

    @Slot()
    def _mark(self) -> None:
        report = self._clarity.report
        marks: dict[int, list[WordMark]] = {}
        lines = self._text.lines() if report else []
        for finding in report.findings if report else ():
            if finding.line is not None and finding.line < len(lines):
                mark = _mark_of(finding, lines[finding.line].text)
                marks.setdefault(finding.line, []).append(mark)
        self._text.set_marks(marks)

    @Slot()
    def _mark_spelling(self) -> None:
        marks: dict[int, list[WordMark]] = {}
        for word in self._spelling.found:
            mark = WordMark(word.start, word.end, word.said, MarkLook.LINE)
            marks.setdefault(word.line, []).append(mark)
        self._text.set_marks(marks, "spelling")


def _mark_of(finding: Finding, text: str) -> WordMark:
    """Of a long sentence the words beyond the limit are marked, of a whole line the first."""
    span = Span(finding.start, finding.end)
    if finding.check in (Check.LONG_SENTENCE, Check.VERY_LONG_SENTENCE):
        beyond = words(finding.said)[LONG_SENTENCE]
        span = Span(finding.start + beyond.start, finding.end)
    elif not finding.end:
        span = next(iter(words(text)), Span(0, 0))
    return WordMark(span.start, span.end, span.of(text), _LOOKS[finding.check.weight])
