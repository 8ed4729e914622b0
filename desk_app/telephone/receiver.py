"""The window's ear: one window per user and database, and calls handed to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desk_app.telephone.calls import CallEvent, CallFilter, RaiseRequest, read_message
from desk_app.telephone.endpoint import (
    LONGEST_MESSAGE,
    NOT_TAKEN,
    TAKEN,
    address_of,
    lock_file_of,
)

_PATIENCE_MS = 5_000


class CallReceiver(QObject):
    """Listens for other processes of the same user. Calls wait until they are delivered.

    Signals:
        call_received: a CallEvent, each event of a call once.
        raise_wanted: the program was started again for the same database.
    """

    call_received = Signal(object)
    raise_wanted = Signal()

    def __init__(self, *, now: Callable[[], dt.datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._filter = CallFilter()
        self._own, self._second = _Ear(self._on_line, self), _Ear(self._on_line, self)
        self._waiting: list[CallEvent] = []
        self._delivering = False

    def listen(self, name: str, *, also: str = "") -> bool:
        """Listen in place of where it listened before.

        Args:
            name: the identity of the database in the window.
            also: a name that any window may have, such as ``USUAL``; the first one gets it.

        Returns:
            False when another window has this database: then hand over to it, and leave.
        """
        self.close()
        if not self._own.listen(name):
            return False
        if also:
            self._second.listen(also)
        return True

    def close(self) -> None:
        """Listen no more, and deliver nothing until told to again."""
        self._delivering = False
        self._own.close()
        self._second.close()

    def deliver(self) -> None:
        """There is somebody to take calls now: what waited goes first."""
        self._delivering = True
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            self.call_received.emit(event)

    def _on_line(self, line: bytes) -> bool:
        """Take a message; False when it makes no sense."""
        message = read_message(line, at=self._now())
        if isinstance(message, RaiseRequest):
            self.raise_wanted.emit()
        elif message is not None and self._filter.is_new(message):
            if self._delivering:
                self.call_received.emit(message)
            else:
                self._waiting.append(message)
        return message is not None


class _Ear(QObject):
    """Listens at one name at a time, for as long as it holds the lock on it."""

    def __init__(self, take: Callable[[bytes], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._take = take
        self._lock: QLockFile | None = None
        self._connections: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._drop_all)

    def listen(self, name: str) -> bool:
        """Listen at a name; False when another window has it."""
        self._lock = _lock(name)
        if self._lock is None:
            return True  # nothing can be handed over, and the window works all the same
        if not self._lock.isLocked():
            return False
        address = address_of(name)
        if not self._server.listen(address):
            QLocalServer.removeServer(address)  # left behind by a process that died
            self._server.listen(address)
        return True

    def close(self) -> None:
        self._server.close()
        self._drop_all()
        if self._lock is not None:
            self._lock.unlock()
        self._lock = None

    @Slot()
    def _on_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            self._connections.append(connection)
            connection.readyRead.connect(self._on_data)
            connection.disconnected.connect(self._on_gone)
            self._patience.start()
        self._on_data()  # some may have come before anybody listened

    @Slot()
    def _on_data(self) -> None:
        connected = QLocalSocket.LocalSocketState.ConnectedState
        for connection in list(self._connections):
            if connection.state() != connected:
                continue  # it was answered, and one message is all that is taken
            if connection.canReadLine():
                line = bytes(connection.readLine(LONGEST_MESSAGE).data())
                connection.write(TAKEN if self._take(line) else NOT_TAKEN)
                connection.disconnectFromServer()  # once the answer is written
            elif connection.bytesAvailable() >= LONGEST_MESSAGE:
                connection.abort()

    @Slot()
    def _on_gone(self) -> None:
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        for connection in list(self._connections):
            if connection.state() == gone:
                self._connections.remove(connection)
                connection.deleteLater()

    @Slot()
    def _drop_all(self) -> None:
        for connection in list(self._connections):
            connection.abort()


def _lock(name: str) -> QLockFile | None:
    """Try to get the name: locked, or held by another window; None where no lock can be had."""
    try:
        lock = QLockFile(str(lock_file_of(name)))
    except OSError:
        return None
    lock.setStaleLockTime(0)  # only the death of its process frees a lock
    held = lock.tryLock(0) or lock.error() is QLockFile.LockError.LockFailedError
    return lock if held else None
