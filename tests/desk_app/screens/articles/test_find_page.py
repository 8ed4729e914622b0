"""Words found in the text, and others put in their place, by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.domain.article import ArticleText, Block, BlockKind, Section
from db.services.articles import NewArticle, add_article
from desk_app.screens.articles.finding import Place, Wanted
from desk_app.screens.articles.lines import EditLine, LineKind

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key

NEEDLES = ArticleText(
    "Needles",
    "en",
    (Block(BlockKind.PARAGRAPH, "😀 A needle is thin. needles do not hurt."),),
    (
        Section(
            "The needle",
            (
                Block(
                    BlockKind.BULLETS,
                    items=("Needle one", "two"),
                ),
            ),
        ),
    ),
)


def lines(*texts):
    return [EditLine(LineKind.PARAGRAPH, text) for text in texts]


@pytest.fixture
def needles(page, presenter, write):
    presenter.open(write(add_article, new=NewArticle(NEEDLES)).record_id)
    page.article.text.setFocus()
    page.article.text.go_to_words(0, 0)
    return page


@pytest.fixture
def bar(needles):
    """Opened as Ctrl+F of the window does it."""
    needles.focus_search()
    return needles.article.words.find_bar


def selected(page):
    return page.article.text.line_number, page.article.text.textCursor().selectedText()


def test_ctrl_f_in_the_text_finds_in_the_text_and_elsewhere_the_articles(needles, bar):
    assert QApplication.focusWidget() is bar.field
    bar.leave()
    assert needles.article.text.hasFocus()
    needles.rows.setFocus()
    needles.focus_search()
    assert needles.search.hasFocus()


def test_enter_goes_from_place_to_place_and_round(qtbot, needles, bar):
    qtbot.keyClicks(bar.field, "needle")
    assert bar.count.text() == "5"
    found = []
    for _ in range(6):
        qtbot.keyClick(bar.field, KEY.Key_Return)
        found.append((*selected(needles), bar.count.text()))
    assert found[:3] == [(0, "Needle", "1 of 5"), (1, "needle", "2 of 5"), (1, "needle", "3 of 5")]
    assert found[5] == found[0]
    qtbot.keyClick(bar.field, KEY.Key_Return, SHIFT)
    assert bar.count.text() == "5 of 5"
    assert bar.field.hasFocus()


def test_a_capital_and_whole_words_narrow_it(qtbot, needles, bar):
    qtbot.keyClicks(bar.field, "Needle")
    assert bar.count.text() == "2"
    qtbot.keyClick(bar.whole, KEY.Key_Space)
    assert bar.count.text() == "1"
    qtbot.keyClicks(bar.field, "xyz")
    assert bar.count.text() == "not found"


def test_enter_replaces_one_place_after_the_other(qtbot, needles, bar, presenter):
    qtbot.keyClicks(bar.field, "needle")
    bar.instead.setFocus()
    qtbot.keyClicks(bar.instead, "pin")
    qtbot.keyClick(bar.instead, KEY.Key_Return)
    assert presenter.editor.lines()[0].text == "Needles"
    for _ in range(2):
        qtbot.keyClick(bar.instead, KEY.Key_Return)
    assert [line.text for line in presenter.editor.lines()[:2]] == [
        "pins", "😀 A pin is thin. needles do not hurt."
    ]  # fmt: skip
    assert selected(needles) == (1, "needle")


def test_all_are_replaced_in_one_step_and_one_undo_takes_it_back(qtbot, needles, bar, presenter):
    qtbot.keyClicks(bar.field, "needle")
    bar.instead.setFocus()
    qtbot.keyClicks(bar.instead, r"pin\\1")
    qtbot.keyClick(bar.instead, KEY.Key_Return, CTRL)
    assert bar.count.text() == "5 replaced"
    assert presenter.editor.lines()[3].text == r"pin\\1 one"
    qtbot.keyClick(bar.instead, KEY.Key_Escape)
    assert not bar.isVisible()
    qtbot.keyClick(needles.article.text, KEY.Key_Z, CTRL)
    assert presenter.editor.now.article == NEEDLES


def test_ctrl_h_takes_what_is_selected(qtbot, needles):
    text = needles.article.text
    text.go_to_words(1, 4, 10)
    qtbot.keyClick(text, KEY.Key_H, CTRL)
    bar = needles.article.words.find_bar
    assert bar.field.text() == "needle"
    assert QApplication.focusWidget() is bar.instead


def test_an_older_version_is_searched_but_not_changed(qtbot, needles, presenter):
    text = needles.article.text
    qtbot.keyClicks(text, "My ")
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    presenter.editor.show_version(presenter.editor.versions[1].version_id)
    text.setFocus()
    needles.focus_search()
    bar = needles.article.words.find_bar
    assert not bar.instead.isVisible()
    qtbot.keyClicks(bar.field, "needle")
    bar.replace_all()
    assert presenter.editor.now.article == NEEDLES


@pytest.mark.parametrize(
    ("words", "whole", "count"),
    [("a.c", False, 1), ("a  C", False, 0), ("one two", False, 1), ("", True, 0), ("b", True, 1)],
)
def test_words_are_taken_literally_and_white_space_as_white_space(words, whole, count):
    text = lines("a.c abc", "one\n two", "b")
    assert len(Wanted(words, whole).places(text)) == count
    assert Wanted(words, whole).replaced(text, "x")[1] == count


def test_places_stand_in_reading_order():
    assert Wanted("a").places(lines("ba", "aa")) == [Place(0, 1, 2), Place(1, 0, 1), Place(1, 1, 2)]
