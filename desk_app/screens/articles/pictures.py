"""Pictures of an article: taken in, kept, put into the text, and shown small beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from db.domain.changes import Change
from db.domain.errors import DeskError
from db.domain.picture import Picture
from db.queries.pictures import picture as kept_picture
from db.services.pictures import keep_picture
from desk_app.desk_context import DeskContext
from desk_app.pictures.arriving import Arrived, read_arrived, thumbnail
from desk_app.screens.articles.editing import Editing
from desk_app.screens.articles.editor import Editor


class Pictures(QObject):
    """Signals: drawn: the picture last asked for, as a QImage; null where it is not kept."""

    drawn = Signal(object)

    def __init__(self, desk: DeskContext, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editor = editor

    def put_in(self, arrived: Arrived, line: int) -> None:
        """Put a picture below a line, or in its place where it is empty or a picture."""
        editing = self._editor.editing
        if editing is not None:
            self._desk.compute(
                partial(read_arrived, arrived),
                owner=self,
                done=partial(self._keep, editing, line),
                failed=self._refused,
                key="read",
            )

    def draw(self, fingerprint: str, size: QSize) -> None:
        """Ask for a picture, no larger than that; ``drawn`` answers."""
        self._desk.ask(
            kept_picture,
            owner=self,
            done=partial(self._scale, size),
            key="draw",
            fingerprint=fingerprint,
        )

    def _keep(self, editing: Editing, line: int, picture: Picture) -> None:
        self._desk.give(
            keep_picture,
            owner=self,
            done=partial(self._put, editing, line, picture.fingerprint),
            picture=picture,
        )

    def _put(self, editing: Editing, line: int, fingerprint: str, _change: Change) -> None:
        """Not where another article has been opened meanwhile."""
        if self._editor.editing is editing:
            self._editor.change(partial(Editing.put_picture, line=line, picture=fingerprint))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._desk.notices.problem(error)
        else:
            self._desk.notices.warn(self.tr("This file cannot be opened."))

    def _scale(self, size: QSize, found: Picture | None) -> None:
        if found is None:
            self.drawn.emit(QImage())
        else:
            work = partial(thumbnail, found, size)
            self._desk.compute(work, owner=self, done=self.drawn.emit, key="scale")
