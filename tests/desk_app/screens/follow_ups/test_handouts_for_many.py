"""From the list to handouts for everybody who is chosen."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_g_wants_a_handout_for_each_of_the_chosen(promise, day, page, press_key, rows, desk):
    for name, away in (("Ann", 0), ("Bob", 1), ("Cy", 7)):
        promise(name, day(away), starts=dt.time(15))
    page.activated()
    wanted = []
    desk.navigation.handout_wanted.connect(wanted.append)
    press_key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press_key("g")
    [wish] = wanted
    assert [person.name for person in wish.people] == ["Ann", "Bob"]
    assert [person.enquiry_id for person in wish.people] == [
        rows()[name].enquiry_id for name in ("Ann", "Bob")
    ]
