"""A file is brought in by keys, and taken back by one."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from db.models import Enquiry, Person
from desk_app.screens.importing.page import ImportingPage
from desk_app.screens.importing.presenter import ImportingPresenter

LOG = """Date,Caller,Phone,Reason
03/02/2026,Élodie Marchetti,(828) 555-0142,stiff knee
03/02/2026,Tom Okafor,828.555.0143,price of cupping
03/04/2026,Elodie Marchetti,8285550142,second visit
"""


@pytest.fixture
def page(qtbot, desk):
    presenter = ImportingPresenter(desk)
    page = ImportingPage(presenter)
    qtbot.addWidget(page)
    page.resize(1024, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.activated()
    return page


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(LOG, encoding="utf-8")
    return file


def stored(database):
    with database.reading() as session:
        days = session.scalars(select(Enquiry.received_on).order_by(Enquiry.id)).all()
        return days, sorted(session.scalars(select(Person.name)))


def test_a_file_is_brought_in_by_one_key_and_undone_by_another(
    qtbot, page, file, sqlite_database, posted
):
    page._presenter.open(str(file))
    page._file.order.setCurrentIndex(1)
    page._file.order.activated.emit(1)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    days, names = stored(sqlite_database)
    assert days == [dt.date(2026, 3, 2), dt.date(2026, 3, 2), dt.date(2026, 3, 4)]
    assert names == ["Tom Okafor", "Élodie Marchetti"]
    assert posted[-1].undoes
    qtbot.keyClick(page.list, Qt.Key.Key_U)
    assert stored(sqlite_database) == ([], [])
