"""A next step promised on an enquiry after it was logged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.enquiry import NextStep
from db.domain.errors import Problem, ValidationError
from db.domain.when import QuickChoice, When, quick_when, step_day
from db.domain.words import fold
from db.services.follow_ups import add_follow_up, withdraw_follow_up
from db.services.questions import ask_practitioner
from desk_app import when_wording
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.screens.enquiries.choices import Option
from desk_app.screens.enquiries.days import echo_ahead, read_ahead, typable

_FIELD_OF = {"next_step_day": "day", "next_step_owner": "owner", "next_step_promise": "promise"}


@dataclass(frozen=True, slots=True)
class TypedStep:
    """What stands in the small form; the owner counts only when picked from the list."""

    day: str = ""
    owner: str = ""
    picked: Option | None = None
    promise: str = ""


class NextStepForm(QObject):
    """Open for one enquiry at a time; what is typed stays until it is kept.

    Signals:
        opened: a TypedStep.
        closed: it was kept or left.
        problems_found: field name -> the sentence to show beside it.
    """

    opened = Signal(object)
    closed = Signal()
    problems_found = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._enquiry_id: int | None = None
        self._version = 0
        self._typed: dict[int, TypedStep] = {}

    def open(self, enquiry_id: int, version: int) -> None:
        """Open the form as it was left; at first with who sits here as the owner."""
        self._enquiry_id, self._version = enquiry_id, version
        me = self._desk.seat.member
        owner = Option(me.staff_id, me.name) if me else None
        first = TypedStep(owner=owner.label if owner else "", picked=owner)
        self.opened.emit(self._typed.get(enquiry_id, first))

    def close(self) -> None:
        """Leave the form."""
        self._enquiry_id = None
        self.closed.emit()

    def keep(self, typed: TypedStep) -> None:
        """Remember what stands in the form."""
        if self._enquiry_id is not None:
            self._typed[self._enquiry_id] = typed

    def submit(self, typed: TypedStep) -> None:
        """Promise it, or say what is missing."""
        enquiry_id = self._enquiry_id
        if enquiry_id is None:
            return
        self.keep(typed)
        when = read_ahead(self._desk, typed.day)
        problems: dict[str, Problem] = {}
        if when is None:
            problems["day"] = Problem.NOT_UNDERSTOOD if typed.day.strip() else Problem.REQUIRED
        if typed.picked is None and typed.owner.strip():
            problems["owner"] = Problem.UNKNOWN_STAFF
        if problems or when is None:
            self._show(problems)
            return
        owner_id = typed.picked.key if typed.picked else None
        step = NextStep(when.day, owner_id, when.starts, when.ends, typed.promise)
        self._desk.give(
            add_follow_up,
            owner=self,
            done=partial(self._on_promised, enquiry_id, step),
            failed=self._on_failed,
            enquiry_id=enquiry_id,
            step=step,
        )

    def ask(self, typed: TypedStep) -> None:
        """Put the words to the owner as a question; today, unless a day is typed."""
        enquiry_id = self._enquiry_id
        if enquiry_id is None:
            return
        self.keep(typed)
        when = read_ahead(self._desk, typed.day) if typed.day.strip() else When(self._desk.today())
        if when is None:
            self._show({"day": Problem.NOT_UNDERSTOOD})
            return
        owner_id = typed.picked.key if typed.picked else None
        step = NextStep(when.day, owner_id, when.starts, when.ends, typed.promise)
        self._desk.give(
            ask_practitioner,
            owner=self,
            done=partial(self._on_asked, enquiry_id),
            failed=self._on_failed,
            enquiry_id=enquiry_id,
            seen_version=self._version,
            step=step,
        )

    # --- What is understood and what can be chosen ------------------------------------------

    def echo(self, typed: str) -> str:
        """Return what the day was taken for."""
        return echo_ahead(self._desk, typed)

    def quick_days(self) -> list[Option]:
        """Return the days chosen most."""
        return [
            Option(QuickChoice.TOMORROW, self.tr("Tomorrow")),
            Option(QuickChoice.THREE_WORKING_DAYS, self.tr("In 3 working days")),
            Option(QuickChoice.NEXT_WEEK, self.tr("Next week")),
        ]

    def quick_day(self, choice: QuickChoice) -> str:
        """Return a ready day in words that the field understands."""
        now = self._desk.local(self._desk.now())
        return typable(quick_when(choice, now=now, hours=self._desk.clinic.hours))

    def stepped_day(self, typed: str, steps: int) -> str:
        """Return the day some open days later."""
        when = read_ahead(self._desk, typed) or When(self._desk.today())
        now = self._desk.local(self._desk.now())
        return typable(step_day(when, steps, now=now, hours=self._desk.clinic.hours))

    def owners(self, typed: str) -> list[Option]:
        """Return who works here and whose name has what was typed, and nobody."""
        people = [Option(row.staff_id, row.name) for row in self._desk.clinic.present_staff]
        options = [*people, Option(None, self.tr("Nobody yet"))]
        return [option for option in options if fold(typed) in fold(option.label)]

    # --- Answers --------------------------------------------------------------------------------

    def _on_promised(self, enquiry_id: int, step: NextStep, change: Change) -> None:
        typed = self._typed.pop(enquiry_id, TypedStep())
        day = when_wording.step_day_words(
            step.day, step.starts, step.ends, today=self._desk.today()
        )
        said = self.tr("Next step promised for {0}.").format(day)
        self._desk.notices.done(said, undo=partial(self._take_back, enquiry_id, typed, change))
        self.close()

    def _on_asked(self, enquiry_id: int, change: Change) -> None:
        typed = self._typed.pop(enquiry_id, TypedStep())
        said = self.tr("Asked {0}. The answer comes back to the follow-ups.").format(typed.owner)
        self._desk.notices.done(said, undo=partial(self._take_back, enquiry_id, typed, change))
        self.close()

    def _take_back(self, enquiry_id: int, typed: TypedStep, change: Change) -> None:
        self._typed[enquiry_id] = replace(typed)
        self._desk.give(
            withdraw_follow_up,
            owner=self,
            follow_up_id=change.record_id,
            seen_version=change.version,
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self._show({_FIELD_OF.get(name, name): why for name, why in error.problems.items()})
        else:
            self._desk.notices.problem(error)

    def _show(self, problems: dict[str, Problem]) -> None:
        self.problems_found.emit({name: hint(why) for name, why in problems.items()})
