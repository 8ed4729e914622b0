"""The six questions for people, ticked by the keyboard, and what an approval wants of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.domain.article import ArticleState
from db.domain.review import HumanQuestion
from desk_app.clarity_wording import question_help, question_words
from desk_app.screens.articles.side_page import Side

CTRL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def panel(page):
    page.article.side.show_side(Side.QUESTIONS)
    return page.article.side.questions


@pytest.fixture
def stored(newest, articles):
    return lambda: newest(articles["acupuncture-back-pain"])


def test_a_tick_carries_name_and_day_and_is_taken_back(qtbot, page, panel, stored, posted):
    page.article.state_bar.reviewer.setCurrentText("Dr Lee")
    tick = panel.ticks[HumanQuestion.FACTS]
    qtbot.keyClick(tick, KEY.Key_Space)
    assert [(a.question, a.name) for a in stored().answers] == [(HumanQuestion.FACTS, "Dr Lee")]
    assert panel.details[HumanQuestion.FACTS].text() == "Dr Lee · 6 Mar 2026"
    assert tick.accessibleDescription() == "Dr Lee · 6 Mar 2026"
    posted[-1].action()
    assert stored().answers == ()
    assert not tick.isChecked()
    assert not posted[-1].undoes
    qtbot.keyClick(tick, KEY.Key_Space)
    qtbot.keyClick(tick, KEY.Key_Space)
    assert stored().answers == ()
    posted[-1].action()
    assert tick.isChecked()


def test_the_keyboard_comes_to_them_and_back(qtbot, page, panel):
    page.article.side.show_side(Side.CLARITY)
    page.article.text.setFocus()
    qtbot.keyClick(page.article.text, KEY.Key_F7)
    assert QApplication.focusWidget() is panel.ticks[HumanQuestion.PURPOSE]
    for _ in list(Side)[list(Side).index(Side.QUESTIONS) :]:
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_F7)
    assert page.article.side.side is Side.PAGES
    assert page.article.text.hasFocus()


def test_unsaved_words_are_not_answered_for(qtbot, page, panel, stored):
    page.article.text.setFocus()
    qtbot.keyClicks(page.article.text, "!")
    assert not panel.ticks[HumanQuestion.FACTS].isEnabled()
    assert "saved version" in panel._lead.text()
    qtbot.keyClick(page.article.text, KEY.Key_S, CTRL)
    assert panel.ticks[HumanQuestion.FACTS].isEnabled()


def test_an_approval_with_open_questions_asks_why_and_goes_through_with_the_reason(
    qtbot, page, panel, stored
):
    bar = page.article.state_bar
    qtbot.keyClick(panel.ticks[HumanQuestion.PURPOSE], KEY.Key_Space)
    page.article.side.show_side(Side.PAGES)
    qtbot.keyClick(bar.send, KEY.Key_Space)
    qtbot.keyClick(bar.approve_button, KEY.Key_Space)
    assert stored().state is ArticleState.IN_REVIEW
    assert page.article.side.side is Side.QUESTIONS
    assert "why the rest" in panel._problem.text
    assert QApplication.focusWidget() is panel.ticks[HumanQuestion.TO_THE_POINT]
    qtbot.keyClicks(panel.reason, "Nobody was in yet.")
    qtbot.keyClick(bar.approve_button, KEY.Key_Space)
    assert (stored().state, stored().left_open) == (ArticleState.APPROVED, "Nobody was in yet.")
    assert panel._problem.text == ""
    assert not panel.ticks[HumanQuestion.FACTS].isEnabled()
    assert panel.reason.text == "Nobody was in yet."


def test_with_all_ticks_an_approval_needs_no_reason(qtbot, page, panel, stored):
    for tick in panel.ticks.values():
        qtbot.keyClick(tick, KEY.Key_Space)
    assert page.article.side.choice._chips[2].count == 0
    qtbot.keyClick(page.article.state_bar.send, KEY.Key_Space)
    qtbot.keyClick(page.article.state_bar.approve_button, KEY.Key_Space)
    assert stored().state is ArticleState.APPROVED


def test_a_reason_typed_for_one_article_is_not_given_for_another(
    qtbot, page, panel, presenter, articles
):
    qtbot.keyClicks(panel.reason, "In a hurry")
    presenter.articles.choose(articles["cupping"])
    assert panel.reason.text == ""
    assert presenter.editor.left_open == ""


def test_every_question_says_what_it_means():
    words = [(question_words(question), question_help(question)) for question in HumanQuestion]
    assert len(set(words)) == len(HumanQuestion)
