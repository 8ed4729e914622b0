"""The one question asked in place: which day, who keeps it, who took over."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.enquiry import NextStep
from db.domain.errors import Problem, ValidationError
from db.domain.when import When, read_when, step_day
from db.domain.words import fold
from db.queries.clinic import StaffRow
from db.queries.follow_ups import FollowUpRow
from db.queries.hand_overs import OpenHandOverRow
from db.services.follow_ups import add_follow_up, move_follow_up, withdraw_follow_up
from db.services.screening import take_over
from desk_app import when_wording
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.screens.end_of_day.rows import LeftRow

Done = Callable[[Change], tuple[Callable[..., Change], dict[str, Any]]]


class Wanted(enum.Enum):
    """What is asked for."""

    DAY = "day"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Question:
    """``proposed`` stands in the field already, so that Enter alone takes it."""

    wanted: Wanted
    title: str
    proposed: str = ""


class Asking(QObject):
    """Nothing is kept before it is understood; every answer can be taken back.

    Signals:
        asked: the Question to show.
        mended: the key of a row for which an answer was kept.
        answered: it was kept, or left: the list goes on.
        refused: why the answer cannot be kept, in words.
    """

    asked = Signal(object)
    mended = Signal(object)
    answered = Signal()
    refused = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._answer: Callable[[str], None] | None = None
        self._row: LeftRow | None = None

    # --- Questions -----------------------------------------------------------------------

    def ask_day(self, row: LeftRow, left: FollowUpRow) -> None:
        """A promise is put off; an enquiry without one gets one, kept by whoever sits here."""
        if left.follow_up_id is not None:
            title = self.tr("{0}: put off to when?").format(row.name)
        else:
            member = self._desk.seat.member
            owner = member.name if member else self.tr("nobody yet")
            title = self.tr("{0}: next step when? ({1})").format(row.name, owner)
        question = Question(Wanted.DAY, title, self._tomorrow())
        self._ask(row, partial(self._set_day, row, left), question)

    def ask_owner(self, row: LeftRow, left: FollowUpRow) -> None:
        title = self.tr("{0}: who keeps the promise?").format(row.name)
        self._ask(row, partial(self._set_owner, row, left), Question(Wanted.PERSON, title))

    def ask_taker(self, row: LeftRow, left: OpenHandOverRow) -> None:
        title = self.tr("{0}: who took over?").format(row.name)
        self._ask(row, partial(self._set_taker, row, left), Question(Wanted.PERSON, title))

    def _ask(self, row: LeftRow, answer: Callable[[str], None], question: Question) -> None:
        self._row, self._answer = row, answer
        self.asked.emit(question)

    # --- Answers -------------------------------------------------------------------------

    def answer(self, typed: str) -> None:
        if self._answer is not None:
            self._answer(typed)

    def leave(self) -> None:
        """No answer after all."""
        self._answer = None
        self.answered.emit()

    def echo(self, typed: str) -> str:
        """Return what a day is taken for; empty when it is not certain."""
        when = self._read(typed)
        return when_wording.echo(when, today=self._desk.today()) if when else ""

    def stepped(self, typed: str, steps: int) -> str:
        """Return the day some open days later."""
        when = self._read(typed) or When(self._desk.today())
        now, hours = self._now(), self._desk.clinic.hours
        return step_day(when, steps, now=now, hours=hours).day.isoformat()

    def people(self, typed: str) -> list[StaffRow]:
        """Return who works here and has these letters in the name."""
        return [row for row in self._desk.clinic.present_staff if fold(typed) in fold(row.name)]

    def _set_day(self, row: LeftRow, left: FollowUpRow, typed: str) -> None:
        when = self._read(typed)
        if when is None:
            self.refused.emit(hint(Problem.NOT_UNDERSTOOD if typed.strip() else Problem.REQUIRED))
            return
        said = when_wording.step_day_words(
            when.day, when.starts, when.ends, today=self._desk.today()
        )
        if left.follow_up_id is None:
            step = NextStep(when.day, self._desk.seat.staff_id, when.starts, when.ends)
            text = self.tr("{0}: promised for {1}.").format(row.name, said)
            arguments = {"enquiry_id": left.enquiry_id, "step": step}
            self._give(add_follow_up, arguments, text, withdraw_follow_up, {})
        else:
            step = NextStep(when.day, left.owner_id, when.starts, when.ends)
            text = self.tr("{0}: put off to {1}.").format(row.name, said)
            self._move(left, step, text)

    def _set_owner(self, row: LeftRow, left: FollowUpRow, typed: str) -> None:
        found = self.people(typed) if typed.strip() else []
        named = [one for one in found if fold(one.name) == fold(typed.strip())] or found
        if len(named) != 1:
            self.refused.emit(hint(Problem.UNKNOWN_STAFF))
            return
        step = NextStep(left.due_on, named[0].staff_id, left.starts, left.ends)
        self._move(left, step, self.tr("{0}: handed to {1}.").format(row.name, named[0].name))

    def _set_taker(self, row: LeftRow, left: OpenHandOverRow, typed: str) -> None:
        name = typed.strip()
        if not name:
            self.refused.emit(hint(Problem.REQUIRED))
            return
        arguments = {"hand_over_id": left.hand_over_id, "taken_over_by": name}
        back = {"hand_over_id": left.hand_over_id, "taken_over_by": "", "seen": name}
        text = self.tr("{0}: taken over by {1}.").format(row.name, name)
        self._give(take_over, arguments, text, take_over, back)

    def _move(self, left: FollowUpRow, step: NextStep, text: str) -> None:
        on = {"follow_up_id": left.follow_up_id, "seen_version": left.version}
        before = NextStep(left.due_on, left.owner_id, left.starts, left.ends)
        self._give(move_follow_up, on | {"step": step}, text, move_follow_up, {"step": before})

    def _give(
        self,
        command: Callable[..., Change],
        arguments: dict[str, Any],
        text: str,
        undo: Callable[..., Change],
        undo_arguments: dict[str, Any],
    ) -> None:
        row = self._row

        def done(change: Change) -> None:
            back = dict(undo_arguments)
            if undo is not take_over:
                back |= {"follow_up_id": change.record_id, "seen_version": change.version}
            self._desk.notices.done(text, undo=partial(self._desk.give, undo, owner=self, **back))
            self.mended.emit(row.key if row else None)
            self.leave()

        answer, self._answer = self._answer, None  # Enter pressed twice is one answer
        failed = partial(self._failed, answer)
        self._desk.give(command, owner=self, done=done, failed=failed, **arguments)

    def _failed(self, answer: Callable[[str], None] | None, error: Exception) -> None:
        self._answer = answer
        if isinstance(error, ValidationError):
            self.refused.emit(hint(next(iter(error.problems.values()))))
        else:
            self._desk.notices.problem(error)
            self.leave()

    # --- Days ----------------------------------------------------------------------------

    def _now(self) -> Any:
        return self._desk.local(self._desk.now())

    def _read(self, typed: str) -> When | None:
        clinic = self._desk.clinic
        if not typed.strip():
            return None
        return read_when(
            typed, now=self._now(), hours=clinic.hours, day_first=clinic.profile.day_first
        )

    def _tomorrow(self) -> str:
        """The next day the clinic is open, in words that are read back as that very day."""
        return self._desk.clinic.hours.next_open_day(self._desk.today()).isoformat()
