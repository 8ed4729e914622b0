"""The small forms of the side panel: what is typed, what it is taken for, what becomes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.enquiry import ChoiceList, NextStep, Outcome
from db.domain.errors import Problem, ValidationError
from db.domain.follow_up import Ending
from db.domain.staff import Role
from db.domain.when import QuickChoice, When, quick_when, read_when, step_day
from db.domain.words import fold
from db.queries.follow_ups import FollowUpRow
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.screens.follow_ups.actions import FollowUpActions
from desk_app.screens.follow_ups.lines import RowKey, key_of
from desk_app.screens.follow_ups.many import ManyActions
from desk_app.screens.follow_ups.questions import QuestionActions
from desk_app.screens.follow_ups.typed import FormKind, OpenForm, Option, Typed

# What the commands call a field -> what the form calls it.
_FIELD_OF = {"next_step_day": "day", "next_step_owner": "owner"}
_FIELD_OF |= {"outcome_note": "note", "routine_reason": "note"}
# And what it is called in a form that has no such field.
_WORDS_OF = {FormKind.ASK: "question", FormKind.ANSWER: "answer"}


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

    def __init__(
        self, desk: DeskContext, actions: FollowUpActions, many: ManyActions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = actions
        self._questions = QuestionActions(desk, actions)
        self._many = many
        self._rows: tuple[FollowUpRow, ...] = ()
        self._row: FollowUpRow | None = None
        self._kind: FormKind | None = None
        self._drafts: dict[tuple[RowKey, FormKind], Typed] = {}
        self._submitted: tuple[RowKey, FormKind] | None = None
        actions.refused.connect(self._on_refused)
        actions.done.connect(self._on_done)
        many.refused.connect(self._on_refused)
        many.done.connect(self.close)

    @property
    def kind(self) -> FormKind | None:
        """None while no form is open."""
        return self._kind

    def open(self, kind: FormKind, row: FollowUpRow) -> None:
        """Open a form for a row, as it was left the last time."""
        self._row, self._kind, self._rows = row, kind, ()
        typed = self._drafts.get((key_of(row), kind)) or self._prefilled(kind, row)
        self.opened.emit(OpenForm(kind, self._title(kind), typed))

    def open_many(self, kind: FormKind, rows: Sequence[FollowUpRow]) -> None:
        """Open a form for several rows at once."""
        self._row, self._kind, self._rows = None, kind, tuple(rows)
        title = {
            FormKind.SNOOZE: self.tr("Put all {0} off to when?"),
            FormKind.HAND_OVER_MANY: self.tr("Hand all {0} to whom?"),
        }[kind].format(len(rows))
        self.opened.emit(OpenForm(kind, title, Typed()))

    @Slot()
    def close(self) -> None:
        """Leave the form; what was typed waits in it."""
        if self._kind is not None:
            self._kind = None
            self.closed.emit()

    def rows_reloaded(self, rows: Sequence[FollowUpRow]) -> None:
        """The rows are as they stand now; what is typed stays."""
        now = {key_of(row): row for row in rows}
        if self._row is not None:
            self._row = now.get(key_of(self._row), self._row)
        self._rows = tuple(now[key_of(row)] for row in self._rows if key_of(row) in now)

    def keep(self, typed: Typed) -> None:
        """Remember what stands in the form."""
        if self._row is not None and self._kind is not None:
            self._drafts[key_of(self._row), self._kind] = typed

    def submit(self, typed: Typed) -> None:
        """Do what the form is for, or say what is missing."""
        if self._kind is None:
            return
        self.keep(typed)
        problems = self._problems(typed)
        if problems:
            self.problems_found.emit({name: hint(why) for name, why in problems.items()})
        elif self._rows:
            self._submit_many(typed)
        elif self._row is not None:
            self._submit(self._row, typed)

    def _submit(self, row: FollowUpRow, typed: Typed) -> None:
        if self._kind is None:
            return
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
            case FormKind.ASK:
                step = NextStep(self._desk.today(), typed.owner_id, promise=typed.question)
                self._questions.ask(row, step)
            case FormKind.ANSWER:
                self._questions.answer(row, typed.answer)
            case FormKind.ALL_THE_SAME:
                self._actions.override(row, typed.reason)

    def _submit_many(self, typed: Typed) -> None:
        if self._kind is FormKind.SNOOZE:
            self._many.put_off(self._rows, self._step(typed, None))
        else:
            since = self.read(typed.since)
            self._many.hand_over(self._rows, typed.owner_id, since.day if since else None)

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
        """Return who works here and whose name has what was typed; nobody comes last.

        A question is for somebody, and first of all for a practitioner.
        """
        staff = list(self._desk.clinic.present_staff)
        if self._kind is FormKind.ASK:
            staff.sort(key=lambda member: member.role is not Role.PRACTITIONER)
        people = [Option(member.staff_id, member.name) for member in staff]
        nobody = [] if self._kind is FormKind.ASK else [Option(None, self.tr("Nobody"))]
        everybody, words = [*people, *nobody], fold(typed)
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
            FormKind.ASK: self.tr("Ask whom, and what?"),
            FormKind.ANSWER: self.tr("What may the desk tell them?"),
            FormKind.ALL_THE_SAME: self.tr("They do not want to be contacted. Call all the same?"),
        }[kind]

    def _prefilled(self, kind: FormKind, row: FollowUpRow) -> Typed:
        profile = self._desk.clinic.profile
        if kind is FormKind.DONE and row.attempts >= profile.give_up_after:
            return Typed(outcome=Outcome.LOST, lost_reason_id=self._actions.unreached_id())
        if kind is FormKind.DONE and row.outcome and not row.outcome.needs_next_step:
            return Typed(outcome=row.outcome)
        if kind is FormKind.ASK:
            return Typed(question=row.concern)
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
        if "since" in fields:
            problems |= self._day_problem("since", typed.since, required=False)
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
        words = _WORDS_OF.get(self._kind, "promise") if self._kind else ""
        names = _FIELD_OF | {"next_step_promise": words}
        if self._kind is FormKind.ALL_THE_SAME:
            names["note"] = "reason"
        problems = {names.get(name, name): why for name, why in error.problems.items()}
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
