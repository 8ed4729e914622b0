"""The follow-up list: chips and search above, the list at the left, its row at the right."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QStandardPaths, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.queries.follow_ups import ListCounts, Whose
from desk_app.follow_up_wording import name_of
from desk_app.paper.preview_page import PaperPreview
from desk_app.paper.printing import Preview
from desk_app.screens.follow_ups.back_entry_page import BackEntryPanel
from desk_app.screens.follow_ups.list_page import FollowUpList
from desk_app.screens.follow_ups.panel_page import RowPanel
from desk_app.screens.follow_ups.presenter import Emptiness, FollowUpsPresenter, ListContent
from desk_app.screens.follow_ups.side_panel import Action, PanelContent
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.chips import Chip, Chips
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.page import Page
from desk_app.widgets.search_field import SearchField
from desk_app.widgets.view_memory import remember_splitter

_ONE_PERSON = "one_person"
_WHOSE = (Whose.MINE, Whose.EVERYBODYS, Whose.NOBODYS, _ONE_PERSON)


class FollowUpsPage(Page):
    """Alt+1 to Alt+4 choose whose, letters act on the row, Ctrl+F searches, Ctrl+P prints."""

    def __init__(self, presenter: FollowUpsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._make_work())
        self._preview = PaperPreview(presenter.printing, self)
        self._stack.addWidget(self._preview)
        self._back_entry = BackEntryPanel(presenter.back_entry, self)
        self._stack.addWidget(self._back_entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._is_empty = False
        presenter.counted.connect(self._on_counted)
        presenter.list_changed.connect(self._on_list)
        presenter.panel_changed.connect(self._on_panel)
        presenter.calendar.place_wanted.connect(self._ask_where)
        presenter.printing.ready.connect(self._on_preview)
        presenter.printing.sent.connect(self._leave_preview)
        self._preview.left.connect(self._leave_preview)
        self._back_entry.left.connect(self._leave_preview)
        presenter.back_entry.opened.connect(self._on_back_entry)
        for number in range(1, len(_WHOSE) + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._on_number_key)

    # --- What the main window asks ------------------------------------------------------

    def activated(self) -> None:
        self._presenter.set_shown(shown=True)
        if self._stack.currentIndex() == 0:
            self._focus_list()

    def focus_search(self) -> None:
        self._leave_preview()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def print_page(self) -> None:
        if self._stack.currentWidget() is self._preview:
            self._preview.send()
        else:
            self._presenter.print_list()

    # --- Building -----------------------------------------------------------------------

    def _make_work(self) -> QWidget:
        work = QWidget(self)
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_bar(work))
        column.addWidget(self._make_called(work), 0, Qt.AlignmentFlag.AlignLeft)
        self._list = FollowUpList(self._presenter.desk.settings, work)
        self._empty = EmptyState(work)
        self._empty.action_wanted.connect(self._on_empty_action)
        self._panel = RowPanel(self._presenter.form, self._presenter.panel.labels(), work)
        left = QWidget(work)
        self._left = QStackedLayout(left)
        self._left.addWidget(self._list)
        self._left.addWidget(self._empty)
        splitter = QSplitter(Qt.Orientation.Horizontal, work)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._panel)
        letter = self.fontMetrics().averageCharWidth()
        left.setMinimumWidth(max(360, 28 * letter))
        self._panel.setMinimumWidth(max(300, 32 * letter))
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([640, 384])
        remember_splitter(splitter, "follow_ups/splitter", self._presenter.desk.settings)
        column.addWidget(splitter, 1)
        self._list.moved.connect(self._presenter.move_to)
        self._list.chosen.connect(self._presenter.choose)
        self._list.action_wanted.connect(self._on_action)
        self._list.digit_typed.connect(self._presenter.pick_number)
        self._list.left.connect(self._presenter.leave_numbers)
        self._list.copy_wanted.connect(self._copy_number)
        self._panel.action_wanted.connect(self._on_panel_action)
        self._panel.number_wanted.connect(self._on_number)
        self._panel.copy_wanted.connect(self._copy_number)
        self._panel.left.connect(self._focus_list)
        return work

    def _make_bar(self, parent: QWidget) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 10, 12, 10)
        bar.setSpacing(12)
        self._whose = Chips(self.tr("Whose follow-ups"), parent)
        self._whose.setToolTip(self.tr("Alt+1 to Alt+4"))
        self._whose.setAccessibleDescription(self.tr("Alt+1 to Alt+4"))
        self._staff = QMenu(self.tr("Whose follow-ups"), self)
        self._on_counted(ListCounts(0, 0, 0, 0))
        self._whose.chosen.connect(self._on_whose)
        self._staff.triggered.connect(self._on_person)
        self._staff.aboutToHide.connect(self._show_whose)
        self._search = SearchField(self.tr("Search this list"), parent, shortcut="Ctrl+F")
        self._search.edited.connect(self._presenter.search)
        self._search.stepped.connect(self._on_search_stepped)
        self._search.submitted.connect(self._focus_list)
        self._print = Button(
            self.tr("Print"), parent, kind=ButtonKind.FLAT, icon_name="printer", shortcut="Ctrl+P"
        )
        self._print.clicked.connect(self._presenter.print_list)
        bar.addWidget(self._whose, 3)
        bar.addWidget(self._search, 2)
        bar.addWidget(self._print)
        return bar

    def _make_called(self, parent: QWidget) -> Button:
        """Stands below the bar until somebody says what came of a call."""
        self._called = Button("", parent, kind=ButtonKind.FLAT, icon_name="phone")
        self._called.set_shortcut_shown(Action.RESULT.value)
        self._called.clicked.connect(self._on_called)
        self._called.hide()
        return self._called

    # --- Slots --------------------------------------------------------------------------

    @Slot(object)
    def _on_counted(self, counts: ListCounts) -> None:
        whose, staff = self._presenter.whose, self._presenter.desk.clinic.present_staff
        of_one = counts.by_staff.get(whose.person or 0, 0) if whose.person else None
        self._whose.set_chips(
            [
                Chip(Whose.MINE, self.tr("Mine"), counts.mine),
                Chip(Whose.EVERYBODYS, self.tr("Everybody's"), counts.everybodys),
                Chip(Whose.NOBODYS, self.tr("Nobody's"), counts.nobodys),
                Chip(_ONE_PERSON, whose.person_name or self.tr("Somebody's"), of_one),
            ]
        )
        self._show_whose()
        if self._staff.isVisible():
            return
        self._staff.clear()
        for member in staff:
            name = member.name.replace("&", "&&")
            count = counts.by_staff.get(member.staff_id, 0)
            action = self._staff.addAction(f"{name}\t{count}")
            action.setData(member.staff_id)

    @Slot()
    def _show_whose(self) -> None:
        whose = self._presenter.whose
        self._whose.set_current(_ONE_PERSON if whose.person else whose.whose)

    @Slot(object)
    def _on_whose(self, key: object) -> None:
        if isinstance(key, Whose):
            self._presenter.whose.choose(key)
        elif self._staff.actions():
            below = self._whose.mapToGlobal(QPoint(0, self._whose.height()))
            self._staff.popup(below)
            self._staff.setActiveAction(self._staff.actions()[0])

    @Slot(QAction)
    def _on_person(self, action: QAction) -> None:
        self._presenter.whose.choose_person(action.data())
        self._focus_list()

    @Slot(object)
    def _on_panel(self, content: object) -> None:
        called = self._presenter.called
        if called is not None and called is not self._presenter.current:
            words = self.tr("{0}: how did the call go?").format(name_of(called)[:40])
            self._called.set_text(words.replace("&", "&&"), Action.RESULT.value)
            self._called.show()
        else:
            self._called.hide()
        self._panel.show_content(content if isinstance(content, PanelContent) else None)

    @Slot()
    def _on_called(self) -> None:
        self._on_action(Action.RESULT)

    @Slot(object)
    def _on_action(self, action: Action) -> None:
        if action is Action.RESULT and self._presenter.called is not None:
            self._search.clear()
            self._focus_list()
        self._presenter.act(action)

    @Slot(object)
    def _ask_where(self, name: str) -> None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        file, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save for a calendar"), f"{documents}/{name}", self.tr("Calendar (*.ics)")
        )
        if file:
            self._presenter.calendar.save_as(file)

    @Slot(object)
    def _on_list(self, content: ListContent) -> None:
        self._show_whose()
        self._list.show_content(content)
        self._print.setEnabled(content.empty is None)
        if content.empty is not None:
            self._show_empty(content.empty)
        # Where the keyboard went because the list was empty it comes back from.
        waits = self._search.hasFocus() and not self._search.text() and self._is_empty
        had_focus = self._list.hasFocus() or waits
        self._is_empty = content.empty is not None
        self._left.setCurrentIndex(0 if content.empty is None else 1)
        self._panel.setVisible(content.empty is None)
        if had_focus:
            self._focus_list()

    def _show_empty(self, why: Emptiness) -> None:
        state = {
            Emptiness.NOTHING_DUE: (
                "check",
                self.tr("Nothing due"),
                self.tr("Every promise here was kept. New ones come from the call card."),
            ),
            Emptiness.NO_MATCH: (
                "search",
                self.tr("No match"),
                self.tr("No follow-up in this list has these words."),
                self.tr("Show all"),
                "Esc",
            ),
            Emptiness.NOBODY_SITS_HERE: (
                "user",
                self.tr("Who sits here?"),
                self.tr("Choose your name at the top right, or look at everybody's."),
                self.tr("Show everybody's"),
                "Alt+2",
            ),
        }[why]
        self._empty.show_state(*state)
        self._why_empty = why

    @Slot()
    def _on_empty_action(self) -> None:
        if self._why_empty is Emptiness.NO_MATCH:
            self._search.clear()
            self._presenter.search("")
            self._focus_list()
        else:
            self._presenter.whose.choose(Whose.EVERYBODYS)

    @Slot()
    def _on_number_key(self) -> None:
        shortcut = self.sender()
        if isinstance(shortcut, QShortcut):
            number = int(shortcut.key().toString()[-1])
            self._on_whose(_WHOSE[number - 1])
            self._focus_list()

    @Slot(object)
    def _on_panel_action(self, action: Action) -> None:
        self._focus_list()
        self._on_action(action)

    @Slot(int)
    def _on_number(self, place: int) -> None:
        self._focus_list()
        self._presenter.pick_number(place)

    @Slot(int)
    def _on_search_stepped(self, step: int) -> None:
        self._list.step(step)

    @Slot()
    def _copy_number(self) -> None:
        row = self._presenter.current
        number = self._presenter.actions.as_called(row).phone if row is not None else ""
        if number:
            QGuiApplication.clipboard().setText(number)
            self._presenter.desk.notices.info(self.tr("The number was copied."))

    @Slot()
    def _focus_list(self) -> None:
        empty = self._left.currentIndex() == 1
        target = self._search if empty else self._list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_preview(self, preview: Preview) -> None:
        self._stack.setCurrentWidget(self._preview)
        self._preview.show_preview(preview)

    @Slot()
    def _on_back_entry(self) -> None:
        self._stack.setCurrentWidget(self._back_entry)
        self._back_entry.focus_line()

    @Slot()
    def _leave_preview(self) -> None:
        if self._stack.currentIndex() != 0:
            self._stack.setCurrentIndex(0)
            self._focus_list()

    # --- Qt overrides -----------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden behind another page (a minimised window is not)."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._presenter.set_shown(shown=False)
