"""The follow-up list: whose promises, in which order, and what a key does with one of them."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from db.domain.changes import Change, Topic
from db.domain.follow_up import AttemptResult
from db.queries.follow_up_details import RowDetails, row_details
from db.queries.follow_ups import FollowUpRow, ListCounts, Whose, list_counts, open_follow_ups
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import in_list_order, name_of
from desk_app.item_models.follow_up_model import ListLine
from desk_app.navigation import HandoutWish
from desk_app.screens.follow_ups.actions import FollowUpActions
from desk_app.screens.follow_ups.form import FollowUpForm, FormKind
from desk_app.screens.follow_ups.lines import (
    LineWriter,
    RowKey,
    cursor_after,
    key_of,
    matches,
    searched_text,
    with_headings,
)
from desk_app.screens.follow_ups.printing import ListPrinting
from desk_app.screens.follow_ups.side_panel import (
    CONTACTS,
    Action,
    PanelContent,
    PanelWriter,
    usable,
)

_SHOWN = frozenset({Topic.FOLLOW_UP, Topic.ENQUIRY, Topic.PERSON, Topic.SERVICE, Topic.STAFF})
_REFRESH_MS = 5 * 60_000  # what is due today is overdue tomorrow, also in a window left open
_FORMS = {
    Action.DONE: FormKind.DONE,
    Action.SNOOZE: FormKind.SNOOZE,
    Action.HAND_OVER: FormKind.HAND_OVER,
    Action.NOTE: FormKind.NOTE,
    Action.PROMISE: FormKind.PROMISE,
}


class Emptiness(enum.Enum):
    """Why a list has no rows."""

    NOTHING_DUE = "nothing_due"
    NO_MATCH = "no_match"
    NOBODY_SITS_HERE = "nobody_sits_here"


@dataclass(frozen=True, slots=True)
class ListContent:
    """The list as it is to be shown; ``empty`` is None while there are rows."""

    lines: tuple[ListLine, ...]
    current: RowKey | None
    empty: Emptiness | None
    whose: Whose


class FollowUpsPresenter(QObject):
    """Holds frozen rows and the cursor; the page holds nothing.

    Signals:
        list_changed: a ListContent.
        panel_changed: a PanelContent, or None when no row is under the cursor.
        counted: the ListCounts of all lists.
        counts_changed: how many promises of mine are due today or overdue.
    """

    list_changed = Signal(object)
    panel_changed = Signal(object)
    counted = Signal(object)
    counts_changed = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.actions = FollowUpActions(desk, self)
        self.form = FollowUpForm(desk, self.actions, self)
        self.printing = ListPrinting(desk, self)
        self.panel = PanelWriter(desk, self)
        self._whose = Whose.MINE
        self._typed = ""
        self._rows: list[FollowUpRow] = []
        self._texts: dict[RowKey, str] = {}
        self._lines: dict[RowKey, ListLine] = {}
        self._listed: list[FollowUpRow] = []
        self._current: RowKey | None = None
        self._details: RowDetails | None = None
        self._calling: RowKey | None = None
        self._moves_on = False
        self._comes_back: RowKey | None = None
        self._is_shown = False
        self._clock = QTimer(self)
        self._clock.setInterval(_REFRESH_MS)
        self._clock.timeout.connect(self.load)
        desk.changes.committed.connect(self._on_committed)
        desk.clinic_changed.connect(self.load)
        desk.seat.changed.connect(self.load)
        self.actions.outdated.connect(self.load)
        self.actions.put_back.connect(self._on_put_back)

    # --- Loading --------------------------------------------------------------------

    def set_shown(self, *, shown: bool) -> None:
        """The page came into sight or left it; a hidden list only counts."""
        self._is_shown = shown
        self._clock.stop()
        if shown:
            self._clock.start()
            self.load()

    def load(self) -> None:
        """Ask for the counts, and for the rows when they can be seen."""
        today, staff_id = self.desk.today(), self.desk.seat.staff_id
        self.desk.ask(
            list_counts, owner=self, done=self._on_counts, key="counts",
            staff_id=staff_id, today=today,
        )  # fmt: skip
        if self._is_shown:
            self.desk.ask(
                open_follow_ups, owner=self, done=self._on_rows, key="rows",
                whose=self._whose, staff_id=staff_id, today=today,
            )  # fmt: skip

    def choose_whose(self, whose: Whose) -> None:
        """Show the promises of somebody else."""
        self._whose = whose
        self.load()

    def search(self, typed: str) -> None:
        """Show only rows that have these words."""
        self._typed = typed
        self._show()

    # --- The cursor -----------------------------------------------------------------

    def move_to(self, key: RowKey | None) -> None:
        """The cursor stands on another row."""
        if key == self._current:
            return
        self._current, self._details, self._calling = key, None, None
        self.form.close()
        self._show_panel()
        self._load_details()

    @property
    def current(self) -> FollowUpRow | None:
        """The row under the cursor."""
        return next((row for row in self._listed if key_of(row) == self._current), None)

    def act(self, action: Action) -> None:
        """Do what a key is for with the row under the cursor."""
        row = self.current
        if row is None or action not in usable(row):
            return
        if action in _FORMS:
            self.form.open(_FORMS[action], row)
        elif action in CONTACTS:
            self._contact(row, action)
        elif action is Action.ENQUIRY:
            self.desk.navigation.enquiry_wanted.emit(row.enquiry_id)
        else:
            wish = HandoutWish(enquiry_id=row.enquiry_id, recipient_name=row.caller_name)
            self.desk.navigation.handout_wanted.emit(wish)

    def print_list(self) -> None:
        """Set the rows that are shown on paper."""
        if self._listed:
            heading = {
                Whose.MINE: self.tr("Follow-ups: {0}").format(self._my_name()),
                Whose.EVERYBODYS: self.tr("Follow-ups: everybody's"),
                Whose.NOBODYS: self.tr("Follow-ups: nobody's"),
            }[self._whose]
            self.printing.show(self._listed, self._writer(), heading)

    def _contact(self, row: FollowUpRow, action: Action) -> None:
        if row.do_not_contact:
            self.desk.notices.warn(self._stop_words(row))
        elif action is Action.NO_ANSWER:
            self.actions.try_failed(row, AttemptResult.NO_ANSWER)
        elif action is Action.CALL:
            self._call(row)
        elif row.voicemail.allows_message:
            self.actions.try_failed(row, AttemptResult.LEFT_MESSAGE)
        else:
            words = self.tr("{0} wants no message on this number. Use N, no answer.")
            self.desk.notices.warn(words.format(name_of(row)))

    def _call(self, row: FollowUpRow) -> None:
        if not row.phone:
            words = self.tr("There is no number for {0}. Open the enquiry with E.")
            self.desk.notices.warn(words.format(name_of(row)))
            return
        self._calling = key_of(row)
        self._show_panel()
        self.desk.navigation.call_wanted.emit(row.phone)

    def _stop_words(self, row: FollowUpRow) -> str:
        reason = self._details.do_not_contact_reason if self._details else ""
        words = self.tr("{0} must not be contacted. {1}").format(name_of(row), reason)
        return words.strip()

    def _my_name(self) -> str:
        member = self.desk.seat.member
        return member.name if member else ""

    # --- Answers --------------------------------------------------------------------

    def _on_counts(self, counts: ListCounts) -> None:
        self.counted.emit(counts)
        self.counts_changed.emit(counts.due)

    def _on_rows(self, rows: list[FollowUpRow]) -> None:
        self.actions.settle()
        self._rows = in_list_order(rows)
        writer = self._writer()
        self._texts = {key_of(row): searched_text(row) for row in rows}
        self._lines = {key_of(row): writer.line(row) for row in rows}
        self._show()
        self._moves_on, self._comes_back = False, None
        self._load_details()

    def _on_details(self, details: RowDetails | None) -> None:
        self._details = details
        self._show_panel()

    def _on_put_back(self, key: RowKey) -> None:
        self._comes_back = key

    def _on_committed(self, change: Change, origin: object) -> None:
        if change.topics & _SHOWN:
            self._moves_on |= origin is self.actions
            self.load()

    # --- Showing --------------------------------------------------------------------

    def _writer(self) -> LineWriter:
        return LineWriter(
            now=self.desk.local(self.desk.now()),
            local=self.desk.local,
            initials={member.staff_id: member.initials for member in self.desk.clinic.staff},
        )

    def _show(self) -> None:
        before = [key_of(row) for row in self._listed]
        self._listed = [
            row
            for row in self._rows
            if not self._typed or matches(self._texts[key_of(row)], self._typed)
        ]
        self._place_cursor(before)
        lines = with_headings(self._listed, self._lines)
        content = ListContent(lines, self._current, self._empty(), self._whose)
        self.list_changed.emit(content)
        if self.current is not None:
            self.form.row_reloaded(self.current)
        self._show_panel()

    def _place_cursor(self, before: list[RowKey]) -> None:
        now = [key_of(row) for row in self._listed]
        back = self._comes_back if self._comes_back in now else None
        target = back or cursor_after(before, now, self._current, moves_on=self._moves_on)
        if target != self._current:
            self._details, self._calling = None, None
            self.form.close()
            self._current = target

    def _empty(self) -> Emptiness | None:
        if self._listed:
            return None
        if self._rows:
            return Emptiness.NO_MATCH
        if self._whose is Whose.MINE and self.desk.seat.staff_id is None:
            return Emptiness.NOBODY_SITS_HERE
        return Emptiness.NOTHING_DUE

    def _load_details(self) -> None:
        row = self.current
        if row is not None:
            self.desk.ask(
                row_details, owner=self, done=self._on_details, key="details",
                enquiry_id=row.enquiry_id, follow_up_id=row.follow_up_id,
            )  # fmt: skip

    def _show_panel(self) -> None:
        row = self.current
        content: PanelContent | None = None
        if row is not None:
            calling = self._calling == key_of(row)
            content = self.panel.content(row, self._details, self._writer(), calling=calling)
        self.panel_changed.emit(content)
