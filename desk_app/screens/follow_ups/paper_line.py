"""One line typed from a printed list: which row, which letter, and what it means."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from PySide6.QtCore import QObject

from db.domain.enquiry import ChoiceList
from db.domain.when import When, past_readings, readings
from db.domain.words import fold
from db.queries.clinic import ChoiceRow
from db.queries.follow_ups import FollowUpRow
from db.queries.paper import RowState, Sheet, SheetRow
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.follow_up_codes import PaperCode
from desk_app.follow_up_wording import DOT
from desk_app.screens.follow_ups.actions import COULD_NOT_REACH

_LINE = re.compile(r"\s*([0-9]{1,6})(?![0-9])[\s.,:)]*([^;]*)(?:;(.*))?", re.DOTALL)
_RESULT = re.compile(r"([a-zA-Z])(?![^\W\d_])(.*)", re.DOTALL)  # "c tue", "c+3", never "cat"
_LETTERS = {code.value: code for code in PaperCode} | {"M": PaperCode.LEFT_MESSAGE}
_ENDINGS = (PaperCode.BOOKED, PaperCode.DONE, PaperCode.LOST)
_WITH_DAY = (PaperCode.CALL_AGAIN, PaperCode.BOOKED)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a line means; it can be carried out when ``problem`` is empty.

    Attributes:
        number: of the row, when there is such a row on the sheet.
        echo: what was understood so far.
        problem: what is missing or wrong, and what to type.
    """

    echo: str = ""
    problem: str = ""
    number: int | None = None
    row: FollowUpRow | None = None
    code: PaperCode | None = None
    when: When | None = None
    reason: ChoiceRow | None = None
    note: str = ""


