"""The pages of the words on the screen, drawn soon after the last key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.article import ArticleState
from db.domain.handout import Paper
from desk_app.desk_context import DeskContext
from desk_app.handouts.sheet import HandoutSheet, Provenance
from desk_app.handouts.sheets import letterhead_of, provenance_of
from desk_app.paper.sheet_preview import Preview, draw_preview, make_preview
from desk_app.screens.articles.editor import Editor
from desk_app.screens.articles.lines import fit_to_print


class EditorPages(QObject):
    """Signals: changed: ``preview`` holds new pages, or None."""

    changed = Signal()

    def __init__(self, desk: DeskContext, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preview: Preview | None = None
        self._desk = desk
        self._editor = editor
        self._resolution = 1.5
        editor.words_settled.connect(self._render)
        desk.clinic_changed.connect(self._render)

    def draw_at(self, pixels_per_point: float) -> None:
        """Draw the same pages more or less sharply."""
        self._resolution = pixels_per_point
        if self.preview is not None:
            work = partial(draw_preview, self.preview.rendered, pixels_per_point)
            self._desk.compute(work, owner=self, done=self._made, key="preview")

    def sheet(self) -> HandoutSheet | None:
        """Return the words on the screen as a handout for nobody in particular."""
        editor, profile = self._editor, self._desk.clinic.profile
        now, version, row = editor.now, editor.shown, editor.row
        if now is None or version is None or row is None:
            return None
        provenance = provenance_of(version)
        if editor.editing is not None and editor.editing.is_unsaved:
            sources = tuple(line for line in now.sources.splitlines() if line.strip())
            provenance = Provenance(
                state=ArticleState.DRAFT, sources=sources, version_number=version.number + 1
            )
        return HandoutSheet(
            article=fit_to_print(now.article),
            letterhead=letterhead_of(profile),
            provenance=provenance,
            given_on=self._desk.today(),
            paper=Paper.A4 if profile.paper.lower() == Paper.A4.value else Paper.LETTER,
            language=now.article.language,
            example=row.is_example,
        )

    @Slot()
    def _render(self) -> None:
        sheet = self.sheet()
        if sheet is None:
            self._made(None)
        else:
            work = partial(make_preview, self._desk.press, sheet, self._resolution)
            self._desk.compute(work, owner=self, done=self._made, key="preview")

    def _made(self, preview: Preview | None) -> None:
        self.preview = preview
        self.changed.emit()
