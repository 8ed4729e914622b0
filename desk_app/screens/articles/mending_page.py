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
from desk_app.screens.articles.clarity import Clarity
from desk_app.screens.articles.clarity_page import ClarityPanel
from desk_app.widgets.accessible import announce
from desk_app.widgets.line_edit_view import LineEditView
from desk_app.widgets.line_parts import MarkLook, WordMark

_LOOKS = {Weight.MEND: MarkLook.WAVE, Weight.LOOK: MarkLook.DASH, Weight.HINT: MarkLook.DOT}


class Mending(QObject):
    """Joins the text and the list of findings: each marks in the other where one is."""

    def __init__(
        self, clarity: Clarity, text: LineEditView, panel: ClarityPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._clarity = clarity
        self._text = text
        self._panel = panel
        self.menu = QMenu(text)
        clarity.changed.connect(self._mark)
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

    @Slot()
    def offer(self) -> None:
        """Open what can be done at the cursor: the first is one Enter away."""
        found = self._clarity.at(self._text.line_number, self._text.column)
        self.menu.clear()
        for finding in found:
            self.menu.addSection(wording.finding_title(finding))
            for offer in finding.offers if not self._text.isReadOnly() else ():
                action = self.menu.addAction(offer.replace("&", "&&"))
                action.triggered.connect(partial(self._take, finding, offer))
            if not finding.offers:
                self.menu.addAction(wording.finding_reason(finding)).setEnabled(False)
        if not found:
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


def _mark_of(finding: Finding, text: str) -> WordMark:
    """Of a long sentence the words beyond the limit are marked, of a whole line the first."""
    span = Span(finding.start, finding.end)
    if finding.check in (Check.LONG_SENTENCE, Check.VERY_LONG_SENTENCE):
        beyond = words(finding.said)[LONG_SENTENCE]
        span = Span(finding.start + beyond.start, finding.end)
    elif not finding.end:
        span = next(iter(words(text)), Span(0, 0))
    return WordMark(span.start, span.end, span.of(text), _LOOKS[finding.check.weight])