class LineReader(QObject):
    """Reads lines against a sheet and the clinic."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def read(self, typed: str, sheet: Sheet, said_at: dt.datetime | None = None) -> Meaning:
        """Return what the line means, or what is wrong with it; nothing for an empty one.

        Args:
            said_at: when the calls were made, from which days are counted; None for now.
        """
        if not typed.strip():
            return Meaning()
        match = _LINE.fullmatch(typed)
        if match is None:
            return Meaning(problem=self.tr("Type the number of a row and a letter, such as: 12 n"))
        number = int(match[1])
        if not 1 <= number <= len(sheet.rows):
            words = self.tr("Sheet {0} has rows 1 to {1}.")
            return Meaning(problem=words.format(sheet.number, len(sheet.rows)))
        printed = sheet.rows[number - 1]
        if printed.row is None:
            return Meaning(problem=self._why_closed(printed), number=number)
        name = self._title(printed)
        result = _RESULT.match(match[2])
        code = _LETTERS.get(result[1].upper()) if result else None
        if result is None or code is None:
            missing = self.tr("And a letter: N, L, W, C, B, D or X.")
            return Meaning(name, missing, number, printed.row)
        note = (match[3] or "").strip()
        meaning = Meaning(name, "", number, printed.row, code, note=note)
        return self._with_rest(meaning, result[2].strip(), sheet, said_at)

    def read_tried_at(self, typed: str) -> tuple[dt.datetime | None, str]:
        """Return when the calls were made, or what is wrong; neither for no words."""
        if not typed.strip():
            return None, ""
        now, profile = self._desk.local(self._desk.now()), self._desk.clinic.profile
        found = past_readings(
            typed, now=now, hours=self._desk.clinic.hours, day_first=profile.day_first
        )
        words = [self.moment(moment) for moment in found]
        if len(found) != 1:
            hint = self.tr("Not understood yet. Such as: yesterday 3pm, 10:20, 20 minutes ago")
            if found:
                hint = self.tr("{0}, or {1}? Say which.").format(*words[:2])
            return None, hint
        return found[0], ""

    def too_early(self, moment: dt.datetime, sheet: Sheet) -> str:
        """Return what is wrong with a call before the sheet was printed; empty for others."""
        if moment >= sheet.printed_at.replace(second=0, microsecond=0):
            return ""
        return self.tr("{0} was before the sheet was printed.").format(self.moment(moment))

    def moment(self, instant: dt.datetime) -> str:
        """Return when something was, in full and with its day in words."""
        return when_wording.moment(instant, today=self._desk.today())

    def state(self, printed: SheetRow, sheet: Sheet) -> str:
        """Return what became of a row since it was printed; empty for nothing."""
        if printed.state is RowState.GONE:
            return self.tr("gone")
        if printed.row is None:
            return self.tr("done")
        return self._tried_since(printed.row, sheet)

    # --- The rest of a line -----------------------------------------------------------------

    def _with_rest(
        self, meaning: Meaning, rest: str, sheet: Sheet, said_at: dt.datetime | None
    ) -> Meaning:
        row, code = meaning.row, meaning.code
        assert row is not None  # noqa: S101 - a mistake of ours, not the user's
        assert code is not None  # noqa: S101
        echo, problem, when, reason = self._result(code), "", None, None
        if code in _WITH_DAY:
            when, words, problem = self._day(code, rest, said_at)
            echo = f"{echo} {words}".strip()
        elif code is PaperCode.LOST:
            reason, problem = self._reason(rest)
            echo = f"{echo}: {reason.label}" if reason else echo
        elif rest:
            problem = self.tr("Write a note after a semicolon, such as: {0} {1}; {2}").format(
                meaning.number, code.value.lower(), rest[:40]
            )
        if row.do_not_contact and code not in _ENDINGS:
            problem = self.tr("They must not be contacted. Only B, D and X are taken here.")
        before = self._tried_since(row, sheet)
        again = self.tr("already typed in: {0}").format(before) if before else ""
        parts = (meaning.echo, echo, self._note(meaning.note), again)
        return Meaning(
            DOT.join(part for part in parts if part),
            problem, meaning.number, row, code, when, reason, meaning.note,
        )  # fmt: skip

    def _day(
        self, code: PaperCode, typed: str, said_at: dt.datetime | None
    ) -> tuple[When | None, str, str]:
        example = self.tr("And the day, such as: tue 3pm, 12 dec, +3")
        if not typed:
            return None, "", "" if code is PaperCode.BOOKED else example
        now, clinic = said_at or self._desk.local(self._desk.now()), self._desk.clinic
        found = readings(typed, now=now, hours=clinic.hours, day_first=clinic.profile.day_first)
        words = [when_wording.echo(when, today=self._desk.today()) for when in found]
        if len(found) == 1:
            return found[0], words[0], ""
        if found:
            return None, "", self.tr("{0}, or {1}? Say which.").format(*words[:2])
        return None, "", example

    def _reason(self, typed: str) -> tuple[ChoiceRow | None, str]:
        """Any word of one of the clinic's reasons; none for whoever could not be reached."""
        lines = self._desk.clinic.choices[ChoiceList.LOST_REASON]
        reasons = [line for line in lines if line.active]
        wanted = fold(typed).split()
        if not wanted:
            found = [line for line in reasons if line.key == COULD_NOT_REACH]
        else:
            found = [line for line in reasons if _begins_each(wanted, line.label)]
            same = [line for line in found if fold(line.label) == fold(typed)]
            found = same or found
        if len(found) == 1:
            return found[0], ""
        named = ", ".join(line.label for line in (found or reasons))
        return None, self.tr("And why, by a word of: {0}").format(named)

    # --- Words ----------------------------------------------------------------------------

    def _result(self, code: PaperCode) -> str:
        return {
            PaperCode.NO_ANSWER: self.tr("no answer"),
            PaperCode.LEFT_MESSAGE: self.tr("left a message"),
            PaperCode.WRONG_NUMBER: self.tr("wrong number"),
            PaperCode.CALL_AGAIN: self.tr("spoke, call again"),
            PaperCode.BOOKED: self.tr("booked"),
            PaperCode.DONE: self.tr("told all, done"),
            PaperCode.LOST: self.tr("does not come"),
        }[code]

    def _title(self, printed: SheetRow) -> str:
        name = printed.caller_name or self.tr("Unknown caller")
        return f"{printed.number} {name[:60]}"

    def _note(self, note: str) -> str:
        return self.tr("note: {0}").format(note[:60]) if note else ""

    def _tried_since(self, row: FollowUpRow, sheet: Sheet) -> str:
        if row.last_at is None or row.last_result is None or not row.last_result.counts:
            return ""
        if row.last_at < sheet.printed_at:
            return ""
        at = when_wording.since(self._desk.local(row.last_at), today=self._desk.today())
        return f"{wording.attempt_result(row.last_result)} {at}"

    def _why_closed(self, printed: SheetRow) -> str:
        title = self._title(printed)
        if printed.state is RowState.GONE:
            return self.tr("{0} was taken away since: undone, or in the bin.").format(title)
        if printed.done_at is None:
            return self.tr("{0} is done already.").format(title)
        at = when_wording.since(self._desk.local(printed.done_at), today=self._desk.today())
        if printed.done_by:
            return self.tr("{0} is done already: {1}, by {2}.").format(title, at, printed.done_by)
        return self.tr("{0} is done already: {1}.").format(title, at)


def _begins_each(wanted: list[str], label: str) -> bool:
    """Whether every word that was typed begins a word of the label."""
    words = fold(label).split()
    return all(any(word.startswith(begin) for word in words) for begin in wanted)
