"""The small forms of the side panel: what is typed, what it is taken for, what becomes of it."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.enquiry import ChoiceList, NextStep, Outcome
from db.domain.errors import Problem, ValidationError
from db.domain.when import QuickChoice, When, quick_when, read_when, step_day
from db.domain.words import fold
from db.queries.follow_ups import FollowUpRow
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.screens.follow_ups.actions import Ending, FollowUpActions
from desk_app.screens.follow_ups.lines import RowKey, key_of

COULD_NOT_REACH = "could_not_reach"


class FormKind(enum.Enum):
    """The forms, each with its fields in order."""

    DONE = ("outcome", "lost_reason", "booked", "note")
    SNOOZE = ("day",)
    HAND_OVER = ("owner",)
    NOTE = ("note",)
    PROMISE = ("owner", "day", "promise")


# What the commands call a field -> what the form calls it.
_FIELD_OF = {"next_step_day": "day", "next_step_owner": "owner", "next_step_promise": "promise"}
_FIELD_OF |= {"outcome_note": "note", "routine_reason": "note"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form.

    Attributes:
        owner: as typed; ``owner_id`` holds only when ``owner_picked``.
    """

    outcome: Outcome | None = None
    lost_reason_id: int | None = None
    booked: str = ""
    owner: str = ""
    owner_id: int | None = None
    owner_picked: bool = False
    day: str = ""
    promise: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form to be shown, with what was typed into it before."""

    kind: FormKind
    title: str
    typed: Typed


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    key: Any
    label: str


class FollowUpForm(QObject):
    """The one form that may be open.

    Signals:
        opened: an OpenForm.
        closed: what was typed was accepted, or the form was left.
        problems_found: field name -> the sentence to show beside it.
    """

    opened = Signal(object)
    closed = Signal()
    problems_found = Signal(object)

    def __init__(self, desk: DeskContext, actions: FollowUpActions, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._row: FollowUpRow | None = None
        self._kind: FormKind | None = None
        self._drafts: dict[tuple[RowKey, FormKind], Typed] = {}
        self._submitted: tuple[RowKey, FormKind] | None = None
        actions.refused.connect(self._on_refused)
        actions.done.connect(self._on_done)

    @property
    def kind(self) -> FormKind | None:
        """None while no form is open."""
        return self._kind

    def open(self, kind: FormKind, row: FollowUpRow) -> None:
        """Open a form for a row, as it was left the last time."""
        self._row, self._kind = row, kind
        typed = self._drafts.get((key_of(row), kind)) or self._prefilled(kind, row)
        self.opened.emit(OpenForm(kind, self._title(kind), typed))

    def close(self) -> None:
        """Leave the form; what was typed waits in it."""
        if self._kind is not None:
            self._kind = None
            self.closed.emit()

    def row_reloaded(self, row: FollowUpRow) -> None:
        """The row is as it stands now; what is typed stays."""
        if self._row is not None and key_of(row) == key_of(self._row):
            self._row = row

    def keep(self, typed: Typed) -> None:
        """Remember what stands in the form."""
        if self._row is not None and self._kind is not None:
            self._drafts[key_of(self._row), self._kind] = typed

    def submit(self, typed: Typed) -> None:
        """Do what the form is for, or say what is missing."""
        if self._row is None or self._kind is None:
            return
        self.keep(typed)
        problems = self._problems(typed)
        if problems:
            self.problems_found.emit({name: hint(why) for name, why in problems.items()})
            return
        row = self._row
        self._submitted = (key_of(row), self._kind)
        match self._kind:
            case FormKind.DONE:
                self._actions.finish(row, self._ending(typed))
            case FormKind.NOTE:
                self._actions.note(row, typed.note)
            case FormKind.SNOOZE:
                self._actions.move(row, self._step(typed, row.owner_id))
            case FormKind.HAND_OVER:
                step = NextStep(row.due_on, typed.owner_id, row.starts, row.ends)
                self._actions.move(row, step)
            case FormKind.PROMISE:
                step = self._step(typed, typed.owner_id)
                self._actions.promise(row, replace(step, promise=typed.promise))

    # --- What can be chosen and what is understood --------------------------------------

    def outcomes(self) -> list[Option]:
        """Return the outcomes that end a matter."""
        return [
            Option(value, wording.outcome(value)) for value in Outcome if not value.needs_next_step
        ]

    def lost_reasons(self) -> list[Option]:
        """Return the clinic's own reasons."""
        reasons = self._desk.clinic.choices[ChoiceList.LOST_REASON]
        return [Option(reason.choice_id, reason.label) for reason in reasons if reason.active]

    def owners(self, typed: str) -> list[Option]:
        """Return who works here and whose name has what was typed; nobody comes last."""
        people = [Option(m.staff_id, m.name) for m in self._desk.clinic.present_staff]
        words = fold(typed)
        everybody = [*people, Option(None, self.tr("Nobody"))]
        return [option for option in everybody if words in fold(option.label)]

    def quick_days(self) -> list[Option]:
        """Return the days that are chosen most."""
        return [
            Option(QuickChoice.TOMORROW, self.tr("Tomorrow")),
            Option(QuickChoice.THREE_WORKING_DAYS, self.tr("In 3 working days")),
            Option(QuickChoice.NEXT_WEEK, self.tr("Next week")),
        ]

    def quick_day(self, choice: QuickChoice) -> str:
        """Return a chip's day in words that the day field understands."""
        return self._typable(quick_when(choice, now=self._now(), hours=self._desk.clinic.hours))

    def stepped_day(self, typed: str, steps: int) -> str:
        """Return the day some open days later, in words that the field understands."""
        when = self.read(typed) or When(self._desk.today())
        hours = self._desk.clinic.hours
        return self._typable(step_day(when, steps, now=self._now(), hours=hours))

    def echo(self, typed: str) -> str:
        """Return what a day in words is taken for; empty when it means nothing certain."""
        when = self.read(typed)
        return when_wording.echo(when, today=self._desk.today()) if when else ""

    def read(self, typed: str) -> When | None:
        """Return what a day in words means."""
        return read_when(
            typed,
            now=self._now(),
            hours=self._desk.clinic.hours,
            day_first=self._desk.clinic.profile.day_first,
        )

    # --- From what was typed to what is meant -------------------------------------------

    def _now(self) -> dt.datetime:
        return self._desk.local(self._desk.now())

    def _typable(self, when: When) -> str:
        time = when_wording.window(when.starts, when.ends).replace("–", "-")
        return f"{when.day.isoformat()} {time}".strip()

    def _title(self, kind: FormKind) -> str:
        return {
            FormKind.DONE: self.tr("Done: how did it end?"),
            FormKind.SNOOZE: self.tr("Put off to when?"),
            FormKind.HAND_OVER: self.tr("Hand to whom?"),
            FormKind.NOTE: self.tr("Note"),
            FormKind.PROMISE: self.tr("Promise a next step"),
        }[kind]

    def _prefilled(self, kind: FormKind, row: FollowUpRow) -> Typed:
        profile = self._desk.clinic.profile
        if kind is FormKind.DONE and row.attempts >= profile.give_up_after:
            reasons = self._desk.clinic.choices[ChoiceList.LOST_REASON]
            unreached = [r.choice_id for r in reasons if r.key == COULD_NOT_REACH and r.active]
            return Typed(outcome=Outcome.LOST, lost_reason_id=next(iter(unreached), None))
        if kind is FormKind.DONE and row.outcome and not row.outcome.needs_next_step:
            return Typed(outcome=row.outcome)
        if kind is FormKind.PROMISE and self._desk.seat.member is not None:
            me = self._desk.seat.member
            return Typed(owner=me.name, owner_id=me.staff_id, owner_picked=True)
        return Typed()

    def _problems(self, typed: Typed) -> dict[str, Problem]:
        """What the commands cannot know: whether the words were understood."""
        problems: dict[str, Problem] = {}
        fields: Sequence[str] = self._kind.value if self._kind else ()
        if "day" in fields:
            problems |= self._day_problem("day", typed.day, required=True)
        if "owner" in fields and not typed.owner_picked:
            problems["owner"] = Problem.UNKNOWN_STAFF if typed.owner else Problem.REQUIRED
        if "outcome" in fields and typed.outcome is None:
            problems["outcome"] = Problem.UNKNOWN_CHOICE
        if typed.outcome is Outcome.LOST and typed.lost_reason_id is None:
            problems["lost_reason"] = Problem.NEEDS_A_REASON
        if typed.outcome is Outcome.BOOKED:
            problems |= self._day_problem("booked", typed.booked, required=False)
        return problems

    def _day_problem(self, name: str, typed: str, *, required: bool) -> dict[str, Problem]:
        if not typed.strip():
            return {name: Problem.REQUIRED} if required else {}
        return {} if self.read(typed) else {name: Problem.NOT_UNDERSTOOD}

    def _ending(self, typed: Typed) -> Ending:
        lost = typed.lost_reason_id if typed.outcome is Outcome.LOST else None
        booked = self.read(typed.booked) if typed.outcome is Outcome.BOOKED else None
        return Ending(typed.outcome, lost, booked.day if booked else None, typed.note)

    def _step(self, typed: Typed, owner_id: int | None) -> NextStep:
        when = self.read(typed.day)
        if when is None:
            raise AssertionError("checked by _problems")
        return NextStep(when.day, owner_id, when.starts, when.ends)

    def _on_refused(self, error: ValidationError) -> None:
        fields: Sequence[str] = self._kind.value if self._kind else ()
        problems = {_FIELD_OF.get(name, name): why for name, why in error.problems.items()}
        if set(problems) <= set(fields):
            self.problems_found.emit({name: hint(why) for name, why in problems.items()})
        else:
            self._desk.notices.problem(error)

    def _on_done(self, key: object) -> None:
        """What was sent is kept now; other forms of the row keep what is typed in them."""
        if self._submitted is None or self._submitted[0] != key:
            return
        self._drafts.pop(self._submitted, None)
        if self._row is not None and self._submitted == (key_of(self._row), self._kind):
            self.close()
        self._submitted = None
