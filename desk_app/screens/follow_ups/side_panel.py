"""What stands beside the list for the row under the cursor, in words."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QObject

from db.domain.enquiry import About
from db.domain.follow_up import VoicemailRule
from db.queries.follow_up_details import RowDetails
from db.queries.follow_ups import AttemptRow, FollowUpRow
from desk_app import when_wording, wording
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import name_of
from desk_app.screens.follow_ups.lines import LineWriter, RowKey, key_of


class Action(enum.Enum):
    """What can be done with a row; the value is its key."""

    CALL = "C"
    NO_ANSWER = "N"
    LEFT_MESSAGE = "L"
    DONE = "D"
    SNOOZE = "S"
    HAND_OVER = "H"
    NOTE = "T"
    PROMISE = "P"
    HANDOUT = "G"
    ENQUIRY = "E"


CONTACTS = (Action.CALL, Action.NO_ANSWER, Action.LEFT_MESSAGE)
_ON_A_PROMISE = tuple(action for action in Action if action is not Action.PROMISE)
_WITHOUT_ONE = (Action.CALL, Action.PROMISE, Action.DONE, Action.HANDOUT, Action.ENQUIRY)


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
    """

    key: RowKey
    name: str
    matter: str
    when: str
    late: bool
    number: str
    rule: str
    rule_is_strict: bool
    warning: str
    advice: str
    calling: str
    promise: str
    concern: str
    other_numbers: str
    origin: str
    attempts: tuple[Tried, ...]
    actions: tuple[Action, ...]


class PanelWriter(QObject):
    """Writes the panel of one row."""

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def content(
        self, row: FollowUpRow, details: RowDetails | None, writer: LineWriter, *, calling: bool
    ) -> PanelContent:
        """Return the panel; without ``details`` what the list itself knows."""
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
            number=row.phone,
            rule=wording.voicemail_rule(row.voicemail) if row.phone else self._no_number(),
            rule_is_strict=row.voicemail is VoicemailRule.NO_MESSAGE,
            warning=self._warning(row, details),
            advice=self._advice(row),
            calling=self._calling(row) if calling else "",
            promise=row.promise,
            concern=row.concern,
            other_numbers=self._other_numbers(details),
            origin=self._origin(row, details),
            attempts=tuple(self._tried(one) for one in details.attempts) if details else (),
            actions=_offered(row),
        )

    def _no_number(self) -> str:
        return self.tr("No number: open the enquiry with E and write it down.")

    def _warning(self, row: FollowUpRow, details: RowDetails | None) -> str:
        if not row.do_not_contact:
            return ""
        reason = details.do_not_contact_reason if details else ""
        return self.tr("Do not contact. {0}").format(reason).strip()

    def _advice(self, row: FollowUpRow) -> str:
        if row.follow_up_id is None:
            return self.tr("Nothing was promised yet: promise a next step, or say how it ended.")
        if row.attempts >= self._desk.clinic.profile.give_up_after:
            return self.tr("Tried {0} times. Close it with D as could not be reached?").format(
                row.attempts
            )
        return ""

    def _calling(self, row: FollowUpRow) -> str:
        return self.tr("First make sure it is {0} who answers. Then say why you call.").format(
            name_of(row)
        )

    def _other_numbers(self, details: RowDetails | None) -> str:
        numbers = details.other_numbers if details else ()
        forbidden = self.tr("{0} (leave no message)")
        return " · ".join(
            raw if rule.allows_message else forbidden.format(raw) for raw, rule in numbers
        )

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
        who = attempt.staff_name
        what = wording.attempt_result(attempt.result)
        return Tried(when, ", ".join(part for part in (what, who) if part), attempt.note)

    def labels(self) -> dict[Action, str]:
        """Return the words on the button of each action."""
        return {
            Action.CALL: self.tr("Call"),
            Action.NO_ANSWER: self.tr("No answer"),
            Action.LEFT_MESSAGE: self.tr("Left message"),
            Action.DONE: self.tr("Done"),
            Action.SNOOZE: self.tr("Snooze"),
            Action.HAND_OVER: self.tr("Hand over"),
            Action.NOTE: self.tr("Note"),
            Action.PROMISE: self.tr("Promise a next step"),
            Action.HANDOUT: self.tr("Give handout"),
            Action.ENQUIRY: self.tr("Open enquiry"),
        }


def usable(row: FollowUpRow) -> tuple[Action, ...]:
    """Return the actions a row has a use for."""
    return _WITHOUT_ONE if row.follow_up_id is None else _ON_A_PROMISE


def _offered(row: FollowUpRow) -> tuple[Action, ...]:
    """Return the actions to be written on buttons: nobody is tempted to call in vain."""
    hidden: tuple[Action, ...] = CONTACTS if row.do_not_contact else ()
    if not row.phone:
        hidden = (*hidden, Action.CALL)
    return tuple(action for action in usable(row) if action not in hidden)
