"""Typing in what came back on a printed list: sheet, row, letter, Enter, next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.changes import Change, Topic
from db.domain.enquiry import NextStep, Outcome
from db.domain.errors import ValidationError
from db.domain.follow_up import AttemptResult, Ending
from db.queries.follow_ups import FollowUpRow
from db.queries.paper import RowState, Sheet, printed_sheet
from desk_app.desk_context import DeskContext
from desk_app.error_texts import hint
from desk_app.follow_up_codes import PaperCode
from desk_app.follow_up_wording import DOT, first_words
from desk_app.screens.follow_ups.actions import FollowUpActions
from desk_app.screens.follow_ups.paper_line import LineReader, Meaning
from desk_app.widgets.roles import TwoLineRow

_TRIES = {
    PaperCode.NO_ANSWER: AttemptResult.NO_ANSWER,
    PaperCode.LEFT_MESSAGE: AttemptResult.LEFT_MESSAGE,
    PaperCode.WRONG_NUMBER: AttemptResult.WRONG_NUMBER,
}
_SHOWN = frozenset({Topic.FOLLOW_UP, Topic.ENQUIRY, Topic.PERSON})


@dataclass(frozen=True, slots=True)
class SheetContent:
    """A sheet as it is shown.

    Attributes:
        number: as it stands in the field.
        summary: when it was printed and how far one is; or why there is none.
        rows: by their numbers.
    """

    number: str
    summary: str
    rows: tuple[tuple[int, TwoLineRow], ...] = ()


class BackEntry(QObject):
    """Holds the sheet; what is typed stands in the page.

    Signals:
        opened: the page is wanted.
        sheet_changed: a SheetContent.
        echoed: a Meaning of what stands in the line.
        tried_at_echoed: what was understood of when the calls were made, and what is wrong.
        entered: a line was taken over; the next can be typed.
        refused: "line" or "tried_at", and what is wrong with it.
        given_back: a line that could not be kept.
    """

    opened = Signal()
    sheet_changed = Signal(object)
    echoed = Signal(object)
    tried_at_echoed = Signal(object, object)
    entered = Signal()
    refused = Signal(object, object)
    given_back = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._actions = FollowUpActions(desk, self)
        self._reader = LineReader(desk, self)
        self._sheet: Sheet | None = None
        self._line = ""
        self._sent = ""
        self._tried_at: dt.datetime | None = None  # settled when it was typed
        self._not_a_time = ""
        self._is_shown = False
        self._actions.refused.connect(self._on_refused)
        self._actions.outdated.connect(self._on_outdated)
        desk.changes.committed.connect(self._on_committed)

    def open(self) -> None:
        """Show the page with the newest sheet, or the one that is being typed in."""
        self._is_shown = True
        self.opened.emit()
        self._load(self._sheet.number if self._sheet else None)

    def close(self) -> None:
        """The page is left; the sheet is remembered."""
        self._is_shown = False

    # --- What is typed ---------------------------------------------------------------------

    def choose_sheet(self, typed: str) -> None:
        """Another sheet is typed in."""
        self._sheet = None  # until it is read no line can go to the one of before
        figures = typed.strip().lstrip("#")
        if figures.isascii() and figures.isdigit():
            self._load(int(figures[:12]))
        else:
            words = self.tr("The number of the sheet stands at the foot of each page.")
            self.sheet_changed.emit(SheetContent(typed, words))
        self._echo()

    def type_tried_at(self, typed: str) -> None:
        """Say when the calls were made; empty for now."""
        self._tried_at, self._not_a_time = self._reader.read_tried_at(typed)
        self._echo_tried_at()
        self._echo()

    def type_line(self, typed: str) -> None:
        """Say what a line means while it is typed."""
        self._line = typed
        self._echo()

    def enter(self) -> None:
        """Carry out the line, if it is whole."""
        if self._sheet is None:
            self.refused.emit("line", self.tr("First the number of the sheet."))
            return
        meaning = self._reader.read(self._line, self._sheet, self._tried_at)
        problem = self._wrong_time()
        if problem:
            self.refused.emit("tried_at", problem)
        if meaning.row is None or meaning.code is None or meaning.problem:
            self.refused.emit("line", meaning.problem)
        elif not problem:
            self._take_over(meaning, meaning.row, meaning.code, self._tried_at)

    def _wrong_time(self) -> str:
        if self._tried_at is None or self._sheet is None:
            return self._not_a_time
        return self._reader.too_early(self._tried_at, self._sheet)

    def _echo_tried_at(self) -> None:
        problem = self._wrong_time()
        moment = self._reader.moment(self._tried_at) if self._tried_at else ""
        self.tried_at_echoed.emit("" if problem else moment, problem)

    def _echo(self) -> None:
        if self._sheet is None:
            self.echoed.emit(Meaning())
        else:
            self.echoed.emit(self._reader.read(self._line, self._sheet, self._tried_at))

    # --- Carrying out ------------------------------------------------------------------------

    def _take_over(
        self,
        meaning: Meaning,
        row: FollowUpRow,
        code: PaperCode,
        tried_at: dt.datetime | None,
    ) -> None:
        self._sent, self._line = self._line, ""
        self.entered.emit()
        when = meaning.when
        if code in _TRIES:
            self._actions.try_failed(row, _TRIES[code], note=meaning.note, tried_at=tried_at)
        elif code is PaperCode.CALL_AGAIN and when is not None:
            step = NextStep(when.day, self._desk.seat.staff_id, when.starts, when.ends)
            self._actions.spoke(row, step, note=meaning.note, tried_at=tried_at)
        else:
            self._actions.finish(row, _ending(meaning, code))

    # --- Answers -------------------------------------------------------------------------------

    def _load(self, number: int | None) -> None:
        self._desk.ask(
            printed_sheet, owner=self, done=self._on_sheet, key="sheet",
            number=number, today=self._desk.today(),
        )  # fmt: skip

    def _on_sheet(self, sheet: Sheet | None) -> None:
        self._actions.settle()
        self._sheet = sheet
        if sheet is None:
            words = self.tr("There is no sheet with this number.")
            self.sheet_changed.emit(SheetContent("", words))
        else:
            self.sheet_changed.emit(self._content(sheet))
        self._echo()
        self._echo_tried_at()

    @Slot(object)
    def _on_refused(self, error: ValidationError) -> None:
        name, problem = next(iter(error.problems.items()))
        self.given_back.emit(self._sent)
        self.refused.emit("line", f"{name}: {hint(problem)}")

    @Slot()
    def _on_outdated(self) -> None:
        """Another desk was faster: the line comes back, and says what is so now."""
        self.given_back.emit(self._sent)
        self._reload()

    @Slot(object, object)
    def _on_committed(self, change: Change, _origin: object) -> None:
        if change.topics & _SHOWN:
            self._reload()

    def _reload(self) -> None:
        if self._is_shown and self._sheet is not None:
            self._load(self._sheet.number)

    # --- Words -----------------------------------------------------------------------------------

    def _content(self, sheet: Sheet) -> SheetContent:
        states = [self._reader.state(printed, sheet) for printed in sheet.rows]
        printed_at = self._reader.moment(self._desk.local(sheet.printed_at))
        done = sum(map(bool, states))
        parts = (
            self.tr("Printed {0}").format(printed_at),
            sheet.printed_by,
            self.tr("{0} of {1} rows typed in or done").format(done, len(sheet.rows)),
        )
        rows = []
        for printed, state in zip(sheet.rows, states, strict=True):
            row = printed.row
            matter = DOT.join(filter(None, (row.service, first_words(row)))) if row else ""
            name = printed.caller_name or self.tr("Unknown caller")
            look = TwoLineRow(
                f"{printed.number}  {name[:100]}",
                matter,
                time=state,
                icon="square-check" if state else "square",
                tone="muted" if printed.state is not RowState.OPEN else "plain",
            )
            rows.append((printed.number, look))
        return SheetContent(str(sheet.number), DOT.join(filter(None, parts)), tuple(rows))


def _ending(meaning: Meaning, code: PaperCode) -> Ending:
    outcome = {
        PaperCode.BOOKED: Outcome.BOOKED,
        PaperCode.LOST: Outcome.LOST,
    }.get(code, Outcome.INFORMATION_GIVEN)
    return Ending(
        outcome,
        lost_reason_id=meaning.reason.choice_id if meaning.reason else None,
        booked_on=meaning.when.day if meaning.when else None,
        note=meaning.note,
    )
