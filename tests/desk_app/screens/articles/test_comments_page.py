"""Remarks at their place: made, found again, resolved and taken back by the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.queries.article_comments import comments
from desk_app.screens.articles.side_page import Side

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def panel(page):
    return page.article.side.comments


@pytest.fixture
def stored(ask, articles):
    return lambda: ask(comments, article_id=articles["acupuncture-back-pain"])


@pytest.fixture
def remark(qtbot, page, panel):
    """Remark on the first words of the key point."""

    def make(words):
        text = page.article.text
        text.setFocus()
        text.go_to_words(1, 0, 20)
        qtbot.keyClick(text, KEY.Key_C, CTRL | ALT)
        qtbot.keyClicks(QApplication.focusWidget(), words)
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return, CTRL)

    return make


def marked(text, line):
    block = text.document().findBlockByNumber(line)
    ground = Qt.BrushStyle.NoBrush
    return [
        block.text()[part.start : part.start + part.length]
        for part in block.layout().formats()
        if part.format.background().style() != ground
    ]


def test_a_remark_stands_at_its_words_with_who_and_when(page, panel, remark, stored, presenter):
    remark("Is that so?")
    [row] = stored()
    assert (row.line, row.said, row.text, row.writer) == (
        1,
        "Acupuncture may ease",
        "Is that so?",
        "Ana",
    )
    assert page.article.side.side is Side.COMMENTS
    assert panel.field.text == ""
    shown = panel.rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert shown == "Is that so?, Ana · 6 Mar 2026"
    assert marked(page.article.text, 1) == ["Acupuncture may ease"]
    assert presenter.comments.open_count == 1


def test_it_is_resolved_opened_again_and_taken_back(qtbot, page, panel, remark, stored, posted):
    remark("Is that so?")
    panel.rows.setFocus()
    assert panel.words.text() == "Is that so?"
    qtbot.keyClick(panel.resolve, KEY.Key_Space)
    assert not stored()[0].is_open
    assert marked(page.article.text, 1) == []
    posted[-1].action()
    assert stored()[0].is_open
    assert marked(page.article.text, 1) == ["Acupuncture may ease"]


def test_a_remark_made_by_mistake_is_taken_back(remark, stored, posted, panel):
    remark("Is that so?")
    posted[-1].action()
    assert stored() == []
    assert panel.rows.model().rowCount() == 0


def test_a_remark_without_words_is_not_kept(qtbot, page, panel, remark, stored):
    remark("")
    assert stored() == []
    assert panel._problem.text
    assert panel.field.hasFocus()


def test_it_is_found_again_when_lines_move_and_says_when_its_words_are_gone(
    qtbot, page, panel, remark, presenter
):
    remark("Is that so?")
    text = page.article.text
    text.setFocus()
    text.go_to(1)
    qtbot.keyClick(text, KEY.Key_Down, ALT)
    assert presenter.comments.place_of(presenter.comments.rows[0]) == (2, 0)
    assert marked(text, 2) == ["Acupuncture may ease"]
    panel.rows.setFocus()
    assert (text.line_number, text.column) == (2, 0)
    qtbot.keyClick(panel.rows, KEY.Key_Return)
    assert text.hasFocus()
    text.go_to_words(2, 0, 11)
    with qtbot.waitSignal(presenter.comments.changed, timeout=2_000):
        qtbot.keyClicks(text, "Needles")
    assert "has changed since" in panel.said.text()
    assert marked(text, 2) == []


def test_of_words_that_stand_in_several_lines_the_nearest_are_meant(qtbot, page, presenter):
    presenter.comments.add(1, "Acupuncture", "This one")
    presenter.comments.add(0, "Acupuncture", "The title")
    rows = {row.text: presenter.comments.place_of(row) for row in presenter.comments.rows}
    assert rows == {"This one": (1, 0), "The title": (0, 0)}


def test_remarks_of_one_article_are_not_shown_with_another(
    page, panel, remark, presenter, articles
):
    remark("Is that so?")
    presenter.articles.choose(articles["cupping"])
    assert presenter.comments.rows == []
    presenter.articles.choose(articles["acupuncture-back-pain"])
    assert len(presenter.comments.rows) == 1


def test_an_open_remark_and_a_finding_are_both_marked(qtbot, page, panel, remark):
    text = page.article.text
    text.setFocus()
    text.go_to(1)
    qtbot.keyClicks(text, " We guarantee it!")
    remark("Hm")
    block = text.document().findBlockByNumber(1)
    qtbot.waitUntil(lambda: len(block.layout().formats()) == 2)
    assert marked(text, 1) == ["Acupuncture may ease"]
