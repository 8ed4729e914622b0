"""No word is cut off in the smallest window a desk has, whatever the size of the letters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel

from desk_app.looks import LARGEST_POINTS, SMALLEST_POINTS, load_interface_fonts

PAGES = ("desk", "follow_ups", "enquiries", "people")


@pytest.fixture
def letters(qapp, pytestconfig):
    """The program's own face, not whatever this machine has."""
    before = QFont(qapp.font())
    load_interface_fonts(pytestconfig.rootpath / "resources" / "fonts")
    yield
    qapp.setFont(before)


@pytest.fixture
def seen(qtbot, letters, demo):
    """Open a page in the smallest window, in letters of the given size."""

    def look(key, points):
        demo.window.resize(1024, 700)
        demo.settings.font_points = points
        demo.window.open_page(key)
        if key == "desk":
            qtbot.keyClick(demo.window, Qt.Key.Key_F2)
        qtbot.waitUntil(lambda: has_rows(demo.window.page(key)))
        return demo.window

    return look


def has_rows(page):
    lists = (view for view in page.findChildren(QAbstractItemView) if view.isVisible())
    return any(view.model() is not None and view.model().rowCount() for view in lists)


def cut_off(window):
    """Yield what is narrower or lower than its words; a list elides by itself."""
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


@pytest.mark.parametrize("points", [SMALLEST_POINTS, LARGEST_POINTS])
@pytest.mark.parametrize("key", PAGES)
def test_words_have_the_room_they_need(qtbot, seen, key, points):
    window = seen(key, points)

    def nothing_is_cut_off():
        assert not list(cut_off(window))

    qtbot.waitUntil(nothing_is_cut_off)
