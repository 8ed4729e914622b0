"""Everything the user is told, in one stream that tests can read."""

from __future__ import annotations

import enum
import logging
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from db.domain.errors import DeskError, StorageError
from desk_app.error_texts import sentence

logger = logging.getLogger(__name__)


class Level(enum.Enum):
    """How a notice is shown, not how bad the log thinks it is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the user, with at most one thing they can do about it.

    ``undoes`` says that the action takes back what the notice is about, so
    that Ctrl+Z may do it too.
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

    def info(
        self, text: str, *, action_label: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Say that something was done, and perhaps offer what to do next."""
        self.posted.emit(Notice(Level.INFO, text, action_label, action))

    def done(self, text: str, *, undo: Callable[[], None]) -> None:
        """Say that something was done, and offer to take it back."""
        self.posted.emit(Notice(Level.INFO, text, self.tr("Undo"), undo, undoes=True))

    def warn(self, text: str) -> None:
        """Say that something needs attention."""
        self.posted.emit(Notice(Level.WARNING, text))

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
