"""What is typed on a list's records and not stored yet: kept by record, whatever is shown."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.errors import Problem, StaleEditError, ValidationError
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.screens.settings.merged import merged
from desk_app.widgets.roles import TwoLineRow

Values: TypeAlias = Mapping[str, Any]
NEW = "new"  # the key of the record that is being written and not there yet


@dataclass(frozen=True, slots=True)
class Draft:
    """Typed values, and what they were typed over."""

    typed: Values
    stored: Values
    version: int


class Records(QObject):
    """Base of the sections that are a list of records with a form beside it.

    Signals:
        rows_changed: the list is different.
        wanted: the key of a record whose form should be shown.
        problems_found: field name -> what to do, for the record being saved.
        unsaved_changed: something typed came or went.
    """

    rows_changed = Signal()
    wanted = Signal(object)
    problems_found = Signal(object)
    unsaved_changed = Signal()

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._drafts: dict[Hashable, Draft] = {}
        self._overtaken: Hashable | None = None  # the record that another desk saved first

    # --- What each section knows --------------------------------------------------------

    def stored(self, key: Hashable) -> Values:
        """Return the form's values as they are stored; of ``NEW`` the empty form."""
        raise NotImplementedError

    def version(self, key: Hashable) -> int:
        """Return the version that is shown; 0 for ``NEW``."""
        raise NotImplementedError

    def rows(self) -> list[tuple[Hashable, TwoLineRow]]:
        """Return the rows of the list, by key."""
        raise NotImplementedError

    def exists(self, key: Hashable) -> bool:
        """Whether there is such a record."""
        raise NotImplementedError

    def save(self, key: Hashable) -> None:
        """Give the command that stores what is typed."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the rows again."""
        raise NotImplementedError

    # --- What is typed -------------------------------------------------------------------

    @property
    def is_unsaved(self) -> bool:
        return bool(self._drafts)

    def is_typed(self, key: Hashable) -> bool:
        """Whether a record has something typed that is not stored."""
        return key in self._drafts

    def typed(self, key: Hashable) -> Values:
        """Return what its form shows."""
        draft = self._drafts.get(key)
        return draft.typed if draft else self.stored(key)

    def seen_version(self, key: Hashable) -> int:
        """Return the version that what is typed was typed over."""
        draft = self._drafts.get(key)
        return draft.version if draft else self.version(key)

    def keep(self, key: Hashable, values: Values) -> None:
        """Take over what a form holds after an edit."""
        draft = self._drafts.get(key)
        stored = draft.stored if draft else self.stored(key)
        before = key in self._drafts
        if dict(values) == dict(stored):
            self._drafts.pop(key, None)
        else:
            self._drafts[key] = Draft(dict(values), stored, self.seen_version(key))
        if before != (key in self._drafts):
            self.unsaved_changed.emit()

    def put_back(self, key: Hashable) -> None:
        """Forget what is typed on a record."""
        if self._drafts.pop(key, None) is not None:
            self.unsaved_changed.emit()
        self.wanted.emit(key)

    def rows_loaded(self) -> None:
        """After a reload: a draft goes on over a record that says what it said before.

        On one that another desk saved first, what was typed is laid over what is there now.
        """
        for key, draft in list(self._drafts.items()):
            if not self.exists(key):  # a new one, or gone
                continue
            now = self.stored(key)
            if dict(now) == dict(draft.stored) or key == self._overtaken:
                typed = merged(draft.typed, draft.stored, now)
                self._drafts[key] = Draft(typed, now, self.version(key))
        overtaken, self._overtaken = self._overtaken, None
        self.rows_changed.emit()
        if overtaken is not None:
            self.wanted.emit(overtaken)

    # --- After a command ---------------------------------------------------------------

    def was_saved(self, key: Hashable, change: Change) -> None:
        """The command succeeded: nothing is unsaved there, and the record is shown."""
        self._drafts.pop(key, None)
        self.unsaved_changed.emit()
        self.reload()
        self.wanted.emit(change.record_id)

    def was_refused(self, key: Hashable, error: Exception) -> None:
        """Say beside the fields what is missing; what is typed stays."""
        if isinstance(error, ValidationError):
            self.tell(error.problems)
        elif isinstance(error, StaleEditError):
            self._overtaken = key
            self._desk.notices.warn(
                self.tr(
                    "Another desk changed this meanwhile. What you typed is kept: "
                    "look at it, then save again."
                )
            )
            self.reload()
        else:
            self._desk.notices.problem(error)

    def nothing_to_save(self) -> None:
        """Save was pressed over a record that is stored as it stands."""
        self._desk.notices.info(self.tr("Nothing to save: it is stored as it stands."))

    def tell(self, problems: Mapping[str, Problem]) -> None:
        """Show problems in words."""
        self.problems_found.emit({name: hint(why) for name, why in problems.items()})
