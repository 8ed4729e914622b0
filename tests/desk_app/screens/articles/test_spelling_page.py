"""Spelling in the editor, with a dictionary of a few words."""

import re
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat

from db.domain.enquiry import ChoiceList
from db.domain.sign_in import new_secret
from db.domain.staff import Actor, Role
from db.services.sign_in import set_secret
from desk_app.handouts.clarity.sentences import words
from desk_app.screens.articles.presenter import ArticlesPresenter
from tests.desk_app.handouts.spelling.test_speller import write_dictionary
from tests.desk_app.screens.articles.conftest import demo_text

KEY, SHIFT, CTRL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LINE = QTextCharFormat.UnderlineStyle.SingleUnderline


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "dictionaries"


@pytest.fixture
def presenter(desk, folder):
    return ArticlesPresenter(desk, desk, dictionaries=[folder])


@pytest.fixture
def english(folder):
    """Every word of the demo's articles but one."""
    texts = [demo_text(slug) for slug in ("acupuncture-back-pain", "cupping")]
    lines = [line for text in texts for line in (text.title, *text.texts())]
    known = {re.sub("’", "'", span.of(line)) for line in lines for span in words(line)}
    write_dictionary(folder, "en_US", sorted((known | {"ancient"}) - {"needles", "Needles"}))


def marked(page):
    """Every word under a plain line, with its line's number."""
    found, block = [], page.article.text.document().firstBlock()
    while block.isValid():
        for part in block.layout().formats():
            if part.format.underlineStyle() is LINE:
                word = block.text()[part.start : part.start + part.length]
                found.append((block.blockNumber(), word))
        block = block.next()
    return found


@pytest.fixture
def typing(english, page, qtbot):
    """Two wrong words at the end of the title, and the cursor in the last of them."""
    text = page.article.text
    text.setFocus()
    text.go_to(0)
    qtbot.keyClicks(text, " hlep anceint")
    qtbot.waitUntil(lambda: (0, "anceint") in marked(page))
    return text


def test_unknown_words_have_a_line_of_their_own_kind_and_are_counted(typing, page, presenter):
    assert [word for line, word in marked(page) if line == 0] == ["hlep", "anceint"]
    count = len(presenter.spelling.found)
    assert page.article.words.note.text() == f"Not in the dictionary: {count}. F8 goes there."
    assert page.article.words.note.isVisibleTo(page)


def test_f8_goes_from_word_to_word_round_the_ends(typing, page, presenter, qtbot):
    typing.go_to_words(0, 0)
    qtbot.keyClick(typing, KEY.Key_F8)
    title = typing.lines()[0].text
    assert (typing.line_number, typing.column) == (0, title.index("hlep"))
    qtbot.keyClick(typing, KEY.Key_F8, SHIFT)
    last = presenter.spelling.found[-1]
    assert (typing.line_number, typing.column) == (last.line, last.start)
    qtbot.keyClick(typing, KEY.Key_F8)
    assert (typing.line_number, typing.column) == (0, title.index("hlep"))


@pytest.mark.qt_log_ignore("does not support", extend=True)  # said by the platform of menus
def test_ctrl_full_stop_and_enter_put_the_likeliest_word_in_its_place(typing, page, qtbot):
    qtbot.keyClick(typing, KEY.Key_Period, CTRL)
    menu = page.article.mending.menu
    choices = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert choices[0] == "ancient"
    assert "Add to the clinic's words" in choices
    qtbot.keyClick(menu, KEY.Key_Return)
    assert typing.lines()[0].text.endswith(" hlep ancient")
    assert "anceint" not in [word for _line, word in marked(page)]
    qtbot.keyClick(typing, KEY.Key_Z, CTRL)
    assert typing.lines()[0].text.endswith(" hlep anceint")


def test_a_word_of_the_clinics_is_right_everywhere_and_that_can_be_undone(
    typing, page, presenter, posted, desk
):
    typing.go_to_words(0, typing.lines()[0].text.index("hlep"))
    presenter.spelling.learn(presenter.spelling.at(typing.line_number, typing.column))
    assert "hlep" not in [word for _line, word in marked(page)]
    assert [line.label for line in desk.clinic.choices[ChoiceList.OWN_WORD]] == ["hlep"]
    assert posted[-1].text == "“hlep” is one of the clinic's words now."
    posted[-1].action()
    assert (0, "hlep") in marked(page)


@pytest.mark.qt_log_ignore("does not support", extend=True)
def test_who_may_not_add_a_word_finds_that_grey_with_the_reason(
    typing, page, sqlite_database, desk, clinic, qtbot, now
):
    boss = Actor(clinic["Mo"], Role.MANAGER, "Desk 1")
    for name in ("Mo", "Ana"):
        secret = {"staff_id": clinic[name], "secret": new_secret("482915")}
        sqlite_database.write(partial(set_secret, actor=boss, at=now, **secret))
    desk.reload_clinic()
    desk.seat.let_in(clinic["Ana"], desk.clinic)
    qtbot.keyClick(typing, KEY.Key_Period, CTRL)
    grey = [each.text() for each in page.article.mending.menu.actions() if not each.isEnabled()]
    assert grey == ["Add to the clinic's words", "Only a practitioner or the manager may do this."]


def test_without_a_dictionary_one_sentence_says_what_would_help(page, folder, monkeypatch):
    note = page.article.words.note
    assert not marked(page)
    assert note.text().startswith("Spelling is not marked: no dictionary for English.")
    assert str(folder) in note.text()


def test_the_check_can_be_left(typing, page, presenter):
    presenter.clarity.turn(False)
    assert marked(page) == []
    assert not page.article.words.note.isVisibleTo(page)
    presenter.clarity.turn(True)
    assert (0, "hlep") in marked(page)


def test_the_dictionaries_are_let_go_while_the_editor_is_not_shown(typing, page, presenter, desk):
    process = presenter.spelling._speller._process
    assert process._process is not None
    page.hide()
    desk.clinic_changed.emit()
    assert process._process is None
    page.show()
    assert (0, "hlep") in marked(page)
