"""What is typed into records that exist already, kept at this desk until it is saved there."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.drafts import Draft
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.plain_records import from_json, to_json

R = TypeVar("R")

_KEEP_EVERY_MS = 400  # not put off by further typing: under a second of it can be lost
_NAMES = uuid.UUID("5b0a4f0e-3f0c-4a3c-9a61-6d1f1c0d7c52")


class UnsavedEdits(QObject):
    """One instance, in the context of the desk; without a keeper nothing is kept.

    Signals:
        came_back: the kind of records, and by their id what an earlier run had not saved.
        dropped: kinds and ids of records that were erased: nothing of their edits is to stay.
    """

    came_back = Signal(str, object)
    dropped = Signal(object)

    def __init__(self, now: Callable[[], dt.datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._drafts: DraftKeeper | None = None
        self._waiting: dict[tuple[str, int], Callable[[], Mapping[str, Any]]] = {}
        self._held: set[tuple[str, int]] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_EVERY_MS)
        self._timer.timeout.connect(self._keep)

    @property
    def held(self) -> frozenset[tuple[str, int]]:
        """The records of which something is typed and not saved, by kind and id."""
        return frozenset(self._held)

    def keep_in(self, drafts: DraftKeeper) -> None:
        """Keep everything there from now on, and say what is found there."""
        self._drafts = drafts
        drafts.found.connect(self._found)
        drafts.closing.connect(self._keep)

    def keep(self, kind: str, record_id: int, content: Callable[[], Mapping[str, Any]]) -> None:
        """Have the present state of an edit stored soon; ``content`` is asked for it only then."""
        self._waiting[kind, record_id] = content
        self._held.add((kind, record_id))
        if not self._timer.isActive():
            self._timer.start()

    def forget(self, kind: str, record_id: int) -> None:
        """The edit is saved or given up."""
        self._waiting.pop((kind, record_id), None)
        self._held.discard((kind, record_id))
        if self._drafts is not None:
            self._drafts.forget(_public_id(kind, record_id))

    @Slot()
    def _keep(self) -> None:
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for (kind, record_id), content in waiting.items():
            if self._drafts is not None:
                of = {"edited": [kind, record_id]}
                draft = Draft(_public_id(kind, record_id), self._now(), {**content(), **of})
                self._drafts.keep(draft)

    @Slot(object)
    def _found(self, drafts: list[Draft]) -> None:
        by_kind: dict[str, dict[int, Mapping[str, Any]]] = {}
        for draft in drafts:
            if draft.edited is not None:
                kind, record_id = draft.edited
                by_kind.setdefault(kind, {})[record_id] = draft.content
                self._held.add((kind, record_id))
        for kind, contents in by_kind.items():
            self.came_back.emit(kind, contents)


def _public_id(kind: str, record_id: int) -> uuid.UUID:
    """One edit of one record at one desk: always the same."""
    return uuid.uuid5(_NAMES, f"{kind}/{record_id}")


class UnsavedForms(QObject, Generic[R]):
    """The unsaved forms of one kind of record, by its id; 0 for one that is new.

    Signals:
        came_back: the ids of which an earlier run had not saved what was typed.
    """

    came_back = Signal(object)

    def __init__(self, edits: UnsavedEdits, kind: str, form: type[R], parent: QObject) -> None:
        super().__init__(parent)
        self._edits = edits
        self._kind = kind
        self._form = form
        self._forms: dict[int, R] = {}
        self._returned: set[int] = set()
        edits.came_back.connect(self._take_back)
        edits.dropped.connect(self._drop)

    @property
    def any_left(self) -> bool:
        return bool(self._forms)

    def get(self, record_id: int) -> R | None:
        return self._forms.get(record_id)

    def put(self, record_id: int, form: R) -> None:
        if self._forms.get(record_id) != form:
            self._forms[record_id] = form
            self._edits.keep(self._kind, record_id, partial(to_json, form))

    def forget(self, record_id: int) -> None:
        """It is saved or given up."""
        self._returned.discard(record_id)
        if self._forms.pop(record_id, None) is not None:
            self._edits.forget(self._kind, record_id)

    def tell_return(self, record_id: int) -> bool:
        """Whether this one is of an earlier run and nobody was told so yet."""
        told_now = record_id in self._returned
        self._returned.discard(record_id)
        return told_now

    @Slot(str, object)
    def _take_back(self, kind: str, contents: dict[int, Mapping[str, Any]]) -> None:
        if kind != self._kind:
            return
        for record_id, content in contents.items():
            form = from_json(self._form, content)
            if form is not None and record_id not in self._forms:
                self._forms[record_id] = form
                self._returned.add(record_id)
        if self._returned:
            self.came_back.emit(sorted(self._returned))

    @Slot(object)
    def _drop(self, lost: frozenset[tuple[str, int]]) -> None:
        for kind, record_id in lost:
            if kind == self._kind:
                self.forget(record_id)
