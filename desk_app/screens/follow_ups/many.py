"""Several rows of the follow-up list moved at once, with one way back for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.enquiry import NextStep
from db.domain.errors import StaleEditError, StaleRowsError, ValidationError
from db.queries.follow_ups import FollowUpRow
from db.services.many_follow_ups import Move, move_follow_ups
from desk_app import when_wording
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import name_of

_MOST_NAMES = 4
_Committed = Callable[[Change], None]


class ManyActions(QObject):
    """Gives one command for many rows. Rows for which nothing was promised are left out.

    Signals:
        done: something was committed or taken back.
        refused: the ValidationError of what was typed.
        outdated: another desk was faster; the list must be loaded again.
    """

    done = Signal()
    refused = Signal(object)
    outdated = Signal()

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def put_off(self, rows: Sequence[FollowUpRow], step: NextStep) -> None:
        """Move all to one day and time; everybody keeps their own."""
        when = when_wording.step_day_words(
            step.day, step.starts, step.ends, today=self._desk.today()
        )
        kept = _promised(rows)
        moves = [_move(row, replace(step, owner_id=row.owner_id)) for row in kept]
        self._give(rows, kept, moves, self.tr("{0} put off to {1}.").format(len(kept), when))

    def hand_over(
        self, rows: Sequence[FollowUpRow], owner_id: int | None, since: dt.date | None
    ) -> None:
        """Hand to somebody what is due from a day on, such as the first day of a holiday."""
        kept = [row for row in _promised(rows) if since is None or row.due_on >= since]
        if not kept:
            self._desk.notices.warn(self.tr("None of them is due from that day on."))
            return
        moves = [_move(row, NextStep(row.due_on, owner_id, row.starts, row.ends)) for row in kept]
        names = {member.staff_id: member.name for member in self._desk.clinic.staff}
        to = names.get(owner_id or 0, self.tr("nobody"))
        self._give(rows, kept, moves, self.tr("{0} handed to {1}.").format(len(kept), to))

    def _give(
        self,
        chosen: Sequence[FollowUpRow],
        rows: Sequence[FollowUpRow],
        moves: Sequence[Move],
        said: str,
    ) -> None:
        if not moves:
            self._desk.notices.warn(self.tr("Nothing is promised yet on any of these."))
            return
        left = len(chosen) - len(rows)
        if left:
            said = " ".join((said, self.tr("{0} stay as they are.").format(left)))
        back = [replace(_move(row, _step_of(row)), seen_version=row.version + 1) for row in rows]

        def committed(_change: Change) -> None:
            self._desk.notices.done(said, undo=partial(self._undo, rows, back))
            self.done.emit()

        self._send(rows, moves, committed)

    def _undo(self, rows: Sequence[FollowUpRow], moves: Sequence[Move]) -> None:
        def committed(_change: Change) -> None:
            self._desk.notices.info(self.tr("{0} are where they were.").format(len(rows)))
            self.done.emit()

        self._send(rows, moves, committed, taking_back=True)

    def _send(
        self,
        rows: Sequence[FollowUpRow],
        moves: Sequence[Move],
        committed: _Committed,
        *,
        taking_back: bool = False,
    ) -> None:
        again = partial(self._send, rows, moves, committed, taking_back=taking_back)
        self._desk.give(
            move_follow_ups,
            owner=self,
            done=committed,
            failed=partial(self._failed, rows, again),
            moves=tuple(moves),
            taking_back=taking_back,
        )

    def _failed(
        self, rows: Sequence[FollowUpRow], again: Callable[[], None], error: Exception
    ) -> None:
        if isinstance(error, ValidationError):
            self.refused.emit(error)
        elif isinstance(error, StaleRowsError):
            names = [name_of(row) for row in rows if row.follow_up_id in error.record_ids]
            words = self.tr(
                "Nothing was moved: another desk has changed {0}. Look at them, then do it again."
            )
            self._desk.notices.warn(words.format(self._some(names)))
        else:
            self._desk.notices.problem(error, retry=again)
        if isinstance(error, StaleEditError):
            self.outdated.emit()

    def _some(self, names: Sequence[str]) -> str:
        listed = ", ".join(names[:_MOST_NAMES])
        more = len(names) - _MOST_NAMES
        return self.tr("{0} and {1} more").format(listed, more) if more > 0 else listed


def _promised(rows: Sequence[FollowUpRow]) -> list[FollowUpRow]:
    return [row for row in rows if row.follow_up_id is not None]


def _move(row: FollowUpRow, step: NextStep) -> Move:
    if row.follow_up_id is None:
        raise AssertionError("left out by _promised")
    return Move(row.follow_up_id, row.version, step)


def _step_of(row: FollowUpRow) -> NextStep:
    return NextStep(row.due_on, row.owner_id, row.starts, row.ends)
