"""The articles that are listed, on paper: what is due for review first, each of them once."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from db.domain.article import ArticleState
from db.queries.articles import ArticleRow
from desk_app.screens.articles.printing import ArticleListPrinting
from tests.desk_app.handouts.pdf_rules import broken_rules

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TODAY = dt.date(2026, 3, 6)
CONTROL = Qt.KeyboardModifier.ControlModifier


def row(title, days=None, state=ArticleState.APPROVED, newest=None):
    due = None if days is None else TODAY + dt.timedelta(days=days)
    return ArticleRow(
        1, 1, title, "en", False, 1, 1, state, "Dr Lee", TODAY, due, 1, newest or state, None, (),
    )  # fmt: skip


@pytest.fixture
def sections(desk):
    """What stands on paper of some rows: a heading, and below it titles with their words."""

    def write(*rows):
        sheet = ArticleListPrinting(desk, desk)._sheet(rows)
        return {section.heading: section.entries[0].rows for section in sheet.sections}

    return write


def test_what_is_due_stands_first_and_each_article_once(sections):
    written = sections(
        row("A draft", state=ArticleState.DRAFT),
        row("Fine"),
        row("Soon, and being changed", 10, newest=ArticleState.DRAFT),
        row("Just late", -1),
        row("Long late", -90),
    )
    titles = {heading: [title for title, _words in lines] for heading, lines in written.items()}
    assert list(titles.items()) == [
        ("Review due", ["Long late", "Just late"]),
        ("Review soon", ["Soon, and being changed"]),
        ("Draft", ["A draft"]),
        ("Approved", ["Fine"]),
    ]


def test_a_late_review_is_told_with_its_day(sections):
    [[(_title, words)]] = sections(row("Cupping", -3)).values()
    assert words == "Approved by Dr Lee on 6 Mar 2026. Its review was due on 3 Mar 2026.\nEnglish"


def test_only_what_is_listed_is_printed_saved_by_its_key_and_esc_goes_back(
    qtbot, page, presenter, posted, tmp_path
):
    presenter.articles.search("cupping")
    qtbot.mouseClick(page.print_button, Qt.MouseButton.LeftButton)
    assert page.preview.isVisible()
    qtbot.keyClick(page.preview, Qt.Key.Key_S, CONTROL)
    [dialog] = page.preview.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("review list 2026-03-06.pdf")
    file = tmp_path / "list.pdf"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    assert broken_rules(file.read_bytes()) == []
    assert posted[-1].text == "The review list was saved as PDF."
    page.print_page()
    qtbot.keyClick(page.preview, Qt.Key.Key_Escape)
    assert not page.preview.isVisible()
    assert page.rows.isVisible()


def test_of_no_article_there_is_no_paper(page, presenter, posted):
    presenter.articles.search("nowhere to be found")
    page.print_page()
    assert not page.preview.isVisible()
    assert posted[-1].text == "No article is listed, so there is nothing to print."
