"""Languages of one article, linked by the keyboard."""

import dataclasses

import pytest
from PySide6.QtCore import Qt

from db.queries.articles import library
from db.services.articles import NewArticle, add_article
from tests.desk_app.screens.articles.conftest import demo_text

KEY = Qt.Key


@pytest.fixture
def spanish(page, presenter, write):
    text = dataclasses.replace(
        demo_text("acupuncture-back-pain"), title="Acupuntura", language="es"
    )
    article = write(add_article, new=NewArticle(text)).record_id
    presenter.open(article)
    return article


def test_a_text_is_linked_to_its_original_and_back(
    qtbot, page, presenter, spanish, articles, ask, posted
):
    def linked():
        return {row.article_id: row.translation_of for row in ask(library)}[spanish]

    box = page.article.head.original
    assert box.isVisible()
    qtbot.keyClick(box, KEY.Key_Down)
    assert linked() == articles["acupuncture-back-pain"]
    assert box.currentText() == "Translation of: Acupuncture for back pain (English)"
    posted[-1].action()
    assert linked() is None
    assert box.currentText() == "Not a translation"


def test_an_original_is_no_translation(qtbot, page, presenter, spanish, articles):
    qtbot.keyClick(page.article.head.original, KEY.Key_Down)
    presenter.articles.choose(articles["acupuncture-back-pain"])
    assert not page.article.head.original.isVisible()


def test_what_lags_behind_says_so_in_list_and_head(page, presenter, spanish):
    row = dataclasses.replace(presenter.editor.row, original_changed=True)
    presenter.articles._rows[spanish] = row
    presenter.articles.show_rows()
    presenter.editor.show_row(row)
    place = presenter.articles.model.place_of(spanish)
    shown = page.rows.model().index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "original has changed" in shown
    assert "approved in newer words" in page.article.head.state.text()
