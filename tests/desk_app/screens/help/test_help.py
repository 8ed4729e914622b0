"""The help is found by page and by words, and its keys are the keys of the menus."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from desk_app.main_window import MainWindow
from desk_app.screens.help.page import HelpPage
from desk_app.screens.help.presenter import HelpPresenter
from desk_app.screens.help.shortcuts import everywhere, of_page
from desk_app.screens.help.topics import topics
from desk_app.settings import Settings
from desk_app.version import VERSION

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
PAGES = ("desk", "follow_ups", "handouts", "articles", "enquiries", "people", "settings")


@pytest.fixture
def page(qtbot):
    page = HelpPage(HelpPresenter())
    qtbot.addWidget(page)
    page.resize(1024, 620)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def titles(page):
    return [page._topics.item(row).text() for row in range(page._topics.count())]


def test_the_keys_of_the_help_are_the_keys_of_the_menus(qtbot, tmp_path):
    window = MainWindow(Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(window)
    in_menus = {
        action.shortcut().toString()
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if not action.shortcut().isEmpty()
    }
    in_help = [QKeySequence(shortcut.keys).toString() for shortcut in everywhere()]
    assert set(in_help) == in_menus
    assert len(in_help) == len(set(in_help))


@pytest.mark.parametrize("key", PAGES)
def test_f1_opens_at_the_page_that_was_shown(page, key):
    page.open_topic(key)
    assert page._topics.currentItem().data(Qt.ItemDataRole.UserRole) == key
    assert page._text.toPlainText().startswith(page._topics.currentItem().text())
    for shortcut in of_page(key):
        assert shortcut.does in page._text.toPlainText()


def test_a_page_without_help_opens_the_first_day(page):
    page.open_topic("nowhere")
    assert page._text.toPlainText().startswith("First day in five minutes")


def test_searching_narrows_the_topics_marks_the_words_and_esc_shows_all(qtbot, page):
    everything = titles(page)
    page.focus_search()
    qtbot.keyClicks(page._search, "LARGER text")
    assert titles(page) == ["All keys"]
    [mark] = page._text.extraSelections()
    assert mark.cursor.selectedText().casefold() == "larger text"
    qtbot.keyClick(page._search, Qt.Key.Key_Escape)
    assert titles(page) == everything


def test_words_that_are_nowhere_say_so_and_keep_what_was_read(qtbot, page):
    page.open_topic("desk")
    before = page._text.toPlainText()
    qtbot.keyClicks(page._search, "qq")
    assert not page._none.isHidden()
    assert titles(page) == []
    assert page._text.toPlainText() == before


def test_the_arrow_keys_walk_the_topics_from_the_search_field(qtbot, page):
    page.focus_search()
    qtbot.keyClick(page._search, Qt.Key.Key_Down)
    assert page._topics.currentItem().text() == titles(page)[1]


def test_opening_by_page_forgets_an_earlier_search(qtbot, page):
    qtbot.keyClicks(page._search, "zebra")
    page.open_topic("people")
    assert page._search.text() == ""
    assert "People" in titles(page)


def test_about_names_the_version_and_the_licences_of_what_is_bundled(page):
    page.open_topic("about")
    text = page._text.toPlainText()
    assert VERSION in text
    for name in ("Atkinson", "Tabler", "Qt", "SIL Open Font License", "Apache"):
        assert name in text


def test_every_topic_has_words():
    for topic in topics():
        assert topic.title
        assert all(part.paragraphs or part.keys for part in topic.parts), topic.key


@pytest.mark.parametrize("width", [1024, 1920])
def test_lines_stay_short_however_wide_the_window(qtbot, page, width):
    page.resize(width, 700)
    longest = page.fontMetrics().averageCharWidth() * 80
    block = page._text.document().begin()
    while block.isValid():
        lines = block.layout()
        for line in range(lines.lineCount()):
            assert lines.lineAt(line).naturalTextWidth() <= longest
        block = block.next()


def test_topics_stand_apart_evenly(page):
    heights = {
        page._topics.visualItemRect(page._topics.item(row)).height()
        for row in range(page._topics.count())
    }
    assert len(heights) == 1


@pytest.mark.parametrize("key", [*PAGES, "end_of_day", "reports"])
def test_no_key_is_told_twice_for_one_page(key):
    told = [shortcut.keys for shortcut in of_page(key)]
    assert len(told) == len(set(told))
