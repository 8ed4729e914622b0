"""The log: search and filters above, the list below; Enter opens one enquiry."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from db.queries.enquiry_log import LogFilter
from db.queries.log_views import LogView
from desk_app.periods import NamedPeriod, named_period
from desk_app.screens.enquiries.empty_page import EmptyLog
from desk_app.screens.enquiries.enquiry_page import EnquiryView
from desk_app.screens.enquiries.filter_page import FilterBar
from desk_app.screens.enquiries.list_page import LogTable
from desk_app.screens.enquiries.log_browser import SORTS, Emptiness, LogContent
from desk_app.screens.enquiries.presenter import EnquiriesPresenter
from desk_app.screens.enquiries.views_page import ViewBar
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.csv_dialog import ask_for_table
from desk_app.widgets.labels import Tone, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.search_field import SearchField


class EnquiriesPage(Page):
    """Ctrl+F searches, Alt+1 to Alt+4 order, Ctrl+S saves, Enter opens, Esc shows everything."""

    def __init__(self, presenter: EnquiriesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._make_list())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        column_number, down = self._table.sorting
        presenter.log.narrow(sort_by=SORTS[column_number], descending=down)

    # --- What the main window asks ------------------------------------------------------

    def activated(self) -> None:
        self._presenter.activate()
        if self._stack.currentIndex() == 0:
            self._focus_list()

    def focus_search(self) -> None:
        self._presenter.close()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def may_leave(self) -> bool:
        return not self._presenter.editor.has_unsaved

    # --- Building -----------------------------------------------------------------------

    def _make_list(self) -> QWidget:
        work = QWidget(self)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 10)
        top.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(12)
        words = self.tr("Search names, numbers, words, 2026-0042")
        self._search = SearchField(words, work, shortcut="Ctrl+F")
        self._count = plain_label("", work, tone=Tone.MUTED)
        self._clear = Button(
            self.tr("Show all"), work, kind=ButtonKind.FLAT, icon_name="cross", shortcut="Esc"
        )
        self._clear.clicked.connect(self.clear)
        self._save = Button(self.tr("Save…"), work, kind=ButtonKind.FLAT, shortcut="Ctrl+S")
        self._save.clicked.connect(self._choose_file)
        saving = QShortcut(QKeySequence("Ctrl+S"), work)
        saving.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        saving.activated.connect(self._choose_file)
        self._views = ViewBar(work)
        for keys, slot in (
            ("Ctrl+G", self._views.open_menu),
            ("Ctrl+D", self._ask_for_name),
            ("Ctrl+H", self._choose_columns),
        ):
            shortcut = QShortcut(QKeySequence(keys), work)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        first.addWidget(self._search, 1)
        first.addWidget(self._clear)
        first.addWidget(self._count)
        top.addLayout(first)
        self._filters = FilterBar(self._presenter.desk, work, beside=(self._views, self._save))
        top.addWidget(self._filters)
        column.addLayout(top)
        self._table = LogTable(self._presenter.desk.settings, work)
        self._empty = EmptyLog(work)
        self._empty.action_wanted.connect(self._on_empty_action)
        below = QWidget(work)
        self._below = QStackedLayout(below)
        self._below.addWidget(self._table)
        self._below.addWidget(self._empty)
        column.addWidget(below, 1)
        return work

    def _connect(self) -> None:
        presenter, log, table = self._presenter, self._presenter.log, self._table
        log.list_changed.connect(self._on_list)
        log.page_ready.connect(table.log.set_page)
        log.grown.connect(self._on_grown)
        log.copied.connect(self._on_copied)
        table.log.pages_wanted.connect(log.fetch)
        table.moved.connect(log.move_to)
        table.copy_wanted.connect(log.copy)
        table.open_wanted.connect(presenter.open_current)
        table.bin_wanted.connect(presenter.bin_current)
        table.sort_wanted.connect(self._on_sort)
        table.left.connect(self.clear)
        self._search.edited.connect(self._on_typed)
        self._search.stepped.connect(self._on_stepped)
        self._search.submitted.connect(self._on_submitted)
        self._filters.narrowed.connect(self._on_narrowed)
        presenter.views.changed.connect(self._views.set_views)
        self._views.chosen.connect(self._show_view)
        self._views.named.connect(self._on_named)
        self._views.name_wanted.connect(self._ask_for_name)
        self._views.columns_wanted.connect(self._choose_columns)
        self._views.left.connect(self._focus_list)
        presenter.services_changed.connect(self._filters.set_services)
        presenter.narrowed.connect(self._on_narrowed_elsewhere)
        presenter.desk.clinic_changed.connect(self._filters.load_choices)
        presenter.opened.connect(self._on_opened)
        presenter.closed.connect(self._on_closed)
        for number in range(1, len(SORTS) + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_sort_key)

    # --- Slots --------------------------------------------------------------------------

    @Slot()
    def clear(self) -> None:
        """Take away search and filters, and go on in the list."""
        self._search.clear()
        self._filters.clear()
        self._presenter.log.clear_filters()
        self._focus_list()

    @Slot(object)
    def _on_list(self, content: LogContent) -> None:
        self._table.show_content(content)
        self._filters.show_filter(content.wanted)
        self._clear.setVisible(content.wanted.narrows)
        self._show_count(content.count, content.there_are_more)
        if content.empty is not None:
            self._empty.show_why(content.empty)
        had_focus = self._table.hasFocus()
        self._below.setCurrentIndex(0 if content.empty is None else 1)
        if had_focus and content.empty is not None:
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, bool)
    def _on_grown(self, count: int, there_are_more: bool) -> None:  # noqa: FBT001
        self._table.log.resize(count)
        self._show_count(count, there_are_more)

    def _show_count(self, count: int, there_are_more: bool) -> None:  # noqa: FBT001
        figure = self.locale().toString(count)
        if there_are_more:
            self._count.setText(self.tr("{0}+ enquiries").format(figure))
        else:
            words = self.tr("1 enquiry") if count == 1 else self.tr("{0} enquiries")
            self._count.setText(words.format(figure))

    @Slot()
    def _on_empty_action(self) -> None:
        if self._empty.why is Emptiness.NO_MATCH:
            self.clear()
        else:
            self._presenter.desk.navigation.page_wanted.emit("desk")

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._presenter.log.narrow(typed=typed.strip())

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        self._table.step(step)

    @Slot()
    def _on_submitted(self) -> None:
        """Enter opens the only one that is left, else it goes to the list."""
        if self._table.log.rowCount() == 1:
            self._presenter.open_current()
        else:
            self._focus_list()

    @Slot(object)
    def _on_narrowed_elsewhere(self, wanted: LogFilter) -> None:
        self._search.setText(wanted.typed)
        self._filters.show_days(wanted)

    @Slot(object)
    def _on_narrowed(self, fields: dict[str, Any]) -> None:
        self._presenter.log.narrow(**fields)

    @Slot(int, bool)
    def _on_sort(self, column: int, down: bool) -> None:  # noqa: FBT001
        self._presenter.log.narrow(sort_by=SORTS[column], descending=down)

    @Slot()
    def _on_sort_key(self) -> None:
        shortcut = self.sender()
        if isinstance(shortcut, QShortcut):
            self._table.sort_by(int(shortcut.key().toString()[-1]) - 1)

    @Slot(str)
    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _shown_as(self, name: str = "") -> LogView:
        """What is shown now, as a view."""
        wanted, which = self._presenter.log.wanted, self._filters.named_period
        if which is not None:
            wanted = replace(wanted, since=None, until=None)
        return LogView(name, wanted, which.value if which else "", self._table.hidden)

    @Slot()
    def _ask_for_name(self) -> None:
        known = self._presenter.views.named_like(self._shown_as())
        self._views.ask_for_name(known.name if known else "")

    @Slot(str)
    def _on_named(self, name: str) -> None:
        self._presenter.views.keep(self._shown_as(name))
        self._focus_list()

    @Slot(object)
    def _show_view(self, view: LogView) -> None:
        wanted = view.wanted
        self._search.setText(wanted.typed)
        self._filters.show_days(wanted)
        if view.period:
            which = NamedPeriod(view.period)
            period = named_period(which, self._presenter.desk.today())
            wanted = replace(wanted, since=period.since, until=period.until)
            self._filters.show_period(which)
        self._table.show_columns(view.hidden)
        self._table.show_sorting(SORTS.index(wanted.sort_by), down=wanted.descending)
        self._presenter.log.show_only(wanted)
        self._focus_list()

    @Slot()
    def _choose_columns(self) -> None:
        self._table.column_menu().popup(self._table.mapToGlobal(QPoint(0, 0)))

    @Slot()
    def _choose_file(self) -> None:
        """Several chosen rows are saved, else all that the list shows."""
        chosen, log = self._table.chosen, self._presenter.log
        if refusal := self._presenter.desk.refusal("export_all"):
            self._presenter.desk.notices.warn(refusal)
        elif self._table.log.rowCount():
            ask_for_table(self, "enquiries.xlsx", lambda file: log.save(chosen, file))

    @cached_property
    def _view(self) -> EnquiryView:
        """Made when the first enquiry is opened: who goes to the log does not wait for it."""
        view = EnquiryView(self._presenter, self)
        self._stack.addWidget(view)
        return view

    @Slot()
    def _on_opened(self) -> None:
        self._stack.setCurrentWidget(self._view)

    @Slot()
    def _on_closed(self) -> None:
        self._stack.setCurrentIndex(0)
        self._focus_list()

    @Slot()
    def _focus_list(self) -> None:
        empty = self._below.currentIndex() == 1
        target = self._search if empty else self._table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- Qt overrides -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._stack.currentIndex() == 0:
            self.clear()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._presenter.deactivate()
        super().hideEvent(event)
