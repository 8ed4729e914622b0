"""What is done to the open person besides correcting fields: each thing with its undo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.enquiry import About
from db.domain.errors import ValidationError
from db.services.people import add_relation, bin_person, remove_relation, set_do_not_contact
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.screens.people.editor import PersonEditor

Command = Callable[..., Change]
Arguments = dict[str, Any]


class PersonDeeds(QObject):
    """Signals:

    blocked: do-not-contact was set or taken back.
    reason_refused: the sentence to show beside the reason.
    """

    blocked = Signal()
    reason_refused = Signal(str)

    def __init__(self, desk: DeskContext, editor: PersonEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editor = editor

    def block(self, reason: str) -> None:
        """They do not want to be contacted."""
        self._set_blocked(self.tr("Do not contact: noted."), wanted=True, reason=reason)

    def unblock(self) -> None:
        """They may be contacted again."""
        self._set_blocked(self.tr("May be contacted again."), wanted=False, reason="")

    def put_in_bin(self) -> None:
        """Put the open person out of sight; enquiries stay."""
        if self._editor.person is not None:
            self._do(bin_person, self.tr("Person put in the bin."), {}, {"binned": False})
            self._editor.close()

    def relate(self, other_id: int, kind: About) -> None:
        """Note how two people belong together."""
        person = self._editor.person
        if person is not None and other_id != person.person_id:
            both: Arguments = {"person_id": person.person_id, "other_id": other_id}
            undo = partial(self._desk.give, remove_relation, owner=self, seen=kind, **both)
            self._give(add_relation, self.tr("Relation noted."), undo, both | {"kind": kind})

    def forget_relation(self, other_id: int) -> None:
        """Take a relation away."""
        person = self._editor.person
        if person is None:
            return
        kinds = {row.person_id: row.kind for row in person.relations}
        both: Arguments = {"person_id": person.person_id, "other_id": other_id}
        again = both | {"kind": kinds.get(other_id, About.OTHER)}
        undo = partial(self._desk.give, add_relation, owner=self, **again)
        self._give(remove_relation, self.tr("Relation removed."), undo, both)

    def _give(
        self, command: Command, said: str, undo: Callable[[], None], arguments: Arguments
    ) -> None:
        def done(_change: Change) -> None:
            self._desk.notices.done(said, undo=undo)

        self._desk.give(command, owner=self, done=done, **arguments)

    def _set_blocked(self, said: str, *, wanted: bool, reason: str) -> None:
        person = self._editor.person
        if person is not None:
            before = {"wanted": person.do_not_contact, "reason": person.do_not_contact_reason}
            now = {"wanted": wanted, "reason": reason}
            self._do(set_do_not_contact, said, now, before, then=self.blocked.emit)

    def _do(
        self,
        command: Command,
        said: str,
        arguments: Arguments,
        undo_arguments: Arguments,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Give a command on the open person that the same command undoes."""
        person = self._editor.person
        if person is None:
            return
        same: Arguments = {"owner": self, "person_id": person.person_id}

        def done(change: Change) -> None:
            back = same | undo_arguments | {"seen_version": change.version}
            self._desk.notices.done(said, undo=partial(self._desk.give, command, **back))
            if then is not None:
                then()

        self._desk.give(
            command, done=done, failed=self._on_refused, seen_version=person.version,
            **same, **arguments,
        )  # fmt: skip

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.reason_refused.emit(hint(next(iter(error.problems.values()))))
        else:
            self._desk.notices.problem(error)
