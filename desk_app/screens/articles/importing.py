"""From a pasted text or a file to an article: what was taken for what, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.errors import Problem, ValidationError
from db.queries.catalogue import ServiceRow, services
from db.services.articles import NewArticle, add_article, bin_article
from desk_app.desk_context import DeskContext
from desk_app.error_texts import sentence
from desk_app.handouts.reading.decoding import MAX_BYTES
from desk_app.handouts.reading.formats.apart import read_file, read_rich_text
from desk_app.handouts.reading.formats.refusals import Refusal, RefusedFileError
from desk_app.handouts.reading.reader import (
    Piece,
    PieceKind,
    Reading,
    change_kind,
    leave_out,
    put_back,
    read_article,
)
from desk_app.handouts.reading.words import tokens
from desk_app.screens.articles.history import History

# Marks of lists may stand in only one of two forms of a text; more is lost words.
_MOST_MISSING = 0.1


@dataclass(frozen=True, slots=True)
class Step:
    """The reading, its language as chosen, and the piece the keyboard was on."""

    reading: Reading
    place: int = 0


class Importing(QObject):
    """Holds one reading until it is kept or given up.

    Signals:
        reading_changed: ``history`` is new or has moved; None while there is no text.
        services_changed: the services to link are known.
        failed_to_read: a sentence: why there is nothing to read.
        refused: field name -> Problem; nothing was kept.
        kept: the id of the article, now a draft.
        busy_changed: a text is being read, or has been.
    """

    reading_changed = Signal()
    services_changed = Signal()
    failed_to_read = Signal(object)
    refused = Signal(object)
    kept = Signal(object)
    busy_changed = Signal()

    def __init__(self, desk: DeskContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history: History[Step] | None = None
        self.services: list[ServiceRow] = []
        self.service_ids: tuple[int, ...] = ()
        self.sources = ""
        self.busy = False
        self._desk = desk

    def begin(self) -> None:
        """Forget the last text and ask for the services a new one may belong to."""
        self.history, self.service_ids, self.sources = None, (), ""
        self.reading_changed.emit()
        self._desk.ask(services, owner=self, done=self._services_loaded, key="services")

    # --- Reading ----------------------------------------------------------------------

    def read(self, text: str) -> None:
        """Take a text apart, off the GUI thread; one that has been is not taken apart anew."""
        if self.history is not None and text == self.history.current.reading.source:
            self.reading_changed.emit()
        else:
            self._start(partial(read_article, text))

    def read_pasted(self, html: str, text: str) -> None:
        """Take rich text apart; ``text`` is the same without its structure."""
        self._start(partial(_read_pasted, html, text))

    def read_file(self, file: str) -> None:
        """Take a file apart: text in any encoding, a web page, Markdown, a Word file."""
        self._start(partial(_read_file, Path(file)))

    @property
    def step(self) -> Step | None:
        return self.history.current if self.history else None

    @property
    def has_words(self) -> bool:
        """Whether something would be lost by leaving now."""
        return self.history is not None

    def kept_words(self) -> str:
        """Return how much of the text is in the article."""
        if self.step is None:
            return ""
        reading = self.step.reading
        return self.tr("{0} of {1} words kept").format(reading.words_kept, reading.words_total)

    # --- Mending -------------------------------------------------------------------------

    def change(self, place: int, kind: PieceKind) -> None:
        """Take a piece for something else; a left-out one comes back as that."""
        if kind is PieceKind.LEFT_OUT:
            self._mend(place, leave_out)
        else:
            self._mend(place, partial(_changed, kind=kind))

    def put_back(self, place: int) -> None:
        """Put a left-out line back at its place."""
        if self.step is None or self.step.reading.pieces[place].reason is None:
            return
        places = [dropped.position for dropped in self.step.reading.dropped]
        self._push(Step(put_back(self.step.reading, places.index(place)), place))

    def set_language(self, language: str) -> None:
        if self.step is not None and language != self.step.reading.language:
            self._push(replace(self.step, reading=replace(self.step.reading, language=language)))

    def undo(self) -> None:
        if self.history is not None and self.history.undo():
            self.reading_changed.emit()

    def redo(self) -> None:
        if self.history is not None and self.history.redo():
            self.reading_changed.emit()

    # --- Keeping -----------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep it as an article, a draft."""
        if self.step is None:
            self.failed_to_read.emit(self.tr("Paste a text or open a file first."))
            return
        reading = self.step.reading
        self._desk.give(
            add_article,
            owner=self,
            done=self._kept,
            failed=self._not_kept,
            new=NewArticle(
                content=reading.article,
                source_text=reading.source,
                sources=self.sources,
                service_ids=self.service_ids,
                pictures=reading.kept_pictures,
            ),
        )

    # --- Answers --------------------------------------------------------------------------------

    def _start(self, work: Callable[[], Reading]) -> None:
        self._set_busy(busy=True)
        self._desk.compute(work, owner=self, done=self._read, failed=self._not_read, key="read")

    def _read(self, reading: Reading) -> None:
        self._set_busy(busy=False)
        kept = (place for place, piece in enumerate(reading.pieces) if piece.reason is None)
        self.history = History(Step(reading, next(kept, 0)))
        self.reading_changed.emit()

    def _not_read(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, OSError):
            words = self.tr("This file cannot be read. Open it elsewhere and paste its words here.")
            self.failed_to_read.emit(words)
        elif isinstance(error, RefusedFileError):
            self.failed_to_read.emit(sentence(error))
        elif isinstance(error, ValidationError):
            is_empty = Problem.NO_TEXT in error.problems.values()
            too_long = self.tr("This text is too long. Bring it in by parts.")
            self.failed_to_read.emit(self.tr("There are no words in it.") if is_empty else too_long)
        else:
            self._desk.notices.problem(error)

    def _mend(self, place: int, change: Callable[[Reading, int], Reading]) -> None:
        if self.step is not None and 0 <= place < len(self.step.reading.pieces):
            changed = change(self.step.reading, place)
            if changed != self.step.reading:
                self._push(Step(changed, place))

    def _push(self, step: Step) -> None:
        if self.history is not None:
            self.history.push(step)
            self.reading_changed.emit()

    def _services_loaded(self, rows: Sequence[ServiceRow]) -> None:
        self.services = list(rows)
        self.services_changed.emit()

    def _kept(self, change: Change) -> None:
        words = self.tr("Kept as a draft.")
        undo = partial(self._take_back, change)
        self.history = None
        self._desk.notices.done(words, undo=undo)
        self.kept.emit(change.record_id)

    def _take_back(self, change: Change) -> None:
        self._desk.give(
            bin_article, owner=self, article_id=change.record_id, seen_version=change.version
        )

    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, ValidationError):
            self.refused.emit(error.problems)
        else:
            self._desk.notices.problem(error, retry=self.keep)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit()


def _changed(reading: Reading, place: int, kind: PieceKind) -> Reading:
    piece: Piece = reading.pieces[place]
    return reading if piece.kind is kind else change_kind(reading, place, kind)


def _read_file(file: Path) -> Reading:
    """In the worker.

    Raises:
        ValidationError, RefusedFileError: it is not read; see formats/apart.py.
        OSError: it cannot be opened.
    """
    if file.stat().st_size > MAX_BYTES:
        raise RefusedFileError(Refusal.TOO_LARGE)
    return read_file(file.read_bytes(), file.name)


def _read_pasted(html: str, text: str) -> Reading:
    """In the worker: what the rich text states, unless it holds less than the plain one does."""
    try:
        reading = read_rich_text(html)
    except (ValidationError, RefusedFileError):
        return read_article(text)
    words = Counter(tokens(text))
    missing = words - Counter(tokens(reading.source))
    return reading if missing.total() <= _MOST_MISSING * words.total() else read_article(text)
