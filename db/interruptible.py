"""Reads that can be stopped half-way, when nobody waits for their answer any more."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, TypeVar

from db.dialects.interrupting import interrupt
from db.driving import driver_of
from db.session import Database, Work

T = TypeVar("T")

_TOLD_AGAIN = 0.02  # seconds


@dataclass(slots=True)
class _Running:
    number: int
    driver: Any
    may_be_used_again: bool = True


class InterruptibleReads:
    """One read at a time, each known by a number of its own.

    The lock makes sure that only the read that is meant is met, and no later one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changed = threading.Condition()
        self._running: _Running | None = None

    def read(self, number: int, work: Work[T]) -> T:
        """Run a query and return its plain result; an interrupted one raises what it may."""
        with self._database.reading() as session:
            running = _Running(number, driver_of(session))
            with self._changed:
                self._running = running
            try:
                return work(session)
            finally:
                with self._changed:
                    self._running = None
                    self._changed.notify_all()
                if not running.may_be_used_again:
                    session.invalidate()

    def interrupt(self, number: int) -> None:
        """Stop the read with this number, if it is still running, and wait until it is over.

        Between two of its statements nothing is there to be stopped: so it is told again.
        """
        with self._changed:
            while self._running is not None and self._running.number == number:
                self._running.may_be_used_again = interrupt(self._running.driver)
                self._changed.wait(_TOLD_AGAIN)
