"""A log shown by Qt's own ways to show a table, newest first, and its middle.

``python3 -m benchmarks.table_models FILE``: rows ``name | ms``.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtSql import QSqlDatabase, QSqlQuery, QSqlTableModel
from PySide6.QtWidgets import QApplication, QTableView


def main() -> None:
    """Open the log, and walk to its middle as ``fetchMore`` must."""
    application = QApplication([])
    base = QSqlDatabase.addDatabase("QSQLITE")
    base.setDatabaseName(sys.argv[1])
    base.setConnectOptions("QSQLITE_OPEN_READONLY")
    base.open()
    model = QSqlTableModel(db=base)
    model.setTable("enquiry")
    model.setSort(model.fieldIndex("received_on"), Qt.SortOrder.DescendingOrder)
    view = QTableView()
    view.resize(1280, 800)
    view.verticalHeader().setDefaultSectionSize(24)

    def opened() -> None:
        model.select()
        view.setModel(model)
        view.show()
        application.processEvents()

    query = QSqlQuery("SELECT count(*) FROM enquiry", base)
    query.next()
    middle = int(query.value(0)) // 2

    def in_the_middle() -> None:
        while model.rowCount() <= middle and model.canFetchMore():
            model.fetchMore()
        view.scrollTo(model.index(middle, 0))
        view.viewport().repaint()

    _told("QSqlTableModel opened", opened)
    _told("fetchMore to the middle", in_the_middle)


def _told(name: str, work: Callable[[], None]) -> None:
    started = time.perf_counter()
    work()
    sys.stdout.write(f"| {name} | {(time.perf_counter() - started) * 1_000:.1f} |\n")


if __name__ == "__main__":
    main()
