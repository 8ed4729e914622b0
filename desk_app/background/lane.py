"""Slow work one piece after the other in a thread of its own; answers come to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Lane(QObject):
    """What was asked for is done in that order; after ``finish`` nothing is answered any more."""

    _answered = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._is_finished = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do the work; exactly one of the two is called afterwards, unless it is finished."""
        if self._is_finished:
            return
        emit = self._answered.emit

        def in_worker() -> None:
            try:
                value = work()
            except Exception as error:  # noqa: BLE001 - handed to the caller
                emit(failed, error)
            else:
                emit(done, value)

        self._worker.submit(in_worker)

    def finish(self, last: Callable[[], None]) -> Future[None]:
        """Do one last thing after all the others; nobody needs to wait for it."""
        self._is_finished = True
        future = self._worker.submit(last)
        self._worker.shutdown(wait=False)
        return future

    @Slot(object, object)
    def _deliver(self, answer: Callable[[Any], None], value: object) -> None:
        if not self._is_finished:
            answer(value)
