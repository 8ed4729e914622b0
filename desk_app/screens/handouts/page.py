"""The handouts screen: the library, the real pages, what is filled in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.looks import TextRole
from desk_app.saving import file_name_for
from desk_app.screens.handouts.library import Shelf
from desk_app.screens.handouts.options_page import OptionsPanel
from desk_app.screens.handouts.presenter import HandoutsPresenter
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.pages_view import PageImage, PagesView
from desk_app.widgets.row_list import RowList
from desk_app.widgets.search_field import SearchField
from desk_app.widgets.view_memory import remember_splitter

_FIRST_WIDTHS = (300, 640, 300)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HandoutsPage(Page):
    """Enter prints from everywhere but the search (where it goes to the list) and the note."""

    def __init__(self, presenter: HandoutsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._library = presenter.library
        self._build()
        self._library.rows_changed.connect(self._show_rows)
        self._library.became_stale.connect(self._refresh_if_shown)
        presenter.chosen_changed.connect(self._show_words)
        presenter.preview_changed.connect(self._show_pages)
        for keys, slot in (
            ("Ctrl+S", self.choose_file),
            ("Ctrl+Shift+S", self.choose_file_to_mail),
            ("Ctrl+Return", self.print_page),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self._show_rows()

    # --- What the main window asks ---------------------------------------------------------

    def activated(self) -> None:
        self._library.refresh()
        self._presenter.giving.find_printers()
        if self._library.rests:
            self.pages.setFocus()
        else:
            (self.rows if self._library.has_wish else self.search).setFocus()

    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def print_page(self) -> None:
        self._presenter.print_now()

    def may_leave(self) -> bool:
        return not self._presenter.giving.busy

    # --- Building ------------------------------------------------------------

    def _build(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        for part in (self._make_library(), self._make_pages(), self._make_options()):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(_FIRST_WIDTHS)
        remember_splitter(self.splitter, "handouts", self._presenter.desk.settings)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _make_library(self) -> QWidget:
        side = QWidget(self.splitter)
        side.setMinimumWidth(220)
        self.search = SearchField(self.tr("Search handouts"), side, shortcut="Ctrl+F")
        self.search.edited.connect(self._library.search)
        self.search.stepped.connect(self._step)
        self.search.submitted.connect(self._search_submitted)
        self.shelves = Chips(self.tr("Which handouts"), side)
        self.shelves.chosen.connect(self._library.show_shelf)
        self._wish = plain_label("", side, tone=Tone.MUTED, wrap=True)
        self.rows = RowList(self.tr("Handouts"), self._library.model, side, takes_first=False)
        self.rows.chosen.connect(self._library.choose)
        self.rows.submitted.connect(self.print_page)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.rows)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._mark)
        self._nothing = EmptyState(side)
        self._nothing.action_wanted.connect(self._empty_action)
        self._list_stack = QStackedWidget(side)
        self._list_stack.addWidget(self.rows)
        self._list_stack.addWidget(self._nothing)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.setSpacing(8)
        for part in (self.search, self.shelves, self._wish):
            top.addWidget(part)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._list_stack, 1)
        return side

    def _make_pages(self) -> QWidget:
        middle = QWidget(self.splitter)
        middle.setMinimumWidth(260)
        self._title = plain_label("", middle, role=TextRole.HEADING, elide=True)
        self._state = plain_label("", middle, tone=Tone.MUTED, wrap=True)
        self._glyphs = plain_label("", middle, tone=Tone.OVERDUE, wrap=True)
        self.pages = PagesView(self.tr("Pages"), middle)
        self.pages.resolution_wanted.connect(self._presenter.draw_at)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._state)
        head.addWidget(self._glyphs)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        return middle

    def _make_options(self) -> QWidget:
        self.options = OptionsPanel(self._presenter, self.splitter)
        self.options.print_wanted.connect(self.print_page)
        self.options.save_wanted.connect(self.choose_file)
        self.options.mail_wanted.connect(self.choose_file_to_mail)
        return self.options

    # --- Showing ------------------------------------------------------------

    @Slot()
    def _show_rows(self) -> None:
        library = self._library
        chips = [
            Chip(Shelf.LIBRARY, self.tr("Library")),
            Chip(Shelf.GIVEN, self.tr("Given lately")),
        ]
        if library.wish.enquiry_id is not None:
            chips.append(Chip(Shelf.ENQUIRY, self.tr("On this enquiry")))
        self.shelves.set_chips(chips)
        self.shelves.set_current(library.shelf)
        if self.search.text() != library.typed:
            self.search.setText(library.typed)
        self._show_wish()
        empty = not library.model.rowCount() and library.loaded
        self._list_stack.setCurrentWidget(self._nothing if empty else self.rows)
        if empty:
            self._show_nothing()
        self.rows.set_current(library.chosen_key)

    def _show_wish(self) -> None:
        library = self._library
        service = library.service
        parts = [
            library.wish.recipient_name,
            self.tr("{0} people").format(len(library.wish.people))
            if len(library.wish.people) > 1
            else "",
            service.name if service else "",
            library.enquiry.number if library.enquiry else "",
        ]
        words = " · ".join(part for part in parts if part)
        self._wish.setText(self.tr("For {0}").format(words) if words else "")
        self._wish.setVisible(bool(words))

    def _show_nothing(self) -> None:
        if self._library.shelf is not Shelf.LIBRARY:
            self._nothing.show_state(
                "printer",
                self.tr("Nothing given yet"),
                self.tr("What is printed or saved is kept here, to be printed again."),
            )
        elif self._library.is_empty:
            self._nothing.show_state(
                "file-text",
                self.tr("No articles yet"),
                self.tr("Bring in the clinic's own texts; each becomes a handout."),
                self.tr("Open Articles"),
            )
        else:
            self._nothing.show_state(
                "search",
                self.tr("No match"),
                self.tr("No article holds all these words."),
                self.tr("Show all"),
                "Esc",
            )

    @Slot()
    def _show_words(self) -> None:
        sheet = self._presenter.sheet()
        row = self._presenter.row
        title = sheet.article.title if sheet else row.title if row else ""
        self._title.setText(title or self.tr("Handouts"))
        about = (self._page_words(), self._presenter.state_words())
        for label, words in (
            (self._state, " · ".join(filter(None, about))),
            (self._glyphs, self._presenter.trouble_words()),
        ):
            _show_text(label, words)
        if self.rows.current_key != self._library.chosen_key:
            self.rows.set_current(self._library.chosen_key)

    def _page_words(self) -> str:
        preview = self._presenter.preview
        if preview is None:
            return ""
        count = len(preview.sizes)
        return self.tr("1 page") if count == 1 else self.tr("{0} pages").format(count)

    @Slot()
    def _show_pages(self) -> None:
        preview = self._presenter.preview
        if preview is None:
            self.pages.set_pages([])
        else:
            self.pages.set_pages(
                [
                    PageImage(page, *size)
                    for page, size in zip(preview.pages, preview.sizes, strict=True)
                ]
            )
        self._show_words()
        self.options.fill()

    # --- Doing ------------------------------------------------------------

    @Slot()
    def choose_file_to_mail(self) -> None:
        """Ask where the PDF goes that is to be attached."""
        if self._presenter.makes_several:
            words = self.tr("By mail goes one handout to one person at a time.")
            self._presenter.desk.notices.warn(words)
        else:
            self.choose_file(mail=True)

    @Slot()
    def choose_file(self, *, mail: bool = False) -> None:
        """Ask where the PDF goes; the name offered is the article's."""
        sheet = self._presenter.sheet()
        if sheet is None:
            self._presenter.print_now()  # says that something must be chosen first
            return
        folder = self._presenter.desk.settings.handout_folder
        if not Path(folder).is_dir() or not folder:
            documents = QStandardPaths.StandardLocation.DocumentsLocation
            folder = QStandardPaths.writableLocation(documents)
        if self._presenter.makes_several:
            dialog = QFileDialog(self, self.tr("Save each as PDF in this folder"), folder)
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            dialog = QFileDialog(self, self.tr("Save as PDF"), folder)
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(self.tr("PDF files (*.pdf)"))
            dialog.setDefaultSuffix("pdf")
            dialog.selectFile(str(Path(folder) / file_name_for(sheet.article.title)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self._presenter.save_as, mail=mail))
        dialog.open()

    @Slot()
    def _mark(self) -> None:
        self._library.mark(self.rows.current_key)

    @Slot(int)
    def _step(self, by: int) -> None:
        self.rows.step(by)

    @Slot()
    def _search_submitted(self) -> None:
        """What is found is looked at first; the next Enter prints."""
        if self._library.chosen_key is not None:
            self.rows.setFocus()

    @Slot()
    def _empty_action(self) -> None:
        if self._library.is_empty:
            self._presenter.desk.navigation.page_wanted.emit("articles")
        else:
            self._library.search("")
            self.search.setFocus()

    @Slot()
    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self._library.refresh()

    # --- Qt overrides ------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused part had no use for."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _ENTER:
            self.print_page()
        elif plain and event.key() == Qt.Key.Key_Escape and self._presenter.giving.busy:
            self._presenter.giving.stop()
        elif plain and event.key() == Qt.Key.Key_Escape and self._library.wish.enquiry_id:
            self._presenter.desk.navigation.page_wanted.emit("desk")
        else:
            super().keyPressEvent(event)


def _show_text(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
