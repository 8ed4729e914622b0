"""Reports: which days, compared with which; then pictures, and the enquiries behind each row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.paper.preview_page import PaperPreview
from desk_app.paper.printing import Preview
from desk_app.periods import NamedPeriod
from desk_app.reporting.content import ReportContent
from desk_app.screens.reports.charts_page import Charts
from desk_app.screens.reports.presenter import ReportsPresenter
from desk_app.widgets.accessible import announce
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.csv_dialog import ask_for_table
from desk_app.widgets.echo_edit import EchoEdit
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.page import Page

_WIDEST_FIELD = 480


class ReportsPage(Page):
    """Ctrl+F types days, Enter lists the enquiries behind a row, Ctrl+S saves, Ctrl+P prints."""

    def __init__(self, presenter: ReportsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._said = ""
        self._charts = Charts(self)
        self._empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._charts)
        self._stack.addWidget(self._empty)
        self._preview = PaperPreview(presenter.printing, self)
        self._stack.addWidget(self._preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_top())
        column.addWidget(self._stack, 1)
        self._connect()

    # --- What the main window asks ------------------------------------------------------

    def activated(self) -> None:
        self._presenter.activate()
        if not self._charts.focused_title:
            self._periods.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        self._periods.set_current(NamedPeriod.IN_WORDS)
        self._choose(NamedPeriod.IN_WORDS)

    def print_page(self) -> None:
        if self._stack.currentWidget() is self._preview:
            self._preview.send()
        else:
            self._presenter.print_report()

    # --- Building -----------------------------------------------------------------------

    def _make_top(self) -> QVBoxLayout:
        top = QVBoxLayout()
        top.setContentsMargins(16, 10, 16, 8)
        top.setSpacing(6)
        self._periods = Chips(self.tr("Which days"), self)
        periods = {
            NamedPeriod.THIS_MONTH: self.tr("This month"),
            NamedPeriod.LAST_MONTH: self.tr("Last month"),
            NamedPeriod.THIS_QUARTER: self.tr("This quarter"),
            NamedPeriod.LAST_YEAR: self.tr("Last 12 months"),
            NamedPeriod.IN_WORDS: self.tr("Other days…"),
        }
        self._periods.set_chips([Chip(which, label) for which, label in periods.items()])
        self._words = EchoEdit(
            self.tr("Days in words"), self, placeholder=self.tr("october, 1 feb to 14 feb, 2025")
        )
        self._words.setMaximumWidth(_WIDEST_FIELD)
        self._words.hide()
        top.addWidget(self._periods)
        top.addWidget(self._words)
        return top

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.content_changed.connect(self._on_content)
        presenter.echoed.connect(self._on_echo)
        presenter.copied.connect(self._on_copied)
        self._charts.opened.connect(presenter.open_row)
        self._periods.chosen.connect(self._choose)
        self._words.edited.connect(presenter.type_days)
        self._empty.action_wanted.connect(self._on_empty_action)
        self._charts.copy_wanted.connect(self._copy_all)
        self._charts.save_wanted.connect(self._choose_file)
        self._charts.print_wanted.connect(self.print_page)
        self._presenter.printing.ready.connect(self._on_preview)
        self._presenter.printing.sent.connect(self._leave_preview)
        self._preview.left.connect(self._leave_preview)
        for keys, slot in (("Ctrl+C", self._copy_shown), ("Ctrl+S", self._choose_file)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- Slots --------------------------------------------------------------------------

    @Slot(object)
    def _choose(self, which: NamedPeriod) -> None:
        self._leave_preview()
        in_words = which is NamedPeriod.IN_WORDS
        self._words.setVisible(in_words)
        self._presenter.choose_period(which)
        if in_words:
            self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._words.edit.selectAll()
            self._presenter.type_days(self._words.text)

    @Slot(object)
    def _on_content(self, content: ReportContent) -> None:
        if content.is_empty:
            self._show_empty(content)
        else:
            self._charts.show_content(content)
        if self._stack.currentWidget() is not self._preview:
            self._stack.setCurrentIndex(1 if content.is_empty else 0)
        if content.headline != self._said:
            announce(self, content.headline)
            self._said = content.headline

    def _show_empty(self, content: ReportContent) -> None:
        if content.is_first:
            self._empty.show_state(
                "clipboard-list",
                self.tr("Nothing logged yet"),
                self.tr("Every call and visit that is saved at the desk is counted here."),
                self.tr("Go to the desk"),
                "Ctrl+1",
            )
        else:
            self._empty.show_state(
                "calendar",
                self.tr("Nothing was logged in these days"),
                self.tr("Nor in the days before, with which they would be compared."),
                self.tr("Show the last 12 months"),
            )
        self._is_first = content.is_first

    @Slot()
    def _on_empty_action(self) -> None:
        if self._is_first:
            self._presenter.desk.navigation.page_wanted.emit("desk")
        else:
            self._periods.set_current(NamedPeriod.LAST_YEAR)
            self._choose(NamedPeriod.LAST_YEAR)
            self._periods.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str, str)
    def _on_echo(self, echo: str, hint: str) -> None:
        self._words.set_echo(echo)
        self._words.set_hint(hint)

    @Slot()
    def _copy_all(self) -> None:
        self._presenter.copy()

    @Slot()
    def _copy_shown(self) -> None:
        self._presenter.copy(self._charts.focused_title)

    @Slot(str)
    def _on_copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    @Slot(object)
    def _on_preview(self, preview: Preview) -> None:
        self._stack.setCurrentWidget(self._preview)
        self._preview.show_preview(preview)

    @Slot()
    def _leave_preview(self) -> None:
        if self._stack.currentWidget() is self._preview:
            had_focus = self._preview.isAncestorOf(self.focusWidget() or self)
            self._stack.setCurrentWidget(self._charts)
            if had_focus:
                self._charts.focus_first()

    @Slot()
    def _choose_file(self) -> None:
        """Ask where the tables go; the paper, where that is shown."""
        if self._stack.currentWidget() is self._preview:
            self._preview.save()
            return
        ask_for_table(self, self._presenter.file_name, self._presenter.save)

    # --- Qt overrides -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the days goes on to the pictures."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._words.edit.hasFocus():
            self._charts.focus_first()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._presenter.deactivate()
        super().hideEvent(event)
