"""People: a search and a list at the left, one person at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from desk_app.screens.people.finder import Emptiness, PeopleContent
from desk_app.screens.people.found_page import FoundPeople
from desk_app.screens.people.merge_page import MergeView
from desk_app.screens.people.person_page import PersonView
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.screens.people.side_lists_page import SideLists
from desk_app.widgets.csv_dialog import ask_for_table
from desk_app.widgets.empty_state import EmptyState
from desk_app.widgets.labels import panel
from desk_app.widgets.page import Page
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
        self._found.allow_saving(self._presenter.export.refusal)
        self._focus_list()

    def focus_search(self) -> None:
        self._found.focus_search()

    def may_leave(self) -> bool:
        return not self._presenter.editor.has_unsaved

    # --- Building -----------------------------------------------------------------------

    def _make_lists(self) -> QWidget:
        holder = QWidget(self)
        self._left = QStackedLayout(holder)
        self._side = SideLists(self._presenter, holder)
        self._found = FoundPeople(self._presenter.finder, holder)
        for part in (self._found, self._side.duplicates, self._side.bin):
            self._left.addWidget(part)
        for signal, deed in (
            (self._found.chosen, self._on_chosen),
            (self._found.entered, self._on_entered),
            (self._found.new_wanted, self.enter_new),
            (self._found.duplicates_wanted, self.open_duplicates),
            (self._found.bin_wanted, self.open_bin),
            (self._found.save_wanted, self.save_all),
            (self._found.handouts_wanted, self._presenter.give_handouts),
        ):
            signal.connect(deed)
        self._side.left.connect(self._show_people)
        self._side.pair_wanted.connect(self._compare)
        self._side.entered.connect(self._enter_merge)
        return holder

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
        if which == _PEOPLE and self._found.why_empty is Emptiness.NOBODY_YET:
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
        self._found.list.set_current(None)
        self._presenter.editor.open_new()
        self._view.focus_first()

    @Slot(object)
    def _on_list(self, content: PeopleContent) -> None:
        open_one = self._presenter.editor.person
        self._found.show_content(content, open_one.person_id if open_one else None)
        self._invite()

    @Slot(object)
    def _on_chosen(self, person_id: int) -> None:
        self._is_comparing = False
        self._presenter.editor.open(person_id)

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
    def _on_entered(self) -> None:
        if self._right.currentIndex() == _PERSON:
            self._view.focus_first()

    @Slot(object)
    def _on_opened(self, person_id: int) -> None:
        self._left.setCurrentIndex(_PEOPLE)
        self._is_comparing = False
        self._found.list.set_current(person_id)

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
        self._found.focus_list()

    # --- Qt overrides -------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:
        self._presenter.deactivate()
        super().hideEvent(event)
