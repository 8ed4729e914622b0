"""Versions compared word by word beside the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication

from desk_app.screens.articles.side_page import Side

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def panel(page):
    page.article.side.show_side(Side.CHANGES)
    return page.article.side.changes


def shown(panel):
    return [line.text for line in panel.text.lines()]


def test_one_version_has_nothing_to_be_compared_with(page, panel):
    assert panel.summary.text() == "There is no other version yet."
    assert panel.other.isHidden()
    assert not panel.text.isVisible()


def test_unsaved_words_are_compared_with_the_saved_ones_while_one_types(
    qtbot, page, panel, presenter
):
    page.article.text.setFocus()
    page.article.text.go_to(0)
    with qtbot.waitSignal(presenter.comparing.changed, timeout=2_000):
        qtbot.keyClicks(page.article.text, " today")
    assert shown(panel)[0] == "Acupuncture for back pain [+today]"
    assert "Lines changed: 1. Words added [+]: 1, removed [−]: 0." in panel.summary.text()
    assert shown(panel)[-1].endswith("lines as before")


def test_signs_and_looks_tell_added_from_removed(qtbot, page, panel, presenter):
    text = page.article.text
    text.setFocus()
    text.go_to_words(1, 0, 11)
    qtbot.keyClicks(text, "Needles")
    qtbot.keyClick(text, KEY.Key_S, CTRL)
    assert shown(panel)[1].startswith("[−Acupuncture] [+Needles] may ease")
    formats = panel.text.document().findBlockByNumber(1).layout().formats()
    removed, added = (each.format for each in formats[:2])
    assert removed.fontStrikeOut()
    assert added.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
    assert panel.other.currentText().startswith("Version 1")


def test_any_version_is_chosen_by_the_keyboard(qtbot, page, panel, presenter):
    text = page.article.text
    for word in (" one", " two"):
        text.setFocus()
        text.go_to(0)
        qtbot.keyClicks(text, word)
        qtbot.keyClick(text, KEY.Key_S, CTRL)
    assert shown(panel)[0].endswith("pain one [+two]")
    qtbot.keyClick(panel.other, KEY.Key_Down)
    assert panel.other.currentText().startswith("Version 1")
    assert shown(panel)[0].endswith("pain [+one two]")


def test_f7_comes_to_the_changes_and_goes_on(qtbot, page):
    page.article.side.show_side(Side.COMMENTS)
    page.article.side.focus_side()
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_F7)
    assert page.article.side.side is Side.CHANGES


def test_nothing_is_compared_while_nobody_looks(qtbot, page, presenter):
    page.article.text.setFocus()
    page.article.text.go_to(0)
    qtbot.keyClicks(page.article.text, " today")
    with qtbot.waitSignal(presenter.pages.changed, timeout=2_000):
        qtbot.keyClicks(page.article.text, "!")
    assert presenter.comparing.lines == ()
