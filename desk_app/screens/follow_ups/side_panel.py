"""What stands beside the list for the row under the cursor, in words."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QObject

from db.domain.enquiry import About
from db.domain.follow_up import AttemptResult, VoicemailRule, override_holds
from db.queries.follow_up_details import NumberRow, RowDetails
from db.queries.follow_ups import AttemptRow, FollowUpRow
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import name_of
from desk_app.screens.follow_ups.lines import LineWriter, RowKey, key_of


class Action(enum.Enum):
    """What can be done with a row; the value is its key."""

    CALL = "C"
    ANSWER = "A"
    CLOSE_UNREACHED = "X"
    NO_ANSWER = "N"
    LEFT_MESSAGE = "L"
    WRONG_NUMBER = "W"
    DONE = "D"
    SNOOZE = "S"
    HAND_OVER = "H"
    NOTE = "T"
    PROMISE = "P"
    ASK = "Q"
    MAKE_CARD = "K"
    HANDOUT = "G"
    CALENDAR = "I"
    ENQUIRY = "E"
    RESULT = "R"


CONTACTS = (Action.CALL, Action.NO_ANSWER, Action.LEFT_MESSAGE, Action.WRONG_NUMBER)
ON_MANY = (Action.SNOOZE, Action.HAND_OVER, Action.HANDOUT, Action.CALENDAR)
_WITHOUT_ONE = (
    *CONTACTS, Action.PROMISE, Action.DONE, Action.ASK, Action.HANDOUT, Action.ENQUIRY,
)  # fmt: skip
_SOMETIMES = (Action.ANSWER, Action.CLOSE_UNREACHED, Action.PROMISE, Action.MAKE_CARD)
_ON_A_PROMISE = tuple(a for a in Action if a not in (*_SOMETIMES, Action.RESULT))


_MOST_NAMES = 12
_LONGEST_NAME = 60
_MOST_NUMBERS = 9  # one key each


@dataclass(frozen=True, slots=True)
class Tried:
    """One try or note."""

    when: str
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class PanelContent:
    """Ready strings.

    Attributes:
        warning: why this person must not be contacted.
        advice: what is proposed, such as closing after the last try.
        calling: said while the number is being called.
        choices: the numbers of which one is to be called, each with what is known of it.
    """

    key: RowKey
    name: str
    matter: str
    actions: tuple[Action, ...]
    advice: str
    when: str = ""
    late: bool = False
    number: str = ""
    rule: str = ""
    rule_is_strict: bool = False
    warning: str = ""
    calling: str = ""
    promise_title: str = ""
    promise: str = ""
    concern: str = ""
    other_numbers: str = ""
    origin: str = ""
    attempts: tuple[Tried, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


class PanelWriter(QObject):
    """Writes the panel of one row."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def content(
        self,
        row: FollowUpRow,
        details: RowDetails | None,
        writer: LineWriter,
        *,
        called: FollowUpRow | None = None,
        asks_number: bool = False,
    ) -> PanelContent:
        """Return the panel; without ``details`` what the list itself knows.

        Args:
            called: the row with the number that is being called.
            asks_number: which number is to be called?
        """
        shown = called or row
        owner = writer.owner(row)
        due, day = writer.due(row), writer.exact_day(row)
        when = (due, day if day not in due else "", owner)
        flags = writer.flags(row)
        return PanelContent(
            key=key_of(row),
            name=name_of(row),
            matter=" · ".join(part for part in (row.service, flags) if part),
            when=" · ".join(part for part in when if part),
            late=writer.is_late(row),
            number=shown.phone,
            rule="" if called else self._rule(row),
            rule_is_strict=shown.voicemail is VoicemailRule.NO_MESSAGE,
            warning=self._warning(row, details),
            advice=self._advice(row),
            calling=self._calling(called) if called else "",
            promise_title=self.tr("Question") if row.is_question else self.tr("Promised"),
            promise=self._promise(row, details),
            concern=row.concern,
            other_numbers="" if asks_number else self._other_numbers(row, details, shown.phone),
            origin=self._origin(row, details),
            attempts=tuple(self._tried(one) for one in details.attempts) if details else (),
            actions=_offered(
                row,
                self._desk.clinic.profile.give_up_after,
                may_call=may_contact(row, details, now=self._desk.now()),
                has_number=bool(numbers_of(row, details)),
            ),
            choices=self._choices(row, details) if asks_number else (),
        )

    def _rule(self, row: FollowUpRow) -> str:
        if not row.phone:
            return self.tr("No number: open the enquiry with E and write it down.")
        return wording.voicemail_rule(row.voicemail)

    def _warning(self, row: FollowUpRow, details: RowDetails | None) -> str:
        if not row.do_not_contact:
            return ""
        reason = details.do_not_contact_reason if details else ""
        words = self.tr("Do not contact. {0}").format(reason).strip()
        if may_contact(row, details, now=self._desk.now()):
            return f"{words}\n" + self.tr("Called all the same today; the reason stands below.")
        return f"{words}\n" + self.tr("C asks for a reason to call all the same.")

    def many(self, rows: Sequence[FollowUpRow]) -> PanelContent:
        """Return what stands beside several rows that were chosen."""
        names = ", ".join(name_of(row)[:_LONGEST_NAME] for row in rows[:_MOST_NAMES])
        more = len(rows) - _MOST_NAMES
        return PanelContent(
            key=key_of(rows[0]),
            name=self.tr("{0} chosen").format(QLocale().toString(len(rows))),
            matter=self.tr("{0} and {1} more").format(names, more) if more > 0 else names,
            advice=self.tr("Esc goes back to one."),
            actions=ON_MANY,
        )

    def _promise(self, row: FollowUpRow, details: RowDetails | None) -> str:
        """A question says who asks; an answer to be passed on, what was asked and who said it."""
        if details is None or not details.asked_by:
            return row.promise
        if row.is_question:
            return self.tr("{0} asks: {1}").format(details.asked_by, row.promise)
        asked = self.tr("{0} asked: {1}").format(details.asked_by, details.question)
        answered = self.tr("{0} answered: {1}").format(details.answered_by, details.answer)
        return f"{row.promise}\n\n{asked}\n{answered}"

    def _advice(self, row: FollowUpRow) -> str:
        if row.is_question:
            mine = row.owner_id is not None and row.owner_id == self._desk.seat.staff_id
            whom = self.tr("you") if mine else row.owner_name or self.tr("nobody yet")
            words = self.tr("A question for {0}: A answers it, and the desk passes it on.")
            return words.format(whom)
        if row.follow_up_id is None:
            return self.tr("Nothing was promised yet: promise a next step, or say how it ended.")
        if row.attempts >= self._desk.clinic.profile.give_up_after:
            return self.tr("Tried {0} times. Close it with X as could not be reached?").format(
                row.attempts
            )
        return ""

    def _calling(self, row: FollowUpRow) -> str:
        identity = self.tr(
            "First make sure it is {0} who answers: ask for the full name before you say what "
            "it is about."
        ).format(name_of(row))
        machine = self.tr("On a machine: {0}").format(wording.voicemail_rule(row.voicemail))
        keys = (
            self.tr("Then N, L, W, or D when you spoke.")
            if row.follow_up_id is not None
            else self.tr("Then N, L, W; when you spoke P for the next step, or D for its end.")
        )
        return "\n".join((identity, machine, keys))

    def _other_numbers(self, row: FollowUpRow, details: RowDetails | None, shown: str) -> str:
        others = [one for one in numbers_of(row, details) if one.raw != shown]
        return " · ".join(self._number_words(one) for one in others)

    def _choices(self, row: FollowUpRow, details: RowDetails | None) -> tuple[tuple[str, str], ...]:
        return tuple((one.raw, self._about(one)) for one in numbers_of(row, details))

    def _number_words(self, number: NumberRow) -> str:
        about = self._about(number)
        return f"{number.raw} ({about})" if about else number.raw

    def _about(self, number: NumberRow) -> str:
        rule = "" if number.voicemail.allows_message else self.tr("leave no message")
        return ", ".join(part for part in (number.label, rule) if part)

    def _origin(self, row: FollowUpRow, details: RowDetails | None) -> str:
        if details is None:
            return ""
        day = when_wording.short_day(details.received_on, today=self._desk.today())
        taker = details.taken_by or self.tr("nobody noted")
        about = {
            About.SELF: "",
            About.CHILD: self.tr("about their child {0}"),
            About.PARTNER: self.tr("about their partner {0}"),
            About.PARENT: self.tr("about their parent {0}"),
            About.OTHER: self.tr("about somebody else: {0}"),
        }[details.about].format(details.about_name)
        received = self.tr("Received {0} by {1}").format(day, taker)
        outcome = wording.outcome(row.outcome) if row.outcome else ""
        return " · ".join(part.strip() for part in (received, about, outcome) if part)

    def _tried(self, attempt: AttemptRow) -> Tried:
        when = when_wording.since(self._desk.local(attempt.at), today=self._desk.today())
        what = wording.attempt_result(attempt.result)
        channel = wording.channel(attempt.channel) if attempt.channel else ""
        parts = (what, channel, attempt.staff_name, attempt.phone)
        return Tried(when, ", ".join(part for part in parts if part), attempt.note)

    def labels(self) -> dict[Action, str]:
        """Return the words on the button of each action, in the order of the actions."""
        words = {
            Action.CALL: self.tr("Call"),
            Action.NO_ANSWER: self.tr("No answer"),
            Action.LEFT_MESSAGE: self.tr("Left message"),
            Action.WRONG_NUMBER: self.tr("Wrong number"),
            Action.CLOSE_UNREACHED: self.tr("Could not reach"),
            Action.ANSWER: self.tr("Answer"),
            Action.ASK: self.tr("Ask a practitioner"),
            Action.MAKE_CARD: self.tr("Make a desk card"),
            Action.CALENDAR: self.tr("Calendar"),
            Action.DONE: self.tr("Done"),
            Action.SNOOZE: self.tr("Snooze"),
            Action.HAND_OVER: self.tr("Hand over"),
            Action.NOTE: self.tr("Note"),
            Action.PROMISE: self.tr("Promise a next step"),
            Action.HANDOUT: self.tr("Give handout"),
            Action.ENQUIRY: self.tr("Open enquiry"),
        }
        return {action: words[action] for action in Action if action in words}


