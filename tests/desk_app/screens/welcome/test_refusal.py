"""A database that was not opened: the sentence, the place, and three ways on."""

import pytest
from PySide6.QtCore import Qt

from db.domain.errors import StorageFailure
from desk_app.error_texts import storage_sentence
from desk_app.screens.welcome.refusal_page import RefusalPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def page(qtbot):
    page = RefusalPage()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.show_refusal(StorageFailure.NEWER_VERSION, "/clinic/clinic.db")
    return page


@pytest.mark.parametrize("failure", list(StorageFailure))
def test_every_failure_is_said_with_its_place(page, failure):
    page.show_refusal(failure, "/clinic/clinic.db")
    assert page._sentence.text() == storage_sentence(failure)
    assert page._place.text() == "/clinic/clinic.db"


def test_trying_again_is_where_the_keyboard_is(qtbot, page):
    assert page.focusWidget() is page._again
    with qtbot.waitSignal(page.again_wanted):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_F5)


def test_the_demo_can_be_opened_instead(qtbot, page):
    with qtbot.waitSignal(page.demo_wanted):
        qtbot.keyClick(page._practise, Qt.Key.Key_Space)


def test_another_database_can_be_opened_instead(qtbot, page):
    edit = page._other.edit
    qtbot.keyClicks(edit, " postgresql://desk@server/clinic ")
    with qtbot.waitSignal(page.place_wanted) as wanted:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert wanted.args == ["postgresql://desk@server/clinic"]


def test_what_can_be_no_database_is_said_beside_the_field(qtbot, page):
    with qtbot.assertNotEmitted(page.place_wanted):
        qtbot.keyClick(page._other.edit, Qt.Key.Key_Return)
    assert page._other.problems["place"].startswith("Write an address")
