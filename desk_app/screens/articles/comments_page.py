"""The remarks of writer and reviewer beside the text, open ones first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.domain.errors import Problem
from db.queries.article_comments import CommentRow
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.screens.articles.comments import Comments
from desk_app.screens.articles.parts_page import show_text
from desk_app.screens.articles.rows import full_day
from desk_app.widgets.buttons import Button
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.growing_text_edit import GrowingTextEdit
from desk_app.widgets.hints import HintLine
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.line_edit_view import LineEditView
from desk_app.widgets.line_parts import MarkLook, WordMark
from desk_app.widgets.roles import TwoLineRow
from desk_app.widgets.row_list import RowList

_LAYER = "comments"


class CommentsPanel(QWidget):
    """Marks in the text what open remarks are about."""

    def __init__(
        self,
        comments: Comments,
        desk: DeskContext,
        text: LineEditView,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._comments = comments
        self._desk = desk
        self._text = text
        self._about: tuple[int, str] | None = None
        self._build()
        comments.changed.connect(self._show)
        comments.added.connect(self._clear)
        comments.refused.connect(self._refuse)
        self._show()

    def _build(self) -> None:
        self._model = TwoLineModel(self)
        self.rows = RowList(self.tr("Comments"), self._model, self)
        self.rows.setMinimumHeight(7 * self.fontMetrics().lineSpacing())
        self.rows.chosen.connect(self._choose)
        self.rows.submitted.connect(self._text.setFocus)
        self.words = plain_label("", self, wrap=True, selectable=True)
        self.words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.said = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self.resolve = Button("", self)
        self.resolve.clicked.connect(self._resolve)
        self.field = GrowingTextEdit(self.tr("New comment"), self, least_lines=1, most_lines=4)
        self.about = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self._problem = HintLine(self)
        self.add = Button(self.tr("Add comment"), self, shortcut="Ctrl+Return")
        self.add.clicked.connect(self._add)
        action = QAction(self)
        action.setShortcut(QKeySequence("Ctrl+Return"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self._add)
        self.field.addAction(action)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 16, 12)
        column.setSpacing(6)
        column.addWidget(self.rows, 1)
        for part in (self.words, self.said):
            column.addWidget(part)
        column.addLayout(_row_of(self.resolve))
        column.addWidget(self.about)
        column.addWidget(self.field)
        column.addWidget(self._problem)
        column.addLayout(_row_of(self.add))

    def begin(self) -> None:
        """Remark on what is selected in the text, or on the line of the cursor."""
        self._about = self._text.selected
        self._show_about()
        self.field.setFocus()

    @Slot()
    def _show(self) -> None:
        current = self.rows.current_key
        rows = self._comments.rows
        self._model.set_rows([(row.comment_id, self._row(row)) for row in rows])
        self.rows.setVisible(bool(rows))
        self.rows.set_current(current)
        self._explain(self._current())
        self._show_about()
        marks: dict[int, list[WordMark]] = {}
        for row in rows:
            place = self._comments.place_of(row) if row.is_open else None
            if place is not None:
                line, start = place
                mark = WordMark(start, start + len(row.said), row.said, MarkLook.GROUND)
                marks.setdefault(line, []).append(mark)
        self._text.set_marks(marks, _LAYER)

    def _current(self) -> CommentRow | None:
        key = self.rows.current_key
        return next((row for row in self._comments.rows if row.comment_id == key), None)

    def _row(self, row: CommentRow) -> TwoLineRow:
        day = full_day(self._desk.local(row.written_at).date())
        detail = " · ".join(filter(None, [row.writer, day]))
        badge = "" if row.is_open else self.tr("resolved")
        tone = "plain" if row.is_open else "muted"
        return TwoLineRow(" ".join(row.text.split()), detail, badge=badge, tone=tone)

    def _explain(self, row: CommentRow | None) -> None:
        show_text(self.words, row.text if row else "")
        gone = row is not None and self._comments.place_of(row) is None
        said = self.tr("On “{0}”, which has changed since.") if gone else self.tr("On “{0}”.")
        show_text(self.said, said.format(_short(row.said)) if row else "")
        self.resolve.setVisible(row is not None)
        is_open = row is None or row.is_open
        self.resolve.setText(self.tr("Res&olve") if is_open else self.tr("&Open again"))

    def _show_about(self) -> None:
        words = self.tr("New comment on “{0}”").format(
            _short(self._about[1] if self._about else "")
        )
        hint_words = self.tr("Ctrl+Alt+C in the text: comment on what is selected there.")
        self.about.setText(words if self._about else hint_words)

    @Slot(object)
    def _choose(self, _key: int) -> None:
        row = self._current()
        self._explain(row)
        place = self._comments.place_of(row) if row else None
        if place is not None:
            self._text.go_to_words(*place)

    @Slot()
    def _resolve(self) -> None:
        row = self._current()
        if row is not None:
            self._comments.resolve(row)

    @Slot()
    def _add(self) -> None:
        line, said = self._about or self._text.selected
        self._comments.add(line, said, self.field.text)

    @Slot()
    def _clear(self) -> None:
        self._about = None
        self.field.set_text("")
        self._problem.set_problem("")

    @Slot(object)
    def _refuse(self, problems: Mapping[str, Problem]) -> None:
        self._problem.set_problem(" ".join(map(hint, problems.values())))
        self.field.setFocus()


def _short(said: str) -> str:
    words = " ".join(said.split())
    return words if len(words) <= 80 else words[:80].rstrip() + "…"


def _row_of(button: Button) -> FlowLayout:
    """A button as wide as its words."""
    row = FlowLayout(spacing=8)
    row.addWidget(button)
    return row
