"""Above an article: what it is called, where it stands, its versions, and the steps it may take."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.desk_context import DeskContext
from desk_app.looks import TextRole
from desk_app.screens.articles.approval_page import StateBar
from desk_app.screens.articles.editor import Editor
from desk_app.screens.articles.parts_page import show_text
from desk_app.screens.articles.rows import version_words
from desk_app.screens.articles.translation import Translation
from desk_app.widgets.buttons import Button
from desk_app.widgets.choice_box import ChoiceBox
from desk_app.widgets.labels import Tone, plain_label
from desk_app.wording import language_name


class ArticleHead(QWidget):
    """Follows the editor."""

    def __init__(
        self,
        editor: Editor,
        translation: Translation,
        desk: DeskContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._translation = translation
        self._desk = desk
        self._build()
        editor.shown_changed.connect(self._show_article)
        editor.unsaved_changed.connect(self._show_unsaved)
        translation.changed.connect(self._show_originals)

    def _build(self) -> None:
        self.title = plain_label("", self, role=TextRole.HEADING, elide=True)
        self.state = plain_label("", self, tone=Tone.MUTED, wrap=True)
        self.conflict = plain_label("", self, tone=Tone.OVERDUE, wrap=True)
        self.versions = ChoiceBox(self.tr("Versions"), self, letters=38)
        self.versions.activated.connect(self._version_chosen)
        self.save_button = Button(self.tr("&Save"), self, shortcut="Ctrl+S")
        self.save_button.clicked.connect(self._editor.save)
        self.state_bar = StateBar(self._editor, self._desk, self)
        self.state_bar.lead(self.versions)
        self.original = ChoiceBox(self.tr("Translation of"), self, letters=30)
        self.original.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.original.activated.connect(self._original_chosen)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(6)
        column.addLayout(row)
        for part in (self.state, self.conflict, self.original, self.state_bar):
            column.addWidget(part)

    @Slot()
    def _show_article(self) -> None:
        editor = self._editor
        with QSignalBlocker(self.versions):
            self.versions.clear()
            for version in editor.versions:
                written_on = self._desk.local(version.written_at).date()
                self.versions.addItem(version_words(version, written_on), version.version_id)
            if editor.shown is not None:
                self.versions.setCurrentIndex(self.versions.findData(editor.shown.version_id))
        self._show_unsaved()

    @Slot()
    def _show_unsaved(self) -> None:
        editor = self._editor
        now = editor.now
        title = now.article.title if now else ""
        unsaved = editor.editing is not None and editor.editing.is_unsaved
        shown = title or self.tr("No title yet")
        self.title.setText(self.tr("{0} (unsaved)").format(shown) if unsaved else shown)
        show_text(self.state, editor.state_words())
        show_text(self.conflict, editor.conflict_words())
        self.state_bar.fill()

    @Slot()
    def _show_originals(self) -> None:
        """Shown only where there is a text in another language."""
        originals = self._translation.originals
        with QSignalBlocker(self.original):
            self.original.clear()
            self.original.addItem(self.tr("Not a translation"), None)
            for row in originals:
                words = self.tr("Translation of: {0} ({1})")
                name = words.format(row.title, language_name(row.language))
                self.original.addItem(name, row.article_id)
            found = self.original.findData(self._translation.original_id)
            self.original.setCurrentIndex(max(0, found))
        self.original.setVisible(bool(originals))

    @Slot(int)
    def _original_chosen(self, _number: int) -> None:
        self._translation.link(self.original.currentData())

    @Slot(int)
    def _version_chosen(self, _number: int) -> None:
        self._editor.show_version(int(self.versions.currentData()))
