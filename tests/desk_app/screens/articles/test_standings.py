"""Which articles stand where, by the day their review is due."""

import datetime as dt

import pytest

from db.domain.article import ArticleState
from db.queries.articles import ArticleRow
from desk_app.screens.articles.article_list import ArticleList
from desk_app.screens.articles.standings import Standing

TODAY = dt.date(2026, 3, 6)


@pytest.mark.parametrize(
    ("days", "standings"),
    [
        (None, {Standing.APPROVED}),
        (-1, {Standing.DUE}),
        (0, {Standing.APPROVED, Standing.SOON}),
        (30, {Standing.APPROVED, Standing.SOON}),
        (31, {Standing.APPROVED}),
    ],
)
def test_a_review_is_due_after_its_day_and_soon_for_a_month_before(desk, days, standings):
    due = None if days is None else TODAY + dt.timedelta(days=days)
    row = ArticleRow(
        1, 1, "Warm feet", "en", False, 1, 1, ArticleState.APPROVED, "Dr Lee", TODAY, due,
        1, ArticleState.APPROVED, None, (),
    )  # fmt: skip
    articles = ArticleList(desk, lambda _article_id: False, desk)
    articles._loaded([row])
    counted = {standing for standing, count in articles.counts().items() if count}
    assert counted == standings | {Standing.ALL}
