"""People: a search and a list at the left, one person at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from desk_app.item_models.two_line_model import TwoLineModel
from desk_app.screens.people.finder import MOST_SHOWN, Emptiness, PeopleContent
from desk_app.screens.people.merge_page import MergeView
from desk_app.screens.people.person_page import PersonView
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.screens.people.side_lists_page import SideLists
from desk_app.widgets.buttons import Button, ButtonKind
from desk_app.widgets.csv_dialog import ask_for_table
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.flow_layout import FlowLayout
from desk_app.widgets.labels import Tone, panel, plain_label
from desk_app.widgets.page import Page
from desk_app.widgets.row_list import RowList
from desk_app.widgets.search_field import SearchField
from desk_app.widgets.view_memory import remember_splitter

_PEOPLE, _DUPLICATES, _BIN = range(3)  # at the left
_NOBODY, _PERSON, _MERGE = range(3)  # at the right


class PeoplePage(Page):
    """Ctrl+F finds, F6 enters somebody new, Ctrl+S saves, F7 is do-not-contact, Esc goes back.

    F12 is what they may ask: Ctrl+Shift+C their own copy, Ctrl+Shift+E to be erased.
    F8 lists likely duplicates, F9 the bin. In the list Space marks and G gives handouts.
    """

    def __init__(self, presenter: PeoplePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._is_comparing = False
        self._why_empty: Emptiness | None = None
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._make_lists())
        splitter.addWidget(self._make_person())
        splitter.setStretchFactor(0, 0)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([300, 740])
        remember_splitter(splitter, "people/splitter", presenter.desk.settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(splitter)
        presenter.finder.list_changed.connect(self._on_list)
        presenter.person_opened.connect(self._on_opened)
        presenter.editor.shown.connect(self._on_shown)
        presenter.editor.saved.connect(self._on_saved)
        presenter.editor.closed.connect(self._on_closed)
        for keys, deed in (
            ("F6", self.enter_new),
            ("Ctrl+S", self._save),
            ("F7", self._view.ask_to_block),
            ("F8", self.open_duplicates),
            ("F9", self.open_bin),
            ("Ctrl+Shift+S", self.save_all),
            ("Ctrl+M", self._view.answer_alike),
            ("F11", presenter.show_audit),
            ("F12", self._turn_privacy),
            ("Ctrl+Shift+C", self._copy),
            ("Ctrl+Shift+E", self._erase),
            ("Ctrl+Shift+Del", presenter.deeds.put_in_bin),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)

    # --- What the main window asks ------------------------------------------------------

    def activated(self) -> None:
        self._presenter.activate()
        refusal = self._presenter.export.refusal
        self._out.setEnabled(not refusal)
        self._out.setToolTip(refusal)
        self._focus_list()

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def may_leave(self) -> bool:
        return not self._presenter.editor.has_unsaved

    # --- Building -----------------------------------------------------------------------

    def _make_lists(self) -> QWidget:
        holder = QWidget(self)
        self._left = QStackedLayout(holder)
        self._side = SideLists(self._presenter, holder)
        for part in (self._make_list(), self._side.duplicates, self._side.bin):
            self._left.addWidget(part)
        self._side.left.connect(self._show_people)
        self._side.pair_wanted.connect(self._compare)
        self._side.entered.connect(self._enter_merge)
        return holder

    def _make_list(self) -> QWidget:
        left = QWidget(self)
        left.setMinimumWidth(220)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.setSpacing(6)
        self._search = SearchField(self.tr("Name, number, e-mail"), left, shortcut="Ctrl+F")
        new = Button(self.tr("New"), left, kind=ButtonKind.FLAT, icon_name="plus", shortcut="F6")
        new.clicked.connect(self.enter_new)
        top.addWidget(self._search)
        pairs = Button(self.tr("Duplicates"), left, kind=ButtonKind.FLAT, shortcut="F8")
        pairs.clicked.connect(self.open_duplicates)
        thrown = Button(self.tr("Bin"), left, kind=ButtonKind.FLAT, shortcut="F9")
        thrown.clicked.connect(self.open_bin)
        give = Button(self.tr("Give handout"), left, kind=ButtonKind.FLAT, shortcut="G")
        give.clicked.connect(self._give)
        keys = QWidget(left)
        flow = FlowLayout(keys, spacing=4)
        self._out = Button(self.tr("Save all"), left, kind=ButtonKind.FLAT, shortcut="Ctrl+Shift+S")
        self._out.clicked.connect(self.save_all)
        for button in (new, pairs, thrown, give, self._out):
            flow.addWidget(button)
        top.addWidget(keys)
        column.addLayout(top)
        self._rows = TwoLineModel(self)
        self._list = RowList(self.tr("People"), self._rows, left)
        for key, deed in ((Qt.Key.Key_Space, self._mark), (Qt.Key.Key_G, self._give)):
            shortcut = QShortcut(QKeySequence(key), self._list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(deed)
        self._more = plain_label("", left, tone=Tone.MUTED, wrap=True)
        self._empty = EmptyState(left)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._empty.action_wanted.connect(self._on_empty_action)
        below = QWidget(left)
        self._below = QStackedLayout(below)
        self._below.addWidget(self._list)
        self._below.addWidget(self._empty)
        column.addWidget(below, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.addWidget(self._more)
        column.addLayout(foot)
        self._search.edited.connect(self._presenter.finder.search)
        self._search.stepped.connect(self._on_stepped)
        self._search.submitted.connect(self._on_submitted)
        self._list.chosen.connect(self._on_chosen)
        self._list.submitted.connect(self._on_submitted)
        return left

    def _make_person(self) -> QWidget:
        right = panel(self)
        self._right = QStackedLayout(right)
        self._nobody = EmptyState(right)
        self._show_list(_PEOPLE)
        self._view = PersonView(self._presenter, right)
        self._view.left.connect(self._focus_list)
        self._right.addWidget(self._nobody)
        self._right.addWidget(self._view)
        self._merge = MergeView(self._presenter.merger, right)
        self._merge.left.connect(self._leave_merge)
        self._view.comparing.connect(self._compare)
        self._presenter.merger.merged.connect(self._on_merged)
        self._presenter.merger.told_apart.connect(self._on_told_apart)
        self._presenter.merger.left.connect(self._leave_merge)
        self._right.addWidget(self._merge)
        return right

    # --- The other lists, and two entries side by side -------------------------------------

    def _show_list(self, which: int) -> None:
        """Show one of the lists at the left, and nobody yet at the right."""
        self._left.setCurrentIndex(which)
        self._right.setCurrentIndex(_NOBODY)
        self._invite()

    def _invite(self) -> None:
        """Say at the right what to do in the list; beside an empty one nothing can be chosen."""
        which = self._left.currentIndex()
        if which == _PEOPLE and self._why_empty is Emptiness.NOBODY_YET:
            self._nobody.show_state("", "", "")
            return
        self._nobody.show_state(
            *{
                _PEOPLE: (
                    "users",
                    self.tr("Choose somebody"),
                    self.tr("The arrows walk the list; Enter goes to the form."),
                ),
                _DUPLICATES: (
                    "users",
                    self.tr("Choose a pair"),
                    self.tr("The arrows walk the list; both entries stand here side by side."),
                ),
                _BIN: (
                    "trash",
                    self.tr("Nothing is lost"),
                    self.tr("Enter puts back what was put in the bin, as it was."),
                ),
            }[which]
        )

    @Slot()
    def open_duplicates(self) -> None:
        """List pairs of entries that may be one person."""
        self._show_list(_DUPLICATES)
        self._side.open_duplicates()

    @Slot()
    def open_bin(self) -> None:
        """List what can be put back."""
        self._show_list(_BIN)
        self._side.open_bin()

    @Slot()
    def _show_people(self) -> None:
        self._show_list(_PEOPLE)
        if self._presenter.editor.person is not None:
            self._right.setCurrentIndex(_PERSON)
        self._focus_list()

    @Slot(object, object)
    def _compare(self, keep_id: int, other_id: int) -> None:
        self._is_comparing = True
        self._presenter.merger.open(keep_id, other_id)
        self._right.setCurrentIndex(_MERGE)
        if self._left.currentIndex() == _PEOPLE:
            self._merge.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _enter_merge(self) -> None:
        self._merge.focus_first()

    @Slot(object, object)
    def _on_merged(self, keep_id: int, other_id: int) -> None:
        if self._left.currentIndex() == _PEOPLE:
            self._presenter.open_person(keep_id)
            self._focus_list()
        else:
            self._next_pair(keep_id, other_id)

    @Slot(object, object)
    def _on_told_apart(self, one: int, two: int) -> None:
        if self._left.currentIndex() == _PEOPLE:
            self._leave_merge()
        else:
            self._next_pair(one, two)

    def _next_pair(self, one: int, two: int) -> None:
        self._leave_merge()
        self._presenter.duplicates.drop((one, two))

    @Slot()
    def _leave_merge(self) -> None:
        self._is_comparing = False
        if self._left.currentIndex() == _PEOPLE:
            self._show_people()
        else:
            self._right.setCurrentIndex(_NOBODY)
            self._side.duplicates.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _save(self) -> None:
        """Ctrl+S goes to what is shown at the right, wherever the keyboard is."""
        if self._right.currentIndex() == _MERGE:
            self._merge.merge()
        else:
            self._view.save()

    @Slot()
    def save_all(self) -> None:
        """Ask where everybody goes, as a table or vCards."""
        export = self._presenter.export
        if not export.refusal:
            ask_for_table(self, export.file_name, export.save, as_cards=True)

    # --- Slots --------------------------------------------------------------------------

    @Slot()
    def enter_new(self) -> None:
        """Open an empty form."""
        self._left.setCurrentIndex(_PEOPLE)
        self._is_comparing = False
        self._list.set_current(None)
        self._presenter.editor.open_new()
        self._view.focus_first()

    @Slot(object)
    def _on_list(self, content: PeopleContent) -> None:
        open_one = self._presenter.editor.person
        self._rows.set_rows(content.rows)
        if open_one is not None:
            self._list.set_current(open_one.person_id)
        words = [
            self.tr("Chosen for handouts: {0}").format(content.marked) if content.marked else "",
            self.tr("Only the newest {0}").format(MOST_SHOWN) if content.there_are_more else "",
        ]
        self._more.setText("\n".join(filter(None, words)))
        self._more.setVisible(any(words))
        if content.empty is Emptiness.NO_MATCH:
            self._empty.show_state(
                "search", self.tr("No match"), self.tr("Nobody has all of this."),
                self.tr("Show all"), "Esc",
            )  # fmt: skip
        elif content.empty is Emptiness.NOBODY_YET:
            self._empty.show_state(
                "users", self.tr("Nobody yet"), self.tr("Whoever calls is remembered here."),
                self.tr("New person"), "F6",
            )  # fmt: skip
        self._why_empty = content.empty
        self._invite()
        self._below.setCurrentIndex(0 if content.empty is None else 1)

    @Slot()
    def _on_empty_action(self) -> None:
        if self._why_empty is Emptiness.NO_MATCH:
            self._search.clear()
            self._presenter.finder.search("")
            self._focus_list()
        else:
            self.enter_new()

    @Slot(object)
    def _on_chosen(self, person_id: int) -> None:
        self._is_comparing = False
        self._presenter.editor.open(person_id)

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        self._list.step(step)

    @Slot()
    def _mark(self) -> None:
        self._presenter.finder.mark(self._list.current_key)

    @property
    def _is_somebody(self) -> bool:
        """Whether somebody known is shown at the right."""
        return self._right.currentIndex() == _PERSON and self._presenter.editor.person is not None

    @Slot()
    def _turn_privacy(self) -> None:
        if self._is_somebody:
            self._view.privacy.turn()

    @Slot()
    def _copy(self) -> None:
        if self._is_somebody:
            self._view.privacy.ask_for_file()

    @Slot()
    def _erase(self) -> None:
        if self._is_somebody:
            self._view.privacy.ask_to_erase()

    @Slot()
    def _give(self) -> None:
        self._presenter.give_handouts(self._list.current_key)

    @Slot()
    def _on_submitted(self) -> None:
        """Enter goes from the search to the first of the list, from the list to the form."""
        if self._list.current_key is None:
            self._list.step(1)
        elif self._search.hasFocus():
            self._focus_list()
        elif self._right.currentIndex() == _PERSON:
            self._view.focus_first()

    @Slot(object)
    def _on_opened(self, person_id: int) -> None:
        self._left.setCurrentIndex(_PEOPLE)
        self._is_comparing = False
        self._list.set_current(person_id)

    @Slot()
    def _on_shown(self) -> None:
        if self._left.currentIndex() == _PEOPLE and not self._is_comparing:
            self._right.setCurrentIndex(_PERSON)

    @Slot(object)
    def _on_saved(self, person_id: int) -> None:
        open_one = self._presenter.editor.person
        if open_one is None or open_one.person_id != person_id:
            self._presenter.open_person(person_id)

    @Slot()
    def _on_closed(self) -> None:
        self._right.setCurrentIndex(_NOBODY)
        self._focus_list()

    @Slot()
    def _focus_list(self) -> None:
        empty = self._below.currentIndex() == 1
        target = self._search if empty else self._list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- Qt overrides -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            self._presenter.finder.search("")
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._presenter.deactivate()
        super().hideEvent(event)
