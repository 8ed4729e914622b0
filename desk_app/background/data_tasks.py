"""Run reads, commands and other slow work off the GUI thread; answer on it."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from db.interruptible import InterruptibleReads
from db.session import Database, Work

logger = logging.getLogger(__name__)

T = TypeVar("T")


class DataTasks(Protocol):
    """The only road from a screen to the database and to slow work.

    ``work`` is given an open session, or nothing for ``compute``, and holds
    nothing that belongs to Qt: pass plain values with ``functools.partial``.
    Exactly one callback runs, in the GUI thread, unless the owner is destroyed
    first or newer work with the same owner and key was asked for.
    """

    def read(
        self,
        work: Work[T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        key: Hashable | None = None,
    ) -> None:
        """Run a query."""

    def write(
        self,
        work: Work[T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        """Run a command in one transaction; commands are carried out in the order given."""

    def compute(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        key: Hashable | None = None,
    ) -> None:
        """Run something slow that needs no database: read a text, set a page, print."""


@dataclass(frozen=True, slots=True)
class _Pending:
    owner: QObject
    key: Hashable | None
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]


class ThreadDataTasks(QObject):
    """DataTasks on three threads: reads never wait behind a save, nor a save behind a page.

    A read that newer work replaces is stopped where it is, so that what is typed next never
    waits for what was typed before.

    Owners and callbacks stay in this object, in the GUI thread. A worker is
    given a number and plain data: if it held the last reference to a QObject,
    that object would be destroyed in the wrong thread.
    """

    _finished = Signal(object, object, object)  # ticket, value, error

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._interruptible = InterruptibleReads(database)
        # Telling a server to stop takes a way to it and back: never in the GUI thread.
        self._reads, self._writes, self._computations, self._stops = (
            ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"desk-{lane}")
            for lane in ("read", "write", "compute", "stop")
        )
        self._is_shut_down = False
        self._tickets = itertools.count(1)
        self._pending: dict[int, _Pending] = {}
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        work: Work[T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        key: Hashable | None = None,
    ) -> None:
        read = self._interruptible.read
        pending = _Pending(owner, key, on_done, on_error)
        self._start(self._reads, lambda ticket: read(ticket, work), pending)

    def write(
        self,
        work: Work[T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        write = self._database.write
        pending = _Pending(owner, None, on_done, on_error)
        self._start(self._writes, lambda _ticket: write(work), pending)

    def compute(
        self,
        work: Callable[[], T],
        *,
        owner: QObject,
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        key: Hashable | None = None,
    ) -> None:
        pending = _Pending(owner, key, on_done, on_error)
        self._start(self._computations, lambda _ticket: work(), pending)

    def shut_down(self) -> None:
        """Finish the saves that were asked for, drop the rest. Call before the program quits."""
        self._writes.shutdown(wait=True)
        for lane in (self._reads, self._computations, self._stops):
            lane.shutdown(wait=True, cancel_futures=True)
        self._pending.clear()
        self._is_shut_down = True

    def _start(
        self, lane: ThreadPoolExecutor, work: Callable[[int], Any], pending: _Pending
    ) -> None:
        if self._is_shut_down and lane is not self._writes:
            return  # a screen that is going away; a save that comes too late is never silent
        if pending.key is not None:
            self._forget_older(pending.owner, pending.key)
        ticket = next(self._tickets)
        self._pending[ticket] = pending
        emit, wanted = self._finished.emit, self._pending

        def in_worker() -> None:
            if ticket not in wanted:
                return  # newer work with the same key was asked for meanwhile
            try:
                value = work(ticket)
            except Exception as exc:  # noqa: BLE001 - handed to the caller's on_error
                emit(ticket, None, exc)
            else:
                emit(ticket, value, None)

        lane.submit(in_worker)

    def _forget_older(self, owner: QObject, key: Hashable) -> None:
        older = [t for t, p in self._pending.items() if p.owner is owner and p.key == key]
        for ticket in older:
            del self._pending[ticket]
            self._stops.submit(self._interruptible.interrupt, ticket)

    @Slot(object, object, object)
    def _deliver(self, ticket: int, value: Any, error: Exception | None) -> None:
        pending = self._pending.pop(ticket, None)
        if pending is None or not shiboken6.isValid(pending.owner):
            logger.debug("nobody is waiting for task %d any more", ticket)
        elif error is not None:
            pending.on_error(error)
        else:
            pending.on_done(value)
