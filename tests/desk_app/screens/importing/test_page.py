"""A file is brought in by keys, and taken back by one."""

import datetime as dt
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from db.domain.sign_in import new_secret
from db.domain.staff import Actor, Role
from db.models import Enquiry, Person
from db.services.sign_in import set_secret
from desk_app.importing.days import DayOrder
from desk_app.screens.importing.page import ImportingPage
from desk_app.screens.importing.presenter import ImportingPresenter

DATA = Path(__file__).parents[3] / "data" / "imports"
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


def bring_in(qtbot, page):
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_nothing_is_stored_before_somebody_says_which_number_is_the_month(
    qtbot, page, file, sqlite_database
):
    file.write_text(LOG.replace("2026", "2025"), encoding="utf-8")
    page._presenter.open(str(file))
    assert page._file.order.isVisible()
    bring_in(qtbot, page)
    assert stored(sqlite_database) == ([], [])


def test_a_column_that_was_changed_by_key_is_brought_in_as_something_else(qtbot, page, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("Name,Phone,Remark\nTom Okafor,828 555 0143,Prefers mornings\n")
    page._presenter.open(str(file))
    box = page._file.columns.boxes[2]
    qtbot.keyClick(box, Qt.Key.Key_End)  # leave out
    assert page._presenter.reading.rows[0].note == ""


def test_each_sheet_of_a_workbook_is_brought_in_once(qtbot, page, sqlite_database):
    page._presenter.open(str(DATA / "desk_two_years.xlsx"))
    bring_in(qtbot, page)
    assert page._presenter.sheet.name == "2025"
    bring_in(qtbot, page)
    assert page._presenter.book is None
    assert len(stored(sqlite_database)[0]) == 6


def test_rows_kept_aside_are_saved_with_their_reasons_and_the_rest_is_stored_once(
    qtbot, page, sqlite_database, tmp_path
):
    page._presenter.open(str(DATA / "willow_phone_log.csv"))
    bring_in(qtbot, page)
    bring_in(qtbot, page)
    assert len(stored(sqlite_database)[0]) == 8
    page._presenter.save_aside(str(tmp_path / "aside.csv"))
    lines = (tmp_path / "aside.csv").read_text("utf-8-sig").splitlines()
    assert [line.rpartition(",")[2] for line in lines[1:]] == [
        "the day is not understood",
        "neither a name nor a number",
        "a total and no row",
    ]


def test_when_all_else_is_stored_the_rows_kept_aside_are_what_is_asked_about(qtbot, page):
    page._presenter.open(str(DATA / "willow_phone_log.csv"))
    bring_in(qtbot, page)
    assert page.focusWidget() is page._file.aside_button
    assert page._presenter.summary()[0].startswith("Brought in.")


def test_a_second_file_begins_where_something_can_be_said_too(qtbot, page):
    for name in ("iphone.vcf", "recepcion_cp1252.csv"):
        page._presenter.open(str(DATA / name))
        assert page.focusWidget() is page._file.columns.boxes[0]
        bring_in(qtbot, page)
        assert page.focusWidget() is page.list


def test_one_of_a_kind_is_said_as_one(page, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("Name,Phone\nTom Okafor,828 555 0143\n,\n,none\n")
    page._presenter.open(str(file))
    assert page._presenter.summary() == [
        "1 person with 1 number",
        "1 row kept aside",
        "1 row that is blank or a heading left out",
    ]


def test_the_very_same_file_is_known_again(page, file, qtbot, posted):
    page._presenter.open(str(file))
    page._presenter.choose_order(DayOrder.MONTH_FIRST)
    bring_in(qtbot, page)
    page._presenter.open(str(file))
    assert "brought in before" in posted[-1].text


def test_what_is_no_table_is_refused_in_words(page, tmp_path, posted):
    file = tmp_path / "photo.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page._presenter.open(str(file))
    assert posted[-1].text.startswith("This is no table.")


def test_who_may_not_finds_the_button_grey_with_the_reason(
    page, desk, clinic, sqlite_database, now
):
    boss = Actor(clinic["Mo"], Role.MANAGER, "Desk 1")
    for name in ("Mo", "Ana"):
        secret = partial(set_secret, staff_id=clinic[name], secret=new_secret("482915"))
        sqlite_database.write(partial(secret, actor=boss, at=now))
    desk.reload_clinic()
    desk.seat.let_in(clinic["Ana"], desk.clinic)
    assert not page.open_button.isEnabled()
    assert page._about.text() == page.open_button.toolTip() == "Only the manager may do this."
    desk.seat.let_in(clinic["Mo"], desk.clinic)
    assert page.open_button.isEnabled()
