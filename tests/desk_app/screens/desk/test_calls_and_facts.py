"""The facts beside a card are the approved ones."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from db.domain.article import ArticleState, ArticleText, Block, BlockKind
from db.domain.enquiry import Channel
from db.domain.service import CardKind, ScreeningLevel
from db.queries.articles import versions
from db.services.articles import Approval, NewArticle, add_article, set_state
from db.services.desk_texts import (
    CardFields,
    QuestionFields,
    add_desk_card,
    add_screening_question,
)
from desk_app.widgets.marked_text import MarkedText

KEY = Qt.Key
TODAY = dt.date(2026, 3, 6)


@pytest.fixture
def words(page):
    """Every text in the facts column, as it stands once it was laid out."""

    def texts():
        QApplication.processEvents()
        return [label.text() for label in page.facts.findChildren(QLabel) if label.isVisible()]

    return texts


def test_the_facts_of_the_chosen_service_stand_beside_the_card(page, presenter, keys, words):
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, KEY.Key_Tab, "bad back", KEY.Key_Tab)
    assert {"Acupuncture for back pain", "75 min · $150", "45 min · $100", "Dr Lee"} <= set(words())
    assert "Loose clothes." in words()


@pytest.mark.parametrize(
    ("approval", "mark"),
    [
        ({"approved_on": dt.date(2026, 1, 1), "review_on": dt.date(2027, 1, 1)}, ""),
        ({}, "not approved"),
        (
            {"approved_on": dt.date(2025, 1, 1), "review_on": dt.date(2026, 3, 1)},
            "approval expired, ask before you say it",
        ),
        ({"is_example": True}, "example, not approved"),
    ],
)
def test_desk_cards_bear_a_mark_unless_they_are_approved_today(
    page, presenter, words, sqlite_database, actor, now, clinic, approval, mark
):
    if "approved_on" in approval:
        approval = approval | {"approved_by": clinic["Dr Lee"]}
    fields = CardFields(CardKind.SAY, "The first visit is longer.", clinic["Cupping"], **approval)
    sqlite_database.write(partial(add_desk_card, actor=actor, at=now, fields=fields))
    card = presenter.new_card(Channel.WALK_IN, name="Bob")
    card.edit("service", "cupping")
    assert {"SAY", "The first visit is longer."} <= set(words())
    marks = {"not approved", "approval expired, ask before you say it", "example, not approved"}
    assert marks & set(words()) == ({mark} if mark else set())


def test_questions_to_ask_stand_below_what_a_yes_means(
    page, presenter, words, sqlite_database, actor, now, clinic
):
    for text, level in (
        ("Any new numbness?", ScreeningLevel.EMERGENCY),
        ("First time?", ScreeningLevel.TELL_PRACTITIONER),
    ):
        fields = QuestionFields(text, level, service_ids=[clinic["Cupping"]])
        sqlite_database.write(partial(add_screening_question, actor=actor, at=now, fields=fields))
    presenter.new_card(Channel.WALK_IN, name="Bob").edit("service", "cupping")
    found = words()
    start = found.index("ASK")
    asked = [w for w in found[start:] if w in ("If yes: Emergency", "Any new numbness?",
             "If yes: Tell the practitioner", "First time?")]  # fmt: skip
    assert asked == [
        "If yes: Emergency", "Any new numbness?", "If yes: Tell the practitioner", "First time?",
    ]  # fmt: skip


def test_f8_folds_the_facts_away_and_remembers_it(page, presenter, keys, desk, qtbot):
    from desk_app.screens.desk.page import DeskPage

    page.activated()
    keys(KEY.Key_F8)
    assert page.facts.isHidden()
    again = DeskPage(presenter)
    qtbot.addWidget(again)
    again.resize(1280, 760)
    again.show()
    assert again.facts.isHidden()


def test_a_narrow_window_has_no_facts_until_f8_asks_for_them(page, presenter, keys):
    page.resize(820, 600)
    page.activated()
    assert page.facts.isHidden()
    keys(KEY.Key_F8)
    assert page.facts.isVisible()
    assert page.today.isHidden()
    keys(KEY.Key_F8)
    assert page.today.isVisible()


def test_a_passage_that_fits_the_callers_words_can_be_opened(
    page, presenter, keys, desk, sqlite_database, actor, now, clinic, qtbot
):
    by = {"actor": actor, "at": now}
    text = ArticleText("Back <b>pain</b>", "en", (Block(BlockKind.PARAGRAPH, "Night pain eases."),))
    article_id = sqlite_database.write(partial(add_article, new=NewArticle(text), **by)).record_id
    for state in (ArticleState.IN_REVIEW, ArticleState.APPROVED):
        newest = sqlite_database.read(partial(versions, article_id=article_id))[0]
        approval = Approval(clinic["Dr Lee"], TODAY, dt.date(2027, 1, 1), left_open="Not tried yet")
        sqlite_database.write(
            partial(
                set_state, version_id=newest.version_id, seen_version=newest.version,
                state=state, approval=approval, **by,
            )
        )  # fmt: skip
    opened = []
    desk.navigation.article_wanted.connect(opened.append)
    presenter.new_card(Channel.WALK_IN)
    keys("Bob", KEY.Key_Tab, "worse at night")
    QApplication.processEvents()
    [passage] = [w for w in page.facts.findChildren(MarkedText) if w.isVisible()]
    assert (passage.text, passage.marked_words) == ("Night pain eases.", ["Night"])
    keys(KEY.Key_F8, KEY.Key_Return)
    assert opened == [article_id]


@pytest.mark.parametrize(
    ("text", "marks", "marked"),
    [
        ("pain 😀 night", ((7, 12),), ["night"]),
        ("", (), []),
        ("<b>bold</b> שלום", ((12, 16),), ["שלום"]),
    ],
)
def test_marked_text_shows_any_text_letter_by_letter(qtbot, text, marks, marked):
    widget = MarkedText()
    qtbot.addWidget(widget)
    widget.set_text(text, marks)
    widget.resize(200, widget.heightForWidth(200))
    assert not widget.grab().isNull()
    assert (widget.text, widget.marked_words) == (text, marked)
