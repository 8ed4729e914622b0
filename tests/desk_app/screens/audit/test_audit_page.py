"""Who did what: narrowed, looked over, saved, opened; with the keyboard."""

from __future__ import annotations

import csv
from functools import partial

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from db.audit_anchor import Anchor
from db.domain.changes import TOPICS_OF_SUBJECT
from db.domain.deed import Deed
from db.domain.rights import _ROLES, UNATTENDED
from db.domain.sign_in import new_secret
from db.domain.staff import Actor, Role
from db.queries.clinic import clinic_facts
from db.services.auditing import note
from db.services.sign_in import set_secret
from desk_app import audit_wording
from desk_app.periods import NamedPeriod
from desk_app.screens.audit.page import AuditPage
from desk_app.screens.audit.presenter import AuditPresenter


@pytest.fixture
def presenter(desk, tmp_path):
    return AuditPresenter(desk, Anchor(tmp_path / "anchor.json"), desk)


@pytest.fixture
def page(qtbot, presenter):
    page = AuditPage(presenter)
    qtbot.addWidget(page)
    page.resize(1024, 600)
    page.show()
    page.activated()
    return page


@pytest.fixture
def ortiz(log_call, sqlite_database):
    log_call(phone="(212) 555-0101")
    log_call(caller_name="Ann Chen", phone="(212) 555-0102")
    find = text("SELECT id FROM person WHERE name = 'Maria Ortiz'")
    return sqlite_database.read(lambda s: s.execute(find).scalar())


def titles(page):
    model = page._rows
    return [model.index(n).data() for n in range(model.rowCount())]


def test_every_action_and_every_record_has_words():
    actions = {*_ROLES, *UNATTENDED, *(deed.value for deed in Deed)}
    # Rights that are no commands leave no row of their own.
    actions -= {"approve_article", "see_audit", "set_secret_of_another"}
    assert not [action for action in sorted(actions) if not audit_wording.is_known(action)]
    assert not set(TOPICS_OF_SUBJECT) - set(audit_wording._SUBJECTS)


def test_the_newest_deed_stands_first_with_who_did_it(page, presenter, ortiz, desk):
    desk.note(Deed.VIEW, subject="person", subject_id=ortiz)
    presenter.load()
    assert titles(page)[0] == "Ana: opened Maria Ortiz"
    assert titles(page)[1].startswith("Ana: logged an enquiry")


def test_one_person_s_audit_has_their_enquiries_and_nobody_else_s(page, presenter, ortiz, desk):
    desk.note(Deed.VIEW, subject="person", subject_id=ortiz)
    desk.note(Deed.VIEW, subject="person", subject_id=ortiz + 1)
    presenter.show_person(ortiz)
    assert titles(page) == ["Ana: opened Maria Ortiz", titles(page)[1]]
    assert "logged an enquiry" in titles(page)[1]
    assert page._title.text() == "Who saw or changed Maria Ortiz"


def test_escape_shows_all_people_again(qtbot, page, presenter, ortiz):
    presenter.show_person(ortiz)
    few = len(titles(page))
    qtbot.keyClick(page._list, Qt.Key.Key_Escape)
    assert len(titles(page)) > few
    assert page._title.text() == "Who did what"


def test_a_desk_and_a_member_of_staff_narrow_the_list(
    page, presenter, sqlite_database, clinic, now
):
    lee = Actor(clinic["Dr Lee"], Role.PRACTITIONER, "Desk 2")
    sqlite_database.write(partial(note, actor=lee, at=now, deed=Deed.PRINT))
    page.activated()
    page._desk.setCurrentText("Desk 2")
    page._narrow()
    assert titles(page) == ["Dr Lee: printed"]
    page._desk.setCurrentIndex(0)
    page._who.setCurrentText("Mo")
    page._narrow()
    assert titles(page) == []


def test_days_narrow_the_list(page, presenter, ortiz, qtbot):
    assert titles(page)
    presenter.type_days("yesterday")
    assert not titles(page)
    page._choose(NamedPeriod.TODAY)
    assert titles(page)


def test_looking_it_over_says_that_it_is_whole_and_writes_that_down(qtbot, page, ortiz, presenter):
    qtbot.keyClick(page._list, Qt.Key.Key_F5)
    assert page._verdict.text().startswith("All ")
    presenter.load()
    assert titles(page)[0] == "Ana: looked the audit over"


def test_looking_it_over_names_the_first_row_that_was_changed(qtbot, page, ortiz, sqlite_database):
    with sqlite_database.transaction() as session:
        session.execute(text("UPDATE audit_entry SET staff_id = NULL WHERE id = 3"))
        session.execute(text("UPDATE audit_entry SET desk = 'Desk 9' WHERE id = 3"))
    qtbot.keyClick(page._list, Qt.Key.Key_F5)
    assert "The first is number 3." in page._verdict.text()
    assert page._verdict.property("kind") == "stop"


def test_looking_it_over_says_when_the_end_was_cut_off(page, presenter, ortiz, sqlite_database):
    sqlite_database.read(presenter._anchor.move)
    with sqlite_database.transaction() as session:
        session.execute(
            text("DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)")
        )
    presenter.verify()
    assert "not those that this desk saw last" in page._verdict.text()


def test_enter_opens_what_a_row_is_about(qtbot, page, presenter, ortiz, desk):
    wanted = []
    desk.navigation.person_wanted.connect(wanted.append)
    desk.note(Deed.VIEW, subject="person", subject_id=ortiz)
    presenter.load()
    page._list.setFocus()
    qtbot.keyClick(page._list, Qt.Key.Key_Home)
    qtbot.keyClick(page._list, Qt.Key.Key_Return)
    assert wanted == [ortiz]


def test_the_rows_are_saved_for_a_spreadsheet_and_that_is_written_down(
    page, presenter, ortiz, desk, tmp_path
):
    desk.note(Deed.VIEW, subject="person", subject_id=ortiz)
    file = tmp_path / "audit.csv"
    presenter.save(str(file))
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert rows[1][2:5] == ["Ana", "Desk 1", "opened Maria Ortiz"]
    presenter.load()
    assert titles(page)[0] == "Ana: took data out"


def test_more_rows_follow_when_the_list_is_at_its_end(page, presenter, sqlite_database, actor, now):
    def many(session):
        for _ in range(250):
            note(session, actor=actor, at=now, deed=Deed.PRINT)

    sqlite_database.write(many)
    presenter.load()
    assert len(titles(page)) == 200
    presenter.load_more()
    assert len(titles(page)) > 250


def test_who_is_no_manager_sees_nothing_where_people_sign_in(
    page, presenter, desk, clinic, sqlite_database, now
):
    assert titles(page)
    mo = Actor(clinic["Mo"], Role.MANAGER, "Desk 1")
    secret = partial(set_secret, staff_id=clinic["Mo"], secret=new_secret("728194"))
    sqlite_database.write(partial(secret, actor=mo, at=now))
    facts = sqlite_database.read(clinic_facts)
    desk.seat.let_in(clinic["Ana"], facts)
    page.activated()
    assert titles(page) == []
    assert not page._verify.isEnabled()
    desk.seat.let_in(clinic["Mo"], facts)
    page.activated()
    assert titles(page)
