"""What happened on one enquiry, in words: promises, tries, questions, handouts, changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from db.domain.service import ScreeningReply
from db.queries.calls import CallRow
from db.queries.enquiry import (
    ChangeRow,
    EnquiryDetail,
    HandOverRow,
    PromiseRow,
    SaidRow,
    ScreeningRow,
)
from db.queries.follow_ups import AttemptRow
from db.queries.handouts import HandoutRow
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.telephone.caller_words import length_words

_LONG_AFTER = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One fact.

    Attributes:
        tone: ``plain``, ``overdue`` or ``stop``.
        record_id: of the handout that can be printed again; None for other facts.
        hand_over_id: of the stop that nobody has taken over yet; None for other facts.
    """

    text: str
    detail: str = ""
    tone: str = "plain"
    record_id: int | None = None
    hand_over_id: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The sections beside the form; an empty one is not shown."""

    promises: tuple[StoryLine, ...] = ()
    screening: tuple[StoryLine, ...] = ()
    said: tuple[StoryLine, ...] = ()
    handouts: tuple[StoryLine, ...] = ()
    calls: tuple[StoryLine, ...] = ()
    changes: tuple[StoryLine, ...] = ()


class StoryWriter(QObject):
    """Writes the story as it reads today."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def story(self, detail: EnquiryDetail) -> Story:
        """Return everything that happened."""
        return Story(
            tuple(line for row in reversed(detail.promises) for line in self._promise(row)),
            self._stops(detail) + tuple(self._answer(row) for row in detail.screening),
            tuple(self._said(row) for row in detail.said),
            tuple(self._handout(row) for row in detail.handouts),
            tuple(self._call(row) for row in detail.calls),
            tuple(self._changes(detail.changes)),
        )

    def head(self, detail: EnquiryDetail) -> str:
        """Return the line below the name."""
        taken = self.tr("taken by {0}").format(detail.taken_by) if detail.taken_by else ""
        state = ""
        if detail.binned:
            state = self.tr("in the bin")
        elif detail.needs_next_step:
            state = self.tr("open, no next step")
        else:
            state = self.tr("open") if detail.is_open else self.tr("closed")
        parts = (
            detail.number,
            wording.channel(detail.fields.channel),
            self._when(detail.started_at),
            taken,
            self._typed_in(detail),
            detail.desk,
            state,
        )
        return " · ".join(part for part in parts if part)

    def _typed_in(self, detail: EnquiryDetail) -> str:
        """When it was typed in, where that was long after: from a slip of paper."""
        if detail.saved_at - detail.started_at < _LONG_AFTER:
            return ""
        return self.tr("typed in {0}").format(self._when(detail.saved_at))

    # --- Promises and tries ----------------------------------------------------------------

    def _promise(self, row: PromiseRow) -> list[StoryLine]:
        today = self._desk.today()
        due = when_wording.step_day_words(row.due_on, row.starts, row.ends, today=today)
        owner = row.owner_name or self.tr("nobody yet")
        if row.is_question and row.done_at is not None:
            text = self.tr("Answered {0} by {1}").format(self._when(row.done_at), owner)
        elif row.is_question:
            text = self.tr("Question to {0}, due {1}").format(owner, due)
        elif row.done_at is not None:
            text = self.tr("Kept {0} (was due {1}, {2})").format(
                self._when(row.done_at), due, owner
            )
        else:
            text = self.tr("Due {0}, {1}").format(due, owner)
        late = row.done_at is None and row.due_on < today
        words = "\n".join(part for part in (row.promise, row.answer) if part)
        lines = [StoryLine(text, words, "overdue" if late else "plain")]
        return lines + [self._attempt(one) for one in row.attempts]

    def _attempt(self, row: AttemptRow) -> StoryLine:
        result = wording.attempt_result(row.result)
        channel = wording.channel(row.channel) if row.channel else ""
        parts = (result, channel, row.staff_name, row.phone)
        words = ", ".join(part for part in parts if part)
        return StoryLine(f"{self._when(row.at)}: {words}", row.note)

    # --- Screening, handouts -----------------------------------------------------------------

    def _stops(self, detail: EnquiryDetail) -> tuple[StoryLine, ...]:
        """Who took over stands before what was asked; so does why it was closed as routine."""
        lines = [self._hand_over(row) for row in detail.hand_overs]
        if detail.fields.routine_reason:
            words = self.tr("Closed as routine: {0}").format(detail.fields.routine_reason)
            lines.append(StoryLine(words, tone="overdue"))
        return tuple(lines)

    def _hand_over(self, row: HandOverRow) -> StoryLine:
        is_stop = row.level is None or row.level.is_stop
        at = self._when(row.handed_over_at)
        said = self.tr("Said: {0}").format(row.words_said) if row.words_said else ""
        if row.taken_over_by and is_stop:
            text = self.tr("Handed over {0}, {1} took over").format(at, row.taken_over_by)
        elif row.taken_over_by:
            text = self.tr("Passed on {0} to {1}").format(at, row.taken_over_by)
        else:
            text = self.tr("Handed over {0}, not taken over yet").format(at)
        pending = None if row.taken_over_by else row.hand_over_id
        return StoryLine(text, said, "stop" if is_stop else "plain", hand_over_id=pending)

    def _answer(self, row: ScreeningRow) -> StoryLine:
        level = wording.screening_level(row.level) if row.reply is ScreeningReply.YES else ""
        version = self.tr("version {0}").format(row.version)
        parts = (wording.screening_reply(row.reply), level, self._when(row.answered_at), version)
        is_stop = row.reply is ScreeningReply.YES and row.level.is_stop
        detail = " · ".join(part for part in parts if part)
        return StoryLine(row.question, detail, "stop" if is_stop else "plain")

    def _said(self, row: SaidRow) -> StoryLine:
        parts = (
            wording.card_kind(row.kind),
            self._when(row.said_at),
            self.tr("version {0}").format(row.version),
        )
        return StoryLine(row.text, " · ".join(parts))

    def _handout(self, row: HandoutRow) -> StoryLine:
        parts = (
            wording.medium(row.medium),
            f"{row.size_points} pt",
            wording.paper(row.paper),
            wording.language_name(row.language),
            row.given_by,
            self._when(row.given_at),
        )
        detail = " · ".join(part for part in parts if part)
        return StoryLine(row.title, detail, record_id=row.record_id)

    def _call(self, row: CallRow) -> StoryLine:
        rang = self.tr("Rang {0}").format(self._when(row.rang_at))
        return StoryLine(rang, length_words(row.answered_at, row.ended_at))

    # --- History --------------------------------------------------------------------------------

    def _changes(self, rows: Sequence[ChangeRow]) -> list[StoryLine]:
        """Newest first. Taking out of the bin is the same command as putting in."""
        binned = sum(row.action == "bin_enquiry" for row in rows)
        lines = []
        for row in rows:
            what = self._deed(row, binned_now=binned % 2 == 1)
            binned -= row.action == "bin_enquiry"
            who = row.staff_name or row.desk
            lines.append(StoryLine(f"{who}: {what}" if who else what, self._when(row.at)))
        return lines

    def _deed(self, row: ChangeRow, *, binned_now: bool) -> str:
        if row.action == "change_enquiry":
            names = ", ".join(self.field_name(field) for field in row.fields)
            return self.tr("changed {0}").format(names) if names else self.tr("saved it again")
        if row.action == "bin_enquiry":
            return self.tr("put it in the bin") if binned_now else self.tr("took it out of the bin")
        deeds = {
            "log_enquiry": self.tr("logged it"),
            "take_over": self.tr("noted who took over"),
            "add_follow_up": self.tr("promised a next step"),
            "withdraw_follow_up": self.tr("took a promise back"),
            "record_attempt": self.tr("noted a try"),
            "record_first_attempt": self.tr("noted a try and promised the next step"),
            "take_back_attempt": self.tr("took back a try"),
            "finish_by_call": self.tr("called and closed it"),
            "finish_follow_up": self.tr("closed a promise"),
            "reopen_follow_up": self.tr("opened a promise again"),
            "move_follow_up": self.tr("moved a promise"),
            "move_follow_ups": self.tr("moved a promise together with others"),
            "ask_practitioner": self.tr("asked a practitioner"),
            "answer_question": self.tr("answered the question"),
            "take_back_answer": self.tr("took the answer back"),
        }
        return deeds.get(row.action, self.tr("changed something"))

    def field_name(self, field: str) -> str:
        """Return what a field of the call card is called, as part of a sentence."""
        names = {
            "channel": self.tr("how it reached us"),
            "caller_name": self.tr("the name"),
            "caller_id": self.tr("the person"),
            "phone": self.tr("the number"),
            "about": self.tr("whom it is about"),
            "about_id": self.tr("whom it is about"),
            "about_name": self.tr("the name of whom it is about"),
            "service_id": self.tr("the service"),
            "concern": self.tr("their words"),
            "body_area_id": self.tr("the body area"),
            "heard_id": self.tr("how they heard of us"),
            "heard_detail": self.tr("who told them of us"),
            "outcome": self.tr("the outcome"),
            "lost_reason_id": self.tr("why it was lost"),
            "outcome_note": self.tr("the note"),
            "booked_on": self.tr("the day booked"),
            "routine_reason": self.tr("why it was closed as routine"),
        }
        return names.get(field, field)

    def _when(self, instant: dt.datetime) -> str:
        return when_wording.since(self._desk.local(instant), today=self._desk.today())
