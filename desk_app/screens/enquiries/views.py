"""Views of the log under names: keep one, go to one, call it otherwise, let it go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.queries.log_views import LogView, log_views
from db.services.log_views import keep_log_views
from desk_app.desk_context import DeskContext


class KeptViews(QObject):
    """Those of who sits here.

    Signals:
        changed: the LogViews there are now.
    """

    changed = Signal(object)

    def __init__(self, desk: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.views: Sequence[LogView] = ()

    def load(self) -> None:
        """Ask for them again."""
        staff_id = self._desk.seat.staff_id
        self._desk.ask(log_views, owner=self, done=self._on_views, key="views", staff_id=staff_id)

    def named_like(self, view: LogView) -> LogView | None:
        """Return what is kept of this very view, whatever it is called."""
        same = (kept for kept in self.views if replace(kept, name="") == replace(view, name=""))
        return next(same, None)

    def keep(self, view: LogView) -> None:
        """Keep a view; one of the same name or the same content gives way, no name lets it go."""
        before, known = tuple(self.views), self.named_like(view)
        others = [kept for kept in before if kept is not known and kept.name != view.name]
        place = before.index(known) if known is not None else len(others)
        if view.name:
            others.insert(place, view)
        elif known is None:
            return
        said = (
            self.tr("“{0}” is kept.").format(view.name)
            if view.name
            else self.tr("“{0}” is kept no more.").format(known.name if known else "")
        )
        self._store(others, said, lambda: self._put_back(before, tuple(others)))

    def _store(
        self,
        views: Sequence[LogView],
        said: str,
        undo: Callable[[], None],
        seen: Sequence[LogView] | None = None,
    ) -> None:
        def done(_change: Change) -> None:
            self._on_views(views)
            self._desk.notices.done(said, undo=undo)

        self._desk.give(keep_log_views, owner=self, done=done, views=tuple(views), seen=seen)

    def _put_back(self, before: Sequence[LogView], seen: Sequence[LogView]) -> None:
        said = self.tr("As it was before.")
        self._store(before, said, lambda: self._put_back(seen, before), seen)

    def _on_views(self, views: Sequence[LogView]) -> None:
        self.views = views
        self.changed.emit(views)
