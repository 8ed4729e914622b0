"""Columns, sort order and splitters stay where a person put them."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QByteArray, QObject, SignalInstance, Slot
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QTreeView


class StateStore(Protocol):
    """Where states are kept; ``Settings`` is one."""

    layout_reset: SignalInstance

    def load_state(self, key: str) -> bytes: ...
    def save_state(self, key: str, state: bytes) -> None: ...


class HeaderMemory(QObject):
    """Keeps widths, order and sort of one table's columns. Lives as long as the header."""

    def __init__(self, header: QHeaderView, key: str, store: StateStore) -> None:
        super().__init__(header)
        self._header = header
        self._store = store
        # A state of other columns would put widths in the wrong places.
        self._key = f"{key}/{header.count()}_columns"
        self._first = header.saveState()
        saved = store.load_state(self._key)
        if saved:
            header.restoreState(QByteArray(saved))
        header.sectionResized.connect(self.save)
        header.sectionMoved.connect(self.save)
        header.sortIndicatorChanged.connect(self.save)
        store.layout_reset.connect(self._reset)

    @Slot()
    def save(self) -> None:
        """Keep how the columns stand now; to hide one gives no signal of its own."""
        self._store.save_state(self._key, bytes(self._header.saveState().data()))

    @Slot()
    def _reset(self) -> None:
        self._header.restoreState(self._first)


class SplitterMemory(QObject):
    """Keeps the places of one splitter's handles. Lives as long as the splitter."""

    def __init__(self, splitter: QSplitter, key: str, store: StateStore) -> None:
        super().__init__(splitter)
        self._splitter = splitter
        self._store = store
        self._key = f"{key}/{splitter.count()}_parts"
        self._first = splitter.saveState()
        saved = store.load_state(self._key)
        if saved:
            splitter.restoreState(QByteArray(saved))
        splitter.splitterMoved.connect(self._save)
        store.layout_reset.connect(self._reset)

    @Slot()
    def _save(self) -> None:
        self._store.save_state(self._key, bytes(self._splitter.saveState().data()))

    @Slot()
    def _reset(self) -> None:
        self._splitter.restoreState(self._first)


def remember_header(view: QTableView | QTreeView, key: str, store: StateStore) -> HeaderMemory:
    """Remember a view's columns under ``key``; call it when model and widths are set."""
    header = view.horizontalHeader() if isinstance(view, QTableView) else view.header()
    return HeaderMemory(header, key, store)


def remember_splitter(splitter: QSplitter, key: str, store: StateStore) -> SplitterMemory:
    """Remember a splitter under ``key``; call it when its parts and first sizes are set."""
    return SplitterMemory(splitter, key, store)
