"""The words on the screen beside those of another version."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.queries.articles import VersionRow
from desk_app.desk_context import DeskContext
from desk_app.screens.articles.editor import Editor
from desk_app.screens.articles.lines import EditLine, LineKind, lines_of
from desk_app.screens.articles.word_diff import ComparedLine, compare


class Comparing(QObject):
    """Works only while somebody looks.

    Attributes:
        other: the version that is compared with; None where there is none.
        lines: both versions in one, or nothing yet.

    Signals:
        changed: any of these is different.
    """

    changed = Signal()

    def __init__(self, desk: DeskContext, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.other: VersionRow | None = None
        self.lines: tuple[ComparedLine, ...] = ()
        self._desk = desk
        self._editor = editor
        self._is_watched = False
        self._chosen_id: int | None = None
        editor.words_settled.connect(self._look)

    def watch(self, *, on: bool) -> None:
        """Follow the words, or leave it."""
        self._is_watched = on
        self._look()

    def choose(self, version_id: int) -> None:
        """Compare with that version."""
        self._chosen_id = version_id
        self._look()

    @property
    def versions(self) -> list[VersionRow]:
        """What may be compared with, newest first."""
        editor = self._editor
        unsaved = editor.editing is not None and editor.editing.is_unsaved
        return [each for each in editor.versions if unsaved or each is not editor.shown]

    @Slot()
    def _look(self) -> None:
        now, shown, versions = self._editor.now, self._editor.shown, self.versions
        if not self._is_watched or now is None or shown is None:
            return
        chosen = [each for each in versions if each.version_id == self._chosen_id]
        older = [each for each in versions if each.number <= shown.number]
        self.other = next(iter([*chosen, *older, *versions]), None)
        if self.other is None:
            self._looked(())
            return
        heading = self.tr("Sources")
        before = _lines(lines_of(self.other.content), heading, self.other.sources)
        after = _lines(self._editor.lines(), heading, now.sources)
        work = partial(compare, before, after)
        self._desk.compute(work, owner=self, done=self._looked, key="compare")

    def _looked(self, lines: tuple[ComparedLine, ...]) -> None:
        self.lines = lines
        self.changed.emit()


def _lines(lines: tuple[EditLine, ...], heading: str, sources: str) -> tuple[EditLine, ...]:
    """The text, and below it the sources: they belong to what is approved."""
    listed = [EditLine(LineKind.PARAGRAPH, each) for each in sources.splitlines() if each.strip()]
    return (*lines, EditLine(LineKind.HEADING, heading), *listed) if listed else lines
