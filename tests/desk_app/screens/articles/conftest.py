"""The articles screen on a clinic with articles of the demo library."""

import json
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from db.domain.article import ArticleText
from db.queries.articles import library, versions
from db.services.articles import NewArticle, add_article, save_version
from desk_app.screens.articles.page import ArticlesPage
from desk_app.screens.articles.presenter import ArticlesPresenter

ROOT = Path(__file__).parents[4]
DEMO = ROOT / "resources" / "demo" / "articles"
SHAPES = ROOT / "tests" / "data" / "articles"


def demo_text(slug):
    return ArticleText.from_json(json.loads((DEMO / f"{slug}.json").read_text("utf-8")))


@pytest.fixture
def write(sqlite_database, actor, now):
    return lambda command, **arguments: sqlite_database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def ask(sqlite_database):
    return lambda query, **arguments: sqlite_database.read(partial(query, **arguments))


@pytest.fixture
def articles(write, clinic):
    """Two articles, drafts; returns their ids."""
    return {
        slug: write(add_article, new=NewArticle(demo_text(slug), sources="A source")).record_id
        for slug in ("acupuncture-back-pain", "cupping")
    }


@pytest.fixture
def presenter(desk):
    return ArticlesPresenter(desk, desk)


@pytest.fixture
def page(qtbot, presenter, articles):
    """The page as the main window shows it; the first article is chosen."""
    return opened(qtbot, presenter)


def opened(qtbot, presenter):
    shown = ArticlesPage(presenter)
    qtbot.addWidget(shown)
    shown.resize(1200, 760)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.activated()
    return shown


@pytest.fixture
def empty_page(qtbot, presenter):
    """The page of a clinic that has no articles."""
    return opened(qtbot, presenter)


@pytest.fixture
def newest(ask):
    """The newest version of an article, as it is stored."""
    return lambda article_id: ask(versions, article_id=article_id)[0]


@pytest.fixture
def elsewhere(write, ask):
    """Another desk saves other words."""

    def save(article_id, content):
        [row] = [row for row in ask(library) if row.article_id == article_id]
        write(
            save_version,
            article_id=article_id,
            seen_version=row.article_version,
            content=content,
        )

    return save


@pytest.fixture
def view(qtbot, empty_page):
    """The view with its source box open and empty."""
    qtbot.keyClick(empty_page.search, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert empty_page.stack.currentWidget() is empty_page.bringing_in
    return empty_page.bringing_in
