"""The list of enquiries: what narrows and orders it, and its pages as they come into sight."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import QObject, Signal

from db.domain.deed import Deed
from db.domain.words import query_words
from db.queries.enquiry_log import LogCursor, LogFilter, LogRow, SortBy
from db.queries.log_places import LogIds, LogList, log_ids, log_list, log_rows, log_slices
from desk_app.desk_context import DeskContext
from desk_app.item_models.log_model import PAGE, LogLine
from desk_app.screens.enquiries.lines import Lines, LineWriter
from desk_app.screens.enquiries.log_export import LogExport
from desk_app.spreadsheet import pasted

_MOST_COPIED = 5_000


class Emptiness(enum.Enum):
    """Why the list has no rows."""

    NOTHING_YET = "nothing_yet"
    NO_MATCH = "no_match"


@dataclass(frozen=True, slots=True)
class LogContent:
    """The list as it is to be shown.

    Attributes:
        there_are_more: ``count`` is only what has been counted so far.
        place: of the row the cursor belongs on; None where there is none.
        first, lines: a page that is here already.
        same_list: nothing else is shown than before, so the view stays where it is.
    """

    count: int
    there_are_more: bool
    place: int | None
    first: int
    lines: Sequence[LogLine]
    empty: Emptiness | None
    same_list: bool
    wanted: LogFilter


class LogBrowser(QObject):
    """Holds ids and the filter; rows are held by the item model alone.

    Signals:
        list_changed: a LogContent.
        page_ready: the place of a page's first row, and its LogLines.
        grown: how many rows there are now, and whether there may be more.
        copied: rows as text, one in each line, with tabs between the columns.
    """

    list_changed = Signal(object)
    page_ready = Signal(int, object)
    grown = Signal(int, bool)
    copied = Signal(str)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._export = LogExport(desk, self)
        self._wanted = LogFilter()
        self._shown: LogFilter | None = None
        self._ids: Sequence[int] | None = None
        self._more: LogCursor | None = None
        self._current: int | None = None
        self._writer: LineWriter | None = None

    # --- What to show ----------------------------------------------------------------

    @property
    def wanted(self) -> LogFilter:
        """What narrows and orders the list now."""
        return self._wanted

    def narrow(self, **fields: Any) -> None:
        """Change some fields of the LogFilter."""
        wanted = replace(self._wanted, **fields)
        if wanted != self._wanted:
            self._wanted = wanted
            self.load()

    def show_only(self, wanted: LogFilter) -> None:
        """Show what a filter lets through, in the order the list has."""
        order = {"sort_by": self._wanted.sort_by, "descending": self._wanted.descending}
        self._wanted = replace(wanted, **order)  # type: ignore[arg-type]
        self.load()

    def clear_filters(self) -> None:
        """Show everything, in the order it has."""
        self.show_only(LogFilter())

    def move_to(self, enquiry_id: int | None) -> None:
        """The cursor stands on another row."""
        self._current = enquiry_id

    @property
    def current(self) -> int | None:
        """The enquiry under the cursor."""
        return self._current

    def load(self) -> None:
        """Ask for the list as it stands now."""
        wanted = self._wanted

        def loaded(found: LogList) -> None:
            self._on_list(wanted, found)

        self._desk.ask(
            log_list, owner=self, done=loaded, key="list",
            wanted=wanted, page=PAGE, enquiry_id=self._current,
        )  # fmt: skip

    # --- Pages ------------------------------------------------------------------------

    def fetch(self, firsts: Sequence[int]) -> None:
        """Ask for pages; those asked for before and not here yet are not needed any more."""
        if self._ids is None:
            self._desk.ask(
                log_slices, owner=self, done=self._on_slices, key="pages",
                firsts=tuple(firsts), limit=PAGE, descending=self._wanted.descending,
            )  # fmt: skip
            return
        ids = self._ids
        parts = {first: ids[first : first + PAGE] for first in firsts}

        def loaded(rows: list[LogRow]) -> None:
            if ids is self._ids:
                self._on_rows(parts, rows)

        wanted = [enquiry_id for part in parts.values() for enquiry_id in part]
        self._desk.ask(log_rows, owner=self, done=loaded, key="pages", ids=wanted)
        if self._more is not None and any(first + PAGE >= len(ids) for first in firsts):
            self._go_on(ids, self._more)

    def copy(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Ask for rows as text. Each stretch is its first and last place."""
        self._rows_at(stretches, self._on_copy)

    def save(self, stretches: Sequence[tuple[int, int]], file: str) -> None:
        """Write the rows to a file; one row alone is the cursor and means all of the list."""
        if sum(last - first + 1 for first, last in stretches) <= 1:
            self._export.save(file, self._wanted, None)
            return

        def found(rows: Sequence[LogRow], *, cut: bool) -> None:
            self._export.save(file, self._wanted, [row.enquiry_id for row in rows])
            if cut:
                self._desk.notices.warn(self.tr("More rows than {0} are cut.").format(len(rows)))

        self._rows_at(stretches, found)

    def _rows_at(self, stretches: Sequence[tuple[int, int]], done: Callable[..., None]) -> None:
        every = (place for first, last in stretches for place in range(first, last + 1))
        places = list(islice(every, _MOST_COPIED + 1))
        cut = len(places) > _MOST_COPIED
        ids = self._ids
        if ids is not None:
            known = [ids[place] for place in places[:_MOST_COPIED] if place < len(ids)]
            self._desk.ask(
                log_rows, owner=self, done=partial(done, cut=cut),
                key="copy", ids=known,
            )  # fmt: skip
            return
        firsts = sorted({place - place % PAGE for place in places[:_MOST_COPIED]})

        def loaded(pages: dict[int, list[LogRow]]) -> None:
            found = {first + n: row for first, rows in pages.items() for n, row in enumerate(rows)}
            rows = [found[place] for place in places[:_MOST_COPIED] if place in found]
            done(rows, cut=cut)

        self._desk.ask(
            log_slices, owner=self, done=loaded, key="copy",
            firsts=firsts, limit=PAGE, descending=self._wanted.descending,
        )  # fmt: skip

    # --- Answers ------------------------------------------------------------------------

    def _on_list(self, wanted: LogFilter, found: LogList) -> None:
        self._ids, self._more = found.ids, found.next_cursor
        self._writer = LineWriter(
            today=self._desk.today(),
            local=self._desk.local,
            words=query_words(wanted.typed),
            clinic=self._desk.clinic,
        )
        empty = None
        if not found.count:
            empty = Emptiness.NO_MATCH if wanted.narrows else Emptiness.NOTHING_YET
        same, self._shown = wanted == self._shown, wanted
        self.list_changed.emit(
            LogContent(
                count=found.count,
                there_are_more=self._more is not None,
                place=found.place,
                first=found.first,
                lines=self._lines(found.rows),
                empty=empty,
                same_list=same,
                wanted=wanted,
            )
        )

    def _on_slices(self, pages: dict[int, list[LogRow]]) -> None:
        for first, rows in pages.items():
            self.page_ready.emit(first, self._lines(rows))

    def _on_rows(self, parts: dict[int, Sequence[int]], rows: Sequence[LogRow]) -> None:
        known = {row.enquiry_id: row for row in rows}
        for first, ids in parts.items():
            self.page_ready.emit(first, self._lines([known.get(key, key) for key in ids]))

    def _go_on(self, ids: Sequence[int], after: LogCursor) -> None:
        """The end of what is known comes into sight: read on."""

        def loaded(found: LogIds) -> None:
            if ids is self._ids:
                self._ids, self._more = [*ids, *found.ids], found.next_cursor
                self.grown.emit(len(self._ids), self._more is not None)

        self._desk.ask(
            log_ids, owner=self, done=loaded, key="more", wanted=self._wanted, after=after
        )

    def _lines(self, rows: Sequence[LogRow | int]) -> Sequence[LogLine]:
        return Lines(rows, self._writer) if self._writer else ()

    def _on_copy(self, rows: Sequence[LogRow], *, cut: bool) -> None:
        lines = [
            [
                part
                for cell in line.cells
                for part in (cell.title, " ".join(p for p in (cell.detail, cell.badge) if p))
            ]
            for line in self._lines(rows)
        ]
        self.copied.emit(pasted(lines))
        self._desk.note(Deed.EXPORT, details=("copied",))
        one = len(lines) == 1
        said = self.tr("1 row copied.") if one else self.tr("{0} rows copied.").format(len(lines))
        self._desk.notices.info(said + (" " + self.tr("More than that is cut.") if cut else ""))


SORTS = (SortBy.RECEIVED, SortBy.NAME, SortBy.SERVICE, SortBy.OUTCOME)
