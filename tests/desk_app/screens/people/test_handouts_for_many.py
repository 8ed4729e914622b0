"""From the list of people to handouts for all who are chosen."""

from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.services.people import PersonFields, add_person

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
SPACE, DOWN, G = Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_G


@pytest.fixture
def ids(sqlite_database, actor, now):
    def add(name):
        command = partial(add_person, fields=PersonFields(name, []), region="US")
        return sqlite_database.write(partial(command, actor=actor, at=now)).record_id

    return {name: add(name) for name in ("Ann Lee", "Bob Roe", "Cy Poe")}


@pytest.fixture
def page(ids, open_page):
    return open_page()


@pytest.fixture
def wishes(desk):
    wanted = []
    desk.navigation.handout_wanted.connect(wanted.append)
    return wanted


def press(qtbot, page, *keys):
    for key in keys:
        qtbot.keyClick(page._found.list, key)


def test_space_chooses_and_g_wants_a_handout_for_each(page, wishes, ids, qtbot):
    press(qtbot, page, Qt.Key.Key_Home, SPACE, DOWN, DOWN, SPACE)
    assert page._found.more.text() == "Chosen for handouts: 2"
    press(qtbot, page, G)
    [wish] = wishes
    assert {(each.name, each.person_id) for each in wish.people} == {
        (name, ids[name]) for name in ("Ann Lee", "Cy Poe")
    }
    assert not page._found.more.isVisible()


def test_space_again_takes_somebody_out_and_a_search_keeps_the_others(
    page, presenter, wishes, qtbot
):
    press(qtbot, page, Qt.Key.Key_Home, SPACE, SPACE, DOWN, SPACE, DOWN, SPACE)
    presenter.finder.search("nobody has this name")
    assert page._found.more.text() == "Chosen for handouts: 2"
    presenter.finder.search("")
    press(qtbot, page, G)
    assert len(wishes[0].people) == 2


def test_without_a_choice_g_is_for_the_one_under_the_cursor(page, wishes, ids, qtbot):
    press(qtbot, page, Qt.Key.Key_End, G)
    [wish] = wishes
    [only] = wish.people
    assert wish.recipient_name == only.name
    assert only.person_id == ids[only.name]
