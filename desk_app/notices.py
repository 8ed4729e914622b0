"""Everything the user is told, in one stream that tests can read."""

from __future__ import annotations

import enum
import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.domain.changes import Change
from db.domain.errors import DeskError, StaleEditError, StorageError
from desk_app.error_texts import sentence
from desk_app.undoing import History

logger = logging.getLogger(__name__)


class Level(enum.Enum):
    """How a notice is shown, not how bad the log thinks it is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the user, with at most one thing they can do about it.

    ``undoes`` says that the action takes back what the notice is about, as Ctrl+Z does.
    """

    level: Level
    text: str
    action_label: str = ""
    action: Callable[[], None] | None = None
    undoes: bool = False


class Notices(QObject):
    """One instance, made by the composition root; the main window shows them.

    Signals:
        posted: each Notice, in the GUI thread.
    """

    posted = Signal(object)

    def __init__(self, history: History, parent: QObject) -> None:
        super().__init__(parent)
        self._history = history
        self.posted.connect(history.told)
        history.taken_back.connect(self._taken_back)
        history.not_taken_back.connect(self._not_taken_back)
        history.interrupted.connect(self._interrupted)

    def info(
        self, text: str, *, action_label: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say that something was done, and perhaps offer what to do next."""
        self.posted.emit(Notice(Level.INFO, text, action_label, action))

    def done(self, text: str, *, undo: Callable[[], None], of: Change | None = None) -> None:
        """Say that something was done, and offer to take it back.

        Said in answer to taking something back, it offers nothing: there is no redo.

        Args:
            of: what was done, when this is said later than in the answer of its command.
        """
        if self._history.is_taking_back:
            self.info(text)
            return
        self._history.remember(text, undo, of)
        back = self._history.take_back
        self.posted.emit(Notice(Level.INFO, text, self.tr("Undo"), back, undoes=True))

    def warn(
        self, text: str, *, action_label: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say that something needs attention, and perhaps offer what to do about it."""
        self.posted.emit(Notice(Level.WARNING, text, action_label, action))

    def problem(self, error: Exception, *, retry: Callable[[], None] | None = None) -> None:
        """Report a failure. Expected ones get their own words; a bug is logged in full.

        Raises:
            Exception: the very error, when it is not a DeskError: a bug must
                reach the crash handler rather than be dressed up as a message.
        """
        if not isinstance(error, DeskError):
            raise error
        logger.info("told the user about %s: %s", type(error).__name__, error)
        if isinstance(error, StorageError):
            again = retry if error.retryable else None
            label = self.tr("Try again") if again else ""
            self.posted.emit(Notice(Level.ERROR, sentence(error), label, again))
        else:
            self.posted.emit(Notice(Level.WARNING, sentence(error)))

    def _taken_back(self, words: str) -> None:
        self.info(self.tr("Taken back: {0}").format(words))

    def _not_taken_back(self, words: str, error: DeskError) -> None:
        if isinstance(error, StaleEditError):
            why = self.tr("It was changed since, and stays as it is now.")
        else:
            why = sentence(error)
        self.warn(self.tr("Not taken back: {0} {1}").format(words, why))

    def _interrupted(self, error: StorageError) -> None:
        self.problem(error, retry=self._history.take_back)