def usable(row: FollowUpRow, give_up_after: int) -> tuple[Action, ...]:
    """Return the actions a row has a use for, in the order of their buttons."""
    if row.follow_up_id is None:
        return _WITHOUT_ONE
    wanted = {*_ON_A_PROMISE}
    if row.is_question:
        wanted = wanted - {Action.ASK} | {Action.ANSWER}
    if row.attempts >= give_up_after:
        wanted.add(Action.CLOSE_UNREACHED)
    if row.answers_id is not None:
        wanted.add(Action.MAKE_CARD)
    return tuple(action for action in Action if action in wanted)


def may_contact(row: FollowUpRow, details: RowDetails | None, *, now: dt.datetime) -> bool:
    """Whether the caller may be called: always, unless they said no and nobody said why."""
    if not row.do_not_contact:
        return True
    tries = details.attempts if details else ()
    return any(
        one.result is AttemptResult.OVERRIDE and override_holds(one.at, now=now) for one in tries
    )


def numbers_of(row: FollowUpRow, details: RowDetails | None) -> list[NumberRow]:
    """Return the numbers on which the caller can be called; first that of the promise."""
    own = [NumberRow(row.phone, "", row.voicemail)] if row.phone else []
    return [*own, *(details.other_numbers if details else ())][:_MOST_NUMBERS]


def _offered(
    row: FollowUpRow, give_up_after: int, *, may_call: bool, has_number: bool
) -> tuple[Action, ...]:
    """Return the actions to be written on buttons: nobody is tempted to call in vain."""
    hidden: tuple[Action, ...] = () if may_call else CONTACTS
    if not has_number:
        hidden = (*hidden, Action.CALL)
    return tuple(action for action in usable(row, give_up_after) if action not in hidden)
