"""The people page: finding somebody, and everything about them."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change, Topic
from db.queries.callers import CallerRow, callers_by_name
from desk_app.desk_context import DeskContext
from desk_app.navigation import HandoutWish
from desk_app.screens.people.alike import AlikeFinder
from desk_app.screens.people.bin_list import BinList
from desk_app.screens.people.deeds import PersonDeeds
from desk_app.screens.people.duplicates import DuplicateFinder
from desk_app.screens.people.editor import PersonEditor
from desk_app.screens.people.exporting import PeopleExport
from desk_app.screens.people.finder import PeopleFinder
from desk_app.screens.people.merging import PeopleMerger
from desk_app.screens.people.privacy import PersonPrivacy

_LISTED = frozenset({Topic.PERSON, Topic.ENQUIRY})


class PeoplePresenter(QObject):
    """What the page shows and what its keys do.

    Signals:
        person_opened: the id of somebody who is to be shown, also from another screen.
        others_found: people to relate the open one to, as CallerRows.
        reprint_wanted: the id of a handout to be printed again as it was.
    """

    person_opened = Signal(object)
    others_found = Signal(object)
    reprint_wanted = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.finder = PeopleFinder(desk, self)
        self.editor = PersonEditor(desk, self)
        self.deeds = PersonDeeds(desk, self.editor, self)
        self.export = PeopleExport(desk, self)
        self.privacy = PersonPrivacy(desk, self.editor, self)
        self.merger = PeopleMerger(desk, self)
        self.alike = AlikeFinder(desk, self)
        self.duplicates = DuplicateFinder(desk, self)
        self.bin = BinList(desk, self)
        self.editor.opened.connect(self._on_opened)
        self.editor.typed.connect(self.alike.look_for_new)
        self._is_shown = False
        self._is_stale = True
        desk.changes.committed.connect(self._on_committed)

    def activate(self) -> None:
        """The page came into sight."""
        self._is_shown = True
        if self._is_stale:
            self._is_stale = False
            self.finder.load()

    def deactivate(self) -> None:
        """The page is out of sight; it is read again when it comes back, if need be."""
        self._is_shown = False

    def open_person(self, person_id: int) -> None:
        """Show somebody, from here or from another screen."""
        self.person_opened.emit(person_id)
        self.editor.open(person_id)

    def open_row(self, key: tuple[str, int, int | None]) -> None:
        """Open what a row beside the form is about."""
        kind, record_id, enquiry_id = key
        if kind == "handout" and enquiry_id is None:
            self.reprint_wanted.emit(record_id)
        else:
            self.desk.navigation.enquiry_wanted.emit(enquiry_id)

    @Slot()
    def show_audit(self) -> None:
        """Go to who saw or changed the person that is open."""
        person = self.editor.person
        if person is not None:
            self.desk.navigation.audit_wanted.emit(person.person_id)

    def give_handouts(self, current: Hashable) -> None:
        """Open the handouts for all who are marked, else for the one under the cursor."""
        people = self.finder.take_marked(current)
        if people:
            alone = people[0].name if len(people) == 1 else ""
            wish = HandoutWish(recipient_name=alone, people=people)
            self.desk.navigation.handout_wanted.emit(wish)

    def find_others(self, typed: str) -> None:
        """Look for people to relate the open one to."""
        self.desk.ask(
            callers_by_name,
            owner=self,
            done=self._on_others,
            failed=self._no_others,
            key="others",
            typed=typed,
        )

    def _on_opened(self, person_id: int | None) -> None:
        if person_id is None:
            self.alike.begin()
        else:
            self.alike.look_for(person_id)

    def _on_others(self, rows: list[CallerRow]) -> None:
        me = self.editor.person
        self.others_found.emit([row for row in rows if not me or row.person_id != me.person_id])

    def _no_others(self, error: Exception) -> None:
        self.others_found.emit([])  # the field waits for its answer
        self.desk.notices.problem(error)

    def _on_committed(self, change: Change, _origin: object) -> None:
        if not change.topics & _LISTED:
            return
        if self._is_shown:
            self.finder.load()
            self.bin.load()
        else:
            self._is_stale = True
