"""Keeps every open call card on this computer, without the screen ever waiting for the disk."""

from __future__ import annotations

import logging
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from db.domain.errors import StorageError, StorageFailure
from db.drafts import Draft, DraftStore

logger = logging.getLogger(__name__)


class DraftKeeper(QObject):
    """Writes in a thread of its own; of several states of one card the latest is written.

    Signals:
        found: the list of drafts of an earlier run, once, after ``look``.
        moved_aside: the Path a damaged file was moved to; nothing could be read from it.
        closing: the last moment to hand over what was not handed over yet.
        failed: why a state could not be kept, mostly a StorageError. Sent once until keeping
            works again; what was not kept is tried again with the next state.
    """

    found = Signal(object)
    moved_aside = Signal(object)
    closing = Signal()
    failed = Signal(object)
    _answered = Signal(object, object)  # drafts or None, error or None

    def __init__(
        self, file: Path, key_hex: str | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._key_hex = key_hex
        self._store: DraftStore | None = None  # belongs to the worker
        self._lock = threading.Lock()
        self._waiting: dict[uuid.UUID, Draft | None] = {}
        self._is_scheduled = False
        self._is_shut_down = False
        self._is_failing = False
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-drafts")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def look(self) -> None:
        """Read what an earlier run left; ``found`` follows."""
        self._worker.submit(self._read)

    def keep(self, draft: Draft) -> None:
        """Have this state of a card stored; returns at once."""
        self._put(draft.public_id, draft)

    def forget(self, public_id: uuid.UUID) -> None:
        """Have a card's draft removed; an older state that still waits is never written."""
        self._put(public_id, None)

    def flush(self) -> None:
        """Wait until all that was handed over is on the disk, or could not be put there."""
        if not self._is_shut_down:
            self._worker.submit(int).result()

    def shut_down(self) -> None:
        """Write what waits and let go of the file; later states are not taken any more."""
        self.closing.emit()
        with self._lock:
            if self._is_shut_down:
                return
            self._is_shut_down = True
        self._worker.submit(self._close)
        self._worker.shutdown(wait=True)

    def _put(self, public_id: uuid.UUID, draft: Draft | None) -> None:
        with self._lock:
            if self._is_shut_down:
                return  # a window that closes loses its focus after everything was kept
            self._waiting[public_id] = draft
            if self._is_scheduled:
                return
            self._is_scheduled = True
        self._worker.submit(self._write)

    @Slot(object, object)
    def _deliver(self, drafts: list[Draft] | None, error: Exception | None) -> None:
        if error is not None:
            if not self._is_failing:
                self._is_failing = True
                self.failed.emit(error)
            return
        self._is_failing = False
        if drafts is not None:
            self.found.emit(drafts)

    # --- In the worker ---------------------------------------------------------------

    def _read(self) -> None:
        try:
            drafts = self._opened().all()
        except Exception as error:  # noqa: BLE001 - as in _write
            self._answered.emit([], None)
            self._answered.emit(None, _as_storage(error))
        else:
            self._answered.emit(drafts, None)

    def _write(self) -> None:
        with self._lock:
            taken, self._waiting = self._waiting, {}
            self._is_scheduled = False
        saved = [draft for draft in taken.values() if draft is not None]
        removed = [public_id for public_id, draft in taken.items() if draft is None]
        try:
            self._opened().apply(saved, removed)
        except Exception as error:  # noqa: BLE001 - told to the user, or a bug for the crash handler
            with self._lock:
                self._waiting = taken | self._waiting  # tried again with the next keystroke
            self._answered.emit(None, _as_storage(error))
        else:
            self._answered.emit(None, None)

    def _opened(self) -> DraftStore:
        if self._store is None:
            self._store = DraftStore(self._file, self._key_hex)
            if self._store.moved_to is not None:
                self.moved_aside.emit(self._store.moved_to)
        return self._store

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


def _as_storage(error: Exception) -> Exception:
    logger.warning("a draft could not be kept: %s", type(error).__name__)
    return StorageError(StorageFailure.CANNOT_WRITE) if isinstance(error, OSError) else error
