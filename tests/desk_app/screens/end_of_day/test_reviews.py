"""Texts whose review is due stand at the end of the day, and are counted beside the page."""

import datetime as dt
from functools import partial

import pytest
from PySide6.QtCore import Qt

from db.domain.article import ArticleState, ArticleText, Block, BlockKind
from db.domain.service import CardKind
from db.queries.articles import versions
from db.services.articles import NewArticle, add_article, set_state
from db.services.desk_texts import CardFields, add_desk_card
from desk_app.review_watch import ReviewWatch

LAST_YEAR = dt.date(2025, 3, 1)
YESTERDAY = dt.date(2026, 3, 5)


@pytest.fixture
def give(desk, clinic):
    """Give a command as this desk does; returns its Change."""

    def given(command, **arguments):
        done = []
        desk.give(command, owner=desk, done=done.append, **arguments)
        return done[0]

    return given


@pytest.fixture
def waiting(give, sqlite_database):
    """An article in review; returns its id."""
    text = ArticleText("Warm feet", intro=(Block(BlockKind.PARAGRAPH, "Wear socks."),))
    kept = give(add_article, new=NewArticle(text))
    [version] = sqlite_database.read(partial(versions, article_id=kept.record_id))
    give(
        set_state, version_id=version.version_id, seen_version=version.version,
        state=ArticleState.IN_REVIEW,
    )  # fmt: skip
    return kept.record_id


def expired_card(give, clinic):
    fields = CardFields(
        CardKind.SAY, "75 minutes.", approved_by=clinic["Dr Lee"], approved_on=LAST_YEAR,
        review_on=YESTERDAY,
    )  # fmt: skip
    return give(add_desk_card, fields=fields)


def test_enter_leads_to_the_article_and_to_the_cards(
    shown, keys, titles, waiting, give, clinic, desk, page
):
    expired_card(give, clinic)
    asked = []
    desk.navigation.article_wanted.connect(asked.append)
    desk.navigation.page_wanted.connect(asked.append)
    shown()
    assert titles() == ["Texts to look at again: 2", "Warm feet", "75 minutes."]
    keys(Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert asked == [waiting, "settings"]
    assert page._summary.text() == "The day is in order"


def test_the_count_follows_what_is_approved_and_what_expires(desk, give, clinic, waiting):
    watch = ReviewWatch(desk, desk)
    counts = []
    watch.counted.connect(counts.append)
    watch.start()
    expired_card(give, clinic)
    assert counts == [1, 2]
