"""What the program notes for whoever mends it: facts, ids and the places in the code.

What somebody typed never gets here: of an exception only its type and the
lines of code it passed are kept, not its words.
"""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

logger = logging.getLogger(__name__)

_MOST_BYTES = 512_000
_OURS = ("desk_app", "db", "__main__")


class _WithoutWords(logging.Formatter):
    """Formats an exception as its type and places; its message may hold what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line. What a library says in its own words may hold what somebody typed."""
        hidden = {} if record.name.startswith(_OURS) else {"msg": "-", "args": None}
        own = logging.makeLogRecord({**record.__dict__, "exc_text": None, **hidden})
        return super().format(own)

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        kind, _error, trace = ei
        frames = traceback.extract_tb(trace)
        for frame in frames:
            frame.filename = _short(frame.filename)
        places = "".join(traceback.format_list(frames))
        return f"{places}{kind.__name__ if kind else 'None'}"


def _short(file: str) -> str:
    """A folder above the program may bear the name of whoever works here."""
    return "/".join(Path(file).parts[-3:])


def install(file: Path) -> None:
    """Log to a small rotating file, and send every mistake of ours there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=_MOST_BYTES, backupCount=2, encoding="utf-8"
        )
    except OSError:
        handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_WithoutWords("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    sys.excepthook = report
    threading.excepthook = _report_from_thread
    if sys.stderr is not None:
        faulthandler.enable()


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a mistake of ours. Qt sends every exception that leaves a slot here."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logger.critical("unexpected error", exc_info=(kind, error, trace))


def _report_from_thread(arguments: threading.ExceptHookArgs) -> None:
    if arguments.exc_value is not None:
        report(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
