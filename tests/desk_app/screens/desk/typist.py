"""Types into a real desk until somebody kills the process.

``python -m tests.desk_app.screens.desk.typist DATABASE FOLDER``; each line of output is the
monotonic instant and how many letters were typed by then.
"""

import datetime as dt
import shutil
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.domain.enquiry import Channel
from db.place import DatabasePlace
from db.queries.clinic import clinic_facts
from db.session import Database
from desk_app.background.data_tasks import ThreadDataTasks
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.desk_context import DeskContext
from desk_app.handouts.rendering import HandoutPress
from desk_app.screens.desk.page import DeskPage
from desk_app.screens.desk.presenter import DeskPresenter
from desk_app.seat import Seat
from desk_app.settings import Settings

_BETWEEN_LETTERS_MS = 20


class Typist(QObject):
    def __init__(self, page, parent):
        super().__init__(parent)
        self._page = page
        self._typed = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._type)
        self._timer.start(_BETWEEN_LETTERS_MS)

    def _type(self):
        field = self._page.card_page.form._fields["concern"]
        QTest.keyClicks(field, "x")
        self._typed += 1
        print(time.monotonic(), self._typed, flush=True)


def main(database_file, folder):
    app = QApplication([])
    shutil.copy(database_file, folder / "desk.db")
    database = Database(DatabasePlace(file=folder / "desk.db"))
    owner = QObject()
    desk = DeskContext(
        data=ThreadDataTasks(database, owner),
        facts=database.read(clinic_facts),
        seat=Seat("Desk 1", None, owner),
        settings=Settings(folder / "settings.ini", owner),
        press=HandoutPress(),
        now=lambda: dt.datetime.now(dt.UTC),
        parent=owner,
    )
    presenter = DeskPresenter(desk, DraftKeeper(folder / "drafts.db", parent=owner), owner)
    page = DeskPage(presenter)
    page.show()
    presenter.new_card(Channel.WALK_IN, name="Bob")
    typist = Typist(page, owner)
    app.exec()
    del typist


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
