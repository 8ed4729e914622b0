"""The row of pages gives way to what stands beside it, and never hides a page."""

import pytest

from desk_app.widgets.buttons import Button
from desk_app.widgets.nav_bar import NavBar, NavEntry


@pytest.fixture
def bar(qtbot):
    bar = NavBar(
        [
            NavEntry("desk", "The desk at the front", "home", "Ctrl+1"),
            NavEntry("log", "The log of enquiries", "users", "Ctrl+2"),
        ]
    )
    qtbot.addWidget(bar)
    bar.show()
    return bar


def words(bar):
    return [button.text() for button in bar.findChildren(Button)]


def test_it_shows_as_much_of_each_page_as_there_is_room_for(bar):
    whole = bar.sizeHint().width()
    bar.fit(whole)
    assert words(bar) == ["The desk at the front", "The log of enquiries"]
    bar.fit(whole - 1)
    without_icons = bar.sizeHint().width()
    assert words(bar) == ["The desk at the front", "The log of enquiries"]
    assert without_icons < whole
    bar.fit(without_icons - 1)
    assert words(bar) == ["", ""]
    bar.fit(0)
    assert words(bar) == ["", ""]
    bar.fit(whole)
    assert bar.sizeHint().width() == whole


def test_larger_letters_and_counts_are_measured_anew(bar):
    whole = bar.sizeHint().width()
    bar.fit(whole)
    bar.set_count("desk", 12)
    bar.fit(whole)
    assert bar.sizeHint().width() <= whole
    font = bar.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    bar.setFont(font)
    bar.fit(whole)
    assert words(bar) == ["", ""]


def test_pages_keep_their_names_for_a_screen_reader_whatever_is_shown(bar):
    bar.set_count("desk", 3)
    bar.fit(0)
    assert [button.accessibleName() for button in bar.findChildren(Button)] == [
        "The desk at the front, 3 waiting",
        "The log of enquiries",
    ]


def test_a_page_that_is_not_in_the_row_leaves_none_of_them_marked(bar):
    bar.set_current("log")
    bar.set_current("help")
    assert [button.isChecked() for button in bar.findChildren(Button)] == [False, False]
    bar.set_current("desk")
    assert [button.isChecked() for button in bar.findChildren(Button)] == [True, False]
