"""Types into an article, an enquiry and a person until somebody kills the process.

``python -m tests.desk_app.writer DATABASE FOLDER``; each line of output is the monotonic
instant and how many letters were typed into each by then.
"""

import datetime as dt
import sys
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from db.place import DatabasePlace
from db.queries.clinic import clinic_facts
from db.session import Database
from desk_app.background.draft_keeper import DraftKeeper
from desk_app.desk_context import DeskContext
from desk_app.handouts.rendering import HandoutPress
from desk_app.screens.articles.presenter import ArticlesPresenter
from desk_app.screens.enquiries.presenter import EnquiriesPresenter
from desk_app.screens.people.content import fields_of
from desk_app.screens.people.presenter import PeoplePresenter
from desk_app.seat import Seat
from desk_app.settings import Settings
from tests.inline_data_tasks import InlineDataTasks

_BETWEEN_LETTERS_MS = 20


def main(database_file, folder):
    app = QCoreApplication([])
    database = Database(DatabasePlace(file=database_file))
    desk = DeskContext(
        data=InlineDataTasks(database),
        facts=database.read(clinic_facts),
        seat=Seat("Desk 1", None, app),
        settings=Settings(folder / "settings.ini", app),
        press=HandoutPress(),
        now=lambda: dt.datetime.now(dt.UTC),
        parent=app,
    )
    articles, enquiries, people = (
        ArticlesPresenter(desk), EnquiriesPresenter(desk), PeoplePresenter(desk)
    )  # fmt: skip
    desk.edits.keep_in(DraftKeeper(folder / "drafts.db", parent=app))
    shown = []
    enquiries.editor.shown.connect(shown.append)
    articles.articles.reload()
    enquiries.open_enquiry(1)
    people.open_person(1)
    first = list(articles.editor.lines())
    typed = 0

    def type_letter():
        nonlocal typed
        typed += 1
        letters = "x" * typed
        articles.editor.type_lines([replace(first[0], text=letters), *first[1:]], 0)
        form = shown[-1].typed
        enquiries.editor.keep(replace(form, fields=replace(form.fields, concern=letters)))
        people.editor.keep(replace(fields_of(people.editor.person), note=letters))
        print(time.monotonic(), typed, flush=True)

    timer = QTimer(app)
    timer.timeout.connect(type_letter)
    timer.start(_BETWEEN_LETTERS_MS)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
