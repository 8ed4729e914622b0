"""The clarity check of the words on the screen, and the plain words put in their place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desk_app.desk_context import DeskContext
from desk_app.handouts.clarity.check import Provenance, check
from desk_app.handouts.clarity.findings import Finding, Report
from desk_app.screens.articles.editing import Editing
from desk_app.screens.articles.editor import Editor


class Clarity(QObject):
    """Follows the words on the screen.

    Signals:
        changed: ``report`` is about the words on the screen, or None when it is off.
        turned: words are checked from now on, or no more.
    """

    changed = Signal()
    turned = Signal()

    def __init__(self, desk: DeskContext, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report: Report | None = None
        self._desk = desk
        self._editor = editor
        editor.words_settled.connect(self._look)

    @property
    def is_on(self) -> bool:
        return self._desk.settings.checks_clarity

    def turn(self, on: bool) -> None:  # noqa: FBT001 - what a button says
        """Check while somebody types at this desk, or leave it."""
        self._desk.settings.checks_clarity = on
        self._look()
        self.turned.emit()

    def at(self, line: int, column: int) -> tuple[Finding, ...]:
        """Return what was found at a place, with what can be mended by a key first."""
        here = [finding for finding in self._in_line(line) if _holds(finding, column)]
        return tuple(sorted(here, key=lambda finding: (not finding.offers, -finding.check.weight)))

    def beside(self, line: int, column: int, by: int) -> Finding | None:
        """Return the next finding from a place on, or the one before; round the ends."""
        placed = self._placed()
        if not placed:
            return None
        here = (line, column)
        if by > 0:
            return next((each for each in placed if _place(each) > here), placed[0])
        return next((each for each in reversed(placed) if _place(each) < here), placed[-1])

    def take(self, finding: Finding, offer: str) -> None:
        """Put plainer words in the place of those that were found; one undo takes it back."""
        if finding.line is not None:
            self._editor.change(
                partial(
                    Editing.put_in,
                    line=finding.line,
                    start=finding.start,
                    said=finding.said,
                    instead=offer,
                )
            )

    def _placed(self) -> list[Finding]:
        findings = self.report.findings if self.report else ()
        return [finding for finding in findings if finding.line is not None]

    def _in_line(self, line: int) -> list[Finding]:
        return [finding for finding in self._placed() if finding.line == line]

    @Slot()
    def _look(self) -> None:
        now, version = self._editor.now, self._editor.shown
        if now is None or version is None or not self.is_on:
            self._looked(None)
            return
        is_saved = self._editor.editing is None or not self._editor.editing.is_unsaved
        known = Provenance(
            now.sources,
            version.reviewer if is_saved else "",
            version.review_due_on if is_saved else None,
        )
        work = partial(check, now.article, provenance=known, today=self._desk.today())
        self._desk.compute(work, owner=self, done=self._looked, key="check")

    def _looked(self, report: Report | None) -> None:
        self.report = report
        self.changed.emit()


def _place(finding: Finding) -> tuple[int, int]:
    return finding.line or 0, finding.start


def _holds(finding: Finding, column: int) -> bool:
    """A finding without words of its own is about the whole line."""
    return not finding.end or finding.start <= column <= finding.end
