"""Texts that wait for somebody to look at them again."""

import datetime as dt
from functools import partial

import pytest

from db.domain.article import ArticleState, ArticleText, Block, BlockKind
from db.domain.service import CardKind, ScreeningLevel
from db.domain.staff import Role
from db.queries.articles import versions
from db.queries.due_reviews import DueReview, ReviewKind, due_reviews
from db.services.articles import Approval, NewArticle, add_article, bin_article, set_state
from db.services.clinic import StaffFields, add_staff
from db.services.desk_texts import (
    CardFields,
    QuestionFields,
    add_desk_card,
    add_screening_question,
)

TODAY = dt.date(2026, 3, 6)
YESTERDAY = TODAY - dt.timedelta(days=1)
LONG_AGO = TODAY - dt.timedelta(days=400)


@pytest.fixture
def give(database, actor, now):
    return lambda command, **arguments: database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def lee(give):
    return give(add_staff, fields=StaffFields("Dr Lee", Role.PRACTITIONER)).record_id


@pytest.fixture
def article(database, give, lee):
    """Keep an article in a state; returns the Change that kept it."""

    def keep(title, state, due=None):
        text = ArticleText(title, intro=(Block(BlockKind.PARAGRAPH, "Words."),))
        kept = give(add_article, new=NewArticle(text))
        [version] = database.read(partial(versions, article_id=kept.record_id))
        steps = [ArticleState.IN_REVIEW, ArticleState.APPROVED]
        seen = version.version
        for step in steps[: ["draft", "in_review", "approved"].index(state.value)]:
            approval = Approval(lee, LONG_AGO, due, left_open="None tried.") if due else None
            seen = give(
                set_state, version_id=version.version_id, seen_version=seen, state=step,
                approval=approval,
            ).version  # fmt: skip
        return kept

    return keep


def titles(database):
    return [row.title for row in database.read(partial(due_reviews, today=TODAY))]


def test_articles_in_review_come_first_then_the_longest_overdue(database, article):
    article("Draft", ArticleState.DRAFT)
    article("Yesterday", ArticleState.APPROVED, YESTERDAY)
    article("Today", ArticleState.APPROVED, TODAY)
    article("Long ago", ArticleState.APPROVED, LONG_AGO + dt.timedelta(days=1))
    waiting = article("Waiting", ArticleState.IN_REVIEW)
    assert titles(database) == ["Waiting", "Long ago", "Yesterday"]
    first, _long_ago, last = database.read(partial(due_reviews, today=TODAY))
    assert first == DueReview(ReviewKind.ARTICLE, waiting.record_id, "Waiting", None, "")
    assert (last.due_on, last.who) == (YESTERDAY, "Dr Lee")


def test_an_article_in_the_bin_is_not_waited_for(database, article, give):
    kept = article("Yesterday", ArticleState.APPROVED, YESTERDAY)
    give(bin_article, article_id=kept.record_id, seen_version=kept.version)
    assert titles(database) == []


@pytest.mark.parametrize("approved", [True, False])
@pytest.mark.parametrize("active", [True, False])
@pytest.mark.parametrize("day", [YESTERDAY, TODAY, TODAY + dt.timedelta(days=1)])
def test_cards_and_questions_in_use_are_expired_from_their_day_on(
    database, give, lee, approved, active, day
):
    by = {
        "approved_by": lee if approved else None,
        "approved_on": LONG_AGO if approved else None,
        "review_on": day if approved else None,
        "active": active,
    }
    give(add_desk_card, fields=CardFields(CardKind.SAY, "75 minutes.", **by))
    question = QuestionFields("Numb?", ScreeningLevel.URGENT, hand_over_words="Stay.", **by)
    give(add_screening_question, fields=question)
    expected = ["75 minutes.", "Numb?"] if approved and active and day <= TODAY else []
    assert titles(database) == expected
