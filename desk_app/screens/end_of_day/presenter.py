"""The end of the day: everything that is left, each thing one key from mended."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from db.domain.call import DismissReason
from db.domain.changes import Change, Topic
from db.domain.errors import StorageError
from db.queries.calls import UnloggedCall
from db.queries.due_reviews import DueReview, ReviewKind, due_reviews
from db.queries.end_of_day import LeftOpen, left_open
from db.queries.follow_ups import FollowUpRow
from db.queries.hand_overs import OpenHandOverRow
from desk_app.desk_context import DeskContext
from desk_app.open_card import OpenCard
from desk_app.screens.end_of_day.asking import Asking
from desk_app.screens.end_of_day.rows import Left, LeftKind, LeftRow
from desk_app.telephone.unlogged_calls import UnloggedCalls

_SHOWN = frozenset(
    {
        Topic.ARTICLE,
        Topic.ENQUIRY,
        Topic.FOLLOW_UP,
        Topic.PERSON,
        Topic.SERVICE,
        Topic.STAFF,
    }
)


class EndOfDayPresenter(QObject):
    """Gathers the groups and hands each row to where it is mended.

    Signals:
        loaded: the rows are different now.
    """

    loaded = Signal()

    def __init__(
        self,
        desk: DeskContext,
        open_cards: Callable[[], Sequence[OpenCard]],
        parent: QObject | None = None,
    ) -> None:
        """Args: open_cards: what waits at this desk; other desks keep theirs to themselves."""
        super().__init__(parent)
        self.desk = desk
        self.asking = Asking(desk, self)
        self._open_cards = open_cards
        self._calls = UnloggedCalls(desk, self)
        self._left: LeftOpen | None = None
        self._reviews: list[DueReview] = []
        self._mended: set[Hashable] = set()
        self._is_visible = False
        self._is_stale = True
        self._calls.loaded.connect(self.loaded)
        self.asking.mended.connect(self._hide)
        desk.changes.committed.connect(self._committed)

    @property
    def is_loaded(self) -> bool:
        return self._left is not None

    @property
    def groups(self) -> list[tuple[LeftKind, int, list[LeftRow]]]:
        """Kind, how many there are, and those that are shown; without the empty groups.

        None before all is known: the place to begin is the first row of the first group.
        """
        if self._left is None:
            return []
        cards = self._open_cards()
        busy = {card.call_id for card in cards}
        calls = [row for row in self._calls.rows if row.heard.public_id not in busy]
        left, counts = self._left, self._left.counts
        found: tuple[tuple[LeftKind, int, Sequence[Left]], ...] = (
            (LeftKind.HAND_OVER, counts.hand_overs, left.hand_overs),
            (LeftKind.CALL, len(calls), calls),
            (LeftKind.CARD, len(cards), cards),
            (LeftKind.STEPLESS, counts.stepless, left.stepless),
            (LeftKind.OVERDUE, counts.overdue, left.overdue),
            (LeftKind.TODAY, counts.today, left.today),
            (LeftKind.REVIEW, len(self._reviews), self._reviews),
        )
        groups = []
        for kind, count, all_rows in found:
            rows = [LeftRow(kind, one) for one in all_rows]
            shown = [row for row in rows if row.key not in self._mended]
            if shown:
                groups.append((kind, count - len(rows) + len(shown), shown))
        return groups

    @Slot(object)
    def _hide(self, key: Hashable) -> None:
        """What was mended is gone at once; a second Enter is for the next row."""
        self._mended.add(key)
        self.loaded.emit()

    def row(self, key: Hashable | None) -> LeftRow | None:
        rows = (row for _kind, _count, rows in self.groups for row in rows)
        return next((row for row in rows if row.key == key), None)

    def set_visible(self, *, visible: bool) -> None:
        """What is not seen is loaded once it is."""
        self._is_visible = visible
        self._calls.set_visible(visible=visible)
        if visible and self._is_stale:
            self.load()

    def load(self) -> None:
        self._is_stale = False
        self.desk.ask(
            due_reviews,
            owner=self,
            done=self._reviews_loaded,
            failed=self._not_loaded,
            key="reviews",
            today=self.desk.today(),
        )
        self.desk.ask(
            left_open,
            owner=self,
            done=self._loaded,
            failed=self._not_loaded,
            key="left",
            today=self.desk.today(),
        )

    @Slot()
    def cards_changed(self) -> None:
        """A card was opened, saved or discarded."""
        if self._is_visible:
            self.loaded.emit()

    # --- Mending -------------------------------------------------------------------------

    def mend(self, row: LeftRow) -> None:
        """Enter: what mends a row of this kind."""
        left = row.left
        if isinstance(left, UnloggedCall):
            self._calls.make_enquiry(left)
        elif isinstance(left, OpenCard):
            self.desk.navigation.open_card_wanted.emit(left.public_id)
        elif isinstance(left, OpenHandOverRow):
            self.asking.ask_taker(row, left)
        elif isinstance(left, DueReview):
            self._open_text(left)
        else:
            self.asking.ask_day(row, left)

    def _open_text(self, left: DueReview) -> None:
        if left.kind is ReviewKind.ARTICLE:
            self.desk.navigation.article_wanted.emit(left.record_id)
        else:
            self.desk.navigation.page_wanted.emit("settings")

    def hand_over(self, row: LeftRow) -> None:
        """Give a promise to somebody else."""
        if isinstance(row.left, FollowUpRow) and row.left.follow_up_id is not None:
            self.asking.ask_owner(row, row.left)

    def open(self, row: LeftRow) -> None:
        """Open the enquiry behind a row."""
        if isinstance(row.left, FollowUpRow | OpenHandOverRow):
            self.desk.navigation.enquiry_wanted.emit(row.left.enquiry_id)

    def dismiss(self, row: LeftRow, reason: DismissReason) -> None:
        """A call needs no enquiry."""
        if isinstance(row.left, UnloggedCall):
            self._calls.dismiss(row.left, reason)

    # --- Loading -------------------------------------------------------------------------

    def _loaded(self, left: LeftOpen) -> None:
        self._left = left
        self._mended.clear()
        self.loaded.emit()

    def _reviews_loaded(self, reviews: list[DueReview]) -> None:
        self._reviews = reviews
        self.loaded.emit()

    def _not_loaded(self, error: Exception) -> None:
        self._is_stale = True
        retry = partial(self.load) if isinstance(error, StorageError) else None
        self.desk.notices.problem(error, retry=retry)

    @Slot(object, object)
    def _committed(self, change: Change, _origin: object) -> None:
        if change.topics & _SHOWN:
            self._is_stale = True
            if self._is_visible:
                self.load()
