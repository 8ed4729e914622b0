"""The handouts screen on a clinic with articles; the printer is the only stand-in."""

import dataclasses
import datetime as dt
import json
from functools import partial
from pathlib import Path

import pytest

from db.domain.article import ArticleState, ArticleText
from db.domain.errors import NoPrinterError
from db.queries.articles import versions
from db.queries.handouts import given_sheet, recent_handouts
from db.services.articles import Approval, NewArticle, add_article, set_state
from desk_app.screens.handouts.page import HandoutsPage
from desk_app.screens.handouts.presenter import HandoutsPresenter

DEMO = Path(__file__).parents[4] / "resources" / "demo" / "articles"


def demo_text(slug):
    return ArticleText.from_json(json.loads((DEMO / f"{slug}.json").read_text("utf-8")))


class Paperwork:
    """Printers of a test: remembers what was printed; takes no job when told so."""

    def __init__(self):
        self.names = ["Front office", "Back room"]
        self.jobs = []
        self.broken = False

    def list(self):
        return list(self.names)

    def print(self, pdf, **how):
        if self.broken:
            raise NoPrinterError
        self.jobs.append((pdf, how))


@pytest.fixture
def paperwork():
    return Paperwork()


@pytest.fixture
def write(sqlite_database, actor, now):
    return lambda command, **arguments: sqlite_database.write(
        partial(command, actor=actor, at=now, **arguments)
    )


@pytest.fixture
def add(sqlite_database, write, clinic):
    """Add an article of the demo library; approved unless told otherwise; returns its id."""

    def add_one(slug, *, approved=True, due=dt.date(2027, 3, 6), title=None, **fields):
        text = demo_text(slug)
        text = dataclasses.replace(text, title=title or text.title)
        article = write(add_article, new=NewArticle(text, sources="A source", **fields))
        if approved:
            [version] = sqlite_database.read(partial(versions, article_id=article.record_id))
            move = partial(write, set_state, version_id=version.version_id)
            sent = move(seen_version=version.version, state=ArticleState.IN_REVIEW)
            approval = Approval(
                clinic["Dr Lee"], dt.date(2026, 3, 1), due, left_open="Not tried yet"
            )
            move(seen_version=sent.version, state=ArticleState.APPROVED, approval=approval)
        return article.record_id

    return add_one


@pytest.fixture
def articles(add, clinic):
    """Four articles; returns their ids."""
    back = add("acupuncture-back-pain", service_ids=(clinic["Acupuncture for back pain"],))
    return {
        "back": back,
        "espalda": add("dolor-de-espalda-acupuntura", translation_of=back),
        "cupping": add("cupping", service_ids=(clinic["Cupping"],)),
        "needling": add("dry-needling", approved=False),
    }


@pytest.fixture
def presenter(desk, paperwork):
    return HandoutsPresenter(desk, desk, printers=paperwork.list, print_pages=paperwork.print)


@pytest.fixture
def page(qtbot, presenter, articles):
    """The page as the main window shows it, without a wish."""
    shown = HandoutsPage(presenter)
    qtbot.addWidget(shown)
    shown.resize(1200, 760)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.activated()
    return shown


@pytest.fixture
def given(sqlite_database):
    """Everything on record, newest first, each with its sheet."""

    def rows():
        found = sqlite_database.read(recent_handouts)
        return [
            (row, sqlite_database.read(partial(given_sheet, record_id=row.record_id)).sheet)
            for row in found
        ]

    return rows
