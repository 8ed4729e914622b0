"""The follow-up list: whose promises, in which order, and what a key does with one of them."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from db.domain.changes import Change, Topic
from db.queries.follow_up_details import RowDetails, row_details
from db.queries.follow_ups import FollowUpRow, ListCounts, Whose, list_counts, open_follow_ups
from desk_app.desk_context import DeskContext
from desk_app.follow_up_wording import in_list_order
from desk_app.item_models.follow_up_model import ListLine
from desk_app.navigation import HandoutWish, Recipient
from desk_app.screens.follow_ups.actions import FollowUpActions
from desk_app.screens.follow_ups.back_entry import BackEntry
from desk_app.screens.follow_ups.calendar import CalendarFile
from desk_app.screens.follow_ups.calling import Calling
from desk_app.screens.follow_ups.form import FollowUpForm
from desk_app.screens.follow_ups.lines import (
    LineWriter,
    RowKey,
    cursor_after,
    key_of,
    matches,
    searched_text,
    with_headings,
)
from desk_app.screens.follow_ups.many import ManyActions
from desk_app.screens.follow_ups.printing import ListPrinting
from desk_app.screens.follow_ups.questions import QuestionActions
from desk_app.screens.follow_ups.side_panel import (
    CONTACTS,
    Action,
    PanelContent,
    PanelWriter,
    may_contact,
    numbers_of,
    usable,
)
from desk_app.screens.follow_ups.typed import FormKind
from desk_app.screens.follow_ups.whose import WhoseList

_SHOWN = frozenset({Topic.FOLLOW_UP, Topic.ENQUIRY, Topic.PERSON, Topic.SERVICE, Topic.STAFF})
_REFRESH_MS = 60_000  # a time window begins and ends, also in a window left open
_FORMS = {
    Action.DONE: FormKind.DONE,
    Action.SNOOZE: FormKind.SNOOZE,
    Action.HAND_OVER: FormKind.HAND_OVER,
    Action.NOTE: FormKind.NOTE,
    Action.PROMISE: FormKind.PROMISE,
    Action.ASK: FormKind.ASK,
    Action.ANSWER: FormKind.ANSWER,
}
_FORMS_OF_MANY = {
    Action.SNOOZE: FormKind.SNOOZE,
    Action.HAND_OVER: FormKind.HAND_OVER_MANY,
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
    chosen: tuple[RowKey, ...]
    empty: Emptiness | None


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
        self.many = ManyActions(desk, self)
        self.form = FollowUpForm(desk, self.actions, self.many, self)
        self.whose = WhoseList(desk, self)
        self.calendar = CalendarFile(desk, self)
        self.printing = ListPrinting(desk, self)
        self.back_entry = BackEntry(desk, self)
        self.panel = PanelWriter(desk, self)
        self._calling = Calling(desk, self.actions)
        self._questions = QuestionActions(desk, self.actions)
        self._typed = ""
        self._rows: list[FollowUpRow] = []
        self._texts: dict[RowKey, str] = {}
        self._lines: dict[RowKey, ListLine] = {}
        self._listed: list[FollowUpRow] = []
        self._current: RowKey | None = None
        self._details: RowDetails | None = None
        self._chosen: tuple[RowKey, ...] = ()
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
        self.actions.overridden.connect(self._on_overridden)
        self.many.outdated.connect(self.load)
        self.many.done.connect(self._on_many_done)
        self.whose.changed.connect(self.load)

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
                whose=self.whose.whose, staff_id=self.whose.staff_id, today=today,
            )  # fmt: skip

    def search(self, typed: str) -> None:
        """Show only rows that have these words."""
        self._typed = typed
        self._show()

    # --- The cursor -----------------------------------------------------------------

    def move_to(self, key: RowKey | None) -> None:
        """The cursor stands on another row."""
        if key == self._current:
            return
        self._current, self._details = key, None
        self.form.close()
        self._calling.stop_asking()
        self._show_panel()
        self._load_details()

    def choose(self, keys: tuple[RowKey, ...]) -> None:
        """Several rows are chosen; one or none means the row under the cursor."""
        chosen = keys if len(keys) > 1 else ()
        if chosen != self._chosen:
            self._chosen = chosen
            self.form.close()
            self._show_panel()

    @property
    def current(self) -> FollowUpRow | None:
        """The row under the cursor."""
        return next((row for row in self._listed if key_of(row) == self._current), None)

    @property
    def chosen(self) -> list[FollowUpRow]:
        """The rows that were chosen, or else the one under the cursor."""
        if self._chosen:
            return [row for row in self._listed if key_of(row) in self._chosen]
        return [self.current] if self.current else []

    @property
    def called(self) -> FollowUpRow | None:
        """The row that was called and left without saying what came of it."""
        key = self.actions.called
        return next((row for row in self._rows if key_of(row) == key), None)

    def pick_number(self, place: int) -> None:
        """Call this number of the row under the cursor, where it was asked which."""
        if self.current is not None and not self._chosen:
            self._calling.pick(self.current, self._details, place)
            self._show_panel()

    def leave_numbers(self) -> None:
        """Call none of the numbers."""
        if self._calling.stop_asking():
            self._show_panel()

    def act(self, action: Action) -> None:
        """Do what a key is for with the row under the cursor, or with all that are chosen."""
        if action is not Action.CALL:
            self.leave_numbers()
        if action is Action.RESULT:
            self._go_to_called()
        elif action is Action.CALENDAR:
            self.calendar.ask_for(self.chosen)
        elif self._chosen:
            self._act_on_many(action)
        elif self.current is not None:
            self._act_on(self.current, action)

    def _act_on(self, row: FollowUpRow, action: Action) -> None:
        if action not in usable(row, self.desk.clinic.profile.give_up_after):
            return
        if action in _FORMS:
            self.form.open(_FORMS[action], row)
        elif action is Action.CALL and self._needs_reason(row):
            self.form.open(FormKind.ALL_THE_SAME, row)
        elif action in CONTACTS:
            self._calling.act(row, action, self._details)
            self._show_panel()
        elif action is Action.CLOSE_UNREACHED:
            self._give_up(row)
        elif action is Action.MAKE_CARD and self._details is not None:
            self._questions.make_card(row, self._details)
        elif action is Action.ENQUIRY:
            self.desk.navigation.enquiry_wanted.emit(row.enquiry_id)
        elif action is Action.HANDOUT:
            wish = HandoutWish(enquiry_id=row.enquiry_id, recipient_name=row.caller_name)
            self.desk.navigation.handout_wanted.emit(wish)

    def _needs_reason(self, row: FollowUpRow) -> bool:
        """Whether they can be called, but only with a reason."""
        blocked = not may_contact(row, self._details, now=self.desk.now())
        return blocked and bool(numbers_of(row, self._details))

    def _act_on_many(self, action: Action) -> None:
        if action in _FORMS_OF_MANY:
            self.form.open_many(_FORMS_OF_MANY[action], self.chosen)
        elif action is Action.HANDOUT:
            people = {row.enquiry_id: row.caller_name for row in self.chosen}
            named = tuple(Recipient(name, key) for key, name in people.items() if name)
            self.desk.navigation.handout_wanted.emit(HandoutWish(people=named))
        else:
            words = self.tr("This is done with one at a time: Esc goes back to one.")
            self.desk.notices.warn(words)

    def _give_up(self, row: FollowUpRow) -> None:
        if self.actions.unreached_id() is None:
            self.form.open(FormKind.DONE, row)  # the clinic has its own words for it
        else:
            self.actions.give_up(row)

    def _go_to_called(self) -> None:
        row = self.called
        if row is not None:
            self._typed, self._chosen = "", ()
            self._comes_back = key_of(row)
            self._show()
            self._comes_back = None
            self._load_details()

    def print_list(self) -> None:
        """Set the rows that are shown on paper."""
        if self._listed:
            self.printing.show(self._listed, self._writer(), self.whose.heading())

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

    def _on_overridden(self, row: FollowUpRow) -> None:
        """Where nothing was promised the row has a promise now, and the cursor goes with it."""
        self._comes_back = key_of(row)
        self._calling.begin(row, self._details)
        self._show_panel()

    def _on_many_done(self) -> None:
        self._chosen = ()

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
            language=self.desk.clinic.profile.language,
        )

    def _show(self) -> None:
        before = [key_of(row) for row in self._listed]
        self._listed = [
            row
            for row in self._rows
            if not self._typed or matches(self._texts[key_of(row)], self._typed)
        ]
        self._place_cursor(before)
        self._chosen = tuple(key for key in map(key_of, self._listed) if key in self._chosen)
        lines = with_headings(self._listed, self._lines)
        content = ListContent(lines, self._current, self._chosen, self._empty())
        self.list_changed.emit(content)
        self.form.rows_reloaded(self._rows)
        self._show_panel()

    def _place_cursor(self, before: list[RowKey]) -> None:
        now = [key_of(row) for row in self._listed]
        back = self._comes_back if self._comes_back in now else None
        target = back or cursor_after(before, now, self._current, moves_on=self._moves_on)
        if target != self._current:
            self._details = None
            self.form.close()
            self._current = target

    def _empty(self) -> Emptiness | None:
        if self._listed:
            return None
        if self._rows:
            return Emptiness.NO_MATCH
        if self.whose.whose is Whose.MINE and self.whose.staff_id is None:
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
        if self._chosen:
            content = self.panel.many(self.chosen)
        elif row is not None:
            is_called = self.actions.called == key_of(row)
            content = self.panel.content(
                row, self._details, self._writer(),
                called=self.actions.as_called(row) if is_called else None,
                asks_number=self._calling.asks(row),
            )  # fmt: skip
        self.panel_changed.emit(content)
