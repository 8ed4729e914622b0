"""No word is cut off in the smallest window a desk has, whatever the size of the letters."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
)

from desk_app.looks import LARGEST_POINTS, SMALLEST_POINTS, load_interface_fonts
from desk_app.widgets.bar_chart import BarChart
from tests.desk_app.keyboard import Person

PAGES = ("desk", "follow_ups", "handouts", "articles", "enquiries", "people", "reports")
SECTIONS = ("clinic", "letterhead", "services", "staff", "hours", "lists", "security", "desk")
MOST_LETTERS_OF_A_CHOICE = 20  # longer ones may end in dots


@pytest.fixture(scope="module")
def letters(qapp, pytestconfig):
    """The program's own face, not whatever this machine has."""
    before = QFont(qapp.font())
    load_interface_fonts(pytestconfig.rootpath / "resources" / "fonts")
    yield
    qapp.setFont(before)


@pytest.fixture(scope="module", params=[SMALLEST_POINTS, LARGEST_POINTS])
def window(request, letters, shared_demo):
    """The smallest window a desk has, in small and in large letters."""
    shared_demo.settings.font_points = request.param
    shared_demo.window.resize(1024, 700)
    return shared_demo.window


def has_content(page):
    """Whether something stands there: a list has rows, a report its charts."""
    return has_rows(page) or bool(page.findChildren(BarChart))


def has_rows(page):
    lists = (view for view in page.findChildren(QAbstractItemView) if view.isVisible())
    return any(view.model() is not None and view.model().rowCount() for view in lists)


def cut_off(window):
    """Yield what is narrower or lower than its words; a list elides by itself."""
    for box in window.findChildren(QComboBox):
        needs = box.fontMetrics().horizontalAdvance(box.currentText()[:MOST_LETTERS_OF_A_CHOICE])
        if box.isVisible() and room_in(box) < needs:
            yield box.accessibleName(), box.currentText(), room_in(box)
    for part in (*window.findChildren(QLabel), *window.findChildren(QAbstractButton)):
        if not part.isVisible() or not part.text():
            continue
        needs = part.minimumSizeHint()
        height = needs.height()
        if isinstance(part, QLabel) and part.wordWrap():
            height = part.heightForWidth(part.width())
            needs.setWidth(0)
        if part.width() < needs.width() or part.height() < height:
            yield part.text(), (part.width(), part.height()), (needs.width(), height)
        left = part.mapTo(window, part.rect().topLeft()).x()
        if left < 0 or left + part.width() > window.width():
            yield part.text(), "beyond the edge", left + part.width()


def room_in(box):
    """Return how wide the words of a box may be."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    whole, words = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(whole, option, words, box).width()


def nothing_is_cut_off(window):
    assert not list(cut_off(window))


@pytest.mark.parametrize("key", PAGES)
def test_words_have_the_room_they_need(qtbot, window, key):
    window.open_page(key)
    page = window.page(key)
    if key == "desk":
        qtbot.keyClick(window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: has_content(page))
    if key in ("handouts", "articles"):
        page.rows.step(1)
    qtbot.waitUntil(lambda: nothing_is_cut_off(window))


def test_what_is_known_of_a_caller_leaves_the_words_in_sight(qtbot, window):
    someone = Person(qtbot, window)
    someone.press("Ctrl+1")
    someone.press("F2")
    someone.type("555 0142")
    someone.wait_for(someone.offered)
    someone.press("Down")
    someone.press("Return")
    someone.wait_for("As last time")
    assert "Their words" in someone.place
    field, view = QApplication.focusWidget(), window.page("desk").card_page._scroll.viewport()
    qtbot.waitUntil(
        lambda: view.rect().contains(QRect(field.mapTo(view, QPoint(0, 0)), field.size()))
    )


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_the_settings_has_the_room_it_needs(qtbot, window, section):
    window.open_page("settings")
    window.page("settings").open_section(section)
    qtbot.waitUntil(lambda: nothing_is_cut_off(window))
