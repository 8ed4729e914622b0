"""One person: what is shown of them, and what becomes of what is typed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change, Topic
from db.domain.deed import Deed
from db.domain.errors import NotFoundError, StaleEditError, ValidationError
from db.queries.people import PersonDetail, person_detail
from db.services.people import PersonFields, add_person, bin_person, change_person
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.merging import merge
from desk_app.screens.people.conflicts import ConflictWriter
from desk_app.screens.people.content import (
    NOBODY,
    PersonContent,
    UnsavedPerson,
    as_seen,
    fields_of,
    former_numbers,
)
from desk_app.screens.people.story import PersonStory, StoryWriter
from desk_app.unsaved_edits import UnsavedForms

_NEW = 0  # in place of an id
_SHOWN = frozenset({Topic.PERSON, Topic.ENQUIRY, Topic.FOLLOW_UP, Topic.HANDOUT})


class PersonEditor(QObject):
    """Holds the person as they were read, so that a save knows what was changed by whom.

    Signals:
        shown: a PersonContent.
        problems_found: field name -> the sentence to show beside it.
        conflicts_found: a PersonConflict to be settled before the save is tried again.
        saved: the id of the person that was kept.
        closed: nobody is open any more.
        typed: the PersonFields of somebody new, whenever they changed.
        opened: the id of somebody known, whenever they were read; None for somebody new.
    """

    shown = Signal(object)
    problems_found = Signal(object)
    conflicts_found = Signal(object)
    saved = Signal(object)
    closed = Signal()
    typed = Signal(object)
    opened = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._writer = StoryWriter(desk, self)
        self._conflicts = ConflictWriter(self)
        self._person: PersonDetail | None = None
        self._seen = UnsavedPerson(NOBODY)
        self._theirs: PersonDetail | None = None
        self._is_new = False
        self._unsaved = UnsavedForms(desk.edits, "person", UnsavedPerson, self)
        self._unsaved.came_back.connect(self._came_back)
        desk.changes.committed.connect(self._on_committed)

    # --- Opening ----------------------------------------------------------------------

    @property
    def person(self) -> PersonDetail | None:
        """The person as they were read; None for somebody new, or while nobody is open."""
        return self._person

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed and not saved, about anybody."""
        return self._unsaved.any_left

    def open(self, person_id: int) -> None:
        """Show somebody, with what was typed before and not saved."""
        self._desk.ask(
            person_detail,
            owner=self,
            done=partial(self._on_opened, person_id),
            key="detail",
            person_id=person_id,
        )

    def open_new(self) -> None:
        """Show an empty form for somebody who has not called yet."""
        self._person, self._is_new = None, True
        self.opened.emit(None)
        unsaved = self._unsaved.get(_NEW)
        nothing = PersonStory((), ())
        self.shown.emit(
            PersonContent(
                None, self.tr("Somebody new"), "", "", binned=False, former_numbers=(),
                story=nothing, typed=unsaved.typed if unsaved else NOBODY,
            )
        )  # fmt: skip
        self._tell_return(_NEW)

    def close(self) -> None:
        """Nobody is open; what was typed waits."""
        self._person, self._is_new = None, False
        self.closed.emit()

    def keep(self, typed: PersonFields) -> None:
        """Remember what stands in the form."""
        if self._person is None and not self._is_new:
            return
        seen = self._seen if self._person else UnsavedPerson(NOBODY)
        key = self._person.person_id if self._person else _NEW
        if typed == seen.before:
            self._unsaved.forget(key)
        else:
            self._unsaved.put(key, replace(seen, typed=typed))
        if self._is_new:
            self.typed.emit(typed)

    # --- Saving -----------------------------------------------------------------------

    def save(self, typed: PersonFields) -> None:
        """Keep what is typed, or say what is wrong."""
        self.keep(typed)
        region = self._desk.clinic.profile.region
        if self._person is not None and typed == self._seen.before:
            self._desk.notices.info(self.tr("There is nothing to save."))
        elif self._person is not None:
            self._give(self._person.person_id, self._seen, typed)
        elif self._is_new:
            self._desk.give(
                add_person, owner=self, done=self._on_added, failed=self._on_refused,
                fields=typed, region=region,
            )  # fmt: skip

    def settle(self, fields: PersonFields) -> None:
        """Save once more, after conflicts were settled."""
        if self._theirs is not None:
            self._give(self._theirs.person_id, as_seen(self._theirs), fields)

    def _give(self, person_id: int, seen: UnsavedPerson, fields: PersonFields) -> None:
        self._desk.give(
            change_person,
            owner=self,
            done=partial(self._on_saved, person_id, seen),
            failed=partial(self._on_failed, person_id, seen, fields),
            person_id=person_id,
            seen_version=seen.version,
            fields=fields,
            region=self._desk.clinic.profile.region,
        )

    # --- Answers ------------------------------------------------------------------------

    def _on_opened(self, person_id: int, person: PersonDetail | None) -> None:
        if person is None:
            self._unsaved.forget(person_id)
            self._desk.notices.problem(NotFoundError("person"))
            self.close()
            return
        self._desk.note(Deed.VIEW, subject="person", subject_id=person_id)
        self._person, self._is_new = person, False
        unsaved = self._unsaved.get(person_id)
        if unsaved is not None and unsaved.typed == fields_of(person):
            self._unsaved.forget(person_id)
            unsaved = None
        self._seen = unsaved or as_seen(person)
        self._show(self._seen.typed)
        self._tell_return(person_id)

    def _tell_return(self, key: int) -> None:
        if self._unsaved.tell_return(key):
            self._desk.notices.info(
                self.tr("What was typed here last time is back, not saved."),
                action_label=self.tr("Discard"),
                action=partial(self._discard, key),
            )

    def _discard(self, key: int) -> None:
        self._unsaved.forget(key)
        if key == _NEW and self._is_new:
            self.open_new()
        elif self._person is not None and self._person.person_id == key:
            self.open(key)

    @Slot(object)
    def _came_back(self, keys: list[int]) -> None:
        one = self.tr("What was typed about one person came back, not saved.")
        several = self.tr("What was typed about {0} people came back, not saved.")
        known = [key for key in keys if key != _NEW]
        show = partial(self._desk.navigation.person_wanted.emit, known[0]) if known else None
        self._desk.notices.info(
            several.format(len(keys)) if len(keys) > 1 else one,
            action_label=self.tr("Show") if show else "",
            action=show,
        )

    def _on_reloaded(self, person: PersonDetail | None) -> None:
        """Show what is new; what is being typed stays, and is merged when it is saved."""
        before = self._person
        if person is None and before is not None:
            self._unsaved.forget(before.person_id)
            self.close()  # they were erased, here or at another desk
        if before is None or person is None or person.person_id != before.person_id:
            return
        if self._unsaved.get(person.person_id) is None:
            self._person, self._seen = person, as_seen(person)
            self._show(self._seen.typed)
        elif fields_of(person) == self._seen.before:
            self._person, self._seen = person, as_seen(person)
            self._show(None)

    def _show(self, typed: PersonFields | None) -> None:
        person = self._person
        if person is None:
            return
        self.opened.emit(person.person_id)
        self.shown.emit(
            PersonContent(
                person_id=person.person_id,
                title=person.name or self.tr("Unknown"),
                head=self._writer.head(person),
                stop=self._writer.stop(person),
                binned=person.binned,
                former_numbers=former_numbers(person),
                story=self._writer.story(person),
                typed=typed,
            )
        )

    def _on_added(self, change: Change) -> None:
        self._unsaved.forget(_NEW)
        undo = partial(
            self._desk.give, bin_person, owner=self, done=lambda _change: self.close(),
            person_id=change.record_id, seen_version=change.version,
        )  # fmt: skip
        self._desk.notices.done(self.tr("Person added."), undo=undo)
        self.saved.emit(change.record_id)

    def _on_saved(self, person_id: int, seen: UnsavedPerson, change: Change) -> None:
        self._unsaved.forget(person_id)
        undo = partial(
            self._desk.give, change_person, owner=self, person_id=person_id,
            seen_version=change.version, fields=seen.before,
            region=self._desk.clinic.profile.region, former_before=seen.former,
        )  # fmt: skip
        self._desk.notices.done(self.tr("Person saved."), undo=undo)
        self.saved.emit(person_id)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.problems_found.emit({name: hint(why) for name, why in error.problems.items()})
        else:
            self._desk.notices.problem(error)

    def _on_failed(
        self, person_id: int, seen: UnsavedPerson, mine: PersonFields, error: Exception
    ) -> None:
        if isinstance(error, StaleEditError):
            self._desk.ask(
                person_detail, owner=self, done=partial(self._on_theirs, seen, mine),
                key="theirs", person_id=person_id,
            )  # fmt: skip
        else:
            self._on_refused(error)

    def _on_theirs(
        self, seen: UnsavedPerson, mine: PersonFields, theirs: PersonDetail | None
    ) -> None:
        """Somebody else saved meanwhile: what does not clash goes together by itself."""
        if theirs is None:
            self._desk.notices.problem(NotFoundError("person"))
            return
        merged = merge(seen.before, mine, fields_of(theirs))
        if not merged.conflicts:
            self._give(theirs.person_id, as_seen(theirs), merged.fields)
            return
        self._theirs = theirs
        self.conflicts_found.emit(self._conflicts.conflict(merged, fields_of(theirs)))

    def _on_committed(self, change: Change, _origin: object) -> None:
        if self._person is not None and change.topics & _SHOWN:
            self._desk.ask(
                person_detail, owner=self, done=self._on_reloaded, key="detail",
                person_id=self._person.person_id,
            )  # fmt: skip
